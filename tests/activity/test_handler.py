"""The feeds over HTTP: who may read which, how many round trips it takes, and what it looks like."""

from typing import Any

import boto3
import pytest

from functions.activity import stream
from functions.activity.handler import api
from hearth import access, ids
from hearth.access import Member
from hearth.config import settings
from hearth.consumers import Envelope
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys
from hearth.table.write import Write
from tests.support.deliveries import ADA, CONTEXT, change, changes, happened
from tests.support.http import Answer, Caller
from tests.support.world import World, build

DOCUMENT = ids.new_id()


@pytest.fixture
def world(table: str) -> World:
    return build()


def deliver(*events: Envelope) -> None:
    stream.handler(changes(*(change([event]) for event in events)), CONTEXT)


def write_document(world: World, visibility: str = "org", *, shares: dict[str, str] | None = None, **more: Any) -> None:
    key = document_keys.document(world.org_id, DOCUMENT)
    item = {
        "pk": {"S": key.pk}, "sk": {"S": key.sk}, "org_id": {"S": world.org_id}, "visibility": {"S": visibility},
        "owner_id": {"S": ids.new_id()}, "shares": {"M": {who: {"S": role} for who, role in (shares or {}).items()}},
        **more,
    }  # fmt: skip
    boto3.client("dynamodb").put_item(TableName=settings().table, Item=item)


def edited(world: World) -> Envelope:
    data = {"title": "Plan"}
    return happened(org_id=world.org_id, object_type="document", object_id=DOCUMENT, data=data)


def ask(world: World, role: str, path: str, **query: str) -> Answer:
    return Caller(api, person_id=world.people[role])("GET", path, query=query)


def of_org(world: World) -> str:
    return f"/v1/orgs/{world.org_id}/activity"


def of_document(world: World) -> str:
    return f"/v1/orgs/{world.org_id}/activity/document/{DOCUMENT}"


def test_guests_see_nothing_of_the_org(world: World) -> None:
    deliver(happened(org_id=world.org_id))
    answer = ask(world, "guest", of_org(world))
    assert (answer.status, answer.body["code"]) == (403, "forbidden")


def test_the_org_feed_takes_two_round_trips(world: World, one_month: None) -> None:
    event = happened(org_id=world.org_id, changes={"name": ("Old", "New")}, data={"title": "Team A"})
    deliver(event)
    answer = ask(world, "viewer", of_org(world))
    assert answer.table_calls == 2
    assert answer.body == {
        "items": [
            {
                "id": event["id"],
                "type": "test.happened",
                "org_id": world.org_id,
                "actor": {"kind": "person", "id": ADA.id, "name": "Ada"},
                "object": {"type": "note", "id": event["object"]["id"], "title": "Team A"},
                "at": event["at"],
                "changes": {"name": {"before": "Old", "after": "New"}},
                "data": {},
            }
        ],
        "next": None,
    }


def test_pages_go_on_where_the_last_one_ended(world: World) -> None:
    made = [happened(org_id=world.org_id) for _ in range(5)]
    deliver(*made)
    seen: list[str] = []
    query: dict[str, str] = {"limit": "2"}
    while True:
        answer = ask(world, "member", of_org(world), **query)
        seen += [item["id"] for item in answer.body["items"]]
        if answer.body["next"] is None:
            break
        query["cursor"] = answer.body["next"]
    assert sorted(seen) == sorted(event["id"] for event in made)


def test_a_cursor_that_is_none_is_refused(world: World) -> None:
    for path in (of_org(world), "/v1/me/activity"):
        answer = ask(world, "member", path, cursor="?")
        assert (answer.status, answer.body["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("removed", 404), ("suspended", 403), ("elsewhere", 404)]
)
def test_others_may_not_even_ask(world: World, who: str, status: int) -> None:
    write_document(world)
    for path in (of_org(world), of_document(world)):
        assert ask(world, who, path).status == status


def test_whoever_may_read_a_document_sees_its_activity(world: World) -> None:
    write_document(world)
    event = edited(world)
    deliver(event)
    answer = ask(world, "viewer", of_document(world))
    assert [item["id"] for item in answer.body["items"]] == [event["id"]]
    assert answer.table_calls == 2  # membership and document together, then the feed


def test_a_private_document_is_nobodys_business(world: World) -> None:
    write_document(world, "private")
    deliver(edited(world))
    for role in ("owner", "admin", "member", "guest"):
        answer = ask(world, role, of_document(world))
        assert (answer.status, answer.body["code"]) == (404, "document_not_found")


def test_a_guest_sees_the_activity_of_what_is_shared_with_them(world: World) -> None:
    write_document(world, "private", shares={f"person:{world.people['guest']}": "viewer"})
    deliver(edited(world))
    assert ask(world, "guest", of_document(world)).status == 200


def test_a_deleted_or_unknown_document_has_no_page(world: World) -> None:
    assert ask(world, "owner", of_document(world)).status == 404
    write_document(world, deleted_at={"S": "2026-11-21T10:00:00.000Z"})
    assert ask(world, "owner", of_document(world)).status == 404


def test_the_activity_of_other_objects_is_for_all_but_guests(world: World) -> None:
    team = ids.new_id()
    event = happened(org_id=world.org_id, object_type="team", object_id=team)
    deliver(event)
    path = f"/v1/orgs/{world.org_id}/activity/team/{team}"
    assert [item["id"] for item in ask(world, "viewer", path).body["items"]] == [event["id"]]
    assert ask(world, "guest", path).status == 403


def test_my_feed_holds_what_i_did_and_what_concerns_me(world: World) -> None:
    me = world.people["guest"]
    mine = happened(org_id=world.org_id, actor=access.Principal(me, name="Guest").actor, audience={"org": True})
    to_me = happened(org_id=world.org_id, audience={"persons": [me]})
    account = happened(org_id=None, object_type="person", object_id=me, audience={"persons": [me]})
    others = happened(org_id=world.org_id)
    deliver(mine, to_me, account, others)
    answer = ask(world, "guest", "/v1/me/activity")
    assert {item["id"] for item in answer.body["items"]} == {mine["id"], to_me["id"], account["id"]}
    assert answer.table_calls == 2


def test_what_happened_in_an_org_i_left_is_not_mine_to_read(world: World) -> None:
    me = world.people["member"]
    event = happened(org_id=world.org_id, audience={"persons": [me]})
    deliver(event)
    assert len(ask(world, "member", "/v1/me/activity").body["items"]) == 1
    Write().update(Member, org_keys.member(world.org_id, me), [Member.status.set("removed")]).commit()
    assert ask(world, "member", "/v1/me/activity").body == {"items": [], "next": None}


def test_one_person_after_another_sees_their_own(world: World) -> None:
    deliver(happened(org_id=world.org_id, audience={"persons": [world.people["admin"]]}))
    assert len(ask(world, "admin", "/v1/me/activity").body["items"]) == 1
    assert ask(world, "member", "/v1/me/activity").body["items"] == []


def test_a_key_needs_its_scope(world: World) -> None:
    person = world.people["owner"]
    caller = Caller(api, person_id=person, key_id=ids.new_id(), scopes="documents:read")
    assert caller("GET", of_org(world)).body["code"] == "scope_missing"
