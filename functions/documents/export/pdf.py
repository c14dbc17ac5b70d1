"""A document as PDF, set by Typst (https://typst.app): pages, hyphenation, tables over pages, tags for screen readers.

What is typeset is data: the template reads it as JSON, and no word of a document is ever read as Typst's markup.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import typst

from functions.documents.content.nodes import (
    ALIGNMENTS,
    INLINE,
    ITEMS,
    TEXTBLOCKS,
    Node,
    attr,
    children,
    whole,
    words_of,
)
from functions.documents.export.cards import CARDS, paragraph_of
from functions.documents.export.colours import CALLOUT, PLAIN_HIGHLIGHT, SHADE, TEXT
from functions.documents.export.direction import runs_right_to_left
from functions.documents.export.grid import grid_of
from functions.documents.export.links import link_of
from functions.documents.export.paper import Paper
from functions.documents.export.pictures import Pictures
from functions.documents.export.scripts import family_for, folders

TEMPLATE = Path(__file__).with_name("document.typ").read_bytes()
DEEPEST = 8
"""Levels of lists, quotes and cells within each other. Deeper ones stand at the eighth: Typst bounds its calls."""

Block = dict[str, Any]
_MARKS = {"bold": "b", "italic": "i", "underline": "u", "strike": "x", "code": "c"}


def write(title: str, content: Node, pictures: Pictures, paper: Paper) -> bytes:
    """The file."""
    family = family_for("\n".join((title, *map(words_of, children(content)))), paper.locale)
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in pictures.shown.items():
            Path(folder, f"{name}.{picture.kind}").write_bytes(picture.data)
        data = {
            "title": title,
            "paper": paper.size,
            "lang": paper.locale.partition("-")[0],
            "fonts": [family] if family else [],
            "blocks": _blocks(children(content), pictures, 0),
        }
        template = Path(folder, "document.typ")
        template.write_bytes(TEMPLATE)
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        fonts = folders() if family else []
        return typst.compile(template, root=Path(folder), font_paths=fonts, sys_inputs=inputs, format="pdf")


def _blocks(nodes: list[Node], pictures: Pictures, depth: int) -> list[Block]:
    """Blocks; inline nodes that stand among them, as in what nobody's schema knows, are paragraphs."""
    found: list[Block] = []
    for node in nodes:
        found.extend(_block(node, pictures, depth))
    return found


def _block(node: Node, pictures: Pictures, depth: int) -> list[Block]:
    """One block; of what holds others too deep, or of what nobody's schema knows, those that are in it."""
    found = _leaf(node, pictures) or _nest(node, pictures, depth)
    return [found] if found else _inside(node, pictures, depth)


def _inside(node: Node, pictures: Pictures, depth: int) -> list[Block]:
    return _blocks(children(node), pictures, depth)


def _leaf(node: Node, pictures: Pictures) -> Block | None:
    kind = node["type"]
    if kind in {"codeBlock", "blockMath"}:
        language = "latex" if kind == "blockMath" else str(attr(node, "language") or "")
        return {"t": "code", "s": words_of(node), "lang": language}
    if kind in TEXTBLOCKS or kind in INLINE:
        return _line(node)
    if kind == "horizontalRule":
        return {"t": "hr"}
    if kind in CARDS:
        return _line(paragraph_of(node))
    return _image(node, pictures) if kind == "image" else None


def _line(node: Node) -> Block:
    kind = node["type"]
    runs = _runs([node] if kind in INLINE else children(node))
    if kind == "detailsSummary":
        runs = [{**run, "b": 1} for run in runs]
    runs_left = {"rtl": 1} if runs_right_to_left(words_of(node)) else {}
    if kind == "heading":
        return {"t": "h", "l": whole(attr(node, "level"), 1, 6), "r": runs, **runs_left, **_aligned(node)}
    return {"t": "p", "r": runs, **runs_left, **_aligned(node)}


def _nest(node: Node, pictures: Pictures, depth: int) -> Block | None:  # noqa: PLR0911  one case a block
    if depth >= DEEPEST:
        return None
    match node["type"]:
        case "bulletList" | "orderedList" | "taskList":
            return _list(node, pictures, depth + 1)
        case "blockquote":
            return {"t": "quote", "b": _inside(node, pictures, depth + 1)}
        case "callout":
            colour = CALLOUT.get(str(attr(node, "kind")), "blue")
            shades = {"line": TEXT[colour], "fill": SHADE[colour]}
            return {"t": "callout", "b": _inside(node, pictures, depth + 1), **shades}
        case "columns":
            return {"t": "cols", "b": [_inside(column, pictures, depth + 1) for column in children(node)]}
        case "table":
            return _table(node, pictures, depth + 1)
    return None


def _list(node: Node, pictures: Pictures, depth: int) -> Block:
    items = [
        {"done": bool(attr(item, "checked")), "b": _blocks(children(item), pictures, depth)} for item in children(node)
    ]
    start = whole(attr(node, "start"), 0, 999_999_999, 1) if node["type"] == "orderedList" else 1
    return {"t": ITEMS_AS[node["type"]], "start": start, "items": items}


ITEMS_AS = dict(zip(ITEMS, ("ul", "ol", "tasks"), strict=True))


def _table(node: Node, pictures: Pictures, depth: int) -> Block:
    grid = grid_of(node)
    cells = [
        {
            "x": cell.x,
            "y": cell.y,
            "w": cell.columns,
            "h": cell.rows,
            "head": cell.head,
            "align": attr(cell.node, "align") if attr(cell.node, "align") in ("left", "center", "right") else None,
            "fill": SHADE.get(str(attr(cell.node, "color"))),
            "b": _blocks(children(cell.node), pictures, depth),
        }
        for cell in grid.cells
    ]
    return {"t": "table", "n": grid.columns, "heads": grid.heads, "cells": cells}


def _image(node: Node, pictures: Pictures) -> Block:
    alt = str(attr(node, "alt") or attr(node, "title") or "")
    picture = pictures.of(node)
    if picture is None:
        link = link_of(attr(node, "src"))
        return {"t": "p", "r": [{"s": f"[{alt or '…'}]", **({"l": link} if link else {})}]}
    width = attr(node, "width")
    shown = whole(width, 16, picture.width) if width is not None else picture.width
    name = next(name for name, one in pictures.shown.items() if one is picture)
    side = attr(node, "align")
    made = {
        "t": "img",
        "f": f"/{name}.{picture.kind}",
        "w": shown,
        "alt": alt,
        "caption": str(attr(node, "title") or ""),
    }
    return {**made, "a": side if side in ("left", "right") else "center"}


def _runs(nodes: list[Node]) -> list[Block]:
    found: list[Block] = []
    for node in nodes:
        match node["type"]:
            case "text":
                found.append(_run(node))
            case "hardBreak":
                found.append({"br": 1})
            case "mention" | "reference":
                found.append({"s": words_of(node), "b": 1})
            case "date":
                found.append({"s": words_of(node)})
            case "inlineMath":
                found.append({"s": words_of(node), "c": 1})
            case _:
                found.extend(_runs(children(node)) or ([{"s": words_of(node)}] if words_of(node) else []))
    return found


def _run(node: Node) -> Block:
    run: Block = {"s": str(node.get("text", ""))}
    for mark in node.get("marks") or []:
        if name := _MARKS.get(mark["type"]):
            run[name] = 1
        elif mark["type"] == "highlight":
            run["h"] = SHADE[_colour(mark, PLAIN_HIGHLIGHT)]
        elif mark["type"] == "textColor" and (colour := _colour(mark)):
            run["f"] = TEXT[colour]
        elif mark["type"] == "link" and (href := link_of((mark.get("attrs") or {}).get("href"))):
            run["l"] = href
    return run


def _colour(mark: Node, otherwise: str = "") -> str:
    """The name of a mark's colour; `otherwise` where it names none that there is."""
    name = str((mark.get("attrs") or {}).get("color"))
    return name if name in TEXT else otherwise


def _aligned(node: Node) -> Block:
    align = attr(node, "textAlign")
    return {"a": align} if align in ALIGNMENTS else {}
