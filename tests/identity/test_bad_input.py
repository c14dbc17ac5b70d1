"""Whatever is sent to whatever route: a clear error, never a failure of ours, and nothing changed."""

import json
from typing import Any

import pytest

from functions.identity.handler import api
from hearth import ids
from hearth.http import Route
from hearth.lazy import resolve
from tests.identity.conftest import PASSWORD, Somebody

WITH_BODY = [route for route in api.routes if route.body is not None]
NASTY: list[Any] = [
    None,
    True,
    -1,
    1e308,
    "",
    "x" * 30_000,
    "\u0000\ufffe\U0010ffff",
    "A" * 43,
    "2026-13-45T99:99:99Z",
    "0001-01-01T00:00:00+14:00",
    [[]],
    {},
    {"mon": None},
    {"text": "x", "until": "0001-01-01T00:00:00+14:00"},
]
RAW = ["", "{", "null", "[]", '"x"', "1", '{"a":1,"a":2}', '{"__proto__":{}}', '{"email":"\\ud800"}', "[" * 3000]


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rate limit, behind which the rest of the route would hide."""
    monkeypatch.setattr("hearth.http.api.spend", lambda *_: {})
    monkeypatch.setattr("functions.identity.service.login_throttle.LoginThrottle.admit", lambda _: None)


def name_of(route: Route) -> str:
    return route.name


def fields_of(route: Route) -> dict[str, Any]:
    """A body that fits, by the shape's own examples."""
    good = {
        "email": "ada@example.com",
        "password": PASSWORD,
        "current_password": PASSWORD,
        "new_password": "nineteen green bicycles",
        "name": "Ada",
        "token": "A" * 43,
        "mfa_token": "x",
        "code": "123456",
        "refresh_token": "x",
        "scopes": ["me:read"],
        "values": {},
        "content_type": "image/png",
    }
    return {field: good[field] for field in resolve(route.body).model_fields if field in good}


@pytest.mark.parametrize("route", WITH_BODY, ids=name_of)
def test_no_value_of_any_field_is_a_failure_of_ours(ada: Somebody, route: Route) -> None:
    path = route.path.removeprefix("/v1")
    for field in resolve(route.body).model_fields:
        for value in NASTY:
            answer = ada(route.method, path, {**fields_of(route), field: value})
            assert answer.status < 500, (route.name, field, value, answer.body)
            if answer.status == 200 and "access_token" in (answer.body or {}):
                ada.keep(answer)


@pytest.mark.parametrize("route", WITH_BODY, ids=name_of)
def test_no_body_is_a_failure_of_ours(ada: Somebody, route: Route) -> None:
    for raw in RAW:
        answer = ada(route.method, route.path.removeprefix("/v1"), raw=raw)
        assert 400 <= answer.status < 500 or json.loads(raw) == {"__proto__": {}}, (raw, answer.body)


@pytest.mark.parametrize("route", api.routes, ids=name_of)
def test_no_header_or_id_is_a_failure_of_ours(ada: Somebody, route: Route) -> None:
    path = route.path.removeprefix("/v1")
    for nasty in ("x", "../..", "%00", "é", ids.new_id().upper(), "0" * 300):
        filled = path.replace("{session_id}", nasty).replace("{key_id}", nasty).replace("{person_id}", nasty)
        filled = filled.replace("{revision_id}", nasty).replace("{size}", nasty)
        if filled.count("/") != path.count("/"):
            continue
        headers = {"If-Match": nasty, "Cookie": f"hearth_refresh={nasty}; hearth_device={nasty}", "Origin": nasty}
        body = fields_of(route) if route.body is not None else None
        if route.name == "close_account":
            continue
        answer = ada(route.method, filled, body, headers={**headers, "CloudFront-Viewer-Country": nasty})
        assert answer.status < 500, (route.name, nasty, answer.body)
        query = {"limit": nasty, "cursor": nasty} if route.query else None
        answer = ada(route.method, filled, body, query=query)
        assert answer.status < 500, (route.name, nasty, answer.body)
