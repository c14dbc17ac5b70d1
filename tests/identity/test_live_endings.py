"""What ends a session closes its live connections in the same request, without waiting for the queue."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.identity.conftest import PASSWORD, Somebody, mails, token_in
from tests.support import live
from tests.support.http import Answer
from tests.support.live import Gateway


@dataclass
class Devices:
    """Ada on two devices, live on both; Ben is live too and is not to be disturbed."""

    here: Somebody
    there: Somebody
    connections: dict[str, str]


@pytest.fixture
def devices(ada: Somebody, gateway: Gateway) -> Devices:
    there = Somebody()
    there.login()
    mails()
    ben = Somebody(email="ben@example.com").join()
    held = {"here": ada, "there": there, "ben": ben}
    connections = {
        name: str(live.connect(one.person_id, session_id=one.session_id).connection_id) for name, one in held.items()
    }
    return Devices(ada, there, connections)


def forgotten(on: Devices) -> Answer:
    mails()
    on.here("POST", "/auth/forgot-password", {"email": on.here.email})
    (mail,) = [mail for mail in mails() if mail["template"] == "reset_password"]
    return on.here("POST", "/auth/reset-password", {"token": token_in(mail), "password": "another quiet meadow"})


def stolen(on: Devices) -> Answer:
    old = str(on.there.refresh_token)
    on.there.keep(on.there.refresh())
    on.there.keep(on.there.refresh())
    return on.there.refresh(old)


CASES: dict[str, tuple[Callable[[Devices], Answer], int, set[str]]] = {
    # what is done: (the act, its status, whose connections close)
    "log out here": (
        lambda on: on.here("POST", "/auth/logout", {"refresh_token": on.here.refresh_token}), 204, {"here"},
    ),
    "log out everywhere": (
        lambda on: on.here("POST", "/auth/logout", {"refresh_token": on.here.refresh_token, "everywhere": True}),
        204, {"here", "there"},
    ),
    "a session is ended": (
        lambda on: on.here("DELETE", f"/me/sessions/{on.there.session_id}"), 204, {"there"},
    ),
    "the others are ended": (lambda on: on.here("DELETE", "/me/sessions"), 204, {"there"}),
    "another password": (
        lambda on: on.here(
            "POST", "/me/password", {"current_password": PASSWORD, "new_password": "another quiet meadow"}
        ),
        204, {"there"},
    ),
    "a forgotten password": (forgotten, 204, {"here", "there"}),
    "the account is deleted": (lambda on: on.here("DELETE", "/me"), 204, {"here", "there"}),
    "a refresh token that was stolen": (stolen, 401, {"there"}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_ends_a_session_closes_its_connections_at_once(devices: Devices, gateway: Gateway, case: str) -> None:
    act, status, ended = CASES[case]
    answer = act(devices)
    assert answer.status == status, answer.body
    closed = {name for name, connection in devices.connections.items() if connection in gateway.closed}
    assert closed == ended
    for name in ended:
        (bye,) = gateway.to(devices.connections[name], "bye")
        assert bye["code"] == "session_ended"


def test_a_revoked_key_loses_its_connections_and_the_session_keeps_its_own(devices: Devices, gateway: Gateway) -> None:
    ada = devices.here
    key = ada("POST", "/me/api-keys", {"name": "ci", "scopes": ["org:read"]}).body["id"]
    keyed = live.connect(ada.person_id, session_id=key, scopes="org:read")
    assert ada("DELETE", f"/me/api-keys/{key}").status == 204
    assert gateway.closed == [keyed.connection_id]


def test_signing_out_works_when_the_gateway_does_not_answer(devices: Devices, gateway: Gateway) -> None:
    gateway.answers[devices.connections["here"]] = [500, 500, 500, 500]
    answer = devices.here("POST", "/auth/logout", {"refresh_token": devices.here.refresh_token})
    assert answer.status == 204
