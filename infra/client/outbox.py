"""Local edits between the keyboard and their ack: waiting, or in flight. Nothing leaves it any other way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pycrdt import merge_updates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .store import Pending


MOST = 500
"""Edits sent together: merging keeps each letter typed apart from the next, and an update has at most 20,000 pieces."""


@dataclass(slots=True)
class Batch:
    """What went out together."""

    id: str
    entries: list[Pending]
    update: bytes
    attempt: int


def merge_all(updates: list[bytes]) -> bytes:
    """In a tree of hundreds: one call over thousands takes worse than linear time."""
    level = updates
    while len(level) > 1:
        level = [merge_updates(*level[start : start + 100]) for start in range(0, len(level), 100)]
    return level[0]


class Outbox:
    """Order is kept for kindness only; Yjs needs none."""

    def __init__(self) -> None:
        self.waiting: list[Pending] = []
        self.flying: dict[str, Batch] = {}
        self._retries = 0

    def __len__(self) -> int:
        return len(self.waiting) + sum(len(batch.entries) for batch in self.flying.values())

    def all(self) -> Iterator[Pending]:
        """Everything that is not acknowledged."""
        for batch in self.flying.values():
            yield from batch.entries
        yield from self.waiting

    def take(self, batch_id: str) -> Batch:
        """What waits, merged into one update: as much as the server takes at once (L14)."""
        entries, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
        batch = Batch(batch_id, entries, merge_all([entry.update for entry in entries]), self._retries)
        self.flying[batch_id] = batch
        return batch

    def settle(self, batch_id: str) -> list[Pending]:
        """Durable; the answer is what may now be forgotten."""
        batch = self.flying.pop(batch_id, None)
        if batch is None:
            return []
        self._retries = 0
        return batch.entries

    def give_back(self, batch_id: str) -> None:
        """No answer: it waits again, before what came later."""
        batch = self.flying.pop(batch_id, None)
        if batch:
            self._retries = batch.attempt + 1
            self.waiting = batch.entries + self.waiting

    def give_back_all(self) -> None:
        """The line is down."""
        for batch_id in reversed(list(self.flying)):
            self.give_back(batch_id)
        self._retries = 0

    def find_flying(self, update: bytes) -> Batch | None:
        """Our own update seen in the log: as good as its ack (L15)."""
        return next((batch for batch in self.flying.values() if batch.update == update), None)

    def clear(self) -> list[Pending]:
        """Give up all of it, to be kept elsewhere."""
        entries = [*self.all()]
        self.flying.clear()
        self.waiting = []
        return entries
