"""The log over HTTP: for admins only, filtered, page after page, and copied with a record of the copying."""

import csv
import io
import json
from typing import Any
from urllib.parse import parse_qsl

import pytest

from functions.audit import service
from functions.audit.handler import api
from functions.audit.queue import handler
from hearth import access, events, ids, keys
from hearth.access import Member
from hearth.consumers import Envelope
from hearth.table import Write
from tests.support import whose
from tests.support.deliveries import ADA, CONTEXT, from_bus, happened, id_of, messages
from tests.support.http import Answer, Caller
from tests.support.world import World, build

BOB = access.Who(ids.new_id(), name="Bob").actor


@pytest.fixture
def world(table: str) -> World:
    world = build()
    world.org_id = id_of("2026-03-15T12:00:00.000Z")  # an org with a past
    for role in ("owner", "admin", "manager"):
        person = world.people[role]
        member = Member.at(keys.member(world.org_id, person), org_id=world.org_id, person_id=person, role=role)
        Write().create(member).commit()
    return world


def act(world: World, type_: str = "test.done", **members: Any) -> Envelope:
    event = happened(type_, org_id=world.org_id, security=True, **members)
    handler(messages(from_bus(event)), CONTEXT)
    return event


def ask(world: World, role: str = "admin", tail: str = "", **query: str) -> Answer:
    return Caller(api, person_id=world.people[role])("GET", f"/v1/orgs/{world.org_id}/audit{tail}", query=query)


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


@pytest.mark.parametrize("tail", ["", "/export"])
@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("stranger", 404), ("elsewhere", 404)])
def test_others_do_not_see_the_log(world: World, tail: str, who: str, status: int) -> None:
    assert ask(world, who, tail).status == status


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


# --- copies -------------------------------------------------------------------------------------------------------


def lines_of(answer: Answer) -> list[str]:
    """The ids in a copy. (`Caller` has already parsed one that is a single line.)"""
    lines = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
    return [json.loads(line)["id"] for line in lines.splitlines()]


def test_a_copy_is_one_json_object_a_line(world: World) -> None:
    made = [act(world, at=f"2026-11-0{day}T10:00:00.000Z", data={"title": "Zoë\n\U0001f525"}) for day in (1, 2)]
    answer = ask(world, tail="/export")
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="audit-')
    lines = [json.loads(line) for line in str(answer.body).splitlines()]
    assert [line["id"] for line in lines] == [made[1]["id"], made[0]["id"]]
    assert lines[0]["object"]["title"] == "Zoë\n\U0001f525"
    assert "Link" not in answer.headers


def test_a_spreadsheet_takes_no_cell_for_a_formula(world: World) -> None:
    name = '=HYPERLINK("https://evil.example","x")'
    act(world, actor=access.Who(ids.new_id(), name=name, agent="@SUM(1)").actor, changes={"role": ("a", "b")})
    answer = ask(world, tail="/export", format="csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(answer.body))
    assert row["actor_name"] == f"'{name}"
    assert row["agent"] == "'@SUM(1)"
    assert json.loads(row["changes"]) == {"role": ["a", "b"]}


def test_a_copy_is_put_on_record(world: World, events_made: list[dict[str, Any]]) -> None:
    ask(world, tail="/export", type="member", format="csv")
    (event,) = [event for event in events_made if event["type"] == "audit.exported"]
    assert event["actor"]["id"] == world.people["admin"]
    assert event["data"] == {"format": "csv", "filter": {"type": "member"}}
    assert (event["security"], event["audience"]) == (True, {"admins": True})


def test_nothing_is_handed_out_unless_the_record_is_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    act(world)

    def lost(*_: Any) -> None:
        raise ConnectionError("no table")

    monkeypatch.setattr(Write, "commit", lost)
    monkeypatch.setattr("hearth.http.api.spend", lambda *_: {})
    assert ask(world, tail="/export").status == 500


def test_whoever_lost_the_role_meanwhile_gets_no_copy(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    act(world)
    demoted = [Member.role.set("member")]
    original = events.announce

    def demote(*given: Any) -> Write:
        with whose.somebody_else():
            Write().update(Member, keys.member(world.org_id, world.people["admin"]), demoted).commit()
        return original(*given)

    monkeypatch.setattr(service, "announce", demote)
    assert ask(world, tail="/export").status == 403


def test_a_long_copy_goes_on_where_it_ended(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "EXPORT_ENTRIES", 2)
    monkeypatch.setattr(service, "EXPORT_PAGE", 3)
    made = [act(world, at=f"2026-{month}-10T10:00:00.000Z") for month in ("09", "10", "11")]
    first = ask(world, tail="/export", type="test")
    query = dict(parse_qsl(first.headers["Link"].partition("<?")[2].partition(">")[0]))
    assert query["type"] == "test"
    second = ask(world, tail="/export", **query)
    assert lines_of(first) + lines_of(second) == [event["id"] for event in reversed(made)]


def test_copies_are_rationed(world: World) -> None:
    answers = [ask(world, tail="/export") for _ in range(21)]
    assert [answer.status for answer in answers[-2:]] == [200, 429]
