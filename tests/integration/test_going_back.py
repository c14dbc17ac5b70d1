"""Going back to an old version while others are at the document (L18), on the deployed stack."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from pycrdt import Doc, XmlElement, XmlText

from infra.client import LiveDocument, MemoryStore, connect, open_document
from infra.client.content import fragment
from infra.client.frames import encode
from infra.demo.people import Party, gather
from tests.integration.sockets import Peer

if TYPE_CHECKING:
    from infra.local.state import Stack

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def party(stack: Stack) -> Party:
    return gather(stack.rest_url, stack.endpoint, 3)


def words(document: LiveDocument) -> str:
    return words_of(document.doc)


def words_of(doc: Doc[Any]) -> str:
    return "".join(str(child) for block in fragment(doc).children for child in block.children)  # type: ignore[union-attr]


def write(document: LiveDocument, token: str) -> None:
    append(document.doc, token)


def append(doc: Doc[Any], token: str) -> None:
    fragment(doc).children.append(XmlElement("paragraph", {}, [XmlText(token)]))


def update_of(token: str) -> str:
    doc: Doc[Any] = Doc()
    append(doc, token)
    return encode(doc.get_update())


def test_clients_of_the_old_history_keep_their_words_and_merge_nothing(stack: Stack, party: Party) -> None:  # L18
    ann, ben, cleo = (person.client for person in party.people)
    document_id = str(ann.create_document(party.org_id, "Going back")["id"])
    root = f"/v1/orgs/{party.org_id}/documents/{document_id}"
    topic = f"document:{party.org_id}/{document_id}"

    async def story() -> None:
        store = MemoryStore()
        connections = [connect(client) for client in (ann, ben, cleo)]
        watching = open_document(ann, connections[0], party.org_id, document_id)
        away = open_document(ben, connections[1], party.org_id, document_id, store=store)
        stale = await Peer.enter(cleo, stack.ws_url)
        try:
            await asyncio.gather(watching.loaded(), away.loaded())
            assert (await stale.ask(type="subscribe", id="s", topic=topic))["epoch"] == 1
            write(watching, "first. ")
            await watching.all_saved()
            good = (await asyncio.to_thread(ann.post, f"{root}/versions", {"name": "As agreed"}))["id"]
            write(watching, "second. ")
            await watching.all_saved()
            await away.until(lambda: words(away) == "first. second. ")
            await connections[1].stop()
            base = away.doc.get_update()
            write(away, "written on a train. ")
            once = partial(ann.post, f"{root}/revert", {"version": good}, idempotency_key=f"back to {good}")
            answers = [await asyncio.to_thread(once) for _ in range(2)]
            assert answers[0] == answers[1], "under one key it goes back once"

            await watching.until(lambda: False, 10)
        except RuntimeError:
            assert watching.over == "epoch_changed", "who is connected is told at once"
        else:
            pytest.fail("nobody was told")
        told = await stale.expect("update", epoch=2)
        assert told["seq"] == 1
        late = {"type": "update", "id": "u", "topic": topic, "epoch": 1, "after": 2, "update": update_of("too late")}
        refused = await stale.ask(**late)
        assert (refused["type"], refused["code"], refused["epoch"]) == ("refused", "epoch_changed", 2)

        connections[1] = connect(ben)
        back = open_document(ben, connections[1], party.org_id, document_id, store=store)
        with pytest.raises(RuntimeError, match="epoch_changed"):
            await back.all_saved(20)
        [kept] = store.copies[topic]
        copy: Doc[Any] = Doc()
        copy.apply_update(base)
        copy.apply_update(kept.state)
        assert words_of(copy) == "first. second. written on a train. "

        anew = open_document(ben, connections[1], party.org_id, document_id, store=store)
        await anew.loaded(20)
        assert (words(anew), anew.epoch) == ("first. ", 2)
        write(anew, "and on.")
        await anew.all_saved(20)
        assert (await stale.expect("update", epoch=2, seq=2))["connection"]
        content = await asyncio.to_thread(ann.get, f"{root}/updates", after=0)
        assert (content["epoch"], content["head"]) == (2, 2)
        before, agreed = (await asyncio.to_thread(ann.get, f"{root}/versions"))["items"]
        assert [(one["kind"], one["epoch"], one["seq"]) for one in (before, agreed)] == [
            ("before_revert", 1, 2),
            ("named", 1, 1),
        ]
        await stale.close()
        await asyncio.gather(*(connection.stop() for connection in connections))

    asyncio.run(story())
