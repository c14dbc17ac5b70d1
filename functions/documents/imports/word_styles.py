"""What a style of a Word file makes of a paragraph: by its name, and by those that it is based on."""

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(r"heading ([1-9])")
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])$")
_CODE = frozenset({"html preformatted", "code", "source code", "code block", "macro text", "listing"})
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "blockquote"})
_LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What is known of a style. `level` is that of a heading, 0 for none."""

    name: str = ""
    level: int = 0
    quote: bool = False
    code: bool = False
    numbering: str | None = None
    depth: int = 0
    inside: int = 0
    """How far in a list is that Word counts by itself, as `List Bullet 2`."""


class Styles:
    """The styles of a file, by their ids."""

    def __init__(self, package: Any) -> None:
        self._elements = {}
        self._known: dict[str, Style] = {}
        try:
            found = package.styles.element
        except Exception:  # noqa: BLE001  a file without styles, or with a damaged part: it is read without
            return
        self._elements = {one.get(qn("w:styleId")): one for one in found.iter(qn("w:style"))}

    def of(self, paragraph: Any) -> Style:
        """The style of a paragraph."""
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self.named(found.get(qn("w:val")) or "") if found is not None else Style()
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if own is not None and not style.level and (level := _level(own)):
            return Style(style.name, level)
        return style

    def named(self, style_id: str) -> Style:
        """One by its id."""
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        chain: list[Any] = []
        seen = style_id
        while seen in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[seen])
            based = self._elements[seen].find(qn("w:basedOn"))
            seen = based.get(qn("w:val")) if based is not None else ""
        names = [(one.find(qn("w:name")).get(qn("w:val")) or "").lower() for one in chain if _has_name(one)]
        level = next((min(int(found[1]), 6) for name in names if (found := _HEADING.match(name))), 0)
        level = level or next((made for one in chain if (made := _level(one.find(f".//{qn('w:outlineLvl')}")))), 0)
        numbered = next((one for one in (_numbering(style) for style in chain) if one[0]), (None, 0))
        return Style(
            names[0] if names else "",
            level,
            any(name in _QUOTES for name in names),
            any(name in _CODE for name in names),
            *numbered,
            next((int(found[1]) - 1 for name in names if (found := _DEEPER.match(name))), 0),
        )


def _has_name(style: Any) -> bool:
    return style.find(qn("w:name")) is not None


def _level(outline: Any) -> int:
    """The level of a heading that an outline says; the tenth is that of words."""
    given = outline.get(qn("w:val")) if outline is not None else ""
    return int(given) + 1 if given and re.fullmatch(r"[0-5]", given) else 0


def _numbering(style: Any) -> tuple[str | None, int]:
    found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if found is None:
        return None, 0
    number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    given = level.get(qn("w:val")) if level is not None else "0"
    return number.get(qn("w:val")) if number is not None else None, int(given) if re.fullmatch(
        r"[0-8]", given or ""
    ) else 0
