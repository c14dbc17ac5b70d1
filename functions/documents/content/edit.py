"""Changing blocks of a Yjs document: what did not change keeps its identity, and everybody's cursor its place."""

import json
from typing import TYPE_CHECKING, Any

from functions.documents.content import stored
from functions.documents.content.nodes import TEXTBLOCKS, Node, children

if TYPE_CHECKING:
    from pycrdt import XmlElement, XmlFragment

Letter = tuple[str, str]
"""A character and its marks."""


def replace(fragment: "XmlFragment", places: list[int], where: int, old: list[Node], new: list[Node]) -> None:
    """Put `new` in place of the children at `places` (which hold `old`); new ones without a match go to `where`."""
    if len(old) == len(new) and all(_alike(*pair) for pair in zip(old, new, strict=True)):
        for place, before, after in zip(places, old, new, strict=True):
            element: Any = fragment.children[place]
            _update(element, before, after)
        return
    for place in reversed(places):
        del fragment.children[place]
    stored.insert(fragment, where, new)


def _alike(old: Node, new: Node) -> bool:
    return old["type"] == new["type"] and old["type"] in TEXTBLOCKS and _is_text(old) and _is_text(new)


def _is_text(block: Node) -> bool:
    return all(child["type"] == "text" for child in children(block))


def _update(element: "XmlElement", old: Node, new: Node) -> None:
    given = new.get("attrs") or {}
    for name, value in given.items():
        if (old.get("attrs") or {}).get(name) != value:
            element.attributes[name] = value
    if new["type"] == "codeBlock" and "language" not in given and "language" in (old.get("attrs") or {}):
        del element.attributes["language"]
    parts = list(element.children)
    if len(parts) != 1:
        for place in reversed(range(len(parts))):
            del element.children[place]
        stored.insert(element, 0, children(new))
        return
    words: Any = parts[0]
    _update_text(words, _letters(children(old)), _letters(children(new)))


def _letters(nodes: list[Node]) -> list[Letter]:
    return [
        (letter, json.dumps(stored.attributes_of(child), sort_keys=True)) for child in nodes for letter in child["text"]
    ]


def _update_text(words: Any, old: list[Letter], new: list[Letter]) -> None:
    """Change only what lies between the common beginning and the common end. pycrdt counts in bytes of UTF-8."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    at = _bytes(old[:start])
    gone = _bytes(old[start : len(old) - end])
    if gone:
        del words[at : at + gone]
    run = ""
    middle = new[start : len(new) - end]
    for index, (letter, marks) in enumerate(middle):
        run += letter
        if index + 1 == len(middle) or middle[index + 1][1] != marks:
            words.insert(at, run, json.loads(marks))
            at += len(run.encode())
            run = ""


def _bytes(letters: list[Letter]) -> int:
    return sum(len(letter.encode()) for letter, _ in letters)
