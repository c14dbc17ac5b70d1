"""Markdown out of a document: CommonMark with GitHub's tables, task lists and strike, readable and readable back.

What Markdown has no form for is written as a fence named `hearth-node` that holds the node as JSON, so nothing is lost:
an unknown node, a table with joined cells, a head column, or a list in a cell. Empty paragraphs between blocks and the
widths of a table and its columns are left out.
"""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from functions.documents.content import markdown_columns, markdown_inline
from functions.documents.content.markdown_inline import BREAK
from functions.documents.content.nodes import (
    ALIGNMENTS,
    CALLOUTS,
    COLOURS,
    ITEMS,
    Node,
    attr,
    children,
    is_inline,
    whole,
)
from functions.documents.content.references import target_of
from functions.documents.content.web import is_web

FENCE = "hearth-node"
EMPTY = "<!-- -->"
"""An empty paragraph where leaving it out would change what stands around it."""

_ONE_LINE = markdown_inline.Form(one_line=True)
_CELL = markdown_inline.Form(one_line=True, in_table=True)
_CELL_WITH_PARAGRAPHS = markdown_inline.Form(one_line=True, in_table=True, hard="<br/>")
_RULES = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
Write = Callable[[Node, bool], str]
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x85\u2028\u2029]")
_LANGUAGE = re.compile(r"[\w+#.-]+")


def to_markdown(document: Node, write: Write | None = None) -> str:
    """The document as Markdown, ending in one newline (or empty). `write` does what `block` does, and may know some."""
    text = _join(_blocks(children(document), write=write))
    return text + "\n" if text else ""


def _blocks(blocks: list[Node], keep_empty: bool = False, write: Write | None = None) -> list[tuple[Node, str]]:
    """Each block that shows in Markdown, with its text."""
    write = write or block
    found: list[tuple[Node, str]] = []
    before: Node | None = None
    flip = False
    for one in blocks:
        # two lists in a row would be read as one, so they take turns with their signs
        flip = not flip if before is not None and before["type"] in ITEMS and _alike(before, one) else False
        text = write(one, flip)
        if text or keep_empty:
            found.append((one, text or EMPTY))
        before = one if text else before
    return found


def _alike(one: Node, other: Node) -> bool:
    return (one["type"] == "orderedList") == (other["type"] == "orderedList") and other["type"] in ITEMS


def block(of: Node, flip: bool = False) -> str:  # noqa: C901, PLR0911, PLR0912  one case a block
    """A block as Markdown. `flip`: with the other sign, for a list behind a list."""
    match of["type"]:
        case "paragraph":
            return _aligned(of, markdown_inline.render(children(of)))
        case "heading":
            level = whole(attr(of, "level"), 1, 6)
            return f"{'#' * level} {_aligned(of, markdown_inline.render(children(of), _ONE_LINE))}".rstrip()
        case "bulletList" | "orderedList" | "taskList" if children(of):
            return _list(of, flip)
        case "blockquote":
            return _quoted(_inside(of))
        case "callout":
            return _callout(of)
        case "details" if len(children(of)) == 2:
            summary, content = children(of)
            title = markdown_inline.render(children(summary), _ONE_LINE)
            inside = _inside(content)
            return f"<details>\n<summary>{title}</summary>\n\n{inside + chr(10) * 2 if inside else ''}</details>"
        case "columns" if all(one["type"] == "column" for one in children(of)):
            return _columns(of)
        case "blockMath" if _is_formula(str(attr(of, "latex"))):
            return f"$$\n{attr(of, 'latex')}\n$$"
        case "codeBlock":
            return _code(of)
        case "horizontalRule":
            return "---"
        case "image" if attr(of, "src"):
            return markdown_inline.image(of)
        case "embed" if target_of(of):
            return markdown_inline.embed(of)
        case "bookmark" if is_web(attr(of, "url")):
            return markdown_inline.bookmark(of)
        case "table" if _is_simple(of):
            return _table(of)
    return markdown_inline.render([of]) if is_inline(of) else _verbatim(of)


def _aligned(block: Node, line: str) -> str:
    """A line with what says where it stands, for which Markdown has no form."""
    align = attr(block, "textAlign")
    return f'<p align="{align}">{line}</p>' if line and align in ALIGNMENTS else line


def _inside(block: Node) -> str:
    return _join(_blocks(children(block), keep_empty=len(children(block)) > 1))


def _quoted(inside: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in inside.split("\n"))


def _callout(block: Node) -> str:
    """As GitHub's alerts: words follow their kind in the next line, other blocks after a blank one."""
    kind, inside = attr(block, "kind"), _inside(block)
    head = f"[!{(kind if kind in CALLOUTS else CALLOUTS[0]).upper()}]"
    first = children(block)[:1]
    words = bool(first) and first[0]["type"] == "paragraph" and not inside.startswith((EMPTY, "<"))
    return _quoted(head + ("\n" if words else "\n\n") + inside if inside else head)


def _columns(block: Node) -> str:
    parts = [part for column in children(block) for part in (markdown_columns.NEXT, _inside(column)) if part]
    return "\n\n".join([markdown_columns.BEGIN, *parts[1:], markdown_columns.END])


def _is_formula(latex: str) -> bool:
    """Whether it can stand between lines of `$$` and be read back as it is."""
    return bool(latex.strip()) and latex.strip("\n") == latex and "$$" not in latex and not _CONTROLS.search(latex)


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
        sign = f"{whole(attr(of, 'start'), 0, 999_999_999, 1) + index}{')' if flip else '.'}"
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
    """Whether GitHub's tables have a form for it: a head or none, cells of one row and column, nothing but lines."""
    rows = [children(row) for row in children(table)]
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        return False
    heads = [{cell["type"] for cell in row} for row in rows]
    headed = heads[0] == {"tableHeader"}
    return (
        all(kinds == {"tableCell"} for kinds in (heads[1:] if headed else heads))
        and all(_align(cell) in _RULES for cell in rows[0])
        and all(attr(cell, "color") in {None, *COLOURS} for row in rows for cell in row)
        and all(_align(cell) == _align(head) for row in rows for cell, head in zip(row, rows[0], strict=True))
        and all(_is_plain(cell) for row in rows for cell in row)
    )


def _align(cell: Node) -> str:
    return str(attr(cell, "align") or "")


def _is_plain(cell: Node) -> bool:
    inside: list[Any] = children(cell)
    alone = attr(cell, "colspan") == 1 and attr(cell, "rowspan") == 1
    return alone and bool(inside) and all(_is_line(block) for block in inside)


def _is_line(block: Node) -> bool:
    if block["type"] == "image":
        return bool(attr(block, "src"))
    attrs = {name for name, value in (block.get("attrs") or {}).items() if value is not None}
    return block["type"] == "paragraph" and attrs <= {"textAlign"} and all(map(is_inline, children(block)))


def _table(table: Node) -> str:
    rows = [children(row) for row in children(table)]
    headed = rows[0][0]["type"] == "tableHeader"
    cells = [[_cell(cell) for cell in row] for row in rows]
    if not headed:
        cells.insert(0, [""] * len(rows[0]))
    elif not any(cells[0]):
        cells[0][0] = EMPTY  # a head without a word is still one
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    lines.insert(1, "|" + "".join(f" {_RULES[_align(cell)]} |" for cell in rows[0]))
    return "\n".join(lines)


def _cell(cell: Node) -> str:
    """A cell in one line: paragraphs stand apart by two breaks, so a break within one is written otherwise."""
    blocks = children(cell)
    alone = len(blocks) == 1
    found = [_line(block, alone) for block in blocks]
    shade = markdown_inline.shade(attr(cell, "color"))
    return shade + (found[0] if alone else (BREAK * 2).join(line or EMPTY for line in found))


def _line(block: Node, alone: bool) -> str:
    if block["type"] == "image":
        return markdown_inline.in_cell(markdown_inline.image(block))
    kinds = [child["type"] for child in children(block)]
    twice = any(pair == ("hardBreak", "hardBreak") for pair in pairwise(kinds))
    line = markdown_inline.render(children(block), _CELL if alone and not twice else _CELL_WITH_PARAGRAPHS)
    return _aligned(block, line)
