"""The client calls any operation of the API by its name, as the API describes it."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from infra import openapi
from infra.client import HearthClient, Problem
from infra.client.operations import operations, request_of
from tests.support.workspace import Workspace, quick_hashes
from tests.support.wsgi import Gateway


class _Server(ThreadingMixIn, WSGIServer):
    """Keeps no connection of a client waiting for another."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """The whole API at an address of this machine."""
    with make_server("127.0.0.1", 0, Gateway(openapi.apis(), {}), _Server, _Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def space(table: str, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    quick_hashes(monkeypatch)
    return Workspace({api.name: api for api in openapi.apis()})


@pytest.fixture
def client(space: Workspace) -> Iterator[HearthClient]:
    """Ada's."""
    with serving() as address:
        made = HearthClient(address)
        made.use_token(f"{space.ada.person_id}.{space.ada.session_id}")
        yield made


def test_every_operation_of_the_api_is_known() -> None:
    declared = {route.name: (route.method, route.path) for route in openapi.routes()}
    assert {name: (one.method, one.path) for name, one in operations().items()} == declared


@pytest.mark.parametrize("name", sorted(operations()))
def test_an_operation_needs_what_its_path_holds(name: str) -> None:
    operation = operations()[name]
    places = dict.fromkeys(re.findall(r"\{([^}]+)\}", operation.path), "a/b")
    method, path = request_of(name, dict(places))
    assert (method, "{" in path, path.count("a%2Fb")) == (operation.method, False, len(places))
    for place in places:
        with pytest.raises(TypeError, match=f"{name} needs {place}"):
            request_of(name, {other: "x" for other in places if other != place})


@pytest.mark.parametrize(
    ("name", "given", "why"),
    [
        ("list_dragons", {}, "no operation list_dragons"),
        ("list_teams", {"org_id": "o", "limits": 5}, "does not know limits"),
        ("get_me", {"person_id": "p"}, "does not know person_id"),
    ],
)
def test_what_the_api_does_not_have_is_not_asked(name: str, given: dict[str, object], why: str) -> None:
    with pytest.raises(TypeError, match=why):
        request_of(name, given)


def test_things_are_made_listed_and_changed_by_name(client: HearthClient, space: Workspace) -> None:
    made = [client.call("create_team", {"name": name}, org_id=space.org) for name in ("Readers", "Poets")]
    named = [team["name"] for team in client.all_of("list_teams", org_id=space.org, limit=1)]
    assert named == ["Writers", "Readers", "Poets"]
    changed = client.call("change_team", {"name": "Critics"}, org_id=space.org, team_id=made[0]["id"], version=1)
    assert (changed["name"], changed["version"]) == ("Critics", 2)
    with pytest.raises(Problem, match="precondition_failed"):
        client.call("delete_team", org_id=space.org, team_id=made[0]["id"], version=1)
    assert client.call("delete_team", org_id=space.org, team_id=made[0]["id"], version=2) == {}
