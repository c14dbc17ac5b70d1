"""Whoever posts may find a connection gone, and cleans up after it (L23): every function that may post does."""

import pytest

from hearth.keys import realtime as keys
from hearth.live import topics
from hearth.live.items import Connection, subscriptions
from infra import openapi
from infra.permissions import roles
from tests.support import found
from tests.support.gone import Cases, Scene
from tests.support.live import Gateway, connect, watch
from tests.support.workspace import Workspace, quick_hashes

CASES: Cases = found.together("gone", "CASES")


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
