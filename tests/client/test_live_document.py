"""LiveDocument against the fake server, in virtual time. Rules: docs/live-protocol.md."""

from __future__ import annotations

import asyncio

import pytest
from pycrdt import Doc, Text

from tests.client.people import Someone, World
from tests.client.virtual import run


async def together(seed: int = 1) -> tuple[World, Someone, Someone]:
    world = World(seed)
    ann = await Someone(world, "ann").arrive()
    ben = await Someone(world, "ben").arrive()
    await asyncio.sleep(0.05)
    return world, ann, ben


def test_an_edit_reaches_the_other_and_is_acknowledged() -> None:  # L14 L15 L16
    async def story() -> None:
        _, ann, ben = await together()
        ann.write("hello")
        assert not ann.document.saved
        await ann.document.all_saved(1)
        await ben.document.until(lambda: ben.words == "hello", 1)

    run(story())


def test_a_crowd_that_leaves_is_forgotten_whether_told_of_one_by_one_or_together() -> None:  # L9 L25
    async def story() -> None:
        world = World()
        ann, *others = [await Someone(world, name).arrive() for name in ("ann", "ben", "cy", "dee", "eve")]
        await asyncio.sleep(0.1)
        assert len(ann.document.participants) == 4
        for left, one in enumerate(others, 1):
            await one.die()  # the first of them is told of in a frame for many
            await asyncio.sleep(0.1)
            assert len(ann.document.participants) == 4 - left

    run(story())


def test_ticks_of_30_ms_in_company_and_two_seconds_alone() -> None:  # L17
    async def story() -> None:
        world, ann, ben = await together()
        for _ in range(100):
            ann.write("x")
            await asyncio.sleep(0.006)
        await asyncio.sleep(0.1)
        assert len(ben.words) == 100
        in_company = world.server.counts["updates"]
        assert 15 <= in_company <= 21
        await ben.die()
        await asyncio.sleep(5)
        for _ in range(100):
            ann.write("y")
            await asyncio.sleep(0.1)
        await asyncio.sleep(2)
        assert world.server.counts["updates"] - in_company <= 7

    run(story())


def test_who_comes_closer_sees_at_once_what_was_written_out_of_sight() -> None:  # L17
    async def story() -> None:
        _, ann, ben = await together()
        ann.document.stand(3, 0, 9)
        ben.document.stand(None, 38, 50)
        await asyncio.sleep(5)
        ann.write("x")
        await asyncio.sleep(0.1)
        ann.write("y")
        await asyncio.sleep(0.5)
        assert ben.words == "x"
        ben.document.stand(None, 0, 9)
        await asyncio.sleep(0.06)  # there with the place, back with the words
        assert ben.words == "xy"

    run(story())


def test_a_broken_place_is_taken_for_near() -> None:  # L17
    async def story() -> None:
        world, ann, ben = await together()
        ann.document.stand(3, 0, 9)
        for data in ({"update": "!"}, {"update": "AAAA"}, {}, {"update": 7}, {"update": "AQEBAXt9"}):
            ben.document.broadcast("awareness", data)
        await asyncio.sleep(3)
        before = world.server.counts.get("updates", 0)
        for _ in range(10):
            ann.write("x")
            await asyncio.sleep(0.2)
        assert world.server.counts["updates"] - before == 10

    run(story())


def test_a_lost_update_heals_after_the_next_and_a_lost_last_one_after_a_check() -> None:  # L11 L12
    async def story() -> None:
        world, ann, ben = await together()
        deaf = next(session for session in world.server.sessions if session.person == "ben")
        deaf.deaf = True
        ann.write("one ")
        await asyncio.sleep(0.04)
        deaf.deaf = False
        ann.write("two ")
        await asyncio.sleep(0.25)
        assert ben.words == "one two "
        deaf.deaf = True
        ann.write("three")
        await asyncio.sleep(0.04)
        deaf.deaf = False
        await asyncio.sleep(3.5)
        assert ben.words == "one two three"

    run(story())


def test_a_large_update_goes_over_http_and_is_fetched() -> None:  # L14 L16
    async def story() -> None:
        world, ann, ben = await together()
        ann.write("x" * 200_000)
        await asyncio.sleep(0.5)
        assert world.server.counts["push"] == 1
        assert len(ben.words) == 200_000

    run(story())


def test_words_written_offline_survive_the_process_and_arrive() -> None:  # L15
    async def story() -> None:
        world, ann, ben = await together()
        world.network.online = False
        world.network.cut()
        ann.write("last words")
        await ann.die()
        world.network.online = True
        again = await Someone(world, "ann", ann.store).arrive()
        await ben.document.until(lambda: ben.words == "last words", 60)
        assert again.words == "last words"
        assert ann.store.list(ann.document.topic) == []

    run(story())


def test_an_update_without_an_answer_is_sent_again() -> None:  # L15
    async def story() -> None:
        world, ann, ben = await together()
        world.server.crash = 1
        ann.write("into the void")
        await asyncio.sleep(0.1)
        world.server.crash = 0
        await ann.document.all_saved(10)
        assert ben.words == "into the void"

    run(story())


def test_a_client_away_longer_than_the_log_reaches_loads_the_state() -> None:  # L11
    async def story() -> None:
        world, ann, ben = await together()
        deaf = next(session for session in world.server.sessions if session.person == "ben")
        deaf.deaf = True
        for line in range(30):
            ann.write(f"{line} ")
            await asyncio.sleep(0.04)
        world.server.fold(2)
        deaf.deaf = False
        await asyncio.sleep(5)
        assert ben.words == ann.words

    run(story())


def test_another_epoch_keeps_unsaved_words_and_never_merges_them() -> None:  # L18
    async def story() -> None:
        world, ann, _ = await together()
        ann.write("saved. ")
        await ann.document.all_saved()
        world.network.online = False
        world.network.cut()
        ann.write("unsaved")
        old: Doc[Text] = Doc(client_id=7)
        old.get("text", type=Text).insert(0, "restored")
        world.server.replace_history(old)
        world.network.online = True
        with pytest.raises(RuntimeError, match="epoch_changed"):
            await ann.document.until(lambda: False, 60)
        (copy,) = ann.store.copies[ann.document.topic]
        kept: Doc[Text] = Doc(client_id=8)
        kept.apply_update(copy.state)
        assert str(kept.get("text", type=Text)) == "saved. unsaved"
        assert str(world.server.document().get("text", type=Text)) == "restored"

    run(story())


def test_a_lowered_role_holds_the_words_and_a_raised_one_sends_them() -> None:  # L19 L20
    async def story() -> None:
        world, ann, ben = await together()
        world.server.roles["ann"] = "viewer"  # the notice is late
        ann.write("in the middle")
        await asyncio.sleep(1)
        assert ann.document.barred == "forbidden"
        assert ann.document.pending == 1
        world.server.set_role("ann", "editor")
        await ann.document.all_saved(5)
        assert ben.words == "in the middle"

    run(story())


def test_a_subscription_that_the_server_forgot_is_asked_for_again() -> None:  # L7
    async def story() -> None:
        world, ann, ben = await together()
        next(session for session in world.server.sessions if session.person == "ann").subscribed = False
        ann.write("still here")
        await ann.document.all_saved(5)
        assert ben.words == "still here"

    run(story())


def test_ended_access_ends_the_document() -> None:  # L20
    async def story() -> None:
        world, ann, _ = await together()
        world.server.set_role("ann", None)
        await asyncio.sleep(0.1)
        assert ann.document.over == "access_ended"

    run(story())


def test_the_socket_is_renewed_before_its_time_without_a_gap() -> None:  # L3
    async def story() -> None:
        world = World()
        world.server.life = 110 * 60
        ann = await Someone(world, "ann").arrive()
        ben = await Someone(world, "ben").arrive()
        for minute in range(150):
            ann.write(f"{minute} ")
            await asyncio.sleep(60)
        assert ben.words == ann.words
        assert world.server.counts["hello"] == 4
        assert len(world.server.sessions) == 2

    run(story())


def test_a_refused_ticket_ends_in_signed_out() -> None:  # L4
    async def story() -> None:
        world = World()
        world.network.signed_out = True
        ann = Someone(world, "ann")
        await asyncio.sleep(5)
        assert ann.connection.phase == "signed-out"

    run(story())


def test_without_a_socket_it_works_over_http() -> None:  # L14
    async def story() -> None:
        world, ann, ben = await together()

        async def forbidden(_: str) -> None:
            raise OSError("a proxy forbids web sockets")

        world.network.dial = forbidden  # type: ignore[method-assign, assignment]
        cleo = Someone(world, "cleo")
        await cleo.document.loaded()
        cleo.write("by post")
        await cleo.document.all_saved(60)
        assert ann.words == ben.words == "by post"

    run(story())
