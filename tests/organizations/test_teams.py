"""Teams: who may make them and fill them."""

from typing import Any

import pytest

from functions.organizations.models import MOST_TEAMS_OF_A_PERSON
from hearth import ids
from hearth.access import Member
from hearth.keys import organizations as keys
from hearth.table.write import Write
from tests.organizations.conftest import House, Meanwhile, stranger, token_in
from tests.support.http import Caller


def team(house: House, name: str = "Poets") -> str:
    answer = house.owner("POST", house.path("/teams"), {"name": name})
    assert answer.status == 201, answer.body
    return str(answer.body["id"])


def teams_of(house: House, person: Caller) -> list[str]:
    return list(house.member(person).body["team_ids"])


@pytest.mark.parametrize("role", ["member", "viewer", "guest"])
def test_lower_roles_make_and_fill_no_teams(house: House, role: str) -> None:
    bob, team_id = house.join("Bob", role), team(house)
    calls = [
        ("POST", "/teams", {"name": "Mine"}),
        ("PATCH", f"/teams/{team_id}", {"name": "Mine"}),
        ("DELETE", f"/teams/{team_id}", None),
        ("PUT", f"/teams/{team_id}/members/{bob.person_id}", None),
        ("DELETE", f"/teams/{team_id}/members/{bob.person_id}", None),
    ]
    for method, path, body in calls:
        assert bob(method, house.path(path), body).body["code"] == "forbidden", (method, path)
    assert bob("GET", house.path("/teams")).status == (403 if role == "guest" else 200)


def test_a_team_of_another_org_is_not_found(house: House) -> None:
    trudy = stranger("Trudy")
    theirs = House(trudy("POST", "/v1/orgs", {"name": "Elsewhere"}).body["id"], trudy)
    elsewhere = team(theirs)
    for method, path in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("PUT", f"/members/{house.owner.person_id}")):
        answer = house.owner(method, house.path(f"/teams/{elsewhere}{path}"), {})
        assert (answer.status, answer.body["code"]) == (404, "team_not_found")


def test_a_manager_makes_renames_and_dissolves_a_team(house: House, events_made: list[dict[str, Any]]) -> None:
    bob = house.join("Bob", "manager")
    events_made.clear()
    made = bob("POST", house.path("/teams"), {"name": "Poets", "description": "They rhyme"})
    assert (made.status, made.body["version"], made.table_calls) == (201, 1, 2)
    path = house.path(f"/teams/{made.body['id']}")
    renamed = bob("PATCH", path, {"name": "Writers"})
    assert (renamed.body["name"], renamed.body["description"], renamed.table_calls) == ("Writers", "They rhyme", 2)
    assert bob("GET", path).table_calls == 1
    assert [one["name"] for one in bob("GET", house.path("/teams")).body["items"]] == ["Writers"]
    gone = bob("DELETE", path)
    assert (gone.status, gone.table_calls) == (204, 2)
    assert bob("GET", path).body["code"] == "team_not_found"
    assert bob("GET", house.path("/teams")).body["items"] == []
    assert [event["type"] for event in events_made] == ["team.created", "team.updated", "team.deleted"]


def test_a_repeated_request_makes_one_team_in_two_round_trips(house: House) -> None:
    key = {"Idempotency-Key": "once"}
    first = house.owner("POST", house.path("/teams"), {"name": "Poets"}, headers=key)
    assert first.table_calls == 2
    assert house.owner("POST", house.path("/teams"), {"name": "Poets"}, headers=key).body == first.body
    assert len(house.owner("GET", house.path("/teams")).body["items"]) == 1


def test_people_go_into_a_team_and_out(house: House) -> None:
    bob, team_id = house.join("Bob"), team(house)
    path = house.path(f"/teams/{team_id}/members/{bob.person_id}")
    added = house.owner("PUT", path)
    assert (added.status, added.body["team_ids"], added.table_calls) == (200, [team_id], 2)
    assert house.owner("PUT", path).body["version"] == added.body["version"]
    listed = house.owner("GET", house.path("/members"), query={"team": team_id}).body["items"]
    assert [member["name"] for member in listed] == ["Bob"]
    taken = house.owner("DELETE", path)
    assert (taken.status, taken.table_calls) == (204, 2)
    assert house.owner("DELETE", path).status == 204
    assert teams_of(house, bob) == []


def test_a_manager_may_join_a_team_themselves(house: House) -> None:
    bob, team_id = house.join("Bob", "manager"), team(house)
    assert bob("PUT", house.path(f"/teams/{team_id}/members/{bob.person_id}")).status == 200
    assert teams_of(house, bob) == [team_id]


def test_nobody_is_in_more_teams_than_decisions_can_carry(house: House) -> None:
    bob, team_id = house.join("Bob"), team(house)
    many = [ids.new_id() for _ in range(MOST_TEAMS_OF_A_PERSON)]
    key = keys.member(house.org_id, str(bob.person_id))
    Write().update(Member, key, [Member.teams.set(many)]).commit()
    assert house.owner("PUT", house.path(f"/teams/{team_id}/members/{bob.person_id}")).body["code"] == "too_many"


def test_an_invitation_brings_people_into_its_teams_but_not_into_dissolved_ones(house: House) -> None:
    poets, painters = team(house), team(house, "Painters")
    made = house.invite(team_ids=[poets, painters])
    house.owner("DELETE", house.path(f"/teams/{painters}"))
    bob = stranger("Bob")
    joined = bob("POST", "/v1/invitations/accept", {"token": token_in(made.body["link"])})
    assert (joined.status, joined.table_calls) == (200, 3)
    assert teams_of(house, bob) == [poets]


def test_whoever_is_removed_is_in_no_team_when_they_come_back(house: House) -> None:
    bob, team_id = house.join("Bob"), team(house)
    house.owner("PUT", house.path(f"/teams/{team_id}/members/{bob.person_id}"))
    house.owner("DELETE", house.path(f"/members/{bob.person_id}"))
    house.join_by(bob, "member")
    assert teams_of(house, bob) == []


def test_a_team_dissolved_in_between_takes_nobody(house: House, meanwhile: Meanwhile) -> None:
    bob, team_id = house.join("Bob"), team(house)
    meanwhile(lambda: house.owner("DELETE", house.path(f"/teams/{team_id}")))
    answer = house.owner("PUT", house.path(f"/teams/{team_id}/members/{bob.person_id}"))
    assert answer.body["code"] == "team_not_found"
    assert teams_of(house, bob) == []
