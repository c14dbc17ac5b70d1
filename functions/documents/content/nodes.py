"""The content model, and small helpers for ProseMirror JSON (https://prosemirror.net/docs/ref/#model)."""

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

Node = dict[str, Any]
"""A node as `Node.toJSON` gives it: type, attrs?, content?, and for text: text, marks?."""

MARKS = ("link", "highlight", "textColor", "bold", "italic", "strike", "underline", "code")
"""The marks of the model, outermost first where an order is needed."""

COLOURS = ("gray", "red", "orange", "yellow", "green", "blue", "purple")
"""What a highlight or the colour of a text may be: names, which each theme shows in its own way."""

CALLOUTS = ("note", "tip", "important", "warning", "caution")
"""The kinds that GitHub has."""

ALIGNMENTS = ("left", "center", "right", "justify")
LONGEST_FORMULA = 5000

REFERENCES = frozenset({"reference", "embed"})
"""The nodes that point at an object of ours (`references.py`)."""

LONGEST_URL = 2000
"""Characters of the address of a bookmark."""

INLINE = frozenset({"text", "hardBreak", "mention", "date", "reference", "inlineMath"})
TEXTBLOCKS = frozenset({"paragraph", "heading", "codeBlock", "detailsSummary"})
ITEMS = {"bulletList": "listItem", "orderedList": "listItem", "taskList": "taskItem"}
DEFAULTS: dict[str, dict[str, Any]] = {
    "paragraph": {"textAlign": None},
    "heading": {"level": 1, "textAlign": None},
    "orderedList": {"start": 1},
    "taskItem": {"checked": False},
    "codeBlock": {"language": None},
    "table": {"wide": False},
    "tableCell": {"colspan": 1, "rowspan": 1, "colwidth": None, "color": None},
    "tableHeader": {"colspan": 1, "rowspan": 1, "colwidth": None, "color": None},
    "image": {"src": None, "alt": None, "title": None, "width": None, "align": None},
    "mention": {"id": None, "label": None},
    "date": {"day": ""},
    "reference": {"object": None, "id": None},
    "embed": {"object": None, "id": None},
    "bookmark": {"url": None, "title": None, "description": None, "site": None},
    "callout": {"kind": "note"},
    "inlineMath": {"latex": ""},
    "blockMath": {"latex": ""},
}
BLOCKS = frozenset(
    {
        "paragraph",
        "heading",
        "bulletList",
        "orderedList",
        "taskList",
        "blockquote",
        "callout",
        "details",
        "columns",
        "codeBlock",
        "blockMath",
        "horizontalRule",
        "table",
        "image",
        "embed",
        "bookmark",
    }
)
CONTENT: dict[str, frozenset[str]] = {
    "doc": BLOCKS,
    "paragraph": INLINE,
    "heading": INLINE,
    "codeBlock": frozenset({"text"}),
    "bulletList": frozenset({"listItem"}),
    "orderedList": frozenset({"listItem"}),
    "taskList": frozenset({"taskItem"}),
    "listItem": BLOCKS,
    "taskItem": BLOCKS,
    "blockquote": BLOCKS,
    "callout": BLOCKS,
    "details": frozenset({"detailsSummary", "detailsContent"}),
    "detailsSummary": frozenset({"text"}),
    "detailsContent": BLOCKS,
    "columns": frozenset({"column"}),
    "column": BLOCKS,
    "table": frozenset({"tableRow"}),
    "tableRow": frozenset({"tableCell", "tableHeader"}),
    "tableCell": BLOCKS,
    "tableHeader": BLOCKS,
}
NEEDS_CHILD = frozenset(
    {
        "bulletList",
        "orderedList",
        "taskList",
        "listItem",
        "taskItem",
        "blockquote",
        "callout",
        "details",
        "detailsContent",
        "columns",
        "column",
        "table",
        "tableRow",
        "tableCell",
        "tableHeader",
    }
)
_STACKED = frozenset({"callout", "details", "detailsContent", "columns", "column"})
DEEPEST = 90
"""Levels of nesting that the server follows; nobody writes deeper, but somebody may try."""

_DEEPEST_VALUE = 8
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

WIDEST = 1000
"""Columns or rows that one cell may span, as in HTML."""

MOST_NODES = 20_000
"""Blocks, cells, breaks and runs of text together: some twenty times a long document, and what a second can handle."""


def node(kind: str, /, *content: Node, **attrs: Any) -> Node:
    """A node; attributes that are None are left out, as y-prosemirror does."""
    made: Node = {"type": kind}
    given = {name: value for name, value in attrs.items() if value is not None}
    if given:
        made["attrs"] = given
    if content:
        made["content"] = list(content)
    return made


def text(words: str, *marks: Node) -> Node:
    """A text node."""
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def mark(kind: str, /, **attrs: Any) -> Node:
    """A mark."""
    return {"type": kind, **({"attrs": attrs} if attrs else {})}


def children(parent: Node) -> list[Node]:
    """The children of a node."""
    return list(parent.get("content") or [])


def attr(of: Node, name: str) -> Any:
    """An attribute, or what it is when nothing is said."""
    value = (of.get("attrs") or {}).get(name)
    return DEFAULTS.get(of["type"], {}).get(name) if value is None else value


def is_inline(child: Node) -> bool:
    """Whether a node stands within a line. An unknown one does if it holds nothing and its neighbours do."""
    return child["type"] in INLINE


def words_of(block: Node) -> str:  # noqa: PLR0911  one case a node
    """The text of a node without any marks; a break is a newline, a mention its label, a formula its source, a
    reference the title that was read for it."""
    match block["type"]:
        case "text":
            return str(block.get("text", ""))
        case "hardBreak":
            return "\n"
        case "mention":
            return f"@{attr(block, 'label') or attr(block, 'id') or ''}"
        case "image":
            return " ".join(str(attr(block, name)) for name in ("alt", "title") if attr(block, name))
        case "inlineMath" | "blockMath" | "date" as kind:
            return str(attr(block, "day" if kind == "date" else "latex"))
        case "reference" | "embed":
            return str(block.get("label") or "")
        case "bookmark":
            return "\n".join(str(attr(block, name)) for name in ("title", "description", "url") if attr(block, name))
    between = "\n" if block["type"] in _STACKED else ""
    return between.join(words_of(child) for child in children(block))


def is_day(value: object) -> bool:
    """Whether it is a day of the calendar, as ISO 8601 writes it: 2026-11-30."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def walk(block: Node) -> Iterator[Node]:
    """A node and everything in it, from the beginning."""
    waiting = [block]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.get("content") or ()))


def whole(value: object, least: int, most: int, otherwise: int | None = None) -> int:
    """A number that was stored by anybody as one between `least` and `most`; `otherwise` (or `least`) for no number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return least if otherwise is None else otherwise
    return int(max(least, min(most, value)))


def tidy(value: Any, depth: int = 0) -> Any:
    """A stored value as JSON can say it: numbers as JavaScript means them (pycrdt reads every one as a float).

    What JSON has no form for is None: bytes, shared types, NaN and Infinity, and what lies deeper than anybody nests.
    """
    if isinstance(value, float):
        return None if not math.isfinite(value) else int(value) if value == int(value) else value
    if value is None or isinstance(value, str | int):
        return value
    if depth < _DEEPEST_VALUE:
        if isinstance(value, dict):
            return {str(name): tidy(member, depth + 1) for name, member in value.items()}
        if isinstance(value, list):
            return [tidy(member, depth + 1) for member in value]
    return None
