"""The log over HTTP: for admins only, filtered, and page after page."""

import pytest

from functions.audit.handler import api
from functions.audit.queue import handler
from hearth import ids
from tests.audit.conftest import BOB, act
from tests.support.deliveries import ADA, CONTEXT, from_bus, happened, messages
from tests.support.http import Answer, Caller
from tests.support.world import World


def ask(world: World, role: str = "admin", **query: str) -> Answer:
    return Caller(api, person_id=world.people[role])("GET", f"/v1/orgs/{world.org_id}/audit", query=query)


def ids_of(answer: Answer) -> list[str]:
    return [item["id"] for item in answer.body["items"]]


def all_of(world: World, **query: str) -> list[str]:
    found: list[str] = []
    while True:
        answer = ask(world, **query)
        assert answer.status == 200, answer.body
        found += ids_of(answer)
        if answer.body["next"] is None:
            return found
        query["cursor"] = answer.body["next"]


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("stranger", 404), ("elsewhere", 404)])
def test_others_do_not_see_the_log(world: World, who: str, status: int) -> None:
    assert ask(world, who).status == status


def test_an_entry_as_an_admin_sees_it(world: World) -> None:
    event = act(
        world, object_type="member", object_id=BOB.id, changes={"role": ("guest", "admin")}, data={"title": "B"}
    )
    answer = ask(world)
    (item,) = answer.body["items"]
    recorded = item.pop("recorded_at")
    assert recorded >= event["at"]
    assert item == {
        "id": event["id"],
        "at": event["at"],
        "type": "test.done",
        "actor": {"kind": "person", "id": ADA.id, "name": "Ada", "session": "session-1"},
        "address": "192.0.2.7",
        "agent": "Firefox",
        "object": {"type": "member", "id": BOB.id, "title": "B"},
        "changes": {"role": {"before": "guest", "after": "admin"}},
        "data": {"title": "B"},
        "request_id": "",
    }


def test_a_full_page_takes_two_round_trips(world: World) -> None:
    for _ in range(3):
        act(world)
    assert ask(world, limit="2").table_calls == 3  # that somebody reads, once of a person and day
    assert ask(world, limit="2").table_calls == 2
    assert ask(world, actor=ADA.id).table_calls == 2
    assert ask(world, object_id="x").table_calls == 2


def test_a_sparse_log_takes_at_most_four(world: World) -> None:
    ask(world)  # the day's first reading goes on record, which is one more
    answer = ask(world)
    assert answer.table_calls == 4  # the membership and three months
    assert (answer.body["items"], answer.body["next"] is not None) == ([], True)


def test_pages_cross_the_months(world: World) -> None:
    made = [act(world, at=f"2026-{month:02d}-20T10:00:00.000Z") for month in (3, 4, 7, 10, 10, 11)]
    expected = sorted((event["at"], event["id"]) for event in made)[::-1]
    for limit in ("1", "2", "100"):
        assert all_of(world, limit=limit) == [entry_id for _, entry_id in expected]


def test_filters(world: World) -> None:
    member, other = ids.new_id(), ids.new_id()
    one = act(world, "test.removed", object_type="member", object_id=member, at="2026-11-01T10:00:00.000Z")
    two = act(world, "test.invited", object_type="invitation", actor=BOB, at="2026-11-02T10:00:00.000Z")
    three = act(world, "test.removed", object_type="member", object_id=other, actor=BOB, at="2026-11-03T10:00:00.000Z")
    assert all_of(world, actor=BOB.id) == [three["id"], two["id"]]
    assert all_of(world, object_id=member) == [one["id"]]
    assert all_of(world, object_type="member") == [three["id"], one["id"]]
    assert all_of(world, type="test.invited") == [two["id"]]
    assert all_of(world, type="test") == [three["id"], two["id"], one["id"]]
    assert all_of(world, type="test.remove") == []
    assert all_of(world, actor=BOB.id, type="test.removed") == [three["id"]]
    assert all_of(world, actor=BOB.id, object_id=other, object_type="member") == [three["id"]]
    assert all_of(world, actor=BOB.id, limit="1") == [three["id"], two["id"]]


def test_times_bound_every_kind_of_list(world: World) -> None:
    thing = ids.new_id()
    made = [act(world, object_id=thing, at=f"2026-11-{day:02d}T10:00:00.000Z") for day in range(1, 6)]
    bounds = {"from": "2026-11-02T10:00:00Z", "to": "2026-11-04T10:00:00Z"}
    expected = [event["id"] for event in reversed(made[1:4])]
    for chosen in ({}, {"actor": ADA.id}, {"object_id": thing}, {"type": "test"}):
        assert all_of(world, **bounds, **chosen) == expected


@pytest.mark.parametrize("until", ["0473-06-13T12:28:50Z", "0001-01-01T00:00:00Z"])
def test_before_there_was_an_org_there_is_nothing(world: World, until: str) -> None:
    act(world)
    assert ask(world, to=until).body == {"items": [], "next": None}


def test_a_wrong_filter_is_told(world: World) -> None:
    assert ask(world, **{"from": "yesterday"}).status == 422
    assert ask(world, cursor="?").status == 400


def test_one_orgs_log_has_nothing_of_another(world: World) -> None:
    other = happened(org_id=world.other_org_id, security=True)
    handler(messages(from_bus(other)), CONTEXT)
    assert all_of(world) == all_of(world, actor=ADA.id) == []
