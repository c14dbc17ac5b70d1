"""Markdown out of a document: CommonMark with GitHub's tables, task lists and strike, readable and readable back.

What Markdown has no form for is written as a fence named `hearth-node` that holds the node as JSON, so nothing is lost:
an unknown node, a table with joined cells. Empty paragraphs between blocks are the one thing left out.
"""

import json
import re
from typing import Any

from functions.documents.content import markdown_inline
from functions.documents.content.nodes import ITEMS, Node, attr, children, is_inline

FENCE = "hearth-node"
EMPTY = "<!-- -->"
"""An empty paragraph where leaving it out would change what stands around it."""

_LANGUAGE = re.compile(r"[\w+#.-]+")


def to_markdown(document: Node) -> str:
    """The document as Markdown, ending in one newline (or empty)."""
    text = "\n\n".join(part for _, part in parts(document))
    return text + "\n" if text else ""


def parts(document: Node) -> list[tuple[Node, str]]:
    """Each block that shows in Markdown, with its text. Joined by blank lines they are the document."""
    return _blocks(children(document))


def _blocks(blocks: list[Node], keep_empty: bool = False) -> list[tuple[Node, str]]:
    found: list[tuple[Node, str]] = []
    before: Node | None = None
    flip = False
    for block in blocks:
        # two lists in a row would be read as one, so they take turns with their signs
        flip = not flip if before is not None and before["type"] in ITEMS and _alike(before, block) else False
        text = _block(block, flip)
        if text or keep_empty:
            found.append((block, text or EMPTY))
        before = block if text else before
    return found


def _alike(one: Node, other: Node) -> bool:
    return (one["type"] == "orderedList") == (other["type"] == "orderedList") and other["type"] in ITEMS


def _block(block: Node, flip: bool = False) -> str:  # noqa: PLR0911  one case a block
    match block["type"]:
        case "paragraph":
            return markdown_inline.render(children(block))
        case "heading":
            level = min(6, max(1, int(attr(block, "level") or 1)))
            return f"{'#' * level} {markdown_inline.render(children(block), one_line=True)}".rstrip()
        case "bulletList" | "orderedList" | "taskList" if children(block):
            return _list(block, flip)
        case "blockquote":
            inside = _join(_blocks(children(block), keep_empty=len(children(block)) > 1))
            return "\n".join(f"> {line}" if line else ">" for line in inside.split("\n"))
        case "codeBlock":
            return _code(block)
        case "horizontalRule":
            return "---"
        case "image" if attr(block, "src"):
            return markdown_inline.image(block)
        case "table" if _is_simple(block):
            return _table(block)
    return markdown_inline.render([block]) if is_inline(block) else _verbatim(block)


def _join(found: list[tuple[Node, str]]) -> str:
    return "\n\n".join(text for _, text in found)


def _list(block: Node, flip: bool) -> str:
    items = [_item(item, index, block, flip) for index, item in enumerate(children(block))]
    tight = all(is_tight for _, is_tight in items)
    return ("\n" if tight else "\n\n").join(text for text, _ in items)


def _item(item: Node, index: int, of: Node, flip: bool) -> tuple[str, bool]:
    sign = "*" if flip else "-"
    box = ""
    if of["type"] == "orderedList":
        sign = f"{max(0, int(attr(of, 'start') or 0)) + index}{')' if flip else '.'}"
    elif of["type"] == "taskList":
        box = "[x] " if attr(item, "checked") else "[ ] "
    blocks = children(item)
    inside = _blocks(blocks, keep_empty=len(blocks) > 1)
    tight = len(inside) < 2 or (len(inside) == 2 and _follows_tightly(blocks[1]))
    text = box + ("\n" if tight else "\n\n").join(part for _, part in inside)
    indent = " " * (len(sign) + 1)
    return f"{sign} {text}".replace("\n", "\n" + indent).replace("\n" + indent + "\n", "\n\n").rstrip(), tight


def _follows_tightly(block: Node) -> bool:
    """Whether a list can begin right under a line of text: one that starts at 1 with words."""
    if block["type"] not in ITEMS or not children(block):
        return False
    first = children(children(block)[0])
    starts_with_words = bool(first) and bool(children(first[0])) and first[0]["type"] == "paragraph"
    return starts_with_words and (block["type"] != "orderedList" or attr(block, "start") == 1)


def _code(block: Node) -> str:
    text = "".join(str(child.get("text", "")) for child in children(block))
    language = str(attr(block, "language") or "")
    if (language and not _LANGUAGE.fullmatch(language)) or language == FENCE or "\r" in text:
        return _verbatim(block)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def _verbatim(block: Node) -> str:
    shown = json.dumps(block, ensure_ascii=False, sort_keys=True, indent=1)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", shown)), default=0))
    return f"{fence}{FENCE}\n{shown}\n{fence}"


# --- tables -------------------------------------------------------------------------------------------------------


def _is_simple(table: Node) -> bool:
    rows = [children(row) for row in children(table)]
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        return False
    kinds = {cell["type"] for cell in rows[0]} == {"tableHeader"} and all(
        cell["type"] == "tableCell" for row in rows[1:] for cell in row
    )
    return kinds and all(_is_plain(cell) for row in rows for cell in row)


def _is_plain(cell: Node) -> bool:
    inside: list[Any] = children(cell)
    alone = attr(cell, "colspan") == 1 and attr(cell, "rowspan") == 1
    return alone and len(inside) == 1 and inside[0]["type"] == "paragraph" and not inside[0].get("attrs")


def _table(table: Node) -> str:
    rows = [
        [markdown_inline.render(children(children(cell)[0]), one_line=True, in_table=True) for cell in children(row)]
        for row in children(table)
    ]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)
