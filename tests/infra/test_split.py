"""The parts of an edit's way are measured, none is a remainder: they add up, and none is negative."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any, cast

import pytest

from infra.bench import split as module
from infra.bench.split import PARTS, Split, Way, totals, typical


class Reader:
    """Somebody who is told that something has arrived."""

    def __init__(self) -> None:
        self.seq = 0
        self.arrived: Any = None

    def watch(self, remote: Any) -> None:
        self.arrived = remote


def test_the_parts_of_a_way_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: now[0]))
    split, reader, batch = Split(), Reader(), cast("Any", SimpleNamespace(id="a"))
    split.watch(cast("Any", reader))
    for moment, act in [
        (100.000, split.wrote),
        (100.010, split.wrote),
        (100.030, lambda: split.sent(batch)),
    ]:
        now[0] = moment
        act()
    now[0], reader.seq = 100.050, 1
    reader.arrived()
    split.traced(batch, {"seq": 1, "trace": {"began": 100_032.0, "table": 5.0, "told": 100_041.0}})
    (way,) = split.ways
    assert [round(part * 1000) for part in way.parts] == [30, 2, 4, 5, 9]
    assert math.isclose(way.total, 0.050)


def test_the_typical_way_is_that_of_the_middle_and_adds_up() -> None:
    ways = [Way((0.0, number / 1000, 0.001, 0.002, 0.003)) for number in range(100)]
    middle = typical(ways)
    assert math.isclose(middle.total, totals(ways, 0.5)[0], abs_tol=0.0005)
    assert len(middle.parts) == len(PARTS)
    assert math.isnan(typical([]).total)
