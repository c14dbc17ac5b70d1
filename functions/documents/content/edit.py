"""Changing blocks of a Yjs document: what did not change keeps its identity, and everybody's cursor its place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from functions.documents.content import native, stored
from functions.documents.content.nodes import TEXTBLOCKS, Node, children

if TYPE_CHECKING:
    from pycrdt import XmlFragment
    from pycrdt._pycrdt import Transaction, XmlElement

_SAID_BY_ALL = {"codeBlock": ("language",), "paragraph": ("textAlign",), "heading": ("textAlign",)}
"""Attributes that every form of a document says: where one is missing, it was taken away."""

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
    with native.opened(fragment) as (holder, at):
        elements: list[Any] = holder.children(at)
        for change in reversed(changes):
            there = [elements[place] for place in change.places]
            if len(there) == len(change.new) and all(map(_alike, there, change.old, change.new)):
                for element, before, after in zip(there, change.old, change.new, strict=True):
                    _update(element, at, before, after)
                continue
            for start, end in reversed(list(_stretches(change.places))):
                native.remove(holder, at, start, end)
            stored.put(holder, at, change.where, change.new)


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Places as ranges, each as long as it can be."""
    start = 0
    for index in range(1, len(places) + 1):
        if index == len(places) or places[index] != places[index - 1] + 1:
            yield places[start], places[index - 1] + 1
            start = index


def _alike(element: Any, old: Node, new: Node) -> bool:
    same = old["type"] == new["type"] and old["type"] in TEXTBLOCKS
    return same and native.is_element(element) and _is_text(old) and _is_text(new)


def _is_text(block: Node) -> bool:
    return all(child["type"] == "text" for child in children(block))


def _update(element: "XmlElement", at: "Transaction", old: Node, new: Node) -> None:
    _set_attributes(element, at, old, new)
    parts = element.children(at)
    if len(parts) == element.len(at) == 1 and native.is_text(parts[0]):
        _update_text(parts[0], at, _letters(children(old)), _letters(children(new)))
        return
    native.remove(element, at, 0, element.len(at))
    stored.put(element, at, 0, children(new))


def _set_attributes(element: "XmlElement", at: "Transaction", old: Node, new: Node) -> None:
    given = new.get("attrs") or {}
    before = old.get("attrs") or {}
    for name, value in given.items():
        if value is not None and before.get(name) != value:
            element.insert_attribute(at, name, value)
    for name in _SAID_BY_ALL.get(new["type"], ()):
        if name not in given and name in before:
            element.remove_attribute(at, name)


def _letters(nodes: list[Node]) -> list[Letter]:
    found: list[Letter] = []
    for child in nodes:
        marks = json.dumps(stored.attributes_of(child), sort_keys=True) if child.get("marks") else "{}"
        found += [(letter, marks) for letter in child["text"]]
    return found


def _update_text(words: Any, transaction: "Transaction", old: list[Letter], new: list[Letter]) -> None:
    """Change only what lies between the common beginning and the common end. pycrdt counts in bytes of UTF-8.

    The runs of the middle are put in from the last to the first, all at one place (see `stored.put`).
    """
    start = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    at = _bytes(old[:start])
    native.remove(words, transaction, at, at + _bytes(old[start : len(old) - end]))
    middle = new[start : len(new) - end]
    runs = [(marks, "".join(letter for letter, _ in run)) for marks, run in groupby(middle, itemgetter(1))]
    for marks, run in reversed(runs):
        native.insert_letters(words, transaction, at, run, json.loads(marks))


def _common(one: list[Letter], other: list[Letter]) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _bytes(letters: list[Letter]) -> int:
    return sum(len(letter.encode()) for letter, _ in letters)
