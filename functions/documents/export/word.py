"""A document as Word has it (Office Open XML, ISO/IEC 29500), with Word's own styles, lists and tables, for going on
with it there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from functions.documents.content.nodes import INLINE, ITEMS, TEXTBLOCKS, Node, attr, children, whole, words_of
from functions.documents.export.cards import CARDS, paragraph_of
from functions.documents.export.colours import CALLOUT, PLAIN_HIGHLIGHT, SHADE, TEXT
from functions.documents.export.direction import has_right_to_left, runs_right_to_left
from functions.documents.export.grid import grid_of
from functions.documents.export.links import link_of
from functions.documents.export.numbering import INDENT, Numbering
from functions.documents.export.paper import Paper
from functions.documents.export.pictures import Pictures

SIZES = {"a4": (Mm(210), Mm(297)), "us-letter": (Mm(216), Mm(279))}
MARGIN = Mm(24)
DEEPEST = 8
"""Levels of lists within each other: Word's numbering has nine."""

WIDEST = 63
"""Columns of a table: what Word opens."""

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write(title: str, content: Node, pictures: Pictures, paper: Paper) -> bytes:
    """The file."""
    made = docx.Document()
    _set_up(made, title, paper)
    if title:
        made.add_heading(_plain(title), 0)
    _Writer(made, pictures, Numbering(made)).blocks(children(content), _Place(made))
    found = BytesIO()
    made.save(found)
    return found.getvalue()


def _set_up(made: Document, title: str, paper: Paper) -> None:
    made.core_properties.title = _plain(title)[:255]
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.language = paper.locale
    (section,) = made.sections
    section.page_width, section.page_height = SIZES[paper.size]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks go: a document or a cell, how far in, and in which list."""

    holder: Any
    indent: int = 0
    level: int = -1
    quoted: bool = False
    bold: bool = False
    align: Any = None
    fill: str = ""

    def within(self, **changes: Any) -> "_Place":
        return _Place(**{**{name: getattr(self, name) for name in self.__slots__}, **changes})


class _Writer:
    def __init__(self, made: Document, pictures: Pictures, numbering: Numbering) -> None:
        self._made = made
        self._pictures = pictures
        self._numbering = numbering
        self._styles = {str(one.name): one.style_id for one in made.styles}
        (section,) = made.sections
        self._width = int(section.page_width or 0) - 2 * int(MARGIN)

    def blocks(self, nodes: list[Node], place: _Place) -> None:
        for node in nodes:
            self._block(node, place)

    def _block(self, node: Node, place: _Place) -> None:
        """One block; of what nobody's schema knows, those that are in it."""
        kind = node["type"]
        if kind in INLINE:
            self._inline([node], self._paragraph(place), place)
        elif kind in ITEMS:
            self._list(node, place)
        elif kind in {"codeBlock", "blockMath"}:
            self._code(node, place)
        elif kind == "horizontalRule":
            _rule(self._paragraph(place))
        elif kind == "image":
            self._image(node, place)
        elif kind == "table" and children(node):
            self._table(node, place)
        elif kind in TEXTBLOCKS:
            self._text(node, place)
        elif kind in CARDS:
            self._text(paragraph_of(node), place)
        else:
            self.blocks(children(node), _within(node, place))

    def _text(self, node: Node, place: _Place) -> None:
        style = f"Heading {whole(attr(node, 'level'), 1, 6)}" if node["type"] == "heading" else None
        place = place.within(bold=place.bold or node["type"] == "detailsSummary")
        self._inline(children(node), self._paragraph(_aligned(node, place), style), place)

    def _paragraph(self, place: _Place, style: str | None = None) -> Paragraph:
        made: Paragraph = place.holder.add_paragraph()
        style = style or ("Quote" if place.quoted else None)
        if style:
            made._p.style = self._styles[style]  # noqa: SLF001  by its id: a name is looked up among all styles each time
        if place.indent:
            made.paragraph_format.left_indent = Emu(INDENT * place.indent)
        if place.align is not None:
            made.alignment = place.align
        if place.fill:
            _shade(made, place.fill)
        return made

    # --- words ---

    def _inline(self, nodes: list[Node], paragraph: Paragraph, place: _Place) -> None:
        runs = list(_runs(nodes, paragraph))
        for run in runs:
            if place.bold:
                run.bold = True
        _direct(paragraph, runs)

    def _code(self, node: Node, place: _Place) -> None:
        made = self._paragraph(place)
        made.paragraph_format.keep_together = True
        if not place.fill:
            _shade(made, "F4F4F4")
        run = made.add_run(_plain(words_of(node)))
        _monospace(run)

    # --- lists ---

    def _list(self, node: Node, place: _Place) -> None:
        level = min(place.level + 1, DEEPEST)
        numbering = None
        if node["type"] == "bulletList":
            numbering = self._numbering.bullets()
        elif node["type"] == "orderedList":
            numbering = self._numbering.numbers(level, whole(attr(node, "start"), 0, 32_767, 1))
        inner = place.within(level=level, indent=min(place.indent + 1, DEEPEST + 1))
        for item in children(node):
            self._item(item, numbering, level, inner)

    def _item(self, item: Node, numbering: int | None, level: int, place: _Place) -> None:
        first, *rest = children(item) or [{"type": "paragraph"}]
        if first["type"] != "paragraph":
            first, rest = {"type": "paragraph"}, [first, *rest]
        paragraph = self._paragraph(place)
        paragraph.paragraph_format.space_after = Pt(2)
        if numbering is None:
            paragraph.paragraph_format.first_line_indent = Emu(-INDENT)
            paragraph.add_run(("☑" if attr(item, "checked") else "☐") + "\t")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(INDENT * place.indent))
        else:
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  python-docx has no lists of its own
            numbered = properties.get_or_add_numPr()
            numbered.get_or_add_ilvl().val = level
            numbered.get_or_add_numId().val = numbering
            paragraph.paragraph_format.first_line_indent = Emu(-INDENT)
        self._inline(children(first), paragraph, place)
        self.blocks(rest, place)

    # --- tables and pictures ---

    def _table(self, node: Node, place: _Place) -> None:
        grid = grid_of(node)
        columns = min(grid.columns, WIDEST)
        made = place.holder.add_table(grid.rows, columns)
        made.style = self._made.styles["Table Grid"]
        cells = [row.cells for row in made.rows]
        if runs_right_to_left(words_of(node)):
            made._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), *_AFTER_BIDI_VISUAL)  # noqa: SLF001
        for head in range(grid.heads):
            properties = made.rows[head]._tr.get_or_add_trPr()  # noqa: SLF001  python-docx repeats no rows
            properties.append(OxmlElement("w:tblHeader", {qn("w:val"): "true"}))
        for cell in grid.cells:
            if cell.x >= columns:
                continue
            there = cells[cell.y][cell.x]
            right, low = min(cell.x + cell.columns, columns) - 1, cell.y + cell.rows - 1
            if (right, low) != (cell.x, cell.y):
                there = there.merge(cells[low][right])
            self._cell(there, cell.node, cell.head, place)
        if not isinstance(place.holder, _Cell):
            place.holder.add_paragraph()  # Word makes one of two tables without anything between

    def _cell(self, there: _Cell, node: Node, head: bool, place: _Place) -> None:
        empty = there.paragraphs[0]
        if attr(node, "color") in SHADE:
            there._tc.get_or_add_tcPr().append(_shading(SHADE[attr(node, "color")]))  # noqa: SLF001  it shades no cells
        align = _ALIGN.get(str(attr(node, "align")))
        inner = place.within(holder=there, indent=0, level=-1, bold=head, align=align, quoted=False)
        self.blocks(children(node), inner)
        if children(node) and len(there.paragraphs) > 1:
            empty._p.getparent().remove(empty._p)  # noqa: SLF001  the one that a new cell has
        if there._tc[-1].tag == qn("w:tbl"):  # noqa: SLF001
            there.add_paragraph()  # a cell ends with a paragraph

    def _image(self, node: Node, place: _Place) -> None:
        side = _ALIGN.get(str(attr(node, "align")))
        paragraph = self._paragraph(place if side is None else place.within(align=side))
        alt = str(attr(node, "alt") or attr(node, "title") or "")
        picture = self._pictures.of(node)
        if picture is None:
            link = link_of(attr(node, "src"))
            if link:
                paragraph._p.append(_link(paragraph, link, [paragraph.add_run(_plain(f"[{alt or link}]"))]))  # noqa: SLF001
            else:
                paragraph.add_run(_plain(f"[{alt or '…'}]"))
            return
        wanted = attr(node, "width")
        pixels = whole(wanted, 16, picture.width) if wanted is not None else picture.width
        width = min(pixels * 9525, self._width)
        shown = paragraph.add_run().add_picture(BytesIO(picture.data), width=Emu(width))
        shown._inline.docPr.set("descr", _plain(alt))  # noqa: SLF001  python-docx describes no pictures
        if attr(node, "title"):
            self._paragraph(place, "Caption").add_run(_plain(str(attr(node, "title"))))


def _runs(nodes: list[Node], paragraph: Paragraph) -> Iterator[Run]:
    for node in nodes:
        match node["type"]:
            case "text":
                yield _text(node, paragraph)
            case "hardBreak":
                run = paragraph.add_run()
                run.add_break(WD_BREAK.LINE)
                yield run
            case "inlineMath":
                run = paragraph.add_run(_plain(words_of(node)))
                _monospace(run)
                yield run
            case "mention" | "date" | "reference":
                run = paragraph.add_run(_plain(words_of(node)))
                run.bold = node["type"] == "mention" or None
                yield run
            case _ if children(node):
                yield from _runs(children(node), paragraph)


def _text(node: Node, paragraph: Paragraph) -> Run:
    run = paragraph.add_run(_plain(str(node.get("text", ""))))
    for mark in node.get("marks") or []:
        match mark["type"]:
            case "bold":
                run.bold = True
            case "italic":
                run.italic = True
            case "underline":
                run.underline = True
            case "strike":
                run.font.strike = True
            case "code":
                _monospace(run)
            case "textColor" if (colour := (mark.get("attrs") or {}).get("color")) in TEXT:
                run.font.color.rgb = RGBColor.from_string(TEXT[colour])
            case "highlight":
                colour = (mark.get("attrs") or {}).get("color")
                properties = run._r.get_or_add_rPr()  # noqa: SLF001  python-docx has Word's fifteen colours only
                properties.append(_shading(SHADE.get(str(colour), SHADE[PLAIN_HIGHLIGHT])))
            case "link" if href := link_of((mark.get("attrs") or {}).get("href")):
                run.font.color.rgb = RGBColor(0x1F, 0x5F, 0x99)
                run.underline = True
                paragraph._p.append(_link(paragraph, href, [run]))  # noqa: SLF001  python-docx makes no links
    return run


def _link(paragraph: Paragraph, href: str, runs: list[Run]) -> Any:
    relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink", {qn("r:id"): relation})
    for run in runs:
        made.append(run._r)  # noqa: SLF001
    return made


_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:jc",
)
_AFTER_BIDI_VISUAL = ("w:tblStyleRowBandSize", "w:tblW", "w:jc", "w:tblInd", "w:tblLayout", "w:tblLook")
_OTHER_SIDE = {WD_ALIGN_PARAGRAPH.LEFT: WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.RIGHT: WD_ALIGN_PARAGRAPH.LEFT}


def _direct(paragraph: Paragraph, runs: list[Run]) -> None:
    """Say which way a paragraph runs, and its runs: Word does not find out by itself. In one that begins at the right,
    "left" means where the words end."""
    for run in runs:
        if has_right_to_left(run.text):
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))  # noqa: SLF001  python-docx knows it of styles only
    if not runs_right_to_left("".join(run.text for run in runs)):
        return
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    if paragraph.alignment in _OTHER_SIDE:
        paragraph.alignment = _OTHER_SIDE[paragraph.alignment]


def _monospace(run: Run) -> None:
    run.font.name = "Consolas"
    run.font.size = Pt(9.5)


def _rule(paragraph: Paragraph) -> None:
    line = {"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "BBBBBB"}
    border = OxmlElement("w:pBdr")
    border.append(OxmlElement("w:bottom", {qn(name): value for name, value in line.items()}))
    _add_property(paragraph, border)


def _within(node: Node, place: _Place) -> _Place:
    """Where what is in a quote or a callout goes."""
    deeper = min(place.indent + 1, DEEPEST)
    if node["type"] == "blockquote":
        return place.within(indent=deeper, quoted=True)
    if node["type"] == "callout":
        return place.within(indent=deeper, fill=SHADE[CALLOUT.get(str(attr(node, "kind")), "blue")])
    return place


def _aligned(node: Node, place: _Place) -> _Place:
    align = _ALIGN.get(str(attr(node, "textAlign")))
    return place if align is None else place.within(align=align)


def _shade(paragraph: Paragraph, fill: str) -> None:
    _add_property(paragraph, _shading(fill))


def _shading(fill: str) -> Any:
    shading = {"w:val": "clear", "w:color": "auto", "w:fill": fill}
    return OxmlElement("w:shd", {qn(name): value for name, value in shading.items()})


def _add_property(paragraph: Paragraph, element: Any) -> None:
    """What python-docx has no name for, at the place the schema wants it: before what may stand there already."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(element, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


_UNSAID = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no form for."""


def _plain(text: str) -> str:
    return _UNSAID.sub("", text)
