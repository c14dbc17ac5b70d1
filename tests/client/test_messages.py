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


PLACES = {"near": (3, 0, 9), "in_sight": (8, 0, 9), "unseen": (40, 38, 50)}
"""Where the others are while somebody writes in block 3 with the blocks 0 to 9 on their screen."""


async def minute(others: int, where: str | None = None) -> dict[str, int]:
    """Somebody types for a minute while `others` are there or there; every frame of everybody counts."""
    world = World()
    world.server.life = 24 * 3600
    people = [await Someone(world, f"p{at}").arrive() for at in range(others + 1)]
    if where is not None:
        people[0].document.stand(3, 0, 9)
        for one in people[1:]:
            one.document.stand(*PLACES[where])
    await asyncio.sleep(10)
    before = sum(sum(one.connection.messages) for one in people)
    updates = world.server.counts.get("updates", 0)
    for _ in range(60 * LETTERS):
        people[0].write("x")
        await asyncio.sleep(1 / LETTERS)
    await asyncio.sleep(2.5)
    after = sum(sum(one.connection.messages) for one in people)
    assert len({one.words for one in people}) == 1
    return {"updates": world.server.counts["updates"] - updates, "messages": after - before}


@pytest.mark.parametrize(
    ("name", "others", "where"),
    [
        ("typing_alone", 0, None),
        ("typing_near_one_other", 1, "near"),
        ("typing_near_two_others", 2, "near"),
        ("typing_in_sight_of_one_other", 1, "in_sight"),
        ("typing_in_sight_of_two_others", 2, "in_sight"),
        ("typing_unseen_by_one_other", 1, "unseen"),
        ("typing_unseen_by_two_others", 2, "unseen"),
    ],
)
def test_a_minute_of_typing(name: str, others: int, where: str | None) -> None:
    counted = run(minute(others, where))
    assert counted == pytest.approx(COUNTED[name], rel=0.05)


def test_who_has_not_said_where_they_are_is_near() -> None:
    assert run(minute(1)) == pytest.approx(COUNTED["typing_near_one_other"], rel=0.05)


def test_an_open_document_that_nobody_touches() -> None:
    async def hour() -> int:
        world = World()
        world.server.life = 24 * 3600
        ann = await Someone(world, "ann").arrive()
        before = sum(ann.connection.messages)
        await asyncio.sleep(3600)
        return sum(ann.connection.messages) - before

    assert run(hour()) == COUNTED["open_and_quiet_per_hour"]["messages"]
