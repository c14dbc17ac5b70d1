"""Making, reading, changing, deleting and restoring an org."""

from typing import Any

import pytest

from functions.organizations.handler import api
from hearth import clock, ids
from hearth.keys import organizations as keys
from hearth.orgs import OrgPolicy
from hearth.table.batch import read
from tests.organizations.conftest import House, build_person, stranger
from tests.support.http import Caller


def test_whoever_makes_an_org_owns_it(ada: Caller) -> None:
    made = ada("POST", "/v1/orgs", {"name": "Größe & Söhne"})
    assert made.status == 201
    assert {name: made.body[name] for name in ("name", "slug", "role", "link_sharing", "retention_days")} == {
        "name": "Größe & Söhne", "slug": "groe-sohne", "role": "owner", "link_sharing": "anyone", "retention_days": 30,
    }  # fmt: skip
    assert made.headers["ETag"] == '"1"'
    assert ada("GET", f"/v1/orgs/{made.body['id']}").body == made.body
    assert made.table_calls == 2


def test_the_same_org_is_made_once_however_often_it_is_asked_for(ada: Caller) -> None:
    first = ada("POST", "/v1/orgs", {"name": "Once"}, headers={"Idempotency-Key": "k"})
    again = ada("POST", "/v1/orgs", {"name": "Once"}, headers={"Idempotency-Key": "k"})
    assert again.body == first.body
    assert len(ada("GET", "/v1/me/orgs").body["items"]) == 1


def test_reads_cost_at_most_two_round_trips(house: House) -> None:
    house.join("Bob")
    house.owner("GET", house.path("/members"))  # the first of a day goes on record
    for path in ("", "/members", f"/members/{house.owner.person_id}", "/invitations"):
        answer = house.owner("GET", house.path(path))
        assert (answer.status, answer.table_calls <= 2) == (200, True), path
    assert house.owner("GET", "/v1/me/orgs").table_calls == 2
    assert house.owner("GET", "/v1/me/joinable-orgs").table_calls == 2


def test_a_stranger_does_not_learn_that_an_org_exists(house: House) -> None:
    mallory = stranger()
    for method, path in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("GET", "/members"), ("POST", "/leave")):
        answer = mallory(method, house.path(path), {})
        assert (answer.status, answer.body["code"]) == (404, "org_not_found"), path
    for path in ("/restore", "/join"):
        assert mallory("POST", house.path(path)).body["code"] == "org_not_found"
        there_is_none = mallory("POST", f"/v1/orgs/{ids.new_id()}{path}")
        assert mallory("POST", house.path(path)).body["detail"] == there_is_none.body["detail"]


@pytest.mark.parametrize("role", ["manager", "member", "viewer", "guest"])
def test_lower_roles_cannot_change_settings(house: House, role: str) -> None:
    somebody = house.join("Bob", role)
    answer = somebody("PATCH", house.path(), {"name": "Mine now"})
    assert (answer.status, answer.body["code"]) == (403, "forbidden")


def test_an_admin_changes_settings_but_does_not_delete_the_org(house: House, events_made: list[dict[str, Any]]) -> None:
    bob = house.join("Bob", "admin")
    answer = bob("PATCH", house.path(), {"name": "Engines", "retention_days": 90, "link_sharing": "off"})
    assert (answer.status, answer.body["name"], answer.body["version"]) == (200, "Engines", 2)
    assert answer.table_calls == 2
    assert events_made[-1]["changes"] == {
        "name": ["Analytical Engines", "Engines"],
        "link_sharing": ["anyone", "off"],
        "retention_days": [30, 90],
    }
    assert bob("DELETE", house.path()).body["code"] == "forbidden"


def test_what_was_deleted_under_another_retention_can_no_longer_be_told(house: House) -> None:
    """Replicas that have not asked since then read their lists anew (`hearth.sync`)."""

    def since() -> str:
        (policy,) = read((OrgPolicy, keys.org(house.org_id)))
        assert policy.traces.span.days == policy.retention_days
        return str(policy.traces.since)

    house.owner("PATCH", house.path(), {"name": "Engines", "retention_days": 30})
    assert since() == ""
    before = clock.iso(clock.now())
    house.owner("PATCH", house.path(), {"retention_days": 1})
    assert before <= since() <= clock.iso(clock.now())


def test_a_change_of_nothing_writes_nothing(house: House) -> None:
    answer = house.owner("PATCH", house.path(), {"name": "Analytical Engines"})
    assert (answer.body["version"], answer.table_calls) == (1, 1)


def test_an_older_version_overwrites_nothing(house: House) -> None:
    house.owner("PATCH", house.path(), {"name": "Engines"})
    answer = house.owner("PATCH", house.path(), {"name": "Machines"}, headers={"If-Match": '"1"'})
    assert (answer.status, answer.body["code"]) == (412, "precondition_failed")


@pytest.mark.parametrize(
    "body", [{"retention_days": 0}, {"link_sharing": "x"}, {"name": ""}, {"owners": []}, {"sign_up_domains": ["a"]}]
)
def test_settings_that_make_no_sense_are_refused(house: House, body: dict[str, Any]) -> None:
    assert house.owner("PATCH", house.path(), body).status == 422


def test_a_key_without_the_scope_reaches_nothing(house: House) -> None:
    narrow = Caller(api, house.owner.person_id, key_id=ids.new_id(), scopes="org:read")
    assert narrow("GET", house.path()).status == 200
    for method, path in (("PATCH", ""), ("DELETE", ""), ("POST", "/leave")):
        assert narrow(method, house.path(path), {}).body["code"] == "scope_missing"
    wide = Caller(api, house.owner.person_id, key_id=ids.new_id(), scopes="me:write")
    assert wide("POST", house.path("/restore")).body["code"] == "scope_missing"


# --- deleting and restoring ---------------------------------------------------------------------------------------


def test_a_deleted_org_is_gone_for_everybody_and_its_owner_restores_it(house: House) -> None:
    bob = house.join("Bob")
    assert house.owner("DELETE", house.path()).status == 204
    for person in (house.owner, bob):
        assert person("GET", house.path()).body["code"] == "org_not_found"
        assert person("GET", "/v1/me/orgs").body["items"] == []
    assert bob("GET", "/v1/me/orgs", query={"deleted": "true"}).body["items"] == []
    mine = house.owner("GET", "/v1/me/orgs", query={"deleted": "true"}).body["items"]
    assert [org["id"] for org in mine] == [house.org_id]
    assert mine[0]["deleted_at"]

    assert bob("POST", house.path("/restore")).body["code"] == "forbidden"
    restored = house.owner("POST", house.path("/restore"))
    assert (restored.status, restored.body["deleted_at"], restored.table_calls) == (200, None, 2)
    assert bob("GET", house.path()).status == 200
    assert house.owner("POST", house.path("/restore")).body["code"] == "not_deleted"


def test_an_org_that_somebody_else_owns_is_not_theirs_to_restore(house: House) -> None:
    house.owner("DELETE", house.path())
    assert stranger()("POST", house.path("/restore")).body["code"] == "org_not_found"


# --- sign-up domains ----------------------------------------------------------------------------------------------


def test_people_of_a_sign_up_domain_see_the_org_and_join(house: House) -> None:
    eve = Caller(api, build_person("Eve", "eve@example.org"), name="Eve")
    assert eve("GET", "/v1/me/joinable-orgs").body["items"] == []
    changed = house.owner("PATCH", house.path(), {"sign_up_domains": ["Example.ORG"], "sign_up_role": "viewer"})
    assert changed.body["sign_up_domains"] == ["example.org"]
    listed = {"id": house.org_id, "name": "Analytical Engines", "role": "viewer"}
    assert eve("GET", "/v1/me/joinable-orgs").body["items"] == [listed]
    assert stranger()("GET", "/v1/me/joinable-orgs").body["items"] == []
    assert stranger()("POST", house.path("/join")).body["code"] == "org_not_found"

    joined = eve("POST", house.path("/join"))
    assert (joined.status, joined.body["role"], joined.table_calls) == (200, "viewer", 2)
    assert eve("POST", house.path("/join")).status == 200
    house.owner("PATCH", house.path(), {"name": "Engines"})
    assert eve("GET", "/v1/me/joinable-orgs").body["items"][0]["name"] == "Engines"
    house.owner("PATCH", house.path(), {"sign_up_domains": []})
    assert eve("GET", "/v1/me/joinable-orgs").body["items"] == []


@pytest.mark.parametrize("domain", ["elsewhere.example", "gmail.com"])
def test_nobody_opens_an_org_to_a_domain_that_is_not_theirs(house: House, domain: str) -> None:
    answer = house.owner("PATCH", house.path(), {"sign_up_domains": [domain]})
    assert (answer.status, answer.body["code"]) == (422, "domain_not_yours")
    assert answer.body["errors"][0]["pointer"] == "/sign_up_domains/0"


def test_a_public_mail_provider_opens_nothing_even_to_its_own_people(table: str) -> None:
    bob = Caller(api, build_person("Bob", "bob@gmail.com"))
    org = bob("POST", "/v1/orgs", {"name": "Everybody"}).body["id"]
    assert bob("PATCH", f"/v1/orgs/{org}", {"sign_up_domains": ["gmail.com"]}).body["code"] == "domain_not_yours"


def test_whoever_was_removed_does_not_come_back_by_their_domain(house: House) -> None:
    house.owner("PATCH", house.path(), {"sign_up_domains": ["example.org"]})
    eve = Caller(api, build_person("Eve", "eve@example.org"))
    assert eve("POST", house.path("/join")).status == 200
    assert house.owner("DELETE", house.path(f"/members/{eve.person_id}")).status == 204
    assert eve("POST", house.path("/join")).body["code"] == "org_not_found"


def test_whoever_left_may_come_back(house: House) -> None:
    house.owner("PATCH", house.path(), {"sign_up_domains": ["example.org"]})
    eve = Caller(api, build_person("Eve", "eve@example.org"))
    eve("POST", house.path("/join"))
    assert eve("POST", house.path("/leave")).status == 204
    assert eve("POST", house.path("/join")).status == 200
