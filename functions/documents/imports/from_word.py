"""Word files (Office Open XML, ISO/IEC 29500) into the content model. The package is opened by python-docx, whose
parser knows no entities; its archive is looked at first."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from functions.documents.content.nodes import WIDEST, Node, mark, node, text, words_of
from functions.documents.errors import BrokenFile
from functions.documents.imports.archive import Archive, Limits
from functions.documents.imports.page import Page
from functions.documents.imports.word_lists import Listed, Lists, Numberings
from functions.documents.imports.word_runs import Runs
from functions.documents.imports.word_styles import Styles

LIMITS = Limits(entries=2_000, total=160 * 2**20)
DEEPEST = 8
"""Tables within each other. What lies deeper stands in the cell by its paragraphs."""

_HOLDERS = frozenset(qn(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:smartTag", "w:moveTo"))
_SIDES = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}
_BOX = re.compile(r"[☐☑☒]\s*")
_INDENT = 397
"""Twentieths of a point: seven millimetres, by which our own files set a level of boxes in."""


def read(data: bytes, page: Page) -> Node:
    """The document that a Word file holds. BrokenFile, UnsafeArchive, TooMuch."""
    Archive(data, LIMITS)
    package = _opened(data)
    reader = _Reader(page, package)
    blocks = reader.blocks(package.element.body, 0)
    return {"type": "doc", "content": [*blocks, *reader.notes()]}


def _opened(data: bytes) -> Any:
    try:
        return docx.Document(BytesIO(data))
    except Exception as error:  # whatever python-docx meets in a damaged package: KeyError, XMLSyntaxError, and more
        raise BrokenFile("It is no Word file, or damaged.") from error


class _Reader:
    def __init__(self, page: Page, package: Any) -> None:
        self.page = page
        self._part = package.part
        self._styles = Styles(package)
        self._numberings = Numberings(package, self._styles)
        self._runs = Runs(page, self._part, self._styles)

    def blocks(self, holder: Any, depth: int) -> list[Node]:
        """The blocks of a body, a cell or a text box."""
        found: list[Node] = []
        lists = Lists(self.page)
        for element in _within(holder):
            if element.tag == qn("w:tbl"):
                found += lists.take()
                found += self._table(element, depth)
            elif element.tag == qn("w:altChunk"):
                self.page.notes["embed"] += 1
            else:
                self._paragraph(element, found, lists, depth)
        return [*found, *lists.take()]

    def notes(self) -> list[Node]:
        """The footnotes and endnotes that were referred to, as paragraphs at the end."""
        found: list[Node] = []
        for number, element in enumerate(self._runs.noted(), 1):
            blocks = self.blocks(element, DEEPEST)
            sign = text(f"[{number}] ")
            if blocks and blocks[0]["type"] == "paragraph":
                blocks[0] = {**blocks[0], "content": [sign, *blocks[0].get("content", [])]}
            else:
                blocks = [node("paragraph", sign), *blocks]
            found += blocks
        return found

    def _paragraph(self, element: Any, found: list[Node], lists: Lists, depth: int) -> None:
        style = self._styles.of(element)
        parts, behind = self._runs.read(element)
        behind = [*behind, *(block for box in self._runs.boxes() for block in self.blocks(box, depth + 1))]
        listed = self._listed(element, style.name, parts)
        if listed is not None:
            self.page.count()
            lists.add(listed, behind)
            return
        found += lists.take()
        self._plain(element, style, parts, found)
        found += behind

    def _plain(self, element: Any, style: Any, parts: list[Node], found: list[Node]) -> None:
        """A paragraph that stands in no list."""
        properties = element.find(qn("w:pPr"))
        if not parts:
            if properties is not None and properties.find(f"{qn('w:pBdr')}/{qn('w:bottom')}") is not None:
                found.append(node("horizontalRule"))
            return
        self.page.count()
        if style.name == "title" and not found and not self.page.title:
            self.page.title = " ".join(words_of(node("paragraph", *parts)).split())
            return
        if style.name == "caption" and found and found[-1]["type"] == "image" and "title" not in found[-1]["attrs"]:
            found[-1]["attrs"]["title"] = words_of(node("paragraph", *parts))[:1000]
            return
        align = _SIDES.get(_value(element, "w:jc"))
        if style.level:
            found.append(node("heading", *parts, level=style.level, textAlign=align))
        elif style.code or _is_code(parts):
            _code(found, words_of(node("paragraph", *parts)))
        elif style.quote:
            made = node("paragraph", *parts, textAlign=align)
            if found and found[-1]["type"] == "blockquote":
                found[-1]["content"].append(made)
            else:
                found.append(node("blockquote", made))
        else:
            found.append(node("paragraph", *parts, textAlign=align))

    def _listed(self, element: Any, style: str, parts: list[Node]) -> Listed | None:
        """In which list a paragraph stands, if in one. A box before the words is one, whatever Word made it of."""
        place = self._numberings.place(element)
        first = parts[0] if parts and parts[0]["type"] == "text" else None
        box = _BOX.match(first["text"]) if first else None
        if box is not None and first is not None and not style.startswith("heading"):
            rest = first["text"][box.end() :]
            left = [{**first, "text": rest}, *parts[1:]] if rest else parts[1:]
            indent = _value(element, "w:ind", "w:left") or _value(element, "w:ind", "w:start")
            level = place.level if place else max(0, int(indent or 0) // _INDENT - 1) if _is_number(indent) else 0
            return Listed("taskList", level, left, checked=box[0][0] != "☐")
        if place is None or self._styles.of(element).level:
            return None
        return Listed("orderedList" if place.ordered else "bulletList", place.level, parts, place.number)

    # --- tables ---

    def _table(self, element: Any, depth: int) -> list[Node]:
        if depth >= DEEPEST:
            return [block for cell in element.iter(qn("w:tc")) for block in self.blocks(cell, depth)]
        rows: list[Node] = []
        above: dict[int, Node] = {}
        for row in _children(element, "w:tr"):
            cells = self._row(row, above, depth)
            if cells:
                rows.append(node("tableRow", *cells))
        return [node("table", *rows)] if rows else []

    def _row(self, row: Any, above: dict[int, Node], depth: int) -> list[Node]:
        properties = row.find(qn("w:trPr"))
        head = properties is not None and _on(properties.find(qn("w:tblHeader")))
        before = properties.find(qn("w:gridBefore")) if properties is not None else None
        x = min(_whole(before, 0), WIDEST)
        cells: list[Node] = []
        for cell in _children(row, "w:tc"):
            columns = max(1, min(_whole(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1), WIDEST))
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val")) != "restart" and x in above:
                attrs = above[x].setdefault("attrs", {})
                attrs["rowspan"] = min(attrs.get("rowspan", 1) + 1, WIDEST)
            else:
                made = self._cell(cell, columns, depth, head=head)
                cells.append(made)
                above.pop(x, None)
                if merge is not None:
                    above[x] = made
            x += columns
        return cells

    def _cell(self, cell: Any, columns: int, depth: int, *, head: bool) -> Node:
        self.page.count(2)
        side = _SIDES.get(next((_value(one, "w:jc") for one in _children(cell, "w:p")), ""))
        blocks = [_unaligned(block) for block in self.blocks(cell, depth + 1)] or [node("paragraph")]
        attrs = {"colspan": columns if columns > 1 else None, "align": side if side in {"center", "right"} else None}
        return node("tableHeader" if head else "tableCell", *blocks, **attrs)


def _within(holder: Any) -> Iterator[Any]:
    """The paragraphs and tables of a holder, those in content controls too."""
    for element in holder:
        if element.tag in {qn("w:p"), qn("w:tbl"), qn("w:altChunk")}:
            yield element
        elif element.tag in _HOLDERS:
            yield from _within(element)


def _children(holder: Any, name: str) -> Iterator[Any]:
    for element in holder:
        if element.tag == qn(name):
            yield element
        elif element.tag in _HOLDERS:
            yield from _children(element, name)


def _unaligned(block: Node) -> Node:
    """A paragraph of a cell, which is aligned as a whole."""
    if block["type"] != "paragraph" or "textAlign" not in (block.get("attrs") or {}):
        return block
    return {name: value for name, value in block.items() if name != "attrs"}


def _value(element: Any, name: str, attribute: str = "w:val") -> str:
    """A property of a paragraph."""
    found = element.find(f"{qn('w:pPr')}/{qn(name)}")
    return str(found.get(qn(attribute)) or "") if found is not None else ""


def _whole(element: Any, otherwise: int) -> int:
    given = str(element.get(qn("w:val"))) if element is not None else ""
    return int(given) if _is_number(given) else otherwise


def _is_number(given: Any) -> bool:
    return isinstance(given, str) and re.fullmatch(r"\d{1,6}", given) is not None


def _on(element: Any) -> bool:
    return element is not None and element.get(qn("w:val")) not in {"0", "false", "off"}


def _is_code(parts: list[Node]) -> bool:
    """Whether all of a paragraph is in letters of one width."""
    code = mark("code")
    return all(part["type"] == "hardBreak" or code in part.get("marks", []) for part in parts)


def _code(found: list[Node], words: str) -> None:
    """A line of code, which goes on the block before it."""
    if found and found[-1]["type"] == "codeBlock":
        last = found[-1]["content"][0]
        last["text"] += "\n" + words
    else:
        found.append(node("codeBlock", text(words)))
