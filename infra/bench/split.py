"""Where the time of a live edit goes: its way from the key to another screen in five parts that add up.

    key ── batching ── sent ── gateway ── function begins ── function and table ── tells ── fan-out ── on the screen

The parts meet at moments that the client and the server (L15, `trace`) read from the clock of this one machine, so none
of them is a remainder. `table` is taken out of the function's time; all of the table's round trips come before the
fan-out.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from infra.demo.measure import percentile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infra.client.document import LiveDocument
    from infra.client.outbox import Batch

PARTS = ("batching", "gateway", "function", "table", "fan-out")


@dataclass(frozen=True, slots=True)
class Way:
    """One edit's way to one reader: the seconds of each part, in their order."""

    parts: tuple[float, ...]

    @property
    def total(self) -> float:
        """From the key to the screen."""
        return sum(self.parts)


@dataclass(slots=True)
class _Sent:
    key: float
    sent: float
    began: float = 0.0
    table: float = 0.0
    told: float = 0.0


@dataclass(slots=True)
class Split:
    """Watches one writer and its readers."""

    _first: float | None = None
    _flying: dict[str, _Sent] = field(default_factory=dict)
    _known: dict[int, _Sent] = field(default_factory=dict)
    _seen: list[tuple[int, float]] = field(default_factory=list)

    def wrote(self) -> None:
        """A key was pressed; of those that go out together, the first one waits longest and counts."""
        self._first = self._first or time.time()

    def sent(self, batch: Batch) -> None:
        """An update leaves."""
        now = time.time()
        self._flying[batch.id] = _Sent(self._first or now, now)
        self._first = None

    def traced(self, batch: Batch, ack: dict[str, Any]) -> None:
        """The server says where the time went."""
        one, trace = self._flying.pop(batch.id, None), ack["trace"]
        if one is not None:
            one.began, one.table, one.told = (trace[name] / 1000 for name in ("began", "table", "told"))
            self._known[int(ack["seq"])] = one

    def watch(self, reader: LiveDocument) -> None:
        """Time everything that arrives at this reader from now on."""
        at = reader.seq

        def arrived() -> None:
            nonlocal at
            now = time.time()
            self._seen += [(seq, now) for seq in range(at + 1, reader.seq + 1)]
            at = max(at, reader.seq)

        reader.watch(remote=arrived)

    @property
    def ways(self) -> list[Way]:
        """Every edit at every reader."""
        found = []
        for seq, seen in self._seen:
            one = self._known.get(seq)
            if one is not None:
                inside = one.told - one.began
                gateway, fan_out = one.began - one.sent, seen - one.told
                found.append(Way((one.sent - one.key, gateway, inside - one.table, one.table, fan_out)))
        return found


def typical(ways: Sequence[Way]) -> Way:
    """The parts of the fifth of all edits around the median, on average: they add up to what the median edit took."""
    ordered = sorted(ways, key=lambda way: way.total)
    middle = ordered[int(len(ordered) * 0.4) : int(len(ordered) * 0.6) + 1]
    if not middle:
        return Way((float("nan"),) * len(PARTS))
    return Way(tuple(sum(column) / len(middle) for column in zip(*(way.parts for way in middle), strict=True)))


def totals(ways: Sequence[Way], *shares: float) -> list[float]:
    """Percentiles of the whole way."""
    values = [way.total for way in ways]
    return [percentile(values, share) for share in shares]
