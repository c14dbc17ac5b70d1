"""From the bus to the log: once for each org it concerns, whatever the deliveries; and nothing is ever changed."""

from typing import Any

import boto3
import pytest

from functions.audit import repository
from functions.audit.models import Entry, Filter
from functions.audit.queue import handler
from hearth import ids
from hearth.access import Member
from hearth.config import settings
from hearth.consumers import Envelope
from hearth.events import Actor
from hearth.keys import organizations as keys
from hearth.table.write import Write
from tests.support.deliveries import ADA, CONTEXT, failed, from_bus, happened, id_of, messages

ORG = id_of("2026-09-15T12:00:00.000Z")
NOBODY = Actor("nobody", "nobody", "", "", "198.51.100.9", "curl")


def deliver(*events: Envelope) -> list[str]:
    return failed(handler(messages(*(from_bus(event, event["id"]) for event in events)), CONTEXT))


def log_of(org_id: str = ORG) -> list[Entry]:
    found: list[Entry] = []
    cursor = None
    while True:
        page = repository.list_entries(org_id, Filter(), 100, cursor)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


def act(type_: str = "test.done", **members: Any) -> Envelope:
    return happened(type_, org_id=members.pop("org_id", ORG), security=True, **members)


def join(person: str, org_id: str, status: str = "active") -> None:
    place = keys.membership_index(org_id, person)
    member = Member.at(
        keys.member(org_id, person), org_id=org_id, person_id=person, role="member", status=status,
        gsi1pk=place.pk, gsi1sk=place.sk,
    )  # fmt: skip
    Write().create(member).commit()


@pytest.fixture(autouse=True)
def surroundings(table: str) -> None:
    """Each test has a table of its own."""


def everything() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = boto3.client("dynamodb").scan(TableName=settings().table)["Items"]
    return found


def test_an_entry_says_who_what_on_what_from_where_before_and_after() -> None:
    event = act(
        object_type="member", object_id="bob", changes={"role": ("member", "admin")}, data={"title": "Bob", "how": "x"}
    )
    assert deliver({**event, "request_id": "req-1"}) == []
    (entry,) = log_of()
    assert entry.actor == {"kind": "person", "id": ADA.id, "name": "Ada", "session": "session-1"}
    assert (entry.address, entry.agent) == ("192.0.2.7", "Firefox")
    assert entry.object == {"type": "member", "id": "bob", "title": "Bob"}
    assert entry.changes == {"role": ["member", "admin"]}
    assert (entry.data["how"], entry.request_id, entry.moment) == ("x", "req-1", event["at"])


def test_what_does_not_bear_on_security_is_not_kept() -> None:
    deliver(happened(org_id=ORG))
    assert everything() == []


def test_a_second_delivery_changes_nothing_not_even_the_time_of_writing() -> None:
    event = act()
    deliver(event)
    before = everything()
    assert deliver(event, event) == []
    assert everything() == before


def test_an_entry_cannot_be_overwritten_by_another_with_its_id() -> None:
    event = act(data={"how": "truth"})
    deliver(event)
    forged: Any = {**event, "data": {"how": "lie"}}
    assert deliver(forged) == []
    (entry,) = log_of()
    assert entry.data == {"how": "truth"}


def test_late_and_out_of_order_it_stands_where_it_belongs() -> None:
    first, second = act(at="2026-10-31T23:59:59.999Z"), act(at="2026-11-01T00:00:00.000Z")
    deliver(second)
    deliver(first)
    assert [entry.entry_id for entry in log_of()] == [second["id"], first["id"]]


def test_half_a_batch_that_fails_comes_again_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = act(), act("test.bad")
    original = repository.add

    def add(entry: Entry) -> None:
        if entry.type == "test.bad":
            raise ConnectionError("no table")
        original(entry)

    with monkeypatch.context() as broken:
        broken.setattr(repository, "add", add)
        assert deliver(good, bad) == [bad["id"]]
    assert deliver(bad) == []
    assert {entry.entry_id for entry in log_of()} == {good["id"], bad["id"]}


def test_what_happens_to_an_account_is_in_the_log_of_every_org_of_the_person() -> None:
    bob, here, there, former = ids.new_id(), ids.new_id(), ids.new_id(), ids.new_id()
    join(bob, here)
    join(bob, there, status="suspended")
    join(bob, former, status="removed")
    event = act(org_id=None, object_type="person", object_id=bob, actor=NOBODY, data={"step": "password"})
    deliver(event)
    assert [len(log_of(org)) for org in (here, there, former, ORG)] == [1, 1, 0, 0]
    (entry,) = log_of(here)
    assert (entry.actor["kind"], entry.address, entry.object["id"]) == ("nobody", "198.51.100.9", bob)


def test_what_nobody_did_to_an_account_that_does_not_exist_is_in_no_log() -> None:
    deliver(act(org_id=None, object_type="person", object_id="nobody", actor=NOBODY))
    assert everything() == []


def test_a_delivery_that_broke_off_is_completed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    bob, orgs = ids.new_id(), [ids.new_id(), ids.new_id()]
    for org in orgs:
        join(bob, org)
    event = act(org_id=None, object_type="person", object_id=bob)
    original, left = repository.add, [True]

    def add(entry: Entry) -> None:
        if not left:
            raise ConnectionError("the function died")
        left.pop()
        original(entry)

    with monkeypatch.context() as broken:
        broken.setattr(repository, "add", add)
        assert deliver(event) == [event["id"]]
    assert deliver(event) == []
    assert [len(log_of(org)) for org in orgs] == [1, 1]


def test_somebody_in_very_many_orgs_does_not_hold_up_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "MOST_ORGS", 2)
    bob, orgs = ids.new_id(), [ids.new_id() for _ in range(4)]
    for org in orgs:
        join(bob, org)
    deliver(act(org_id=None, object_type="person", object_id=bob))
    assert sum(len(log_of(org)) for org in orgs) == 2
