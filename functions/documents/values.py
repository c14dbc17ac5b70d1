"""What attributes and marks of a document may say, in an update of anybody's (`allowed.py`) and when it is read."""

import math
from collections.abc import Callable
from typing import Any

from functions.documents.content.nodes import ALIGNMENTS, CALLOUTS, COLOURS, LONGEST_FORMULA, is_day
from functions.documents.content.references import is_object
from functions.documents.content.web import is_web
from hearth.ids import is_id

_MOST_MEMBERS = 1000
_DEEPEST_VALUE = 8
_MOST_SPAN = 1000
_WIDEST = 100_000


def is_scalar(value: Any) -> bool:
    """A word, nothing, yes or no, or a number that JavaScript counts exactly."""
    if isinstance(value, float | int):
        return math.isfinite(value) and abs(value) < 2**53
    return value is None or isinstance(value, str)


def is_plain(value: Any, depth: int = 0) -> bool:
    """A value that JSON has: a word, a finite number, yes or no, and a few levels of lists and objects of those."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return depth < _DEEPEST_VALUE and len(value) <= _MOST_MEMBERS and all(is_plain(of, depth + 1) for of in value)
    return is_scalar(value)


def _widths(value: Any) -> bool:
    return isinstance(value, list) and all(width is None or _is_number(width, 0, _WIDEST) for width in value)


def _is_number(value: Any, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: _is_number(value, least, most) and value == int(value)


def _word(value: Any) -> bool:
    return isinstance(value, str)


def _one_of(*values: str) -> Callable[[Any], bool]:
    return lambda value: value in values


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _formula(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_FORMULA


_ALIGNED = {"textAlign": _one_of(*ALIGNMENTS)}
_COLOURED = {"color": _one_of(*COLOURS)}
_TARGET: dict[str, Callable[[Any], bool]] = {
    "object": is_object,
    "id": lambda value: isinstance(value, str) and is_id(value),
}
_CELL: dict[str, Callable[[Any], bool]] = {
    "colspan": _whole(1, _MOST_SPAN),
    "rowspan": _whole(1, _MOST_SPAN),
    "colwidth": _widths,
    "align": _word,
    **_COLOURED,
}
ATTRIBUTES: dict[str, dict[str, Callable[[Any], bool]]] = {
    "paragraph": _ALIGNED,
    "heading": {"level": _whole(1, 6), **_ALIGNED},
    "orderedList": {"start": _whole(-(10**9), 10**9), "type": _word},
    "taskItem": {"checked": _flag},
    "codeBlock": {"language": _word},
    "table": {"wide": _flag},
    "tableCell": _CELL,
    "tableHeader": _CELL,
    "image": {
        "src": _word,
        "alt": _word,
        "title": _word,
        "width": lambda value: _is_number(value, 0, _WIDEST),
        "align": _one_of("left", "center", "right"),
    },
    "mention": {"id": _word, "label": _word},
    "date": {"day": is_day},
    "reference": _TARGET,
    "embed": _TARGET,
    "bookmark": {"url": is_web, "title": _word, "description": _word, "site": _word},
    "callout": {"kind": _one_of(*CALLOUTS)},
    "inlineMath": {"latex": _formula},
    "blockMath": {"latex": _formula},
    "highlight": _COLOURED,
    "textColor": _COLOURED,
}
"""The attributes that nodes and marks of the editor's schema have (`features/editor/extensions.ts`), and what they may
be. Others are read by nobody and may be any plain value."""

_ANYWHERE: dict[str, list[Callable[[Any], bool]]] = {}
for _attributes in ATTRIBUTES.values():
    for _name, _test in _attributes.items():
        _ANYWHERE.setdefault(_name, []).append(_test)


def fits(element: str | None, name: str, value: Any) -> bool:
    """Whether an attribute may have a value; `element` is None when it is not known which element has it."""
    if value is None or not is_plain(value):
        return value is None
    if element is None:
        tests = _ANYWHERE.get(name)
        return tests is None or any(test(value) for test in tests)
    test = ATTRIBUTES.get(element, {}).get(name)
    return test is None or test(value)
