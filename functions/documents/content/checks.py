"""What a document that comes in may hold: kinds of nodes, where they stand, what their attributes say, how many.

y-prosemirror deletes what its schema does not allow, at everybody's, so the server must not write it; and one attribute
that nothing can show (a column span of a hundred million) makes a document unusable for all who open it.
"""

import math
import re
from collections.abc import Callable
from typing import Any

from functions.documents.content.nodes import (
    ALIGNMENTS,
    CALLOUTS,
    COLOURS,
    CONTENT,
    DEEPEST,
    INLINE,
    LONGEST_FORMULA,
    LONGEST_URL,
    MARKS,
    MOST_NODES,
    NEEDS_CHILD,
    WIDEST,
    Node,
    children,
    is_day,
    tidy,
)
from functions.documents.content.references import is_object
from functions.documents.content.web import is_web
from hearth.ids import is_id

_NAME = re.compile(r"[A-Za-z][\w-]{0,63}", re.ASCII)
_DEEPEST_VALUE = 6
_LONGEST_NAME = 100
_LARGEST = 2**53


class ContentError(ValueError):
    """A document that no editor of ours would take; `path` says where (a JSON pointer)."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


class TooMuch(ContentError):
    """More blocks, pieces of text or markup than one document may have."""


def too_many_nodes() -> TooMuch:
    """What is said of a document with more nodes than one may have."""
    return TooMuch("", f"a document holds at most {MOST_NODES:,} blocks and pieces of text")


def check(document: Any, known: frozenset[str] = frozenset()) -> Node:
    """`document` as a ProseMirror document that TipTap takes, in the form it is stored in; ContentError otherwise.

    Node types in `known` were in the document before and may stay, with whatever they hold.
    """
    if not isinstance(document, dict) or document.get("type") != "doc":
        raise ContentError("/type", "the outermost node must be a doc")
    found = _Check(known).node(document, "", "", 0)
    return {"type": "doc", "content": children(found)}


class _Check:
    """Goes through a document once, and counts."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._left = MOST_NODES + 1  # the doc itself is not counted

    def node(self, node: Any, parent: str, path: str, depth: int) -> Node:
        """ContentError unless `node` may stand in a `parent` ("" for one that is not known)."""
        self._left -= 1
        if self._left < 0:
            raise too_many_nodes()
        kind = node.get("type") if isinstance(node, dict) else None
        if not isinstance(kind, str) or not _NAME.fullmatch(kind) or depth > DEEPEST:
            raise ContentError(path, "must be a node, and not too deep")
        if parent in CONTENT and kind not in CONTENT[parent] and not self._stays(kind):
            raise ContentError(path, f"a {parent} cannot hold a {kind}")
        if kind == "text":
            return _text(node, path)
        content = node.get("content") or []
        if not isinstance(content, list):
            raise ContentError(f"{path}/content", "must be a list of nodes")
        if not self._stays(kind):
            _check_content(kind, content, path)
        made: Node = {"type": kind, **_attributes(node, path)}
        if content:
            made["content"] = [
                self.node(child, kind, f"{path}/content/{index}", depth + 1) for index, child in enumerate(content)
            ]
        return made

    def _stays(self, kind: str) -> bool:
        return kind in self._known and kind not in CONTENT and kind not in INLINE


def _check_content(kind: str, content: list[Any], path: str) -> None:
    if kind not in CONTENT and content:
        raise ContentError(path, f"a {kind} holds nothing")
    if kind in NEEDS_CHILD and not content:
        raise ContentError(path, f"a {kind} cannot be empty")
    if kind in {"listItem", "taskItem"} and not (
        isinstance(content[0], dict) and content[0].get("type") == "paragraph"
    ):
        raise ContentError(path, f"a {kind} begins with a paragraph")
    if kind == "details" and [isinstance(one, dict) and one.get("type") for one in content] != [
        "detailsSummary",
        "detailsContent",
    ]:
        raise ContentError(path, "a details holds a detailsSummary and a detailsContent")


def _text(node: Node, path: str) -> Node:
    words, marks = node.get("text"), node.get("marks") or []
    if not isinstance(words, str) or not words or not _is_unicode(words):
        raise ContentError(path, "a text node has text, in whole characters")
    if not isinstance(marks, list) or len(marks) > len(MARKS):
        raise ContentError(f"{path}/marks", "must be a list with each mark once")
    found: dict[str, Node] = {}
    for index, one in enumerate(marks):
        place = f"{path}/marks/{index}"
        if not isinstance(one, dict) or one.get("type") not in MARKS or one["type"] in found:
            raise ContentError(place, "is not a mark that Hearth has, or there twice")
        found[one["type"]] = {"type": one["type"], **_attributes(one, place)}
    return {"type": "text", "text": words, **({"marks": [found[kind] for kind in sorted(found)]} if found else {})}


# --- attributes ---------------------------------------------------------------------------------------------------


def _attributes(of: Node, path: str) -> dict[str, Any]:
    """`attrs`, if it says anything: JSON that every side can read, and from those of the model what they may say."""
    attrs = of.get("attrs") or {}
    if not isinstance(attrs, dict):
        raise ContentError(f"{path}/attrs", "must be an object")
    rules = _RULES.get(of["type"], {})
    for name, value in attrs.items():
        if not _is_unicode(name) or len(name) > _LONGEST_NAME or not _is_value(value, 0):
            raise ContentError(f"{path}/attrs", "must hold JSON in whole characters, with numbers below 2^53")
        if value is not None and name in rules and not rules[name][0](value):
            raise ContentError(f"{path}/attrs/{name}", f"must be {rules[name][1]}")
    given = {name: tidy(attrs[name]) for name in sorted(attrs) if attrs[name] is not None}
    return {"attrs": given} if given else {}


def _is_unicode(words: str) -> bool:
    """Whether it can be written as UTF-8: half a surrogate pair cannot."""
    return words.isascii() or not any("\ud800" <= char <= "\udfff" for char in words)


def _is_value(value: Any, depth: int) -> bool:
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, str):
        return _is_unicode(value)
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) < _LARGEST
    if depth >= _DEEPEST_VALUE:
        return False
    if isinstance(value, dict):
        return all(_is_unicode(str(name)) and _is_value(member, depth + 1) for name, member in value.items())
    return isinstance(value, list) and all(_is_value(member, depth + 1) for member in value)


_Rule = tuple[Callable[[Any], bool], str]


def _between(least: int, most: int) -> _Rule:
    return (lambda value: _is_number(value) and least <= value <= most and value == int(value)), (
        f"a whole number from {least:,} to {most:,}"
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_widths(value: Any) -> bool:
    if not isinstance(value, list) or len(value) > WIDEST:
        return False
    return all(width is None or (_is_number(width) and 0 <= width <= 10_000) for width in value)


def _one_of(values: tuple[str, ...]) -> _Rule:
    return (lambda value: value in values), "one of " + ", ".join(values)


_TEXT: _Rule = (lambda value: isinstance(value, str)), "a text"
_FLAG: _Rule = (lambda value: isinstance(value, bool)), "true or false"
_SPAN = _between(1, WIDEST)
_SIDES = ("left", "center", "right")
_COLOUR = {"color": _one_of(COLOURS)}
_FORMULA: _Rule = (
    (lambda value: isinstance(value, str) and len(value) <= LONGEST_FORMULA),
    f"a text of at most {LONGEST_FORMULA:,} characters",
)
_TARGET: dict[str, _Rule] = {
    "object": (is_object, "the name of a type of objects"),
    "id": ((lambda value: isinstance(value, str) and is_id(value)), "an id"),
}
_CELL = {
    "colspan": _SPAN,
    "rowspan": _SPAN,
    "colwidth": (_is_widths, "a list of widths"),
    "align": ((lambda value: value in _SIDES), "left, center or right"),
    **_COLOUR,
}
_RULES: dict[str, dict[str, _Rule]] = {
    "paragraph": {"textAlign": _one_of(ALIGNMENTS)},
    "heading": {"level": _between(1, 6), "textAlign": _one_of(ALIGNMENTS)},
    "orderedList": {"start": _between(0, 999_999_999)},
    "taskItem": {"checked": _FLAG},
    "codeBlock": {"language": _TEXT},
    "table": {"wide": _FLAG},
    "tableCell": _CELL,
    "tableHeader": _CELL,
    "image": {
        "src": _TEXT,
        "alt": _TEXT,
        "title": _TEXT,
        "width": (
            (lambda value: isinstance(value, str) or (_is_number(value) and 0 <= value <= 100_000)),
            "a width in pixels",
        ),
        "align": _one_of(_SIDES),
    },
    "mention": {"id": _TEXT, "label": _TEXT},
    "date": {"day": (is_day, "a day as YYYY-MM-DD")},
    "reference": _TARGET,
    "embed": _TARGET,
    "bookmark": {
        "url": (is_web, f"an address that begins with https:// or http://, of at most {LONGEST_URL:,} characters"),
        "title": _TEXT,
        "description": _TEXT,
        "site": _TEXT,
    },
    "link": {"href": _TEXT, "title": _TEXT},
    "callout": {"kind": _one_of(CALLOUTS)},
    "inlineMath": {"latex": _FORMULA},
    "blockMath": {"latex": _FORMULA},
    "highlight": _COLOUR,
    "textColor": _COLOUR,
}
