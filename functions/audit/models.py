"""An entry of the audit log."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute

from hearth.consumers import Envelope, title_of
from hearth.keys import audit as keys
from hearth.table.item import Item


class Entry(Item, discriminator="audit"):
    """One security-relevant act in the log of one org. There is no way to change or remove it."""

    entry_id = UnicodeAttribute()
    org_id = UnicodeAttribute()
    type = UnicodeAttribute()
    moment = UnicodeAttribute()
    actor = JSONAttribute()
    address = UnicodeAttribute(default="")
    agent = UnicodeAttribute(default="")
    object = JSONAttribute()
    changes = JSONAttribute(default=dict)
    data = JSONAttribute(default=dict)
    request_id = UnicodeAttribute(default="")


NAMING = {"title", "icon", "name"}
"""What says what a document is about."""


def _of_private(event: Envelope) -> bool:
    """Whether it is about a document that admins may not open: privacy is worth more than reach, here too.

    That something was done to it, by whom and from where, stays on record.
    """
    audience = event["audience"]
    return event["object"]["type"] == "document" and not audience.get("org") and not audience.get("admins")


def entry(org_id: str, event: Envelope) -> Entry:
    """The entry of an event in the log of an org. An account's event becomes one in each of the person's orgs."""
    moment, entry_id = event["at"], event["id"]
    by_actor = keys.audit_by_actor(org_id, event["actor"]["id"], moment, entry_id)
    hidden = _of_private(event)
    by_object = keys.audit_by_object(org_id, event["object"]["id"], moment, entry_id)
    return Entry.at(
        keys.audit(org_id, moment, entry_id),
        gsi1pk=by_actor.pk,
        gsi1sk=by_actor.sk,
        gsi2pk=by_object.pk,
        gsi2sk=by_object.sk,
        entry_id=entry_id,
        org_id=org_id,
        type=event["type"],
        moment=moment,
        actor={name: event["actor"].get(name, "") for name in ("kind", "id", "name", "session")},
        address=event["actor"].get("address", ""),
        agent=event["actor"].get("agent", ""),
        object={**event["object"], "title": "" if hidden else title_of(event)},
        changes={name: change for name, change in event["changes"].items() if not (hidden and name in NAMING)},
        data={name: value for name, value in event["data"].items() if not (hidden and name in NAMING)},
        request_id=event["request_id"],
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries somebody wants to see. `type` is whole (`member.removed`) or a noun (`member`)."""

    actor: str | None = None
    object_id: str | None = None
    object_type: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def test(self) -> Callable[[Entry], bool] | None:
        """What is left to look at in each entry, whatever the keys have sorted out; None when that is nothing."""
        chosen = (self.actor, self.object_id, self.object_type, self.type)
        return self._fits if any(value is not None for value in chosen) else None

    def _fits(self, entry: Entry) -> bool:
        wanted: tuple[tuple[str | None, Any], ...] = (
            (self.actor, entry.actor["id"]),
            (self.object_id, entry.object["id"]),
            (self.object_type, entry.object["type"]),
        )
        if any(value is not None and value != found for value, found in wanted):
            return False
        return self.type is None or entry.type == self.type or entry.type.startswith(f"{self.type}.")

    @property
    def told(self) -> dict[str, str]:
        """What was asked for, for the log of the export itself."""
        names = ("actor", "object_id", "object_type", "type", "since", "until")
        return {name: value for name in names if (value := getattr(self, name)) is not None}
