"""A client whose clock is off, a store that does not answer, a history that was replaced: nothing is lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pycrdt import Doc, Text

from tests.client.people import Someone, World
from tests.client.virtual import run


@pytest.mark.parametrize("ahead", [timedelta(days=3), timedelta(days=-3), timedelta(hours=2)])
def test_a_client_whose_clock_is_off_renews_and_writes_as_any(ahead: timedelta) -> None:  # L2 L3
    async def story() -> None:
        world = World()
        world.server.ahead, world.server.life = ahead, 110 * 60
        ann = await Someone(world, "ann").arrive()
        ben = await Someone(world, "ben").arrive()
        for minute in range(150):
            ann.write(f"{minute} ")
            await asyncio.sleep(60)
        assert ben.words == ann.words
        assert world.server.counts["hello"] == 4, "each renewed once, by the server's two clocks"

    run(story())


def test_a_snapshot_that_cannot_be_fetched_is_asked_for_again() -> None:  # L13
    async def story() -> None:
        world = World()
        ann = await Someone(world, "ann").arrive()
        ann.write("kept")
        await ann.document.all_saved(5)
        world.server.fold(0)
        world.server.links_fail = 3
        late = Someone(world, "late")
        late.write("mine, ")
        await late.document.all_saved(60)
        assert world.server.links_fail == 0
        assert sorted(late.words) == sorted("mine, kept")
        assert late.document.over is None
        await ann.document.until(lambda: ann.words == late.words, 5)

    run(story())


def test_words_of_an_older_history_are_kept_even_by_a_process_that_never_loaded_it() -> None:  # L18
    async def story() -> None:
        world = World()
        ann = await Someone(world, "ann").arrive()
        ann.write("first. ")
        await ann.document.all_saved(5)
        base = ann.document.doc.get_update()
        world.network.online = False
        world.network.cut()
        ann.write("on a train. ")
        await ann.die()
        old: Doc[Any] = Doc()
        old.get("text", type=Text).insert(0, "old. ")
        world.server.replace_history(old)
        world.network.online = True
        back = Someone(world, "ann", ann.store)
        await asyncio.sleep(5)
        assert back.document.over == "epoch_changed"
        [kept] = ann.store.copies[back.document.topic]
        copy: Doc[Any] = Doc()
        copy.apply_update(base)
        copy.apply_update(kept.state)
        assert str(copy.get("text", type=Text)) == "first. on a train. "

    run(story())
