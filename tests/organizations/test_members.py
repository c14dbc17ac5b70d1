"""People in an org: who may see, change, suspend and remove whom, and that an owner always stays."""

from typing import Any

import pytest

from hearth import ids
from tests.organizations.conftest import House, Meanwhile, stranger
from tests.support.http import Caller

LOWER = ["manager", "member", "viewer", "guest"]


def change(house: House, asker: Caller, whom: Caller, **body: Any) -> tuple[int, Any]:
    answer = asker("PATCH", house.path(f"/members/{whom.person_id}"), body)
    return answer.status, answer.body.get("code", answer.body.get("role"))


# --- the wrong people ---------------------------------------------------------------------------------------------


def test_people_outside_see_nobody(house: House) -> None:
    bob = house.join("Bob")
    house.owner("DELETE", house.path(f"/members/{bob.person_id}"))
    elsewhere = stranger("Trudy")
    elsewhere("POST", "/v1/orgs", {"name": "Elsewhere"})
    for outsider in (stranger(), elsewhere, bob):
        for path in ("/members", f"/members/{house.owner.person_id}"):
            assert outsider("GET", house.path(path)).body["code"] == "org_not_found"


def test_a_guest_sees_whom_they_know_but_no_list(house: House) -> None:
    guest = house.join("Gus", "guest")
    assert guest("GET", house.path("/members")).body["code"] == "forbidden"
    assert guest("GET", house.path(f"/members/{house.owner.person_id}")).body["name"] == "Ada"


@pytest.mark.parametrize("role", LOWER)
def test_lower_roles_change_and_remove_nobody(house: House, role: str) -> None:
    bob, eve = house.join("Bob", role), house.join("Eve", "guest")
    assert change(house, bob, eve, role="viewer") == (403, "forbidden")
    assert change(house, bob, bob, role="owner") == (403, "forbidden")
    assert bob("DELETE", house.path(f"/members/{eve.person_id}")).body["code"] == "forbidden"
    assert bob("POST", house.path("/transfer"), {"person_id": bob.person_id}).body["code"] == "forbidden"


def test_an_admin_sets_roles_up_to_admin_and_touches_no_owner(house: House) -> None:
    admin, eve = house.join("Bob", "admin"), house.join("Eve")
    assert change(house, admin, eve, role="admin") == (200, "admin")
    assert change(house, admin, eve, role="owner") == (403, "forbidden")
    assert change(house, admin, admin, role="owner") == (403, "forbidden")
    assert change(house, admin, house.owner, role="member") == (403, "forbidden")
    assert change(house, admin, house.owner, suspended=True) == (403, "forbidden")
    assert admin("DELETE", house.path(f"/members/{house.owner.person_id}")).body["code"] == "forbidden"
    assert change(house, admin, admin, role="member") == (200, "member")


def test_nobody_of_that_id_is_not_found(house: House) -> None:
    for method in ("GET", "PATCH", "DELETE"):
        answer = house.owner(method, house.path(f"/members/{ids.new_id()}"), {})
        assert (answer.status, answer.body["code"]) == (404, "person_not_found")


@pytest.mark.parametrize("body", [{"role": "king"}, {"role": 1}, {"suspended": "perhaps"}, {"status": "removed"}])
def test_a_change_that_makes_no_sense_is_refused(house: House, body: dict[str, Any]) -> None:
    bob = house.join("Bob")
    assert house.owner("PATCH", house.path(f"/members/{bob.person_id}"), body).status == 422


def test_one_member_reads_as_in_the_list(house: House) -> None:
    bob = house.join("Bob", "viewer")
    change(house, house.owner, bob, suspended=True)
    listed = {one["id"]: one for one in house.owner("GET", house.path("/members")).body["items"]}
    assert set(listed) == {house.owner.person_id, bob.person_id}
    for person in (house.owner, bob):
        alone = house.owner("GET", house.path(f"/members/{person.person_id}"))
        assert (alone.body, alone.table_calls) == (listed[str(person.person_id)], 1)


# --- lists --------------------------------------------------------------------------------------------------------


def test_members_are_listed_by_name_and_found_by_its_beginning(house: House) -> None:
    for name in ("Zoë", "bob", "Élodie"):
        house.join(name, email=f"{ids.new_id()}@example.org")

    def names(**query: str) -> list[str]:
        return [member["name"] for member in house.owner("GET", house.path("/members"), query=query).body["items"]]

    assert names() == ["Ada", "bob", "Élodie", "Zoë"]
    assert names(search="elo") == ["Élodie"]
    assert names(search="ZOE") == ["Zoë"]
    assert names(search="x") == []


def test_a_list_goes_on_where_the_page_before_ended(house: House) -> None:
    for number in range(4):
        house.join(f"Person {number}", email=f"{number}@example.org")
    seen, cursor = [], None
    while True:
        query = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = house.owner("GET", house.path("/members"), query=query).body
        seen += [member["name"] for member in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == ["Ada", *[f"Person {number}" for number in range(4)]]


# --- roles, suspension, removal -----------------------------------------------------------------------------------


def test_a_role_is_changed_in_two_round_trips_and_told(house: House, events_made: list[dict[str, Any]]) -> None:
    bob = house.join("Bob")
    answer = house.owner("PATCH", house.path(f"/members/{bob.person_id}"), {"role": "manager"})
    assert (answer.body["role"], answer.body["version"], answer.table_calls) == ("manager", 2, 2)
    assert events_made[-1]["type"] == "member.role_changed"
    assert events_made[-1]["changes"] == {"role": ["member", "manager"]}
    actor = events_made[-1]["actor"]
    assert (actor["kind"], actor["id"], actor["address"]) == ("person", house.owner.person_id, "192.0.2.1")
    assert events_made[-1]["security"] is True


def test_the_suspended_get_nothing_until_it_ends(house: House) -> None:
    bob = house.join("Bob")
    assert change(house, house.owner, bob, suspended=True)[0] == 200
    assert bob("GET", house.path()).body["code"] == "membership_suspended"
    assert bob("GET", "/v1/me/orgs").body["items"] == []
    assert house.member(bob).body["suspended"] is True
    assert change(house, house.owner, bob, suspended=False)[0] == 200
    assert bob("GET", house.path()).status == 200


def test_nobody_suspends_themselves(house: House) -> None:
    assert change(house, house.owner, house.owner, suspended=True) == (409, "not_yourself")


def test_whoever_is_removed_is_a_stranger_at_once(house: House, events_made: list[dict[str, Any]]) -> None:
    bob = house.join("Bob")
    removed = house.owner("DELETE", house.path(f"/members/{bob.person_id}"))
    assert (removed.status, removed.table_calls) == (204, 2)
    assert events_made[-1]["changes"] == {"status": ["active", "removed"], "role": ["member", None]}
    assert bob("GET", house.path()).body["code"] == "org_not_found"
    assert bob("GET", "/v1/me/orgs").body["items"] == []
    assert house.member(bob).body["code"] == "person_not_found"
    names = [member["name"] for member in house.owner("GET", house.path("/members")).body["items"]]
    assert names == ["Ada"]


def test_access_that_ends_is_told_to_live_connections_at_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr("hearth.live.gateway.end_access", lambda org_id, person_id: told.append((org_id, person_id)))
    bob, eve, owner = house.join("Bob"), house.join("Eve"), house.join("Olga", "owner")
    told.clear()
    change(house, house.owner, bob, role="viewer")
    change(house, house.owner, bob, suspended=True)
    house.owner("DELETE", house.path(f"/members/{bob.person_id}"))
    eve("POST", house.path("/leave"))
    house.owner("POST", house.path("/transfer"), {"person_id": owner.person_id})
    everybody = [bob, bob, bob, eve, house.owner]
    assert told == [(house.org_id, person.person_id) for person in everybody]


def test_an_older_version_changes_nobody(house: House) -> None:
    bob = house.join("Bob")
    change(house, house.owner, bob, role="viewer")
    path = house.path(f"/members/{bob.person_id}")
    for method in ("PATCH", "DELETE"):
        answer = house.owner(method, path, {"role": "admin"}, headers={"If-Match": '"1"'})
        assert answer.body["code"] == "precondition_failed"


# --- owners -------------------------------------------------------------------------------------------------------


def test_the_only_owner_stays(house: House) -> None:
    house.join("Bob", "admin")
    assert house.owner("POST", house.path("/leave")).body["code"] == "sole_owner"
    assert change(house, house.owner, house.owner, role="admin") == (409, "sole_owner")
    assert house.owner("DELETE", house.path(f"/members/{house.owner.person_id}")).body["code"] == "sole_owner"
    assert house.owner("GET", house.path()).body["role"] == "owner"


def test_one_of_two_owners_goes_and_the_other_stays(house: House) -> None:
    olga = house.join("Olga", "owner")
    left = house.owner("POST", house.path("/leave"))
    assert (left.status, left.table_calls) == (204, 2)
    assert olga("POST", house.path("/leave")).body["code"] == "sole_owner"


def test_a_suspended_owner_does_not_count(house: House) -> None:
    olga = house.join("Olga", "owner")
    assert change(house, house.owner, olga, suspended=True)[0] == 200
    assert house.owner("POST", house.path("/leave")).body["code"] == "sole_owner"
    assert change(house, house.owner, olga, suspended=False)[0] == 200
    assert house.owner("POST", house.path("/leave")).status == 204


def test_ownership_is_handed_over(house: House, events_made: list[dict[str, Any]]) -> None:
    bob = house.join("Bob", "viewer")
    events_made.clear()
    answer = house.owner("POST", house.path("/transfer"), {"person_id": bob.person_id, "role": "member"})
    assert (answer.status, answer.body["role"], answer.table_calls) == (200, "member", 2)
    types = ["ownership.transferred", "member.role_changed", "member.role_changed"]
    assert [event["type"] for event in events_made] == types
    assert events_made[0]["changes"] == {"owners": [[house.owner.person_id], [bob.person_id]]}
    assert bob("GET", house.path()).body["role"] == "owner"
    assert house.owner("POST", house.path("/transfer"), {"person_id": bob.person_id}).body["code"] == "forbidden"


def test_ownership_goes_to_nobody_outside_or_suspended(house: House) -> None:
    bob = house.join("Bob")
    change(house, house.owner, bob, suspended=True)
    asked = {person: house.owner("POST", house.path("/transfer"), {"person_id": person}).body["code"]
             for person in (str(bob.person_id), ids.new_id(), str(house.owner.person_id))}  # fmt: skip
    assert list(asked.values()) == ["member_suspended", "person_not_found", "not_yourself"]


# --- races: the other one is always faster ------------------------------------------------------------------------


def test_two_owners_demote_each_other_and_one_stays(house: House, meanwhile: Meanwhile) -> None:
    olga = house.join("Olga", "owner")
    meanwhile(lambda: change(house, olga, house.owner, role="member"))
    assert change(house, house.owner, olga, role="member") == (403, "forbidden")
    assert house.member(olga, olga).body["role"] == "owner"
    assert house.member(house.owner, olga).body["role"] == "member"


def test_two_owners_leave_at_once_and_one_stays(house: House, meanwhile: Meanwhile) -> None:
    olga = house.join("Olga", "owner")
    meanwhile(lambda: olga("POST", house.path("/leave")))
    assert house.owner("POST", house.path("/leave")).body["code"] == "sole_owner"
    assert house.owner("GET", house.path()).body["role"] == "owner"


def test_the_last_owner_leaves_while_handing_over(house: House, meanwhile: Meanwhile) -> None:
    bob = house.join("Bob")
    meanwhile(lambda: house.owner("POST", house.path("/transfer"), {"person_id": bob.person_id}))
    assert house.owner("POST", house.path("/leave")).body["code"] in {"precondition_failed", "sole_owner"}
    assert bob("GET", house.path()).body["role"] == "owner"
    assert house.owner("POST", house.path("/leave")).status == 204


def test_handing_over_to_somebody_who_has_just_left_fails(house: House, meanwhile: Meanwhile) -> None:
    bob = house.join("Bob")
    meanwhile(lambda: bob("POST", house.path("/leave")))
    answer = house.owner("POST", house.path("/transfer"), {"person_id": bob.person_id})
    assert answer.body["code"] == "precondition_failed"
    assert house.owner("GET", house.path()).body["role"] == "owner"


def test_an_admin_who_has_just_been_demoted_changes_nothing(house: House, meanwhile: Meanwhile) -> None:
    admin, eve = house.join("Bob", "admin"), house.join("Eve")
    meanwhile(lambda: change(house, house.owner, admin, role="member"))
    assert change(house, admin, eve, role="admin") == (403, "forbidden")
    assert house.member(eve).body["role"] == "member"


def test_an_admin_does_not_touch_somebody_who_has_just_become_an_owner(house: House, meanwhile: Meanwhile) -> None:
    admin, eve = house.join("Bob", "admin"), house.join("Eve")
    meanwhile(lambda: change(house, house.owner, eve, role="owner"))
    assert admin("DELETE", house.path(f"/members/{eve.person_id}")).body["code"] == "precondition_failed"
    assert house.member(eve).body["role"] == "owner"
