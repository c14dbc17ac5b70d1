"""A second type of object, registered once and known nowhere else: topics, decisions and feeds follow it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import boto3
import pytest

from functions.activity import policies, stream
from functions.activity.handler import api
from hearth import access, ids
from hearth.access import EVERYBODY, RULES, TYPES, Member, ObjectType, Principal, Rule, Shared
from hearth.access.objects.types import strongest
from hearth.config import settings
from hearth.errors import Forbidden, HearthError, NotFound
from hearth.keys import Key
from hearth.live import topics
from tests.support import http
from tests.support.deliveries import CONTEXT, change, changes, happened
from tests.support.http import Caller
from tests.support.world import World, build

GARDEN = ids.new_id()


class GardenRole(StrEnum):
    KEEPER = "keeper"
    GUEST = "guest"


class GardenNotFound(NotFound):
    code = "garden_not_found"


def key(org_id: str, garden_id: str) -> Key:
    return Key(f"ORG#{org_id}#GARDEN#{garden_id}", "GARDEN")


def role_of(member: Member, garden: Shared) -> GardenRole | None:
    mine = GardenRole.KEEPER if garden.owner_id == member.person_id else None
    role = strongest(GardenRole, [mine, garden.shares.get(f"person:{member.person_id}")])
    return GardenRole(role) if role is not None else None


GARDENS = ObjectType(
    name="garden",
    roles=GardenRole,
    key=key,
    role_of=role_of,
    rules={
        "garden.read": Rule("gardens:read", EVERYBODY, frozenset(GardenRole)),
        "garden.dig": Rule("gardens:write", EVERYBODY, frozenset({GardenRole.KEEPER})),
    },
    not_found=GardenNotFound,
    read="garden.read",
    edit="garden.dig",
    closing=frozenset({"garden.deleted"}),
)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(TYPES, "garden", GARDENS)
    (feed,) = [route for route in api.routes if route.name == "list_object_activity"]
    declared = feed.raises
    object.__setattr__(feed, "raises", (*declared, GardenNotFound))  # made of TYPES when the module was read
    http._promised.pop(id(feed), None)
    for action, rule in GARDENS.rules.items():
        monkeypatch.setitem(RULES, action, rule)
    yield
    object.__setattr__(feed, "raises", declared)
    http._promised.pop(id(feed), None)


@pytest.fixture
def world(table: str) -> World:
    built = build()
    place = key(built.org_id, GARDEN)
    shares = {f"person:{built.people['guest']}": {"S": "guest"}}
    item: dict[str, Any] = {
        "pk": {"S": place.pk}, "sk": {"S": place.sk}, "org_id": {"S": built.org_id}, "visibility": {"S": "private"},
        "owner_id": {"S": built.people["member"]}, "shares": {"M": shares},
    }  # fmt: skip
    boto3.client("dynamodb").put_item(TableName=settings().table, Item=item)
    return built


def decide(world: World, person: str, **credential: Any) -> topics.Granted | str:
    topic = topics.parse(f"garden:{world.org_id}/{GARDEN}")
    try:
        return topics.decide(Principal(world.people[person], **credential), topic)
    except HearthError as error:
        return error.name


@pytest.mark.parametrize("person", ["stranger", "elsewhere", "removed", "suspended", "admin", "owner"])
def test_whoever_has_no_role_in_it_may_not_know_of_it(world: World, person: str) -> None:
    assert decide(world, person) == "not_found"
    path = f"/v1/orgs/{world.org_id}/activity/garden/{GARDEN}"
    answer = Caller(api, person_id=world.people[person])("GET", path)
    assert answer.status in {403, 404}
    assert answer.body["code"] in {"garden_not_found", "org_not_found", "membership_suspended"}


def test_roles_reach_topics_and_a_key_that_may_not_write_watches_as_the_weakest(world: World) -> None:
    assert decide(world, "member") == topics.Granted(GardenRole.KEEPER)
    assert decide(world, "guest") == topics.Granted(GardenRole.GUEST)
    reads = {"key_id": "k", "scopes": frozenset({"gardens:read"})}
    assert decide(world, "member", **reads) == topics.Granted(GardenRole.GUEST)
    assert decide(world, "member", key_id="k", scopes=frozenset({"documents:read"})) == "scope_missing"


def test_the_table_decides_with_its_roles(world: World) -> None:
    garden = access.ObjectAccess(GARDENS, world.org_id, GARDEN, world.people["member"], "private", {})
    keeper = access.get_member(world.org_id, world.people["member"])
    access.require(keeper, "garden.dig", garden)
    access.require(keeper, "activity.read", garden)
    garden.shares = {f"person:{world.people['guest']}": "guest"}
    with pytest.raises(Forbidden):
        access.require(access.get_member(world.org_id, world.people["guest"]), "garden.dig", garden)
    with pytest.raises(GardenNotFound):
        access.require(access.get_member(world.org_id, world.people["owner"]), "garden.read", garden)


def test_its_feed_is_shown_to_who_may_read_it_and_the_org_is_told_only_of_open_ones(world: World) -> None:
    event = happened(org_id=world.org_id, object_type="garden", object_id=GARDEN, data={"title": "Roses"})
    stream.handler(changes(change([event])), CONTEXT)
    path = f"/v1/orgs/{world.org_id}/activity"
    own = Caller(api, person_id=world.people["guest"])("GET", f"{path}/garden/{GARDEN}")
    assert [one["object"]["title"] for one in own.body["items"]] == ["Roses"]
    assert Caller(api, person_id=world.people["admin"])("GET", path).body["items"] == []
    assert policies.access_key(world.org_id, "garden", GARDEN) == key(world.org_id, GARDEN)
