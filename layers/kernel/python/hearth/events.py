"""Domain events: what happened, in the past tense, carried by the write that made it happen.

An event is stored in the item it is about (attribute `ev`), in the same condition or transaction as the change. The
stream readers publish the events of a new image that its old image does not have. So an event exists exactly when its
change does, and no second write can be lost. What has no item of its own writes an `Outbox` item instead.
"""

from dataclasses import dataclass, field
from typing import Any

from hearth import clock, ids, keys, telemetry
from hearth.table.item import Item
from hearth.table.write import Write

OUTBOX_DAYS = 7


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, as events and audit entries name them. `kind`: person, key (an API key), system, nobody."""

    kind: str
    id: str
    name: str = ""
    session: str = ""
    address: str = ""
    agent: str = ""


SYSTEM = Actor("system", "hearth")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `changes` maps a field to what it was and what it is now.

    `audience` says who may see it in feeds: `{"org": True}` everybody but guests, `{"persons": [...]}` only those,
    `{"teams": [...]}` their people,
    `{"only": [...]}` those and not even the object's own feed,
    `{"admins": True}` whoever may read the audit log. `security` puts it into the audit log.
    """

    type: str
    object_type: str
    object_id: str
    actor: Actor
    org_id: str | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    audience: dict[str, Any] = field(default_factory=lambda: {"org": True})
    security: bool = False
    version: int = 1
    id: str = field(default_factory=ids.new_id)
    at: str = field(default_factory=lambda: clock.iso(clock.now()))

    def envelope(self) -> dict[str, Any]:
        """What is stored, published and validated against `events/<capability>/<type>.v<version>.schema.json`."""
        work = telemetry.current()
        return {
            "id": self.id,
            "type": self.type,
            "version": self.version,
            "org_id": self.org_id,
            "actor": {name: value for name in self.actor.__slots__ if (value := getattr(self.actor, name))},
            "object": {"type": self.object_type, "id": self.object_id},
            "at": self.at,
            "request_id": str(work.fields.get("request_id", "")) if work else "",
            "changes": {name: list(pair) for name, pair in self.changes.items()},
            "data": self.data,
            "audience": self.audience,
            "security": self.security,
        }


class Outbox(Item, discriminator="outbox"):
    """Carries an event whose act changes no item (a refused sign-in, an export). Gone after a week."""


def record(item: Item, *happened: Event) -> None:
    """Let `item` carry these events with its next write, in place of those of the write before."""
    item.ev = [event.envelope() for event in happened]


def record_end(item: Item, *when_gone: Event) -> None:
    """Let `item` carry the events of its own removal: they are published when it goes, by its TTL or otherwise."""
    item.gone = [event.envelope() for event in when_gone]


def announce(write: Write, *happened: Event) -> Write:
    """Add events that have no item to a write."""
    for event in happened:
        item = Outbox.at(keys.outbox(event.id), ttl=clock.epoch(clock.in_(days=OUTBOX_DAYS)))
        record(item, event)
        write.put(item)
    return write


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that are not the same, as an event's `changes`."""
    return {
        name: (before.get(name), after.get(name)) for name in {**before, **after} if before.get(name) != after.get(name)
    }
