"""Documents over the deployed stack: forms of content, large updates, folding by itself, and access that ends."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
from typing import Any

import pytest
import urllib3
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from infra.client import connect, open_document
from infra.client.errors import Problem
from infra.demo.people import Party, gather
from infra.environments import ROOT
from infra.local.state import Stack
from tests.integration.eventually import eventually

pytestmark = pytest.mark.integration

FOLDING = ROOT / "functions" / "documents" / "service" / "fold.py"
SOURCE = "# Plan\n\nFirst words here.\n\n- one\n- two\n"


@pytest.fixture(scope="module")
def party(stack: Stack) -> Party:
    """An org of two."""
    return gather(stack.rest_url, stack.endpoint, 2)


class Writer:
    """A replica that makes updates."""

    def __init__(self) -> None:
        self.doc: Doc[Any] = Doc(client_id=secrets.randbits(32))
        self.root: XmlFragment = self.doc.get("default", type=XmlFragment)
        self.made: list[bytes] = []
        self._subscription = self.doc.observe(lambda event: self.made.append(event.update))

    def type(self, text: str) -> bytes:
        """Another paragraph; its update."""
        with self.doc.transaction():
            paragraph = XmlElement("paragraph")
            self.root.children.append(paragraph)
            paragraph.children.append(XmlText(text))
        return self.made[-1]


def path(party: Party, document_id: str, tail: str = "") -> str:
    return f"/v1/orgs/{party.org_id}/documents/{document_id}{tail}"


def loaded(party: Party, document_id: str) -> str:
    """What somebody gets who opens it now."""
    client = party.owner.client
    state = client.get(path(party, document_id, "/state"))
    reader = Writer()
    shown = state["snapshot"]
    if shown is not None:
        reader.doc.apply_update(base64.b64decode(shown["data"]) if shown.get("data") else client.download(shown["url"]))
    for one in state["updates"]:
        reader.doc.apply_update(base64.b64decode(one["update"]) if one.get("update") else client.download(one["url"]))
    return str(reader.root)


def test_markdown_goes_in_and_every_form_comes_out(party: Party) -> None:
    client = party.owner.client
    made = client.create_document(party.org_id, "Forms", markdown=SOURCE)
    assert client.content(party.org_id, made["id"], "markdown")["content"] == SOURCE
    assert "<li><p>two</p></li>" in client.content(party.org_id, made["id"], "html")["content"]
    assert client.content(party.org_id, made["id"], "json")["content"]["content"][0]["type"] == "heading"
    with pytest.raises(Problem) as refused:
        client.content(party.org_id, made["id"], "pdf")
    assert refused.value.code == "invalid_query"


def test_an_update_too_large_for_a_request_goes_through_the_bucket(party: Party) -> None:
    client = party.owner.client
    made = client.create_document(party.org_id, "Large")
    writer = Writer()
    data = writer.type("x" * 4_000_000)
    started = client.post(path(party, made["id"], "/updates/uploads"), {"bytes": len(data)})
    client.upload(started, data)
    answer = client.post(
        path(party, made["id"], "/updates"), {"id": "1", "epoch": 1, "after": 0, "upload": started["upload"]}
    )
    assert answer["seq"] == 1
    assert loaded(party, made["id"]) == str(writer.root)


def test_a_picture_goes_to_the_bucket_and_is_shown_by_a_link(party: Party) -> None:
    client = party.owner.client
    made = client.create_document(party.org_id, "Picture")
    picture = bytes.fromhex("89504e470d0a1a0a") + secrets.token_bytes(500)
    started = client.post(path(party, made["id"], "/images"), {"content_type": "image/png", "size": len(picture)})
    client.upload(started["upload"], picture)
    answer = urllib3.PoolManager().request(
        "GET",
        client.base_url + path(party, made["id"], f"/images/{started['id']}"),
        headers={"Authorization": f"Bearer {client.token}"},
        redirect=False,
    )
    assert answer.status == 302
    assert client.download(answer.headers["Location"]) == picture


def test_a_log_folds_by_itself_while_sources_are_saved_and_loads_the_same(party: Party) -> None:
    client = party.owner.client
    made = client.create_document(party.org_id, "Folded")
    writer = Writer()
    for number in range(20):  # as many as are sent one by one: a snapshot in the answer is one that was stored
        update = base64.b64encode(writer.type(f"line {number}")).decode()
        client.post(
            path(party, made["id"], "/updates"), {"id": str(number), "epoch": 1, "after": number, "update": update}
        )
        os.utime(FOLDING)  # a saved source: the next call, and the fold, run in new workers

    def folded() -> Any:
        shown = client.get(path(party, made["id"], "/state"))["snapshot"]
        return shown if shown is not None and shown["seq"] == 20 else None

    eventually(folded, "the fold of the last update", seconds=120)
    assert loaded(party, made["id"]) == str(writer.root)
    assert client.document(party.org_id, made["id"])["preview"].startswith("line 0 line 1")


def test_two_people_write_live_and_one_of_them_is_shut_out(party: Party) -> None:
    asyncio.run(_write_and_shut_out(party))


async def _write_and_shut_out(party: Party) -> None:
    owner, other = (person.client for person in party.people)
    made = await asyncio.to_thread(owner.create_document, party.org_id, "Live")
    connections = [connect(owner), connect(other)]
    ada, ben = (
        open_document(client, connection, party.org_id, made["id"])
        for client, connection in zip((owner, other), connections, strict=True)
    )
    try:
        await ada.loaded()
        await ben.loaded()
        root: XmlFragment = ada.doc.get("default", type=XmlFragment)
        root.children.append(XmlElement("paragraph"))
        await ada.all_saved()
        seen: XmlFragment = ben.doc.get("default", type=XmlFragment)
        await ben.until(lambda: len(seen.children) == 1)
        await asyncio.to_thread(owner.patch, path(party, made["id"]), {"visibility": "private"})
        with pytest.raises(RuntimeError, match="ended"):  # L20
            await ben.until(lambda: False, 5)
    finally:
        await asyncio.gather(*(connection.stop() for connection in connections))


def test_a_join_right_after_the_last_key_loads_little_more_than_the_state(party: Party) -> None:  # L13
    """Nothing is folded yet: the log is put together on the way, and API Gateway compresses it. Bytes on the line."""

    async def work() -> None:
        client, late = party.owner.client, party.people[1].client
        document_id = client.create_document(party.org_id, "Typed a moment ago")["id"]
        async with connect(client) as connection:
            writer = open_document(client, connection, party.org_id, document_id)
            await writer.loaded(30)
            blocks = writer.doc.get("default", type=XmlFragment).children
            for number in range(60):
                blocks.append(XmlElement("paragraph", {}, [XmlText(f"line {number}, as somebody types it")]))
                await writer.all_saved(30)
            whole = len(writer.doc.get_update())
            writer.close()
        assert writer.seq == 60
        before = late.bytes_read
        state = await asyncio.to_thread(late.get, path(party, document_id, "/state"))
        assert (state["updates"], state["snapshot"]["seq"], state["head"]) == ([], 60, 60)
        assert late.bytes_read - before <= 1.3 * whole

    asyncio.run(work())
