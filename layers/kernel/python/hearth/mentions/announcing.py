"""Telling people that they are mentioned: once for each time, whatever comes again.

    found: Ada 3 times ──► the item of Ada and the object says 2 ──► one write: it says 3, and carries the event
                                             └── it says 3, or more ──► nothing

The number only grows. So what is delivered twice, late or in another order finds it told, and so does a mention that
was taken out and put back, by a person or by going back to a version (decision 0060).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hearth import telemetry
from hearth.access import Member, ObjectAccess, ObjectType
from hearth.errors import AlreadyExists, Conflict, Forbidden, NotFound, PreconditionFailed
from hearth.events import Actor, Event, record
from hearth.keys import organizations as keys
from hearth.keys import watching as watch_keys
from hearth.mentions import events
from hearth.table.batch import read_all
from hearth.table.write import Write
from hearth.watching import broadcast, repository
from hearth.watching.items import MENTIONED, Watch
from hearth.watching.watchers import may_see
from hearth.watching.writing import TRIES, stand

MOST = 100
"""People that one change can tell: a list of everybody that somebody puts in tells no more than these."""

TITLE = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """How often a person is mentioned now, and who added the last of it."""

    times: int
    by: str


def announce(kind: ObjectType, org_id: str, object_id: str, found: Mapping[str, Mention]) -> list[str]:
    """Tell those who are mentioned more often than they were told; returns whom. They watch the object from now on,
    unless they have said no.

    Nobody is told who is not in the org, may not see the object, or did it themselves. Safe to repeat.
    """
    wanted = {person: one for person, one in list(found.items())[:MOST] if person != one.by}
    if not wanted:
        return []
    key = kind.key(org_id, object_id)
    people = {person: keys.member(org_id, person) for one, by in wanted.items() for person in (one, by.by)}
    items = {person: watch_keys.watch(org_id, kind.name, object_id, person) for person in wanted}
    read = read_all([key, *people.values(), *items.values()])
    if key not in read:
        return []
    thing, title = ObjectAccess.from_raw(kind, read[key]), _title(read[key])
    members = {one: Member.from_raw_data(read[place]) for one, place in people.items() if place in read}
    told = []
    for person, mention in wanted.items():
        if not may_see(members.get(person), thing):
            continue
        author = members.get(mention.by)
        actor = Actor("person", mention.by, str(author.name) if author else "")
        event = events.mentioned(kind.name, org_id, object_id, actor, person, title=title, times=mention.times)
        place = items[person]
        watch = Watch.from_raw_data(read[place]) if place in read else None
        fresh = Watch.new(org_id, kind.name, object_id, person, watching=True, reason=MENTIONED)
        if _tell(kind, watch, fresh, mention.times, event):
            told.append(person)
    telemetry.count("PeopleMentioned", len(told))
    return told


def _tell(kind: ObjectType, watch: Watch | None, fresh: Watch, times: int, event: Event) -> bool:
    """One write: how often they were told, and the event that tells them. False if they were told before."""
    org_id, object_id, person_id = str(fresh.org_id), str(fresh.object_id), str(fresh.person_id)
    for _ in range(TRIES):
        one = watch or fresh
        if int(one.mentioned) >= times:
            return False
        one.mentioned = times
        record(one, event)
        write = Write().replace(one) if watch else Write().create(one)
        try:
            stand(write, kind, org_id, object_id, person_id).commit()
        except (AlreadyExists, PreconditionFailed):
            watch = repository.find_watch(org_id, kind.name, object_id, person_id)
            continue
        except (Forbidden, NotFound):  # they left, or it was deleted, at this very moment
            return False
        if watch is None:
            broadcast.send(one)
        return True
    raise Conflict("Others are writing this at the same time.", code="busy")


def _title(raw: dict[str, dict[str, Any]]) -> str:
    return str((raw.get("title") or raw.get("name") or {}).get("S", ""))[:TITLE]
