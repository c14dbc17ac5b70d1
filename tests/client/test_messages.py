"""Messages are the bill: what a minute of typing costs at the gateway, counted, and held to infra/counted.json."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.client.people import Someone, World
from tests.client.virtual import run

COUNTED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "infra" / "counted.json").read_text())
LETTERS = COUNTED["letters_per_second"]


async def minute(others: int, tick: tuple[float, float] | None = None) -> dict[str, int]:
    """Somebody types for a minute while `others` watch; every frame of everybody counts."""
    world = World()
    world.server.life = 24 * 3600
    people = [await Someone(world, f"p{at}", tick=tick).arrive() for at in range(others + 1)]
    await asyncio.sleep(10)
    before = sum(sum(one.connection.messages) for one in people)
    updates = world.server.counts.get("updates", 0)
    for _ in range(60 * LETTERS):
        people[0].write("x")
        await asyncio.sleep(1 / LETTERS)
    await asyncio.sleep(2)
    after = sum(sum(one.connection.messages) for one in people)
    return {"updates": world.server.counts["updates"] - updates, "messages": after - before}


@pytest.mark.parametrize(
    ("name", "others", "tick"),
    [
        ("typing_alone", 0, None),
        ("typing_with_one_other", 1, None),
        ("typing_with_two_others", 2, None),
        ("economy_tick_with_one_other", 1, (0.8, 2.0)),
        ("economy_tick_with_two_others", 2, (0.8, 2.0)),
    ],
)
def test_a_minute_of_typing(name: str, others: int, tick: tuple[float, float] | None) -> None:
    counted = run(minute(others, tick))
    assert counted == pytest.approx(COUNTED[name], rel=0.05)


def test_an_open_document_that_nobody_touches() -> None:
    async def hour() -> int:
        world = World()
        world.server.life = 24 * 3600
        ann = await Someone(world, "ann").arrive()
        before = sum(ann.connection.messages)
        await asyncio.sleep(3600)
        return sum(ann.connection.messages) - before

    assert run(hour()) == COUNTED["open_and_quiet_per_hour"]["messages"]
