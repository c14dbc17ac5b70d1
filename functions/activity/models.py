"""An entry of a feed: what is left of an event when it is told to people."""

import uuid
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute

from hearth import clock
from hearth.access import TYPES
from hearth.consumers import Envelope, title_of
from hearth.keys import Key
from hearth.table.item import Item

KEPT_DAYS = 400
"""A feed tells what is new; the audit log is what remembers."""

TEXT_LIMIT = 200
LIST_LIMIT = 20
SUMMARY_LIMIT = 4000
"""Characters of a text, members of a list, and bytes of all changes or data that an entry repeats."""

COALESCED = frozenset(f"{kind.name}.changed" for kind in TYPES.values() if kind.log is not None)
"""Events that come again and again while somebody writes: one entry an hour for each person and object."""

_NAMESPACE = uuid.UUID("6f0c8c1e-8a3b-5d8f-9c55-7a3a6d1f2b10")


class Entry(Item, discriminator="activity"):
    """What happened, once in each feed that shows it. Its keys come from the event, so a repeat writes the same.

    `moment` is its place in the feed, `happened_at` when it was: of what is told once an hour, the last time.
    """

    entry_id = UnicodeAttribute()
    org_id = UnicodeAttribute(null=True)
    type = UnicodeAttribute()
    moment = UnicodeAttribute()
    happened_at = UnicodeAttribute()
    actor = JSONAttribute()
    object = JSONAttribute()
    changes = JSONAttribute(default=dict)
    data = JSONAttribute(default=dict)


def moment_of(event: Envelope) -> str:
    """When the entry stands in the feed: the hour for what is told once an hour, otherwise the moment."""
    return f"{event['at'][:13]}:00:00.000Z" if event["type"] in COALESCED else event["at"]


def entry_id_of(event: Envelope) -> str:
    """The event's id; or one that all the events share which become one entry."""
    if event["type"] not in COALESCED:
        return event["id"]
    parts = (event["type"], event["object"]["type"], event["object"]["id"], event["actor"]["id"], moment_of(event))
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))


def entry(key: Key, event: Envelope) -> Entry:
    """The entry of an event at a place. Equal for every delivery of the event, to the byte."""
    moment = moment_of(event)
    once = event["type"] in COALESCED
    actor = {name: event["actor"].get(name, "") for name in ("kind", "id", "name")}
    thing = {"type": event["object"]["type"], "id": event["object"]["id"], "title": title_of(event)[:TEXT_LIMIT]}
    return Entry.at(
        key,
        entry_id=entry_id_of(event),
        org_id=event["org_id"],
        type=event["type"],
        moment=moment,
        happened_at=event["at"],
        actor=actor,
        object=thing,
        changes={} if once else _summary(event["changes"]),
        data={} if once else _summary(_beside_title(event)),
        created_at=moment,
        updated_at=moment,
        ttl=clock.epoch(clock.parse(moment)) + KEPT_DAYS * 86_400,
    )


def _beside_title(event: Envelope) -> dict[str, Any]:
    person = event["object"]["type"] == "person"
    return {name: value for name, value in event["data"].items() if person or name != "title"}


def _summary(values: dict[str, Any]) -> dict[str, Any]:
    """The values, short enough to be told; empty when there is too much of them."""
    short = {name: _short(value) for name, value in values.items()}
    return short if len(str(short).encode()) <= SUMMARY_LIMIT else {}


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= TEXT_LIMIT else value[:TEXT_LIMIT] + "…"
    if isinstance(value, list):
        return [_short(one) for one in value[:LIST_LIMIT]]
    if isinstance(value, dict):
        return {name: _short(one) for name, one in list(value.items())[:LIST_LIMIT]}
    return value
