"""What a run of live clients showed: how long edits took to others, what was acknowledged, and what it would cost."""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from infra.client.document import LiveDocument
from infra.client.outbox import Batch
from infra.client.state_vector import clocks


def percentile(values: list[float], share: float) -> float:
    """Nearest rank; NaN of nothing."""
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def summary(values: list[float]) -> str:
    """p50/p95/p99 in milliseconds."""
    return " / ".join(f"{percentile(values, share) * 1000:.1f}" for share in (0.50, 0.95, 0.99)) + " ms"


class Propagation:
    """From the local edit to its application at each reader, on one clock; the client's batching is in it.

    An edit is seen once the reader's state vector holds its last step, so only edits that add something are timed.
    """

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._marks: dict[int, list[tuple[int, float]]] = {}
        self._readers: dict[int, dict[int, int]] = {}

    def written(self, client: int, clock: int) -> None:
        """The writer's document stands at `clock` since this moment."""
        marks = self._marks.setdefault(client, [])
        if not marks or marks[-1][0] < clock:
            marks.append((clock, time.perf_counter()))

    def wrote(self, document: LiveDocument, client: int | None = None) -> None:
        """Note the newest edit of a document."""
        author = client if client is not None else document.doc.client_id
        self.written(author, clocks(document.doc.get_state()).get(author, 0))

    def watch(self, document: LiveDocument) -> None:
        """Time everything that arrives at this document from now on."""
        own = document.doc.client_id
        positions = self._readers.setdefault(id(document), {})

        def arrived() -> None:
            now = time.perf_counter()
            state = clocks(document.doc.get_state())
            for client, marks in self._marks.items():
                if client == own:
                    continue
                at, clock = positions.get(client, 0), state.get(client, 0)
                while at < len(marks) and marks[at][0] <= clock:
                    self.seconds.append(now - marks[at][1])
                    at += 1
                positions[client] = at

        document.watch(remote=arrived)


@dataclass
class Ledger:
    """Edits of one document, counted at the keyboard and again at their acks."""

    document: LiveDocument
    made: int = 0
    acknowledged: int = 0
    updates: int = 0
    bytes: int = 0
    ack_seconds: list[float] = field(default_factory=list)
    _waiting: deque[int] = field(default_factory=deque)
    _sent_at: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document.watch(ack=self._acked, sent=self.sent)

    def wrote(self, edits: int) -> None:
        """Call after each transaction, with the number of edits in it."""
        self.made += edits
        self._waiting.append(edits)

    def sent(self, batch: Batch) -> None:
        """An update leaves; its ack will be timed."""
        self._sent_at[batch.id] = time.perf_counter()

    def _acked(self, batch: Batch) -> None:
        self.updates += 1
        self.bytes += len(batch.update)
        self.ack_seconds.append(time.perf_counter() - self._sent_at.pop(batch.id, time.perf_counter()))
        for _ in batch.entries:
            self.acknowledged += self._waiting.popleft() if self._waiting else 0


@dataclass(slots=True)
class Operation:
    """All runs of one operation, as its log lines tell of them."""

    calls: int = 0
    units: float = 0.0
    writes: float = 0.0
    milliseconds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableUse:
    """What the functions told in their log lines."""

    calls: int
    units: float
    operations: dict[str, Operation]

    def of(self, name: str) -> Operation | None:
        """One operation, such as `socket.update`."""
        return self.operations.get(name)


class Journal:
    """The functions' log since a moment: each line of an operation says what it asked of the table."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = path.stat().st_size if path.exists() else 0

    def since(self) -> TableUse | None:
        """None when there is no journal to read."""
        if not self._path.exists():
            return None
        operations: dict[str, Operation] = {}
        with self._path.open(encoding="utf-8", errors="replace") as file:
            file.seek(self._offset)
            for line in file:
                told = _told(line)
                if "operation" not in told or "Duration" not in told:
                    continue
                one = operations.setdefault(str(told.get("operation", "")), Operation())
                one.calls += int(str(told.get("table_calls", 0)))
                one.units += float(str(told.get("table_units", 0)))
                one.writes += float(str(told.get("table_writes", 0)))
                one.milliseconds.append(float(str(told.get("Duration", 0))))
        calls = sum(one.calls for one in operations.values())
        return TableUse(calls, sum(one.units for one in operations.values()), operations)


def _told(line: str) -> dict[str, object]:
    _, _, rest = line.partition("{")
    if not rest:
        return {}
    try:
        told = json.loads("{" + rest)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
