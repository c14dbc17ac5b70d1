"""Lists of a Word file: paragraphs that say which numbering they follow and at which level, laid into each other."""

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from functions.documents.content.nodes import Node, node
from functions.documents.imports.page import Page, item
from functions.documents.imports.word_styles import Styles

DEEPEST = 9
"""Levels that Word's numbering has."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in a numbering."""

    level: int
    ordered: bool
    number: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A paragraph of a list: the kind of that, its level, and its number where it has one."""

    kind: str
    level: int
    parts: list[Node]
    number: int = 1
    checked: bool = False


class Numberings:
    """The numberings of a file, and how far each has counted."""

    def __init__(self, package: Any, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[tuple[str, int], tuple[bool, int]] = {}
        self._counted: dict[tuple[str, int], int] = {}
        try:
            root = package.part.numbering_part.element
        except Exception:  # noqa: BLE001  a file without, or with a damaged part: its lists are paragraphs
            return
        kinds = {
            one.get(qn("w:abstractNumId")): {level.get(qn("w:ilvl")): level for level in one.iter(qn("w:lvl"))}
            for one in root.iter(qn("w:abstractNum"))
        }
        for one in root.iter(qn("w:num")):
            abstract = one.find(qn("w:abstractNumId"))
            levels = kinds.get(abstract.get(qn("w:val")) if abstract is not None else None, {})
            for name, level in levels.items():
                self._define(str(one.get(qn("w:numId"))), name, level, _override(one, name))

    def _define(self, number: str, name: Any, level: Any, override: int | None) -> None:
        if not re.fullmatch(r"[0-8]", str(name)):
            return
        form = level.find(qn("w:numFmt"))
        ordered = (form.get(qn("w:val")) if form is not None else "decimal") not in {"bullet", "none"}
        start = override if override is not None else _whole(level.find(qn("w:start")), 1)
        self._levels[number, int(name)] = (ordered, start)

    def place(self, paragraph: Any) -> Place | None:
        """Where a paragraph stands, by itself or by its style; it counts."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = self._styles.of(paragraph)
        number, level = style.numbering, style.depth
        if own is not None:
            named, deep = own.find(qn("w:numId")), own.find(qn("w:ilvl"))
            number = named.get(qn("w:val")) if named is not None else number
            level = min(_whole(deep, level), DEEPEST - 1)
        known = self._levels.get((str(number), level))
        if known is None:
            return None
        ordered, start = known
        count = self._counted.get((str(number), level), start - 1) + 1
        self._counted[str(number), level] = count
        for deeper in range(level + 1, DEEPEST):
            self._counted.pop((str(number), deeper), None)
        return Place(level or style.inside, ordered, count)


class Lists:
    """Paragraphs of lists in a row, as the lists they make."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._found: list[Node] = []
        self._open: list[Node] = []
        self._base = DEEPEST

    def add(self, listed: Listed, behind: list[Node]) -> None:
        """One more paragraph, with what stands in it beside words."""
        blocks = [node("paragraph", *listed.parts), *behind]
        made = item("taskItem" if listed.kind == "taskList" else "listItem", blocks, listed.checked)
        self._base = min(self._base, listed.level)
        level = listed.level - self._base
        del self._open[level + 1 :]
        while len(self._open) < level:  # a level that was left out
            self._begin("bulletList", item("listItem", []), 1)
        if level < len(self._open) and self._open[level]["type"] == listed.kind:
            self._open[level]["content"].append(made)
            return
        del self._open[level:]
        self._begin(listed.kind, made, listed.number)

    def _begin(self, kind: str, first: Node, number: int) -> None:
        self._page.count()
        start = number if kind == "orderedList" and 0 <= number <= 999_999_999 and number != 1 else None
        made = node(kind, first, start=start)
        holder = self._open[-1]["content"][-1]["content"] if self._open else self._found
        holder.append(made)
        self._open.append(made)

    def take(self) -> list[Node]:
        """The lists so far; what comes begins anew."""
        found, self._found, self._open, self._base = self._found, [], [], DEEPEST
        return found


def _override(number: Any, level: Any) -> int | None:
    for one in number.iter(qn("w:lvlOverride")):
        if one.get(qn("w:ilvl")) == level:
            start = one.find(qn("w:startOverride"))
            return _whole(start, 1) if start is not None else None
    return None


def _whole(element: Any, otherwise: int) -> int:
    given = element.get(qn("w:val")) if element is not None else ""
    return int(given) if given and re.fullmatch(r"\d{1,9}", given) else otherwise
