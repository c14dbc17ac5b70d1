"""Generated from the declarations: every route, called so that it succeeds, asks the table at most twice for a read and
three times for a write, the rate limit, the permission and telling live connections included.

What a count depends on is brought to its usual worst: the process remembers nothing, the document has a snapshot and a
tail, a key is given where one can be. What may cost more, and is bounded elsewhere: each live connection that hears or
loses something, each level of the tree above a parent, each of up to three empty months of a log (`tests/audit`).
"""

import re
from typing import Any

import pytest

from hearth.http import Route
from infra import openapi
from tests.support.http import Answer
from tests.support.ready import MORE, READY, ready
from tests.support.workspace import Workspace, quick_hashes

APIS = {api.name: api for api in openapi.apis()}
ROUTES = openapi.routes()
CREATING = [route for route in ROUTES if route.creates]
READ, WRITE = 2, 3


@pytest.fixture
def space(table: str, gateway: object, one_month: None, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    quick_hashes(monkeypatch)
    return Workspace(APIS)


def call(space: Workspace, route: Route, **headers: str) -> Answer:
    wanted = ready(space, route.name)
    path = re.sub(r"\{([^}]+)\}", lambda match: wanted.path[match[1]], route.path).removeprefix("/v1")
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return wanted.by(route.method, path, wanted.body, raw=wanted.raw, headers={**wanted.headers, **given})


def allowed(route: Route) -> int:
    return MORE[route.name][0] if route.name in MORE else READ if route.method == "GET" else WRITE


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: str(route.name))
def test_a_route_asks_the_table_no_more_than_it_may(route: Route, space: Workspace) -> None:
    answer = call(space, route)
    assert answer.status < 400, answer.body
    assert answer.table_calls <= allowed(route), answer.table_log
    if route.name in MORE:
        assert answer.table_calls == allowed(route), "an exception that is none any more"


@pytest.mark.parametrize("route", CREATING, ids=lambda route: str(route.name))
def test_a_key_costs_nothing_and_repeats_cost_no_more(route: Route, space: Workspace) -> None:
    first = call(space, route, Idempotency_Key="the-same")
    assert first.status == route.status, first.body
    assert first.table_calls <= allowed(route), first.table_log
    again = call(space, route, Idempotency_Key="the-same")
    assert (again.status, again.headers.get("Idempotency-Replayed")) == (first.status, "true"), again.body
    assert again.table_calls <= allowed(route), again.table_log
    assert without(again.body, route) == without(first.body, route)


def without(body: Any, route: Route) -> Any:
    return {name: value for name, value in body.items() if name not in route.shown_once}


def test_every_exception_is_of_a_route() -> None:
    assert set(MORE) <= {route.name for route in ROUTES}
    assert set(READY) == {route.name for route in ROUTES}
