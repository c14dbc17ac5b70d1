"""What an update may put into a document, decided on its bytes alone: the document is not loaded to relay a letter.

Where an update says what something stands in (its parent is in it, or a neighbour whose parent is), it must be a place
for such a thing in the editor's schema. Where it does not (letters behind letters that the log has), only the kind of
thing can be looked at: whoever reads a document must therefore still expect anything in any place (`stored.py`).
Decision 0033 says why the line is here.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from functions.documents.content.nodes import (
    BLOCKS,
    CONTENT,
    DEEPEST,
    INLINE,
    MARKS,
    TEXTBLOCKS,
)
from functions.documents.values import fits, is_plain, is_scalar
from hearth.collab import updates
from hearth.collab.updates import (
    ANY,
    DELETED,
    ELEMENT,
    FORMAT,
    FURTHEST,
    GC,
    STRING,
    TYPE,
    XML_TEXT,
    NotAllowed,
    Struct,
    TooMuch,
)

ROOT = "default"
"""The name of the XML fragment that TipTap and y-prosemirror write to by default."""

MOST_STRUCTS = 20_000
"""Structs and stretches to delete in one update: some 6,000 paragraphs pasted at once."""

MOST_STEPS = 2_000_000
"""Steps that Yjs and pycrdt take beyond one for each struct, where many stand so that each looks at all before it."""

KNOWN = frozenset(CONTENT) | INLINE | BLOCKS
_NAME = re.compile(r"[A-Za-z][\w-]{0,63}", re.ASCII)
_MARK = re.compile(r"(.*?)(?:--[a-zA-Z0-9+/=]{8})?")
_LONGEST_MARK = 20_000


def check(data: bytes) -> updates.Contents:
    """What an update holds, if a document may hold it. NotAnUpdate, NotAllowed, TooMuch."""
    structs: list[Struct] = []
    try:
        contents = updates.read(data, MOST_STRUCTS, structs)
    except updates.TooMany as error:
        raise TooMuch(f"more than {MOST_STRUCTS} pieces in one update") from error
    _check_clocks(contents)
    places = Places(structs)
    for one in structs:
        _check_struct(one, places)
    _count_steps(structs)
    return contents


def find_strays(state: bytes) -> dict[int, list[tuple[int, int]]]:
    """What of a whole state stands where pycrdt and editors expect an element or letters, and is none: the stretches
    (clock, length) of each client."""
    structs: list[Struct] = []
    updates.read(state, into=structs)
    places = Places(structs)
    strays: dict[int, list[tuple[int, int]]] = {}
    for one in structs:
        if one.kind in {GC, DELETED}:
            continue
        parent, sub = places.of(one)
        if sub is None and parent is not None and not _is_at_home(one, parent, places):
            strays.setdefault(one.client, []).append((one.clock, one.length))
    return strays


def _is_at_home(one: Struct, parent: updates.Id | str, places: "Places") -> bool:
    holder = places.find(parent) if isinstance(parent, tuple) else None
    if holder is not None and holder.kind == TYPE and holder.content[0] == XML_TEXT:
        return one.kind in {STRING, FORMAT}
    return one.kind == TYPE and one.content[0] in {ELEMENT, XML_TEXT}


# --- the form -----------------------------------------------------------------------------------------------------


def _check_clocks(contents: updates.Contents) -> None:
    """Nothing is beyond what all can count, or deleted twice."""
    ends: dict[int, int] = {}
    for client, start, end in contents.adds:
        if end > FURTHEST or start < ends.get(client, 0):
            raise NotAllowed("a clock that is out of order or beyond counting")
        ends[client] = end
    gone: dict[int, int] = {}
    for client, start, end in sorted(contents.deletes):
        if end > FURTHEST or start < gone.get(client, 0) or start == end:
            raise NotAllowed("stretches to delete that overlap or are beyond counting")
        gone[client] = end


class Places:
    """Where the structs of an update stand, as far as it says so."""

    def __init__(self, structs: list[Struct]) -> None:
        self._starts: dict[int, list[int]] = {}
        self._structs: dict[int, list[Struct]] = {}
        self._known: dict[int, tuple[updates.Id | str | None, str | None]] = {}
        self._depths: dict[int, int] = {}
        for one in structs:
            self._starts.setdefault(one.client, []).append(one.clock)
            self._structs.setdefault(one.client, []).append(one)

    def find(self, of: updates.Id) -> Struct | None:
        """The struct of this update that an id belongs to."""
        client, clock = of
        starts = self._starts.get(client)
        at = bisect_right(starts, clock) - 1 if starts else -1
        found = self._structs[client][at] if at >= 0 else None
        return found if found is not None and clock < found.end else None

    def of(self, one: Struct) -> tuple[updates.Id | str | None, str | None]:
        """Its parent and the name of the attribute that it is; its own, or those of its neighbour. (None, None) if the
        update does not say."""
        asked: list[Struct] = []
        place: tuple[updates.Id | str | None, str | None] = (None, None)
        at: Struct | None = one
        while at is not None and at.kind != GC:
            known = self._known.get(id(at))
            if known is not None:
                place = known
                break
            if at.parent is not None:
                place = (at.parent, at.sub)
                self._known[id(at)] = place
                break
            self._known[id(at)] = (None, None)  # who comes here again goes round in circles, and finds nothing
            asked.append(at)
            neighbour = at.origin or at.right
            at = self.find(neighbour) if neighbour else None
        for passed in asked:
            self._known[id(passed)] = place
        return place

    def depth(self, of: updates.Id) -> int:
        """How many levels above something are in this update."""
        above: list[int] = []
        at, levels = self.find(of), 0
        while at is not None and len(above) <= DEEPEST:
            levels = self._depths.get(id(at), 0)
            if levels:
                break
            above.append(id(at))
            parent = self.of(at)[0]
            at = self.find(parent) if isinstance(parent, tuple) else None
        for passed in reversed(above):
            levels += 1
            self._depths[passed] = levels
        return levels


# --- what stands where --------------------------------------------------------------------------------------------


def _check_struct(one: Struct, places: Places) -> None:
    if any(of == one.client and clock >= one.clock for of, clock in one.refers_to):
        raise NotAllowed("a piece that stands on itself")
    if one.kind in {GC, DELETED}:
        return
    if one.kind not in _CHECKS:
        raise NotAllowed("a piece that no document has: bytes, an embed or a document in the document")
    parent, sub = places.of(one)
    _CHECKS[one.kind](one)
    if isinstance(parent, str):
        _check_in_root(one, parent, sub)
    elif parent is not None:
        _check_in_parent(one, places.find(parent), sub)
        if one.kind == TYPE and places.depth(parent) > DEEPEST:
            raise NotAllowed(f"more than {DEEPEST} levels")


def _check_in_root(one: Struct, name: str, sub: str | None) -> None:
    if name != ROOT:
        raise NotAllowed(f"something outside of the fragment {ROOT!r}")
    kind = _element(one)
    if sub is not None or kind is None or (kind in KNOWN and kind not in BLOCKS):
        raise NotAllowed("the outermost level holds blocks only")


def _check_in_parent(one: Struct, parent: Struct | None, sub: str | None) -> None:
    """`parent` is None where the log has it: what it is cannot be seen."""
    if sub is not None:
        name = _element(parent) if parent else None
        if one.kind != ANY or (parent is not None and name is None):
            raise NotAllowed("an attribute that is no value of an element")
        _check_attribute(name, sub, one.content[-1])
    elif one.kind == ANY:
        raise NotAllowed("a bare value among the words")
    elif parent is not None:
        _check_child(one, parent)


def _check_child(one: Struct, parent: Struct) -> None:
    holder, child = _element(parent), _element(one)
    if holder is None:
        fits = parent.kind == TYPE and one.kind in {STRING, FORMAT}
    elif child is None:
        fits = one.kind == TYPE and (holder in TEXTBLOCKS or holder not in KNOWN)
    else:
        fits = holder not in KNOWN or child in CONTENT.get(holder, ()) or (child not in KNOWN and holder in CONTENT)
    if not fits:
        raise NotAllowed(f"{child or 'words'} in {holder or 'words'}")


def _element(one: Struct) -> str | None:
    """The name of an element; None if it is none."""
    return str(one.content[1]) if one.kind == TYPE and one.content[0] == ELEMENT else None


# --- kinds of pieces ----------------------------------------------------------------------------------------------


def _check_type(one: Struct) -> None:
    kind, name = one.content
    if kind not in {ELEMENT, XML_TEXT} or (kind == ELEMENT and not _NAME.fullmatch(name)):
        raise NotAllowed("a shared type that no document has")


def _check_any(one: Struct) -> None:
    if one.length != 1 or not is_plain(one.content[0]):
        raise NotAllowed("an attribute that is no plain value")


def _check_format(one: Struct) -> None:
    key, source = one.content
    mark = _MARK.fullmatch(key)
    if mark is None or mark[1] not in MARKS or len(source) > _LONGEST_MARK:
        raise NotAllowed("a mark that Hearth does not have")
    try:
        value = json.loads(source, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise NotAllowed("a mark that is not JSON") from error
    if value is not None and (not isinstance(value, dict) or not all(is_scalar(member) for member in value.values())):
        raise NotAllowed("a mark whose attributes are no plain values")
    if value is not None and not all(fits(mark[1], name, member) for name, member in value.items()):
        raise NotAllowed("a mark with an attribute that cannot be so")


def _no_constant(name: str) -> Any:
    raise ValueError(name)


_CHECKS: dict[int, Callable[[Struct], None]] = {
    STRING: lambda _: None,
    TYPE: _check_type,
    ANY: _check_any,
    FORMAT: _check_format,
}


def _check_attribute(element: str | None, name: str, value: Any) -> None:
    if not _NAME.fullmatch(name) or not fits(element, name, value):
        raise NotAllowed(f"an attribute that cannot be so: {name[:64]}")


# --- what it would cost -------------------------------------------------------------------------------------------


def _count_steps(structs: list[Struct]) -> None:
    """Single letters behind each other are put together one by one, and what claims the same place is compared with
    all that claims it: both take the square of their number."""
    steps = run = 0
    before: Struct | None = None
    claims: dict[object, int] = {}
    for one in structs:
        if one.kind == STRING and before is not None and before.kind == STRING and _follows(one, before):
            run += 1
            steps += run
        else:
            run = 0
        if one.right is None and one.kind != GC:
            claim = one.origin or (one.parent, one.sub)
            steps += claims.get(claim, 0)
            claims[claim] = claims.get(claim, 0) + 1
        before = one
    if steps > MOST_STEPS:
        raise TooMuch("so many pieces in the same place that applying them would take too long")


def _follows(one: Struct, before: Struct) -> bool:
    return one.client == before.client and one.origin == (before.client, before.end - 1)
