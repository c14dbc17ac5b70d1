"""A second type of live object over the sockets: its topic, its frame and its route are declared with it.

The functions are those that are deployed: `realtime` for what all topics share, and the garden's own for its updates.
Every frame that the server sends is held to its schema by the gateway that the tests fake.
"""

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from functions.documents.socket import handler as documents
from functions.realtime.socket import handler as realtime
from functions.realtime.socket import socket as shared
from hearth import ids
from hearth.access import RULES, TYPES
from hearth.collab import catch_up, log, writing
from hearth.collab.frames import FIELDS
from hearth.errors import HearthError
from hearth.live import frames as live_frames
from hearth.live import gateway as live
from hearth.live import topics
from hearth.table.write import Write
from infra.template.capability import Capability
from tests.kernel.collab import gardens
from tests.kernel.collab.gardens import GARDENS, LOG, Garden, Pen, asks, plant
from tests.live.test_contract import broken
from tests.support import contracts, frames
from tests.support.live import Client, Gateway, connect
from tests.support.world import World, build

FRAMES = Path(__file__).parent / "frames"
"""Where a capability would have `events/<capability>/`."""


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TYPES, "garden", GARDENS)
    for action, rule in GARDENS.rules.items():
        monkeypatch.setitem(RULES, action, rule)
    monkeypatch.setattr(frames, "FOLDERS", [*frames.FOLDERS, FRAMES])
    log.ends.forget()
    writing.marks.forget()


@pytest.fixture
def world(gateway: Gateway) -> World:
    return build()


@pytest.fixture
def garden(world: World) -> Garden:
    """One of the member's, whom the admin may visit."""
    return plant(world.org_id, world.people["member"], **{world.people["admin"]: "guest"})


@pytest.fixture
def topic(garden: Garden) -> str:
    return topics.of("garden", str(garden.org_id), garden.object_id).name


class Person:
    """Somebody at a socket, whose frames go where API Gateway would lead them: by their type."""

    def __init__(self, gateway: Gateway, person_id: str) -> None:
        self.connection = connect(person_id)
        self.ways = {
            kind: Client(handler, gateway, self.connection)
            for handler, taken in ((realtime, shared.frames), (gardens.handler, gardens.socket.frames))
            for kind in taken
        }

    def send(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The one answer to a frame."""
        (answer,) = self.ways[kind].send({"type": kind, "id": ids.new_id(), **fields})
        return answer

    def write(self, topic: str, data: bytes, after: int = 0) -> dict[str, Any]:
        update = base64.b64encode(data).decode()
        return self.send("garden-update", topic=topic, epoch=1, after=after, update=update)


@pytest.fixture
def ada(gateway: Gateway, world: World) -> Person:
    """The garden's keeper."""
    return Person(gateway, world.people["member"])


@pytest.fixture
def ben(gateway: Gateway, world: World) -> Person:
    """Who may look at it."""
    return Person(gateway, world.people["admin"])


@pytest.mark.parametrize("name", ["owner", "guest", "elsewhere", "stranger"])
def test_whoever_has_no_role_in_it_neither_watches_nor_writes(
    gateway: Gateway, world: World, topic: str, name: str
) -> None:
    cy = Person(gateway, world.people[name])
    assert cy.send("subscribe", topic=topic)["code"] == "not_found"
    assert cy.write(topic, Pen().write("weeds"))["code"] == "not_found"


def test_who_may_only_look_is_there_and_writes_nothing(ben: Person, garden: Garden, topic: str) -> None:
    assert ben.send("subscribe", topic=topic)["role"] == "guest"
    assert ben.write(topic, Pen().write("weeds"))["code"] == "forbidden"
    assert catch_up.get_updates(LOG, garden, 0).updates == []


def test_people_come_see_one_another_write_and_catch_up(
    gateway: Gateway, world: World, ada: Person, ben: Person, garden: Garden, topic: str
) -> None:
    first = ada.send("subscribe", topic=topic)
    assert (first["role"], first["head"], first["epoch"], first["participants"]) == ("keeper", 0, 1, [])
    (other,) = ben.send("subscribe", topic=topic)["participants"]
    assert (other["connection"], other["role"]) == (ada.connection.connection_id, "keeper")
    (joined,) = gateway.to(str(ada.connection.connection_id), "user-joined")
    assert joined["participant"]["role"] == "guest"

    ada.ways["broadcast"].send({"type": "broadcast", "topic": topic, "kind": "awareness", "data": {"at": 1}})
    (caret,) = gateway.to(str(ben.connection.connection_id), "broadcast")
    assert (caret["topic"], caret["data"]) == (topic, {"at": 1})

    pen = Pen()
    ack = ada.write(topic, pen.write("roses "))
    assert (ack["type"], ack["seq"], ack["others"]) == ("ack", 1, 1)
    (told,) = gateway.to(str(ben.connection.connection_id), "update")
    assert (told["topic"], told["seq"], told["epoch"]) == (topic, 1, 1)

    assert ada.write(topic, pen.write("tulips"), 1)["seq"] == 2
    late = ben.send("check", topic=topic, seq=1)
    assert (late["type"], late["seq"], late["epoch"]) == ("head", 2, 1)
    keeper = asks(world.org_id, world.people["member"])
    missed = catch_up.get_updates(LOG, LOG.get_head(world.org_id, garden.object_id, keeper.prefetched), 1)
    assert [one.seq for one in missed.updates] == [2]
    state = catch_up.get_state(LOG, garden, keeper.prefetched)
    assert LOG.content.read(catch_up.assemble(LOG, state.snapshot, state.updates).made) == "roses tulips"

    assert ben.send("unsubscribe", topic=topic)["type"] == "unsubscribed"
    (left,) = gateway.to(str(ada.connection.connection_id), "user-left")
    assert left["connection"] == ben.connection.connection_id


def test_access_that_ends_is_told_on_its_topic(
    gateway: Gateway, world: World, ada: Person, ben: Person, garden: Garden, topic: str
) -> None:
    for one in (ada, ben):
        one.send("subscribe", topic=topic)
    garden.shares = {f"person:{world.people['admin']}": "keeper"}
    Write().put(garden).commit()
    assert live.recheck(topic) == 1
    (more,) = gateway.to(str(ben.connection.connection_id), "role-changed")
    assert (more["topic"], more["role"]) == (topic, "keeper")
    garden.shares = {}
    Write().put(garden).commit()
    assert live.recheck(topic) == 1
    assert gateway.to(str(ben.connection.connection_id), "access-ended")
    assert [one.person_id for one in live.subscribers(topic, consistent=True)] == [world.people["member"]]


def test_an_update_of_one_type_is_nothing_to_the_function_of_another(
    gateway: Gateway, world: World, ada: Person, topic: str
) -> None:
    ada.send("subscribe", topic=topic)
    fields = {"id": "1", "epoch": 1, "after": 0, "update": base64.b64encode(Pen().write("roses")).decode()}
    (told,) = Client(documents, gateway, ada.connection).send({"type": "update", "topic": topic, **fields})
    assert (told["type"], told["code"]) == ("refused", "not_found")
    document = topics.document(world.org_id, ids.new_id()).name
    assert ada.send("garden-update", topic=document, **fields)["code"] == "not_found"


def test_its_frame_is_what_its_own_schema_says() -> None:
    for frame in [frames.example("client", "garden-update"), *broken(frames.example("client", "garden-update"))]:
        assert accepted(frame) == promised(frame), frame


def accepted(frame: dict[str, Any]) -> bool:
    try:
        live_frames.check(live_frames.parse(json.dumps(frame)), FIELDS)
    except HearthError:
        return False
    return True


def promised(frame: dict[str, Any]) -> bool:
    try:
        frames.validate("client", frame)
    except contracts.ContractError:
        return False
    return True


def test_its_route_follows_from_its_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gardens(Capability):
        def files(self) -> list[str]:
            return ["socket"]

        def module(self, entry: str) -> Any:
            assert entry == "socket"
            return gardens

    made = Gardens("gardens", {"socket": {}}).compose()
    routes = {name: one["Properties"]["RouteKey"] for name, one in made.items() if name.endswith("Route")}
    assert routes == {"GardenUpdateRoute": "garden-update"}


def test_it_is_served_without_a_line_of_documents() -> None:
    script = "import sys, functions.realtime.socket, tests.kernel.collab.gardens\nprint(*sys.modules)"
    root = str(contracts.ROOT)
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": f"{root}:{root}/layers/kernel/python", "PATH": "", "AWS_DEFAULT_REGION": "us-east-1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {name for name in done.stdout.split() if name.startswith("functions.documents")}
