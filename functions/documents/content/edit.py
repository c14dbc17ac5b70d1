"""Changing blocks of a Yjs document: what did not change keeps its identity, and everybody's cursor its place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from functions.documents.content import stored
from functions.documents.content.nodes import TEXTBLOCKS, Node, children

if TYPE_CHECKING:
    from pycrdt import XmlElement, XmlFragment

Letter = tuple[str, str]
"""A character and its marks."""


@dataclass(frozen=True, slots=True)
class Change:
    """Put `new` in place of the children at `places` (which hold `old`); if there are none, at `where`."""

    places: list[int]
    where: int
    old: list[Node]
    new: list[Node]


def replace(fragment: "XmlFragment", changes: list[Change]) -> None:
    """Make changes that are given in the order of their places.

    From the end, so that the places before stay right. The children are listed once: Yjs walks to each place.
    """
    elements: list[Any] = list(fragment.children)
    for change in reversed(changes):
        there = [elements[place] for place in change.places]
        if len(there) == len(change.new) and all(map(_alike, there, change.old, change.new)):
            for element, before, after in zip(there, change.old, change.new, strict=True):
                _update(element, before, after)
            continue
        for start, end in reversed(list(_stretches(change.places))):
            del fragment.children[start:end]
        stored.insert(fragment, change.where, change.new)


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Places as ranges, each as long as it can be."""
    start = 0
    for index in range(1, len(places) + 1):
        if index == len(places) or places[index] != places[index - 1] + 1:
            yield places[start], places[index - 1] + 1
            start = index


def _alike(element: Any, old: Node, new: Node) -> bool:
    from pycrdt import XmlElement

    same = old["type"] == new["type"] and old["type"] in TEXTBLOCKS
    return same and isinstance(element, XmlElement) and _is_text(old) and _is_text(new)


def _is_text(block: Node) -> bool:
    return all(child["type"] == "text" for child in children(block))


def _update(element: "XmlElement", old: Node, new: Node) -> None:
    from pycrdt import XmlText

    _set_attributes(element, old, new)
    parts = list(element.children)
    if len(parts) == len(element.children) == 1 and isinstance(parts[0], XmlText):
        _update_text(parts[0], _letters(children(old)), _letters(children(new)))
        return
    del element.children[0 : len(element.children)]
    stored.insert(element, 0, children(new))


def _set_attributes(element: "XmlElement", old: Node, new: Node) -> None:
    given = new.get("attrs") or {}
    before = old.get("attrs") or {}
    for name, value in given.items():
        if value is not None and before.get(name) != value:
            element.attributes[name] = value
    if new["type"] == "codeBlock" and "language" not in given and "language" in before:
        del element.attributes["language"]


def _letters(nodes: list[Node]) -> list[Letter]:
    found: list[Letter] = []
    for child in nodes:
        marks = json.dumps(stored.attributes_of(child), sort_keys=True)
        found += [(letter, marks) for letter in child["text"]]
    return found


def _update_text(words: Any, old: list[Letter], new: list[Letter]) -> None:
    """Change only what lies between the common beginning and the common end. pycrdt counts in bytes of UTF-8.

    The runs of the middle are put in from the last to the first, all at one place (see `stored.insert`).
    """
    start = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    at = _bytes(old[:start])
    gone = _bytes(old[start : len(old) - end])
    if gone:
        del words[at : at + gone]
    middle = new[start : len(new) - end]
    runs = [(marks, "".join(letter for letter, _ in run)) for marks, run in groupby(middle, itemgetter(1))]
    for marks, run in reversed(runs):
        words.insert(at, run, json.loads(marks))


def _common(one: list[Letter], other: list[Letter]) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _bytes(letters: list[Letter]) -> int:
    return sum(len(letter.encode()) for letter, _ in letters)
