"""Audit events of acts that change nothing: reading, and being refused.

Each is told once of whoever did it, what it was done to, and an hour or a day: nobody can flood the log, nor the bill.
The outbox item of the event bears that in its key, so a condition settles it among all processes, and a process that
has told of something does not ask again.
"""

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hearth import keys, telemetry
from hearth.errors import HearthError
from hearth.events import OUTBOX_DAYS, Event, Outbox, record
from hearth.keys import organizations as org_keys
from hearth.table.item import Item
from hearth.table.write import Write

if TYPE_CHECKING:
    from hearth.access import Principal

HOUR, DAY = 3600, 86400
MOST_REMEMBERED = 5000

_told: dict[str, None] = {}


class _Told(HearthError):
    """Somebody has told of it in this hour or day."""


def once(event: Event, *about: str, seconds: int, of_org: str | None = None) -> None:
    """Put an event on record unless one of the same type about the same was, in this window of time.

    One write the first time in a process; none after that. Nothing is told of an org that is not there (`of_org`).
    Unavailable if the table does not take it: whoever reads must not be answered unseen.
    """
    window = int(time.time()) // seconds
    name = "#".join((event.type, *about, str(window)))
    if name in _told:
        return
    item = Outbox.at(keys.outbox(name), ttl=(window + 1) * seconds + OUTBOX_DAYS * DAY)
    record(item, event)
    write = Write().create(item, _Told())
    if of_org is not None:
        write.check(Item, org_keys.org(of_org), Item.pk.exists(), _Told())
    with suppress(_Told):
        write.commit()
    while len(_told) >= MOST_REMEMBERED:
        _told.pop(next(iter(_told)))
    _told[name] = None


def forget() -> None:
    """Drop what the process has told of. For tests."""
    _told.clear()


def refused_scope(who: "Principal", scope: str, operation: str) -> None:
    """Put on record that an API key was used for what it may not do: in the logs of its person's orgs, not of the org
    that was asked for, which may be a stranger's. Best effort, as the answer is no in any case."""
    event = Event(
        "scope.refused",
        "person",
        who.person_id,
        who.actor,
        data={"scope": scope, "operation": operation},
        audience={"persons": [who.person_id]},
        security=True,
    )
    _safely(event, who.key_id or "", scope)


def refused_stranger(who: "Principal", org_id: str, operation: str, status: str) -> None:
    """Put on record that somebody asked for something of an org whose member they are not (any more, or not now).

    Only if there is such an org: what is asked for may be made up. Best effort, too.
    """
    event = Event(
        "access.refused",
        "org",
        org_id,
        who.actor,
        org_id=org_id,
        data={"operation": operation, "status": status},
        audience={"admins": True},
        security=True,
    )
    _safely(event, who.person_id, org_id, of_org=org_id)


def _safely(event: Event, *about: str, of_org: str | None = None) -> None:
    try:
        once(event, *about, seconds=HOUR, of_org=of_org)
    except HearthError as error:
        telemetry.unexpected(error)
