"""What follows from events: twice, late and in any order it ends the same."""

from typing import Any

import boto3
import pytest

from functions.organizations.models import Org
from functions.organizations.queue import handler
from hearth import access, ids
from hearth.access import Member
from hearth.config import settings
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.keys import realtime as live_keys
from hearth.live import topics
from hearth.live.items import Connection, subscriptions
from tests.organizations.conftest import House, stranger
from tests.support import deliveries, live
from tests.support.http import Caller
from tests.support.live import Gateway


def hear(type_: str, object_id: str, org_id: str | None = None) -> None:
    """Deliver an event, twice, as a queue may."""
    event = deliveries.happened("test.happened", object_id=object_id, org_id=org_id)
    event["type"] = type_
    for _ in range(2):
        batch = deliveries.messages(deliveries.from_bus(event))
        assert deliveries.failed(handler(batch, deliveries.CONTEXT)) == []


def change_person(person_id: str, **attributes: str) -> None:
    """What identity does when somebody changes their profile."""
    pk, sk = identity_keys.person(person_id)
    for name, value in attributes.items():
        boto3.client("dynamodb").update_item(
            TableName=settings().table,
            Key={"pk": {"S": pk}, "sk": {"S": sk}},
            UpdateExpression="SET #n = :v",
            ExpressionAttributeNames={"#n": name},
            ExpressionAttributeValues={":v": {"S": value}},
        )


def status(house: House, person: Caller) -> str:
    member = access.find_member(house.org_id, str(person.person_id))
    assert member is not None
    return str(member.status)


def test_memberships_follow_a_persons_name_and_address(house: House) -> None:
    bob = house.join("Bob")
    change_person(str(bob.person_id), name="Zoltan", email="z@example.org", title="Poet", picture="/v1/pictures/p/r2")
    hear("person.updated", str(bob.person_id))
    shown = house.member(bob).body
    assert (shown["name"], shown["email"], shown["title"]) == ("Zoltan", "z@example.org", "Poet")
    assert shown["picture_url"] == "/v1/pictures/p/r2/96"
    assert shown["version"] == 2
    names = [member["name"] for member in house.owner("GET", house.path("/members")).body["items"]]
    assert names == ["Ada", "Zoltan"]


def test_an_event_about_nobody_changes_nothing(house: House) -> None:
    hear("person.updated", ids.new_id())
    hear("org.deleted", ids.new_id())
    hear("team.deleted", ids.new_id(), house.org_id)


def test_memberships_of_a_deleted_org_sleep_and_wake_with_it(house: House) -> None:
    bob, eve = house.join("Bob"), house.join("Eve")
    house.owner("PATCH", house.path(f"/members/{eve.person_id}"), {"suspended": True})
    house.owner("DELETE", house.path())
    hear("org.deleted", house.org_id)
    assert [status(house, person) for person in (house.owner, bob, eve)] == ["dormant", "dormant", "suspended"]
    assert bob("GET", house.path()).body["code"] == "org_not_found"
    assert house.owner("POST", house.path("/restore")).status == 200
    hear("org.restored", house.org_id)
    hear("org.deleted", house.org_id)  # a late one: the org is what it is now
    assert [status(house, person) for person in (house.owner, bob, eve)] == ["active", "active", "suspended"]


def test_a_dissolved_team_has_nobody_left(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("hearth.live.gateway.end_access", lambda _, person_id: told.append(person_id))
    bob = house.join("Bob")
    team = house.owner("POST", house.path("/teams"), {"name": "Poets"}).body["id"]
    house.owner("PUT", house.path(f"/teams/{team}/members/{bob.person_id}"))
    house.owner("DELETE", house.path(f"/teams/{team}"))
    told.clear()
    hear("team.deleted", team, house.org_id)
    assert house.member(bob).body["team_ids"] == []
    assert told == [bob.person_id]


def test_what_a_team_was_shared_is_watched_no_longer_and_gone_connections_leave_nothing(
    house: House, gateway: Gateway
) -> None:
    bob = house.join("Bob")
    team = house.owner("POST", house.path("/teams"), {"name": "Poets"}).body["id"]
    house.owner("PUT", house.path(f"/teams/{team}/members/{bob.person_id}"))
    poem = topics.document(house.org_id, ids.new_id())
    live.write_document(house.org_id, poem.object_id, visibility="private", shares={f"team:{team}": "editor"})
    bobs = topics.user(str(bob.person_id))
    here, gone = (live.connect(str(bob.person_id), name="Bob") for _ in range(2))
    for one in (here, gone):
        live.watch(one, poem)
        live.watch(one, bobs)
    gateway.gone.add(gone.connection_id)
    house.owner("DELETE", house.path(f"/teams/{team}"))
    assert len(subscriptions(poem)) == 2
    hear("team.deleted", team, house.org_id)
    assert [frame["topic"] for frame in gateway.to(here.connection_id, "access-ended")] == [poem.name]
    assert subscriptions(poem) == []
    assert [one.connection_id for one in subscriptions(bobs)] == [here.connection_id]
    assert Connection.find(live_keys.connection(gone.connection_id)) is None


def test_whoever_deletes_their_account_leaves_no_address_behind(
    house: House, events_made: list[dict[str, Any]]
) -> None:
    bob = house.join("Bob")
    gone = house.join("Eve")
    house.owner("DELETE", house.path(f"/members/{gone.person_id}"))
    events_made.clear()
    for person in (bob, gone):
        hear("person.deleted", str(person.person_id))
        member = access.find_member(house.org_id, str(person.person_id))
        assert member is not None
        assert (member.status, member.email, bool(member.name)) == ("removed", "", True)
    left = [event for event in events_made if event["type"] == "member.left"]
    assert [event["object"]["id"] for event in left] == [bob.person_id]


def test_one_of_two_owners_deletes_their_account(house: House) -> None:
    olga = house.join("Olga", "owner")
    hear("person.deleted", str(house.owner.person_id))
    assert olga("POST", house.path("/leave")).body["code"] == "sole_owner"


def test_an_org_never_loses_its_last_owner_even_so(house: House) -> None:
    """Identity refuses to delete the account of an only owner. If it comes to that, the next in rank owns the org."""
    house.join("Gus", "guest")
    viewer, admin = house.join("Vera", "viewer"), house.join("Bob", "admin")
    hear("person.deleted", str(house.owner.person_id))
    assert admin("GET", house.path()).body["role"] == "owner"
    assert viewer("GET", house.path()).body["role"] == "viewer"
    assert admin("POST", house.path("/leave")).body["code"] == "sole_owner"


def test_an_org_of_one_goes_with_its_owner(table: str) -> None:
    trudy = stranger("Trudy")
    org_id = trudy("POST", "/v1/orgs", {"name": "Alone"}).body["id"]
    hear("person.deleted", str(trudy.person_id))
    org = Org.find(org_keys.org(org_id))
    assert org is not None
    assert org.deleted_at
    member = Member.find(org_keys.member(org_id, str(trudy.person_id)))
    assert member is not None
    assert member.status == "removed"
