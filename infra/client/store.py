"""Words that are not yet durable elsewhere (L15), and those that can no longer be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pending:
    """One local edit on its way."""

    key: str
    epoch: int | None
    update: bytes
    at: float


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole document as it was here, kept because its last words could not be sent."""

    reason: str
    epoch: int | None
    state: bytes


class PendingStore(Protocol):
    """Where pending edits live. One store may outlive many LiveDocuments of the same topic."""

    def append(self, topic: str, entry: Pending) -> None: ...
    def list(self, topic: str) -> list[Pending]: ...
    def remove(self, topic: str, keys: set[str]) -> None: ...
    def epoch(self, topic: str) -> int | None: ...
    def set_epoch(self, topic: str, epoch: int) -> None: ...
    def keep(self, topic: str, copy: Kept) -> None: ...


@dataclass
class MemoryStore:
    """Survives a LiveDocument, not the process: enough for tests, the demo and load."""

    pending: dict[str, dict[str, Pending]] = field(default_factory=dict)
    copies: dict[str, list[Kept]] = field(default_factory=dict)
    epochs: dict[str, int] = field(default_factory=dict)

    def append(self, topic: str, entry: Pending) -> None:
        """Keep one edit."""
        self.pending.setdefault(topic, {})[entry.key] = entry

    def list(self, topic: str) -> list[Pending]:
        """In the order they were written."""
        return [*self.pending.get(topic, {}).values()]

    def remove(self, topic: str, keys: set[str]) -> None:
        """They are durable elsewhere."""
        for key in keys:
            self.pending.get(topic, {}).pop(key, None)

    def epoch(self, topic: str) -> int | None:
        """The epoch that the pending edits belong to, as last known."""
        return self.epochs.get(topic)

    def set_epoch(self, topic: str, epoch: int) -> None:
        """Remember it."""
        self.epochs[topic] = epoch

    def keep(self, topic: str, copy: Kept) -> None:
        """Keep words for the person."""
        self.copies.setdefault(topic, []).append(copy)
