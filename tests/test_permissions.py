"""Generated from the declarations: every route as every role, as a member of another org, as a removed or suspended
member, as somebody with no org, with an API key that reaches nothing, and as nobody. The wrong people come first.
"""

import re
from typing import Any

import pytest

from hearth import ids
from hearth.access import TYPES
from hearth.http import InOrg, Public, Route, SignedIn
from hearth.lazy import resolve
from infra import openapi
from infra.openapi_schemas import Schemas
from tests.support.http import Answer, Caller
from tests.support.world import INSIDERS, World, build

APIS = {api.name: api for api in openapi.apis()}
ROUTES = openapi.routes()
GUARDED = [route for route in ROUTES if not isinstance(route.allow, Public)]
IN_ORG = [route for route in ROUTES if isinstance(route.allow, InOrg)]


def name_of(route: Route) -> str:
    return route.name


@pytest.fixture
def world(table: str) -> World:
    return build()


def call(route: Route, world: World, *, person: str | None, **credential: Any) -> Answer:
    """Call a route with a plausible request: the org of the world, otherwise ids of nothing, and an example body."""
    known = {"org_id": world.org_id, "object_type": next(iter(TYPES))}
    path = re.sub(r"\{([^}]+)\}", lambda match: known.get(match[1], ids.new_id()), route.path)
    schemas = Schemas()
    body = schemas.example(schemas.ref(resolve(route.body))) if route.body is not None else None
    raw, headers = None, None
    if route.raw:
        raw, headers = "text", {"Content-Type": route.raw[0]}
    caller = Caller(APIS[route.tag], person_id=person, **credential)
    return caller(route.method, path, body, raw=raw, headers=headers)


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_nobody_gets_nothing(route: Route, world: World) -> None:
    answer = call(route, world, person=None)
    assert (answer.status, answer.body["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("route", GUARDED, ids=name_of)
def test_an_api_key_without_the_scope_gets_nothing(route: Route, world: World) -> None:
    answer = call(route, world, person=world.people["owner"], key_id=ids.new_id(), scopes="none:none")
    assert answer.status == 403
    assert answer.body["code"] in {"scope_missing", "session_required"}


@pytest.mark.parametrize("route", IN_ORG, ids=name_of)
@pytest.mark.parametrize("who", ["stranger", "elsewhere", "removed"])
def test_outsiders_may_not_learn_that_the_org_exists(route: Route, who: str, world: World) -> None:
    answer = call(route, world, person=world.people[who])
    assert (answer.status, answer.body["code"]) == (404, "org_not_found")


@pytest.mark.parametrize("route", IN_ORG, ids=name_of)
def test_the_suspended_are_told_so_and_get_nothing(route: Route, world: World) -> None:
    answer = call(route, world, person=world.people["suspended"])
    assert (answer.status, answer.body["code"]) == (403, "membership_suspended")


@pytest.mark.parametrize("route", IN_ORG, ids=name_of)
@pytest.mark.parametrize("role", INSIDERS)
def test_each_role_may_do_what_the_table_says(route: Route, role: str, world: World) -> None:
    assert isinstance(route.allow, InOrg)
    answer = call(route, world, person=world.people[role])
    assert answer.status < 500, answer.body
    if role in route.allow.rule.org:
        refused = (
            answer.status == 403
            and answer.body["code"] == "forbidden"
            and answer.body.get("action") == route.allow.action
        )
        assert not refused, answer.body
        assert answer.status != 401
    elif route.allow.rule.object_roles is None:
        assert (answer.status, answer.body["code"]) == (403, "forbidden"), answer.body
    else:
        assert answer.status in {403, 404}, answer.body


@pytest.mark.parametrize("route", [route for route in ROUTES if isinstance(route.allow, SignedIn)], ids=name_of)
def test_a_personal_route_answers_without_a_fault(route: Route, world: World) -> None:
    answer = call(route, world, person=world.people["member"], session_id=ids.new_id())
    assert answer.status < 500, answer.body
