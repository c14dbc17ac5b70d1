"""The live gateway over the deployed stack: real tickets, real sockets, API Gateway's own rules in between."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Coroutine
from typing import Any

import pytest
import websockets

from infra.client.mail import LocalMail
from infra.client.rest import HearthClient
from infra.demo.people import Party, Person, gather, sign_up
from infra.local.state import Stack
from tests.integration.sockets import Peer, joined_by, left_by

LIMIT = 5.0
"""Seconds within which access that ends has ended (L20)."""


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 400))


@pytest.fixture(scope="module")
def party(stack: Stack) -> Party:
    """An org of five."""
    return gather(stack.rest_url, stack.endpoint, 5)


@pytest.fixture(scope="module")
def stranger(stack: Stack) -> Person:
    """Somebody who belongs to no org."""
    return sign_up(stack.rest_url, LocalMail(stack.endpoint), "Stranger")


@pytest.fixture
def topic(party: Party) -> str:
    """A document that is open to the org."""
    document = party.owner.client.create_document(party.org_id, "The harbour")
    return f"document:{party.org_id}/{document['id']}"


async def join(person: Person, stack: Stack, topic: str) -> tuple[Peer, dict[str, Any]]:
    peer = await Peer.enter(person.client, stack.ws_url)
    return peer, await peer.ask(type="subscribe", id="s", topic=topic)


async def status_of(url: str) -> int:
    try:
        await (await Peer.dial(url)).close()
    except websockets.InvalidStatus as refused:
        return refused.response.status_code
    return 101


def test_the_door_opens_for_a_ticket_and_once(stack: Stack, party: Party) -> None:  # L1
    async def work() -> None:
        ticket = (await asyncio.to_thread(party.owner.client.ticket))["ticket"]
        assert await status_of(stack.ws_url) == 401
        assert await status_of(f"{stack.ws_url}?ticket={'A' * 43}") == 403
        assert await status_of(f"{stack.ws_url}?ticket={ticket}") == 101
        assert await status_of(f"{stack.ws_url}?ticket={ticket}") == 403

    run(work())


def test_the_ticket_names_the_origin_that_leads_here(stack: Stack, party: Party) -> None:  # L1
    async def work() -> None:
        right = await asyncio.to_thread(party.owner.client.ticket)
        peer = await Peer.dial(f"{right['url']}?ticket={right['ticket']}")
        await peer.send(type="hello", client="tests", protocol=1)
        welcome = await peer.expect("welcome")
        assert welcome["person"]["name"] == party.owner.name
        await peer.close()

    run(work())


def test_a_stranger_and_another_org_see_nothing(stack: Stack, stranger: Person, party: Party, topic: str) -> None:  # L7
    async def work() -> None:
        inside, _ = await join(party.owner, stack, topic)
        outside, answer = await join(stranger, stack, topic)
        assert (answer["type"], answer["code"]) == ("refused", "not_found")
        for name in (f"activity:{party.org_id}", f"user:{party.owner.client.person['id']}"):
            assert (await outside.ask(type="subscribe", id=name[:60], topic=name))["code"] == "not_found"
        await outside.send(type="broadcast", topic=topic, kind="typing", data="secret")
        await outside.expect("refused", code="not_found", topic=topic)
        await inside.send(type="ping")
        await inside.expect("pong")
        assert not [frame for frame in inside.frames if frame["type"] in {"broadcast", "user-joined"}]
        await asyncio.gather(inside.close(), outside.close())

    run(work())


def test_who_is_removed_hears_nothing_more_within_seconds(stack: Stack, party: Party, topic: str) -> None:  # L20
    async def work() -> None:
        leaving, person_id = party.people[4], party.people[4].client.person["id"]
        owner, _ = await join(party.owner, stack, topic)
        one, _ = await join(leaving, stack, topic)
        two, _ = await join(leaving, stack, topic)
        began = time.monotonic()
        await asyncio.to_thread(party.owner.client.delete, f"/v1/orgs/{party.org_id}/members/{person_id}")
        for peer in (one, two):
            await peer.expect("access-ended", topic=topic)
        took = time.monotonic() - began
        assert took < LIMIT
        for peer in (one, two):
            await owner.expect("user-left", connection=peer.connection)
        await one.send(type="broadcast", topic=topic, kind="typing", data=1)
        await one.expect("refused", code="not_found")
        assert (await two.ask(type="subscribe", id="again", topic=topic))["code"] == "not_found"
        await asyncio.gather(*(peer.close() for peer in (owner, one, two)))

    run(work())


def test_a_lowered_role_is_told_within_seconds(stack: Stack, party: Party, topic: str) -> None:  # L20
    async def work() -> None:
        lowered, person_id = party.people[3], party.people[3].client.person["id"]
        peer, answer = await join(lowered, stack, topic)
        assert answer["role"] == "editor"
        began = time.monotonic()
        path = f"/v1/orgs/{party.org_id}/members/{person_id}"
        await asyncio.to_thread(party.owner.client.patch, path, {"role": "viewer"})
        await peer.expect("role-changed", topic=topic, role="viewer")
        assert time.monotonic() - began < LIMIT
        await asyncio.to_thread(party.owner.client.patch, path, {"role": "member"})
        await peer.expect("role-changed", topic=topic, role="editor")
        await peer.close()

    run(work())


def test_a_session_that_ends_closes_its_sockets_and_no_others(stack: Stack, party: Party) -> None:  # L5, L20
    async def work() -> None:
        person = party.people[2]
        phone = HearthClient(stack.rest_url)
        await asyncio.to_thread(phone.login, person.email, person.password)
        stays = await Peer.enter(person.client, stack.ws_url)
        ends = await Peer.enter(phone, stack.ws_url)
        began = time.monotonic()
        await asyncio.to_thread(phone.logout)
        assert (await ends.expect("bye"))["code"] == "session_ended"
        await ends.end()
        took = time.monotonic() - began
        assert took < LIMIT
        await stays.send(type="ping")
        await stays.expect("pong")
        await stays.close()

    run(work())


def test_who_breaks_off_is_seen_to_leave_and_comes_back(stack: Stack, party: Party, topic: str) -> None:  # L4, L9
    async def work() -> None:
        watcher, _ = await join(party.owner, stack, topic)
        lost, _ = await join(party.people[1], stack, topic)
        await lost.vanish()
        await watcher.expect("user-left", connection=lost.connection)
        back, answer = await join(party.people[1], stack, topic)
        assert [one["connection"] for one in answer["participants"]] == [watcher.connection]
        await watcher.joined(back.connection)
        await asyncio.gather(watcher.close(), back.close())

    run(work())


def test_what_is_no_frame_is_refused_and_the_connection_stays(stack: Stack, party: Party) -> None:  # L6
    async def work() -> None:
        peer = await Peer.enter(party.owner.client, stack.ws_url)
        for text, code in [
            ("{", "malformed"),
            ("[1]", "malformed"),
            ('{"type":"nonsense"}', "unknown_type"),
            ('{"type":"subscribe","id":"1"}', "invalid_frame"),
            (json.dumps({"type": "ping", "x": "é" * 16_400}, ensure_ascii=False), "too_large"),
        ]:
            await peer.socket.send(text)
            refused = await peer.expect("refused", code=code)
            assert "Traceback" not in json.dumps(refused)
        await peer.send(type="ping")
        await peer.expect("pong")
        await peer.close()

    run(work())


def test_a_binary_frame_ends_the_connection(stack: Stack, party: Party) -> None:  # L6
    async def work() -> None:
        peer = await Peer.enter(party.owner.client, stack.ws_url)
        await peer.socket.send(b"\x00\x01")
        assert await peer.end() == 1003

    run(work())


def test_fifty_sockets_share_a_document(stack: Stack) -> None:  # L7, L9, L10
    """The last one here: of fifty people who leave, the next test would have to wait for the end."""
    party = gather(stack.rest_url, stack.endpoint, 5)  # ten places each, which is as many as one person may have
    document = party.owner.client.create_document(party.org_id, "The harbour, crowded")
    topic = f"document:{party.org_id}/{document['id']}"

    async def work() -> None:
        seats = [party.people[number % 5] for number in range(50)]
        peers = await asyncio.gather(*(Peer.enter(person.client, stack.ws_url) for person in seats))
        everybody = {peer.connection for peer in peers}
        began = asyncio.get_running_loop().time()
        answers = await asyncio.gather(*(peer.ask(type="subscribe", id="s", topic=topic) for peer in peers))
        assert {answer["type"] for answer in answers} == {"subscribed"}

        def known(peer: Peer) -> set[str]:
            told = {one["connection"] for frame in peer.frames for one in frame.get("participants", [])}
            return (told | {name for frame in peer.frames for name in joined_by(frame)}) - {peer.connection}

        async def learns_of_all(peer: Peer) -> None:
            await peer.find(lambda _: known(peer) == everybody - {peer.connection}, "word of all the others")

        await asyncio.gather(*(learns_of_all(peer) for peer in peers))  # with what they were told on coming
        joins = sum(frame["type"] in {"user-joined", "users-joined"} for peer in peers for frame in peer.frames)
        seconds = math.ceil(asyncio.get_running_loop().time() - began) + 1  # of the clock that they came in
        a_second = 5 + 1  # the first few one by one, the others in one frame
        assert joins <= 50 * a_second * seconds, f"{joins} in {seconds} s; one for each who is there would be 1,225"
        speaker, *others = peers
        await speaker.send(type="broadcast", topic=topic, kind="typing", data={"n": 1})
        heard = await asyncio.gather(*(peer.expect("broadcast", connection=speaker.connection) for peer in others))
        assert [frame["data"] for frame in heard] == [{"n": 1}] * 49
        assert not [frame for frame in speaker.frames if frame["type"] == "broadcast"]
        staying, leaving = peers[:10], peers[10:]
        gone = {peer.connection for peer in leaving}
        began = asyncio.get_running_loop().time()
        await asyncio.gather(*(peer.close() for peer in leaving))

        async def learns_who_left(peer: Peer) -> None:
            await peer.find(lambda _: {name for frame in peer.frames for name in left_by(frame)} == gone, "word of all")

        await asyncio.gather(*(learns_who_left(peer) for peer in staying))
        lefts = sum(frame["type"] in {"user-left", "users-left"} for peer in staying for frame in peer.frames)
        seconds = math.ceil(asyncio.get_running_loop().time() - began) + 1
        assert lefts <= len(staying) * a_second * seconds, f"{lefts} in {seconds} s; one by one it would be 400"  # L25
        await asyncio.gather(*(peer.close() for peer in staying))

    run(work())
