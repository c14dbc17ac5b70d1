"""What folding notices of a tail, beside folding it: who wrote a good part of it, and who is mentioned in it.

Nobody's typing waits for this: it runs where the log is read anyway, half a minute later.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hearth import ids
from hearth.collab import catch_up, writing
from hearth.collab.errors import TooSlow
from hearth.collab.items import Snapshot, Update
from hearth.collab.types import Place
from hearth.keys.watching import watch
from hearth.mentions.announcing import Mention, announce
from hearth.mentions.reading import new_between
from hearth.table.batch import read_all
from hearth.watching import broadcast
from hearth.watching.items import EDITED
from hearth.watching.writing import follow

GOOD_PART = 500
"""Bytes of updates in one folding with which somebody has written a good part: a sentence or two."""

MOST_REBUILT = 8
"""States that are put together to find out which of several people added a mention."""


def notice(place: Place, latest: Snapshot | None, tail: list[Update], said: Any) -> None:
    """Let those watch the object who wrote a good part of a tail, and tell those whom it mentions. Safe to repeat."""
    _follow(place, tail)
    mentioned = place.kind.content.mentions(said)
    if mentioned:
        _announce(place, latest, tail, mentioned)


def _follow(place: Place, tail: list[Update]) -> None:
    written: Counter[str] = Counter()
    for update in tail:
        written[str(update.by)] += int(update.size)
    people = [one for one, size in written.items() if size >= GOOD_PART and ids.is_id(one)]
    kind, org_id, object_id = place.kind.object_type, place.org_id, place.object_id
    items = {one: watch(org_id, kind.name, object_id, one) for one in people}
    known = read_all(items.values()) if items else {}
    for one, key in items.items():
        made = follow(kind, org_id, object_id, one, EDITED) if key not in known else None
        if made is not None:
            broadcast.send(made)


def _announce(place: Place, latest: Snapshot | None, tail: list[Update], after: Mapping[str, int]) -> None:
    """An update that adds a mention has the person's id in its bytes: without one, there is nothing to compare."""
    if latest is None and place.epoch > 1:
        begun, tail = tail[:1], tail[1:]  # what a log begins with after going back was there before
    else:
        begun = []
    carried = {update.seq: writing.read_bytes(update) for update in tail}
    waiting = [bytes(one) for one in latest.pending] if latest else []
    able = {
        person: [update for update in tail if person.encode() in carried[update.seq]]
        for person in after
        if any(person.encode() in data for data in (*carried.values(), *waiting))
    }
    if not able:
        return
    before = _mentions(place, latest, begun)
    new = {person: times for person, times in new_between(before, after).items() if person in able}
    if new:
        authors = _authors(place, latest, (begun, tail), before, {person: able[person] for person in new})
        found = {person: Mention(times, authors[person]) for person, times in new.items()}
        announce(place.kind.object_type, place.org_id, place.object_id, found)


def _authors(
    place: Place,
    latest: Snapshot | None,
    log: tuple[list[Update], list[Update]],
    before: Mapping[str, int],
    able: Mapping[str, list[Update]],
) -> dict[str, str]:
    """Who added each mention. Mostly only one person can have; otherwise it is the first after whom it is there."""
    begun, tail = log
    authors = {person: str((updates or tail)[-1].by) for person, updates in able.items()}
    unsure = {person: updates for person, updates in able.items() if len({str(one.by) for one in updates}) > 1}
    steps = sorted({update.seq for updates in unsure.values() for update in updates})[:MOST_REBUILT]
    for seq in steps:
        try:
            there = _mentions(place, latest, [*begun, *(update for update in tail if update.seq <= seq)])
        except TooSlow:
            break
        for person in new_between(before, {one: there.get(one, 0) for one in unsure}):
            authors[person] = next((str(one.by) for one in unsure[person] if one.seq == seq), authors[person])
            del unsure[person]
    return authors


def _mentions(place: Place, latest: Snapshot | None, tail: list[Update]) -> Mapping[str, int]:
    """Who was mentioned how often after a part of the tail."""
    content = place.kind.content
    return content.mentions(content.read(catch_up.assemble(place.kind, latest, tail).made))
