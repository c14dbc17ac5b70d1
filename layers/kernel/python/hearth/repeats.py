"""Deduplication: which events and commands a consumer has handled already, for they are delivered at least once."""

import time
from collections.abc import Callable
from typing import Any

from pynamodb.attributes import NumberAttribute

from hearth import clock, keys
from hearth.errors import Conflict, HearthError
from hearth.table.item import Item
from hearth.table.write import Write

REMEMBERED_DAYS = 30
"""How long a repeat is recognized: longer than Lambda tries (6 hours) and dead letters wait (14 days)."""


class Processed(Item, discriminator="processed"):
    """That a consumer has dealt with an event; or, while `until` is there, that one is at it."""

    until = NumberAttribute(null=True)


class AlreadyProcessed(Conflict):
    """A repeat of what is done. Consumers treat it as success."""

    code = "already_processed"


class InProgress(Conflict):
    """Somebody else is at it. The message comes again."""

    code = "in_progress"


def mark(write: Write, consumer: str, event_id: str) -> Write:
    """Let `write` happen once per event: a second one fails as a whole with AlreadyProcessed."""
    item = Processed.at(keys.processed(consumer, event_id), ttl=_forget_at())
    return write.put(item, Item.pk.does_not_exist(), AlreadyProcessed("This event was dealt with before."))


def once(consumer: str, event_id: str, act: Callable[[], None], *, seconds: int = 60) -> None:
    """Run `act` unless it has run to its end before: for acts outside of the table.

    Raises AlreadyProcessed for a repeat, InProgress while another call is at it (for `seconds` at most: a crash in
    between frees it). A crash after the act and before the note of it repeats the act: at least once, and nearly
    always once.
    """
    key = keys.processed(consumer, event_id)
    now = time.time()

    def taken(raw: dict[str, Any] | None) -> HearthError:
        return InProgress() if raw and "until" in raw else AlreadyProcessed("This event was dealt with before.")

    claim = Processed.at(key, until=now + seconds, ttl=_forget_at())
    Write().put(claim, Item.pk.does_not_exist() | (Processed.until < now), taken).commit()
    try:
        act()
    except Exception:
        Write().delete(Processed, key).commit()
        raise
    Write().update(Processed, key, [Processed.until.remove()]).commit()


def _forget_at() -> int:
    return clock.epoch(clock.in_(days=REMEMBERED_DAYS))
