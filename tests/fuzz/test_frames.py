"""Whatever is sent over a socket, the answer is one the protocol knows, and never that Hearth has made a mistake.

`HEARTH_FUZZ_FRAMES=20000 pytest tests/fuzz/test_frames.py` sends more than CI does; `--seed 17` replays one slice.
Every frame that the server sends meanwhile is held to its schema, in the gateway that the tests fake.
"""

import json
import os
from typing import Any

import pytest

from functions.documents.socket import handler as documents
from functions.realtime.socket import handler as realtime
from hearth import ids
from hearth.collab import log, writing
from hearth.live import limits, topics
from tests.documents.factories import update
from tests.realtime.conftest import DOCUMENT
from tests.support import world
from tests.support.live import Client, Gateway, connect, socket_event, watch, write_document
from tests.support.odd import Odd
from tests.support.replay import replayable

SLICE = 500
FRAMES = int(os.environ.get("HEARTH_FUZZ_FRAMES", "3000"))
FAULTS = {"internal", "unavailable"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One slice when asked for, else as many as hold the frames."""
    if "seed" in metafunc.fixturenames:
        given = metafunc.config.getoption("--seed", None)
        metafunc.parametrize("seed", [int(given)] if given is not None else range(1, 1 + -(-FRAMES // SLICE)))


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who is told to wait would find nothing."""
    monkeypatch.setattr(limits, "BURST", 10**9)
    monkeypatch.setattr(limits, "BLOCK", 10**9)
    log.ends.forget()
    writing.marks.forget()


class Room:
    """A document with people at it, and frames to it that are odd in some way."""

    def __init__(self, seed: int, gateway: Gateway) -> None:
        self.odd = Odd(seed)
        self.random = self.odd.random
        self.at = world.build()
        write_document(self.at.org_id, DOCUMENT)
        self.topic = topics.document(self.at.org_id, DOCUMENT)
        self.people = [connect(self.at.people[who], name=who) for who in ("owner", "member", "viewer", "stranger")]
        for connection, role in zip(self.people, ("editor", "editor", "viewer"), strict=False):
            watch(connection, self.topic, role, 1)
        self.clients = [Client(handler, gateway, one) for one in self.people for handler in (documents, realtime)]
        self.update = update("words")

    def frame(self) -> str:
        """Some text; most are frames in which one thing is odd."""
        made = self._good()
        if self.random.random() < 0.6:
            made = self.odd.changed(made)
        elif self.random.random() < 0.1:
            made = self.odd.value()
        return self.odd.json(made)

    def _good(self) -> dict[str, Any]:
        kind = self.random.choice(
            ("hello", "ping", "subscribe", "unsubscribe", "broadcast", "idle", "check", "update", "update")
        )
        frame: dict[str, Any] = {"type": kind, "id": ids.new_id(), "topic": self._topic()}
        match kind:
            case "hello":
                frame.update(client="fuzz", protocol=1)
            case "broadcast":
                frame.update(kind="awareness", data=self.odd.value(), to=self.random.choice(self.people).connection_id)
            case "idle":
                frame.update(idle=self.random.random() < 0.5)
            case "check":
                frame.update(seq=self.random.randrange(5))
            case "update":
                frame.update(epoch=1, after=self.random.randrange(3), update=self.odd.update(self.update), trace=True)
        return frame

    def _topic(self) -> str:
        pick = self.random.random()
        if pick < 0.7:
            return self.topic.name
        feeds = [
            f"activity:{self.at.org_id}",
            f"user:{self.at.people['member']}",
            f"document:{self.at.org_id}/{ids.new_id()}",
        ]
        return (
            self.random.choice(feeds)
            if pick < 0.9
            else f"{self.random.choice(('document', 'user', 'x'))}:{self.odd.text()}"
        )


def test_no_frame_is_a_fault(seed: int, gateway: Gateway) -> None:
    with replayable("tests/fuzz/test_frames.py", seed):
        room = Room(seed, gateway)
        for _ in range(SLICE):
            client, text = room.random.choice(room.clients), room.frame()
            for answer in client.send(text):
                assert answer.get("code") not in FAULTS, (text, answer)


ODD_EVENTS: list[dict[str, Any]] = [
    {"body": None}, {"body": 7}, {"body": ""}, {"body": "[]"}, {"body": "bnVsbA==", "isBase64Encoded": True}, {},
]  # fmt: skip


@pytest.mark.parametrize("change", ODD_EVENTS, ids=json.dumps)
@pytest.mark.parametrize("handler", [documents, realtime], ids=["documents", "realtime"])
def test_an_event_without_a_frame_is_answered_like_a_broken_one(
    gateway: Gateway, change: dict[str, Any], handler: Any
) -> None:
    connection = connect(world.build().people["member"])
    event = socket_event(connection, "MESSAGE")
    event = {**event, **change} if change else {key: value for key, value in event.items() if key != "body"}
    assert handler(event, None) == {"statusCode": 200}
    assert [frame["code"] for frame in gateway.to(str(connection.connection_id))] == ["malformed"]
