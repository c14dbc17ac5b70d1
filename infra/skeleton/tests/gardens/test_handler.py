"""Gardens over HTTP: the wrong people first. (Every role on every route: `tests/test_permissions.py`.)"""

from typing import Any

import pytest
from functions.gardens.handler import api

from hearth.access import Member
from hearth.keys import organizations as keys
from hearth.table.write import Write
from tests.support import whose
from tests.support.http import Caller
from tests.support.world import World, build


@pytest.fixture
def world(table: str) -> World:
    return build()


def by(world: World, role: str) -> Caller:
    return Caller(api, person_id=world.people[role])


def path(world: World, rest: str = "") -> str:
    return f"/v1/orgs/{world.org_id}/gardens{rest}"


def make(world: World, name: str = "First") -> str:
    answer = by(world, "member")("POST", path(world), {"name": name})
    assert answer.status == 201, answer.body
    return str(answer.body["id"])


def names(world: World) -> list[str]:
    return [one["name"] for one in by(world, "viewer")("GET", path(world)).body["items"]]


def test_a_viewer_sees_and_changes_nothing(world: World) -> None:
    garden = make(world)
    viewer = by(world, "viewer")
    calls: list[tuple[str, str, Any]] = [
        ("POST", "", {"name": "Mine"}),
        ("PATCH", f"/{garden}", {"name": "Mine"}),
        ("DELETE", f"/{garden}", None),
    ]
    for method, rest, body in calls:
        assert viewer(method, path(world, rest), body).body["code"] == "forbidden", method
    assert names(world) == ["First"]


def test_one_of_another_org_is_not_found(world: World) -> None:
    garden = make(world)
    elsewhere = Caller(api, person_id=world.people["elsewhere"])
    answer = elsewhere("GET", f"/v1/orgs/{world.other_org_id}/gardens/{garden}")
    assert (answer.status, answer.body["code"]) == (404, "garden_not_found")


@pytest.mark.parametrize("name", ["", "   ", "two\nlines", "x" * 201])
def test_a_bad_name_is_refused_and_loses_nothing(world: World, name: str) -> None:
    garden = make(world)
    for method, rest in (("POST", ""), ("PATCH", f"/{garden}")):
        answer = by(world, "member")(method, path(world, rest), {"name": name})
        assert (answer.status, answer.body["code"]) == (422, "invalid_body")
    assert names(world) == ["First"]


def test_a_member_makes_renames_and_deletes(world: World, events_made: list[dict[str, Any]]) -> None:
    member = by(world, "member")
    garden = make(world)
    renamed = member("PATCH", path(world, f"/{garden}"), {"name": "Second"})
    assert (renamed.body["name"], renamed.body["version"]) == ("Second", 2)
    assert member("PATCH", path(world, f"/{garden}"), {"name": "Second"}).body["version"] == 2
    assert names(world) == ["Second"]
    assert member("DELETE", path(world, f"/{garden}")).status == 204
    assert names(world) == []
    assert member("GET", path(world, f"/{garden}")).body["code"] == "garden_not_found"
    assert [event["type"] for event in events_made] == ["garden.created", "garden.renamed", "garden.deleted"]


def test_a_replica_hears_what_changed_and_what_is_gone(world: World) -> None:
    viewer, member = by(world, "viewer"), by(world, "member")
    changes = f"/v1/orgs/{world.org_id}/changes/gardens"
    began = viewer("GET", changes).body
    assert (began["reset"], began["items"], began["gone"]) == (True, [], [])
    kept, gone = make(world), make(world)
    member("PATCH", path(world, f"/{kept}"), {"name": "Second"})
    member("DELETE", path(world, f"/{gone}"))
    told = viewer("GET", changes, query={"since": began["cursor"]}).body
    assert [(one["id"], one["name"]) for one in told["items"]] == [(kept, "Second")]
    assert (told["gone"], told["more"], told["reset"]) == ([gone], False, False)


def test_what_somebody_else_has_changed_is_not_overwritten(world: World) -> None:
    garden = make(world)
    old = {"If-Match": '"1"'}
    assert by(world, "member")("PATCH", path(world, f"/{garden}"), {"name": "Second"}, headers=old).status == 200
    for method, body in (("PATCH", {"name": "Third"}), ("DELETE", None)):
        answer = by(world, "manager")(method, path(world, f"/{garden}"), body, headers=old)
        assert (answer.status, answer.body["code"]) == (412, "precondition_failed")
    assert names(world) == ["Second"]


def test_who_is_suspended_in_the_middle_of_it_writes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    member = by(world, "member")
    commit = Write.commit

    def suspended_first(write: Write, token: str | None = None) -> None:
        monkeypatch.setattr(Write, "commit", commit)
        with whose.somebody_else():
            key = keys.member(world.org_id, world.people["member"])
            Write().update(Member, key, [Member.status.set("suspended")]).commit()
        commit(write, token)

    monkeypatch.setattr(Write, "commit", suspended_first)
    answer = member("POST", path(world), {"name": "First"})
    assert (answer.status, answer.body["code"]) == (403, "membership_suspended")
    assert names(world) == []
