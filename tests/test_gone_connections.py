"""Whoever posts may find a connection gone, and cleans up after it (L23): every function that may post does."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from functions.activity import stream as activity_stream
from functions.documents import queue as documents_queue
from functions.documents import socket as documents_socket
from functions.organizations import queue as organizations_queue
from functions.realtime import queue as realtime_queue
from functions.realtime import socket as realtime_socket
from hearth import keys, later
from hearth import live_topics as topics
from hearth.live_items import Connection, subscriptions
from hearth.live_topics import Topic
from infra import openapi
from infra.permissions import roles
from tests.support import deliveries
from tests.support.deliveries import CONTEXT
from tests.support.live import Client, Gateway, connect, watch
from tests.support.workspace import Workspace, quick_hashes


@dataclass(slots=True)
class Scene:
    """Ada and Bob at a document, Bob on two devices, of which one is gone and nobody knows."""

    space: Workspace
    gateway: Gateway
    document: Topic
    ada: Connection
    bob: Connection
    gone: Connection

    @property
    def watched(self) -> list[Topic]:
        """What the gone connection was on: a topic with company, a feed of an org, and one of no org."""
        return [self.document, topics.activity(self.space.org), topics.user(str(self.gone.person_id))]

    def hears(self, handler: Callable[..., object], type_: str, object_id: str, **more: object) -> None:
        """Deliver an event of the org by the bus."""
        source = str(more.pop("source", "hearth"))
        event = deliveries.happened("test.happened", object_id=object_id, org_id=self.space.org, data=more)
        event["type"] = type_
        handler(deliveries.messages(deliveries.from_bus(event, source=source)), CONTEXT)

    def writes_live(self) -> None:
        """Ada types."""
        frame = {"type": "update", "id": "1", "topic": self.document.name, "epoch": 1, "after": 3}
        Client(documents_socket.handler, self.gateway, self.ada).send({**frame, "update": self.space.next})

    def is_deleted(self) -> None:
        """Ada deletes the org, and the bus tells of it."""
        self.space.ada.does("DELETE", self.space.at(""))
        self.hears(organizations_queue.handler, "org.deleted", self.space.org)

    def tells_of_an_entry(self) -> None:
        """The stream tells of something that happened in the org."""
        event = deliveries.happened(
            "test.renamed", org_id=self.space.org, object_type="document", object_id=self.space.document
        )
        activity_stream.handler(deliveries.changes(deliveries.change([event])), CONTEXT)


CASES: dict[str, Callable[[Scene], object]] = {
    "ActivityStream": Scene.tells_of_an_entry,
    "DocumentsHttp": lambda on: on.space.writes(base64.b64decode(on.space.next), 3),
    "DocumentsQueueFunction": lambda on: on.hears(
        documents_queue.handler, "document.changed", on.space.document, seq=3, source=later.SOURCE
    ),
    "DocumentsSocket": Scene.writes_live,
    "IdentityHttp": lambda on: on.space.bob.does("POST", "/auth/logout", {"refresh_token": on.space.bob.refresh_token}),
    "OrganizationsHttp": lambda on: on.space.ada.does("DELETE", on.space.at(f"/members/{on.space.bob.person_id}")),
    "OrganizationsQueueFunction": Scene.is_deleted,
    "RealtimeQueueFunction": lambda on: on.hears(
        realtime_queue.handler, "session.ended", str(on.bob.person_id), session_id=on.bob.session_id, spared=None
    ),
    "RealtimeSocket": lambda on: Client(realtime_socket.handler, on.gateway, on.ada).disconnect(),
}
"""By function, something that it tells others of."""


@pytest.fixture
def scene(table: str, gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Scene:
    quick_hashes(monkeypatch)
    space = Workspace({api.name: api for api in openapi.apis()})
    document = topics.document(space.org, space.document)
    ada = connect(str(space.ada.person_id), session_id=str(space.ada.session_id))
    bob = connect(str(space.bob.person_id), name="Bob", session_id=str(space.bob.session_id))
    gone = connect(str(space.bob.person_id), name="Bob", session_id="another")
    made = Scene(space, gateway, document, ada, bob, gone)
    watch(ada, document, epoch=1)
    for one in (bob, gone):
        for topic in made.watched:
            watch(one, topic, epoch=1)
    gateway.gone.add(str(gone.connection_id))
    return made


def test_every_function_that_may_post_is_tried() -> None:
    posting = {
        name
        for name, statements in roles().items()
        if any("execute-api:ManageConnections" in one.actions for one in statements)
    }
    assert set(CASES) == posting


@pytest.mark.parametrize("function", CASES)
def test_who_finds_a_connection_gone_leaves_nothing_of_it(function: str, scene: Scene) -> None:
    CASES[function](scene)
    assert Connection.find(keys.connection(str(scene.gone.connection_id))) is None
    left = [one.connection_id for topic in scene.watched for one in subscriptions(topic, consistent=True)]
    assert scene.gone.connection_id not in left
