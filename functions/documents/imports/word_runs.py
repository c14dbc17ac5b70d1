"""The words of a paragraph in a Word file, with their marks, links and pictures."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from functions.documents.content.nodes import Node, mark, node, text
from functions.documents.export.colours import SHADE, TEXT
from functions.documents.imports.page import Line, Page
from functions.documents.imports.word_styles import Styles

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_MONOSPACE = re.compile(r"consol|courier|mono|menlo|lucida console|source code", re.IGNORECASE)
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,8000})"')
_COLOURS = {shade: name for name, shade in SHADE.items()}
_LETTERS = {shade: name for name, shade in TEXT.items()}
_WORD_HIGHLIGHTS = {
    "yellow": "yellow", "darkYellow": "yellow", "green": "green", "darkGreen": "green", "cyan": "blue", "blue": "blue",
    "darkBlue": "blue", "darkCyan": "blue", "magenta": "purple", "darkMagenta": "purple", "red": "red",
    "darkRed": "red", "lightGray": "gray", "darkGray": "gray",
}  # fmt: skip
_NAMED = {"strong": "bold", "emphasis": "italic", "html code": "code", "verbatim char": "code", "inline code": "code"}
_EMUS = 9525

Marks = tuple[Node, ...]


class Runs:
    """Reads paragraphs one after the other, and keeps what belongs elsewhere: notes, and the text boxes in the last."""

    def __init__(self, page: Page, part: Any, styles: Styles) -> None:
        self._page = page
        self._part = part
        self._styles = styles
        self._line = Line(page)
        self._behind: list[Node] = []
        self._boxes: list[Any] = []
        self._noted: dict[tuple[str, Any], Any] = {}
        self._notes: dict[str, dict[Any, Any]] = {}
        self._fields: list[Node | None] = []
        self._codes: list[str] = []

    def read(self, paragraph: Any) -> tuple[list[Node], list[Node]]:
        """The inline nodes of a paragraph, and the pictures that stand behind it."""
        self._behind = []
        self._into(paragraph, ())
        return self._line.take(), self._behind

    def boxes(self) -> list[Any]:
        """The text boxes that were in what was read last."""
        found, self._boxes = self._boxes, []
        return found

    def noted(self) -> Iterator[Any]:
        """What the notes say that were referred to, in that order; one may refer to another."""
        number = 0
        while number < len(self._noted):
            yield list(self._noted.values())[number]
            number += 1

    def _into(self, holder: Any, marks: Marks) -> None:
        for element in holder:
            name = element.tag if isinstance(element.tag, str) else ""
            if name == qn("w:r"):
                self._run(element, marks)
            elif name == qn("w:hyperlink"):
                link = self._page.link_mark(self._target(element.get(qn("r:id"))))
                self._into(element, _with(marks, link))
            elif name == qn("w:fldSimple"):
                self._into(element, _with(marks, self._field(element.get(qn("w:instr")) or "")))
            elif name in {qn("w:del"), qn("w:moveFrom")}:
                self._page.notes["change"] += 1
            elif name.startswith(_MATH):
                self._page.notes["formula"] += 1
                self._line.add("".join(one.text or "" for one in element.iter(f"{_MATH}t")), marks, keep=True)
            elif name in _HOLDERS:
                self._into(element, marks)

    def _run(self, run: Any, marks: Marks) -> None:
        properties = run.find(qn("w:rPr"))
        marks = self._marked(properties, marks) if properties is not None else marks
        for element in run:
            self._part_of_run(element, self._linked(marks))

    def _linked(self, marks: Marks) -> Marks:
        return _with(marks, next((link for link in reversed(self._fields) if link), None))

    def _part_of_run(self, element: Any, marks: Marks) -> None:  # noqa: C901  one case an element
        name = element.tag if isinstance(element.tag, str) else ""
        if name == qn("w:t"):
            self._line.add(element.text or "", marks, keep=True)
        elif name == qn("w:tab"):
            self._line.add("\t", marks, keep=True)
        elif name in {qn("w:br"), qn("w:cr")}:
            if element.get(qn("w:type")) in {None, "textWrapping"}:
                self._line.put(node("hardBreak"))
        elif name == qn("w:noBreakHyphen"):
            self._line.add("\u2011", marks, keep=True)
        elif name == qn("w:sym"):
            self._line.add(_symbol(element.get(qn("w:char")) or ""), marks, keep=True)
        elif name == qn("w:fldChar"):
            self._field_part(element.get(qn("w:fldCharType")))
        elif name == qn("w:instrText") and self._codes:
            self._codes[-1] += (element.text or "")[:8000]
        elif name in {qn("w:footnoteReference"), qn("w:endnoteReference")}:
            self._note(element, marks)
        elif name in {qn("w:drawing"), qn("w:pict"), qn("w:object"), f"{_MC}AlternateContent"}:
            self._drawing(element)
        elif name == qn("w:commentReference"):
            self._page.notes["comment"] += 1

    # --- fields and notes ---

    def _field_part(self, kind: str | None) -> None:
        if kind == "begin":
            self._codes.append("")
            self._fields.append(None)
        elif kind == "separate" and self._codes:
            self._fields[-1] = self._field(self._codes[-1])
        elif kind == "end" and self._codes:
            self._codes.pop()
            self._fields.pop()

    def _field(self, code: str) -> Node | None:
        found = _HYPERLINK.match(code)
        return self._page.link_mark(found[1]) if found else None

    def _target(self, relation: str | None) -> str | None:
        found = self._part.rels.get(relation) if relation else None
        return str(found.target_ref) if found is not None and found.is_external else None

    def _note(self, element: Any, marks: Marks) -> None:
        kind = "footnote" if element.tag == qn("w:footnoteReference") else "endnote"
        if kind not in self._notes:
            self._notes[kind] = self._notes_of(kind)
        name = (kind, element.get(qn("w:id")))
        found = self._notes[kind].get(name[1])
        if found is not None:
            self._noted.setdefault(name, found)
            self._line.add(f"[{list(self._noted).index(name) + 1}]", marks, keep=True)

    def _notes_of(self, kind: str) -> dict[Any, Any]:
        for relation in self._part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}s"):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            try:
                root = etree.fromstring(relation.target_part.blob, parser)
            except etree.XMLSyntaxError:
                self._page.notes["note"] += 1
                return {}
            return {one.get(qn("w:id")): one for one in root.iter(qn(f"w:{kind}"))}
        return {}

    # --- pictures ---

    def _drawing(self, element: Any) -> None:
        """The pictures of a drawing; the text boxes in it are read with the paragraph that holds them."""
        if element.tag == f"{_MC}AlternateContent":
            chosen = element.find(f"{_MC}Choice")
            for child in chosen if chosen is not None else ():
                self._drawing(child)
            return
        inside = list(element.iter(qn("w:txbxContent")))
        if inside:
            self._page.notes["text_box"] += len(inside)
        boxes = set(inside)
        self._boxes += [one for one in inside if boxes.isdisjoint(one.iterancestors())]
        found = [*element.iter(qn("a:blip")), *element.iter(f"{_VML}imagedata")]
        found = [one for one in found if boxes.isdisjoint(one.iterancestors())]
        described = next(element.iter(qn("wp:docPr")), None)
        alt = (described.get("descr") or "") if described is not None else ""
        extent = next(element.iter(qn("wp:extent")), None)
        for one in found:
            self._picture(one, " ".join(alt.split())[:1000], _pixels(extent))
        if not found and not inside:
            self._page.notes["drawing"] += 1

    def _picture(self, element: Any, alt: str, width: int | None) -> None:
        relation = self._part.rels.get(element.get(qn("r:embed")) or element.get(qn("r:id")) or "")
        if relation is None or relation.is_external:
            outside = relation.target_ref if relation is not None else self._target(element.get(qn("r:link"))) or ""
            self._behind += self._page.picture_at(str(outside), alt)
            return
        made = self._page.picture(relation.target_part.blob, alt, "", width)
        if made is not None:
            self._behind.append(made)
        elif alt:
            self._behind.append(node("paragraph", text(f"[{alt}]")))

    # --- marks ---

    def _marked(self, properties: Any, marks: Marks) -> Marks:
        for name, kind in (("w:b", "bold"), ("w:i", "italic"), ("w:strike", "strike"), ("w:dstrike", "strike")):
            if _on(properties.find(qn(name))):
                marks = _with(marks, mark(kind))
        underline = properties.find(qn("w:u"))
        linked = any(one["type"] == "link" for one in self._linked(marks))
        if underline is not None and underline.get(qn("w:val")) not in {"none", None} and not linked:
            marks = _with(marks, mark("underline"))
        style = properties.find(qn("w:rStyle"))
        named = _NAMED.get(self._styles.named(style.get(qn("w:val")) or "").name) if style is not None else None
        fonts = properties.find(qn("w:rFonts"))
        if named:
            marks = _with(marks, mark(named))
        elif fonts is not None and _MONOSPACE.search(fonts.get(qn("w:ascii")) or ""):
            marks = _with(marks, mark("code"))
        return _coloured(properties, marks, linked=linked)


_HOLDERS = frozenset(qn(name) for name in ("w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:moveTo", "w:customXml"))


def _coloured(properties: Any, marks: Marks, *, linked: bool) -> Marks:
    """Highlights by Word's names or our own shades; letters by our own colours only, since theirs are any."""
    highlight, shade, letters = (properties.find(qn(name)) for name in ("w:highlight", "w:shd", "w:color"))
    colour = _WORD_HIGHLIGHTS.get(highlight.get(qn("w:val"))) if highlight is not None else None
    colour = colour or (_COLOURS.get((shade.get(qn("w:fill")) or "").upper()) if shade is not None else None)
    if colour:
        marks = _with(marks, mark("highlight", **({} if colour == "yellow" else {"color": colour})))
    named = _LETTERS.get((letters.get(qn("w:val")) or "").upper()) if letters is not None else None
    return _with(marks, mark("textColor", color=named)) if named and not linked else marks


def _with(marks: Marks, one: Node | None) -> Marks:
    if one is None or any(found["type"] == one["type"] for found in marks):
        return marks
    return tuple(sorted((*marks, one), key=lambda found: str(found["type"])))


def _on(element: Any) -> bool:
    return element is not None and element.get(qn("w:val")) not in {"0", "false", "off"}


def _pixels(extent: Any) -> int | None:
    given = extent.get("cx") if extent is not None else None
    return max(16, min(int(given) // _EMUS, 10_000)) if given and re.fullmatch(r"\d{1,12}", given) else None


def _symbol(code: str) -> str:
    """A character of a symbol font: what it is elsewhere is known of few."""
    known = {"F0B7": "•", "F0A7": "▪", "F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F0E0": "→", "F04A": "☺"}
    if code.upper() in known:
        return known[code.upper()]
    value = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0xFFFD
    return chr(value) if 0x20 <= value < 0xD800 or 0xF900 <= value < 0xFFFE else "\ufffd"
