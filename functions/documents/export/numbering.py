"""Lists of a Word file: in Office Open XML (17.9) a list is a numbering that its paragraphs name."""

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

INDENT = Mm(7)
_BULLETS = "•◦▪"


class Numbering:
    """The lists of a file: bullets are all alike, every numbered list counts for itself."""

    def __init__(self, made: Document) -> None:
        self._part = made.part.numbering_part.element
        self._kinds = {kind: self._define(kind) for kind in ("bullet", "decimal")}
        self._bullets = self._instance("bullet")

    def bullets(self) -> int:
        """The numbering of a list without numbers."""
        return self._bullets

    def numbers(self, level: int, start: int) -> int:
        """A numbering that begins anew, at `start`."""
        return self._instance("decimal", level, start)

    def _next(self, kind: str, name: str) -> int:
        return 1 + max((int(one.get(qn(name))) for one in self._part.findall(qn(kind))), default=0)

    def _define(self, kind: str) -> int:
        number = self._next("w:abstractNum", "w:abstractNumId")
        defined = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): str(number)})
        for level in range(9):
            text = _BULLETS[level % 3] if kind == "bullet" else f"%{level + 1}."
            one = _nested("w:lvl", {"w:ilvl": level}, ("w:start", 1), ("w:numFmt", kind), ("w:lvlText", text))
            properties = OxmlElement("w:pPr")
            left = str((level + 1) * INDENT.twips)
            properties.append(OxmlElement("w:ind", {qn("w:left"): left, qn("w:hanging"): str(INDENT.twips)}))
            one.append(properties)
            defined.append(one)
        first = self._part.find(qn("w:num"))  # definitions come before what uses them
        if first is None:
            self._part.append(defined)
        else:
            first.addprevious(defined)
        return number

    def _instance(self, kind: str, level: int = 0, start: int | None = None) -> int:
        number = self._next("w:num", "w:numId")
        made = _nested("w:num", {"w:numId": number}, ("w:abstractNumId", self._kinds[kind]))
        if start is not None:
            made.append(_nested("w:lvlOverride", {"w:ilvl": level}, ("w:startOverride", start)))
        self._part.append(made)
        return number


def _nested(name: str, attributes: dict[str, int], *inside: tuple[str, int | str]) -> Any:
    made = OxmlElement(name, {qn(key): str(value) for key, value in attributes.items()})
    for child, value in inside:
        made.append(OxmlElement(child, {qn("w:val"): str(value)}))
    return made
