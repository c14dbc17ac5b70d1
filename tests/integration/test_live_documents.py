"""Live documents on the running stack: what ends, what is refused, and that nobody else notices."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import pytest
from pycrdt import XmlElement, XmlText

from infra.client import LiveConnection, LiveDocument, connect, open_document
from infra.client.content import fragment
from infra.client.errors import Refused
from infra.client.frames import encode
from infra.demo.people import Party, gather

if TYPE_CHECKING:
    from infra.local.state import Stack

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def party(stack: Stack) -> Party:
    return gather(stack.rest_url, stack.endpoint, 3)


@pytest.fixture(scope="module")
def strangers(stack: Stack) -> Party:
    return gather(stack.rest_url, stack.endpoint, 1)


@pytest.fixture
def document_id(party: Party) -> str:
    return str(party.owner.client.create_document(party.org_id, "Ends and refusals")["id"])


Act = Callable[[list[LiveConnection], list[LiveDocument]], Awaitable[None]]


def together(party: Party, document_id: str, people: list[int], act: Act) -> None:
    """The document open for some of the party, in one event loop."""

    async def story() -> None:
        connections = [connect(party.people[at].client) for at in people]
        documents = [
            open_document(party.people[at].client, connection, party.org_id, document_id)
            for at, connection in zip(people, connections, strict=True)
        ]
        try:
            await asyncio.gather(*(document.loaded(30) for document in documents))
            await act(connections, documents)
        finally:
            for document in documents:
                document.close()
            await asyncio.gather(*(connection.stop() for connection in connections))

    asyncio.run(story())


def words(document: LiveDocument) -> str:
    return "".join(str(child) for block in fragment(document.doc).children for child in block.children)  # type: ignore[union-attr]


def write(document: LiveDocument, token: str) -> None:
    fragment(document.doc).children.insert(0, XmlElement("paragraph", {}, [XmlText(token)]))


async def seen(document: LiveDocument, token: str) -> None:
    await document.until(lambda: token in words(document), 30)


def frame(document: LiveDocument, **changes: Any) -> dict[str, Any]:
    """An update as a client would send it, but for what is changed."""
    usual = {"type": "update", "id": "t1", "topic": document.topic, "epoch": document.epoch, "after": document.seq}
    return {**usual, **changes}


async def refusal(connection: LiveConnection, sent: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        await connection.request(sent, 20)
    return refused.value.code


def test_bytes_that_are_no_update_are_refused_and_nobody_sees_them(party: Party, document_id: str) -> None:  # L19
    async def act(connections: list[LiveConnection], documents: list[LiveDocument]) -> None:
        ann, ben = documents
        write(ann, "before ")
        await ann.all_saved()
        seq = ann.seq
        for bytes_ in (b"\xff\xff\xff\xff\xff", b"\x01\x01\x05", b"", b"\x00\x00trailing"):
            code = await refusal(connections[0], frame(ann, update=encode(bytes_)))
            assert code in {"invalid_update", "invalid", "validation_failed", "invalid_frame"}
        write(ben, "after ")
        await ben.all_saved()
        await seen(ann, "after")
        assert ann.seq == seq + 1

    together(party, document_id, [0, 1], act)


def test_an_update_of_another_epoch_is_refused(party: Party, document_id: str) -> None:  # L18
    async def act(connections: list[LiveConnection], documents: list[LiveDocument]) -> None:
        stale = frame(documents[0], epoch=(documents[0].epoch or 0) + 7, update=encode(b"\x00\x00"))
        assert await refusal(connections[0], stale) == "epoch_changed"

    together(party, document_id, [0], act)


def test_a_stranger_cannot_know_that_the_document_exists(
    party: Party, strangers: Party, document_id: str
) -> None:  # L7
    async def story() -> None:
        async with connect(strangers.owner.client) as connection:
            spy = open_document(strangers.owner.client, connection, party.org_id, document_id)
            with pytest.raises(RuntimeError, match="not_found"):
                await spy.loaded(30)

    asyncio.run(story())


def test_a_lowered_role_and_a_removal_are_heard_within_five_seconds(party: Party, document_id: str) -> None:  # L20
    member = party.people[2]
    route = f"/v1/orgs/{party.org_id}/members/{member.client.person['id']}"

    async def act(_: list[LiveConnection], documents: list[LiveDocument]) -> None:
        ann, cleo = documents
        write(cleo, "mine ")
        await cleo.all_saved()
        began = time.monotonic()
        await asyncio.to_thread(party.owner.client.patch, route, {"role": "viewer"})
        await cleo.until(lambda: cleo.role == "viewer", 15)
        lowered = time.monotonic() - began
        write(cleo, "too late ")
        write(ann, "ours ")
        await ann.all_saved()
        await seen(cleo, "ours")
        assert "too late" not in words(ann)
        assert cleo.pending == 1
        began = time.monotonic()
        await asyncio.to_thread(party.owner.client.delete, route)
        await cleo.until(lambda: cleo.over is not None, 15) if cleo.over is None else None
        assert time.monotonic() - began < 5 + lowered
        assert lowered < 5
        assert cleo.over

    together(party, document_id, [0, 2], act)


def test_deleting_the_document_ends_it_for_everybody(party: Party, document_id: str) -> None:  # L20
    async def act(_: list[LiveConnection], documents: list[LiveDocument]) -> None:
        await asyncio.to_thread(party.owner.client.delete, f"/v1/orgs/{party.org_id}/documents/{document_id}")
        with pytest.raises(RuntimeError, match="ended"):
            await documents[1].until(lambda: False, 15)
        assert documents[1].over

    together(party, document_id, [0, 1], act)


def test_a_flood_from_one_client_is_held_back_and_others_go_on(party: Party, document_id: str) -> None:  # L21
    async def act(connections: list[LiveConnection], documents: list[LiveDocument]) -> None:
        ann, ben = documents
        link = connections[0]._link
        assert link is not None
        for number in range(600):  # past the client's own pacing
            link._put(f'{{"type":"check","id":"f{number}","topic":"{ann.topic}","seq":0}}')
        write(ben, "meanwhile ")
        await ben.all_saved(60)
        await seen(ann, "meanwhile")

    together(party, document_id, [0, 1], act)


def test_five_megabytes_go_through_a_signed_upload(party: Party, document_id: str) -> None:  # L14
    async def act(_: list[LiveConnection], documents: list[LiveDocument]) -> None:
        ann, ben = documents
        write(ann, "long " * 1_000_000)
        await ann.all_saved(90)
        await ben.until(lambda: len(words(ben)) == 5_000_000, 90)

    together(party, document_id, [0, 1], act)
