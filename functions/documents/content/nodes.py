"""The content model, and small helpers for ProseMirror JSON (https://prosemirror.net/docs/ref/#model)."""

import math
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
"""A node as `Node.toJSON` gives it: type, attrs?, content?, and for text: text, marks?."""

MARKS = ("link", "bold", "italic", "strike", "underline", "code")
"""The marks of the model, outermost first where an order is needed."""

INLINE = frozenset({"text", "hardBreak", "mention"})
TEXTBLOCKS = frozenset({"paragraph", "heading", "codeBlock"})
ITEMS = {"bulletList": "listItem", "orderedList": "listItem", "taskList": "taskItem"}
DEFAULTS: dict[str, dict[str, Any]] = {
    "heading": {"level": 1},
    "orderedList": {"start": 1},
    "taskItem": {"checked": False},
    "codeBlock": {"language": None},
    "tableCell": {"colspan": 1, "rowspan": 1, "colwidth": None},
    "tableHeader": {"colspan": 1, "rowspan": 1, "colwidth": None},
    "image": {"src": None, "alt": None, "title": None, "width": None},
    "mention": {"id": None, "label": None},
}
BLOCKS = frozenset(
    {
        "paragraph",
        "heading",
        "bulletList",
        "orderedList",
        "taskList",
        "blockquote",
        "codeBlock",
        "horizontalRule",
        "table",
        "image",
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
        "table",
        "tableRow",
        "tableCell",
        "tableHeader",
    }
)
DEEPEST = 90
"""Levels of nesting that the server follows; nobody writes deeper, but somebody may try."""

_DEEPEST_VALUE = 8

WIDEST = 1000
"""Columns or rows that one cell may span, as in HTML."""

MOST_NODES = 20_000
"""Blocks, cells, breaks and runs of text together: some twenty times a long document, and what a second can handle."""


def node(kind: str, *content: Node, **attrs: Any) -> Node:
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


def mark(kind: str, **attrs: Any) -> Node:
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


def words_of(block: Node) -> str:
    """The text of a node without any marks; a break is a newline, a mention its label."""
    match block["type"]:
        case "text":
            return str(block.get("text", ""))
        case "hardBreak":
            return "\n"
        case "mention":
            return f"@{attr(block, 'label') or attr(block, 'id') or ''}"
        case "image":
            return str(attr(block, "alt") or "")
    return "".join(words_of(child) for child in children(block))


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
