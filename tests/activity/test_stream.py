"""From a change of the table to the feeds: once, twice, late, out of order, and never to the wrong people."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest

from functions.activity import live, repository, stream
from functions.activity.models import Entry
from hearth import ids
from hearth.config import settings
from hearth.consumers import Envelope
from hearth.keys import activity as feed_keys
from hearth.keys import documents as document_keys
from hearth.live import topics
from hearth.table.query import query_all
from tests.support.deliveries import ADA, CONTEXT, change, changes, happened, id_of
from tests.support.live import Gateway, connect, watch

ORG = id_of("2026-09-15T12:00:00.000Z")
DOCUMENT = ids.new_id()
BOB = ids.new_id()

Letters = Callable[[], list[dict[str, Any]]]


def deliver(*events: Envelope) -> None:
    answer = stream.handler(changes(*(change([event]) for event in events)), CONTEXT)
    assert answer == {"batchItemFailures": []}


def write_document(visibility: str = "org", **more: Any) -> None:
    key = document_keys.document(ORG, DOCUMENT)
    item = {"pk": {"S": key.pk}, "sk": {"S": key.sk}, "org_id": {"S": ORG}, "visibility": {"S": visibility}, **more}
    boto3.client("dynamodb").put_item(TableName=settings().table, Item=item)


def about_document(type_: str = "test.renamed", **members: Any) -> Envelope:
    data = {"title": "Plan", **members.pop("data", {})}
    return happened(type_, org_id=ORG, object_type="document", object_id=DOCUMENT, data=data, **members)


def as_type(event: Envelope, type_: str) -> Envelope:
    """The event under the name of a real one, whose schema is its capability's affair."""
    event["type"] = type_
    return event


def org_feed() -> list[Entry]:
    found: list[Entry] = []
    cursor = None
    while True:
        page = repository.list_of_org(ORG, 100, cursor)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


def document_feed() -> list[Entry]:
    return query_all(Entry, feed_keys.object_feed(ORG, "document", DOCUMENT, "", "").pk)


def feed_of(person: str) -> list[Entry]:
    return query_all(Entry, feed_keys.person_feed(person, "", "").pk)


@pytest.fixture(autouse=True)
def surroundings(table: str) -> None:
    write_document()


def test_an_entry_says_who_did_what_to_what_and_when() -> None:
    deliver(about_document(changes={"title": ("Draft", "Plan")}, data={"words": 7}))
    (entry,) = org_feed()
    assert entry.actor == {"kind": "person", "id": ADA.id, "name": "Ada"}  # no address, no agent, no session
    assert entry.object == {"type": "document", "id": DOCUMENT, "title": "Plan"}
    assert (entry.type, entry.changes, entry.data) == ("test.renamed", {"title": ["Draft", "Plan"]}, {"words": 7})


def test_it_stands_in_the_feeds_of_org_object_and_whoever_did_it() -> None:
    event = about_document(audience={"org": True, "persons": [BOB]})
    deliver(event)
    for feed in (org_feed(), document_feed(), feed_of(ADA.id), feed_of(BOB)):
        assert [entry.entry_id for entry in feed] == [event["id"]]


def test_a_second_delivery_changes_nothing() -> None:
    event = about_document()
    deliver(event)
    before = boto3.client("dynamodb").scan(TableName=settings().table)["Items"]
    deliver(event, event)
    assert boto3.client("dynamodb").scan(TableName=settings().table)["Items"] == before


def test_order_of_delivery_does_not_matter() -> None:
    first, second = about_document(at="2026-11-01T10:00:00.000Z"), about_document(at="2026-11-02T10:00:00.000Z")
    deliver(second)
    deliver(first)
    assert [entry.entry_id for entry in org_feed()] == [second["id"], first["id"]]


def test_what_is_for_persons_is_for_nobody_else() -> None:
    deliver(happened(org_id=ORG, object_type="team", audience={"persons": [BOB]}))
    assert org_feed() == []
    assert len(feed_of(BOB)) == 1


def test_what_is_for_admins_is_in_no_feed() -> None:
    event = happened(org_id=ORG, object_type="member", object_id=BOB, audience={"admins": True}, security=True)
    deliver(event)
    assert [org_feed(), feed_of(ADA.id), feed_of(BOB)] == [[], [], []]
    assert query_all(Entry, feed_keys.object_feed(ORG, "member", BOB, "", "").pk) == []


def test_a_private_document_is_told_to_its_people_and_on_its_own_page() -> None:
    write_document("private")
    deliver(about_document(audience={"persons": [BOB]}))
    assert org_feed() == []
    assert [len(document_feed()), len(feed_of(BOB)), len(feed_of(ADA.id))] == [1, 1, 1]


def test_when_a_document_becomes_private_the_org_forgets_it() -> None:
    for day in range(1, 4):
        deliver(about_document(at=f"2026-11-0{day}T10:00:00.000Z"))
    other = happened(org_id=ORG, object_type="team", at="2026-11-02T11:00:00.000Z")
    deliver(other)
    write_document("private")
    change_ = {"visibility": ("org", "private")}
    deliver(as_type(about_document(changes=change_, audience={"persons": [BOB]}), "document.shares_changed"))
    assert [entry.entry_id for entry in org_feed()] == [other["id"]]
    assert len(document_feed()) == 4


def test_an_event_that_comes_after_its_document_became_private_tells_the_org_nothing() -> None:
    late = about_document()
    write_document("private")
    deliver(late)
    assert org_feed() == []
    assert len(document_feed()) == 1


def test_a_deleted_document_leaves_only_the_word_that_it_is_deleted() -> None:
    earlier, late = about_document(at="2026-11-01T10:00:00.000Z"), about_document(at="2026-11-02T10:00:00.000Z")
    deliver(earlier)
    write_document(deleted_at={"S": "2026-11-03T10:00:00.000Z"})
    deleted = as_type(about_document(at="2026-11-03T10:00:00.000Z"), "document.deleted")
    deliver(deleted)
    deliver(late)
    assert [entry.entry_id for entry in org_feed()] == [deleted["id"]]


def test_more_entries_than_one_page_are_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "AT_ONCE", 3)
    deliver(*(about_document(at=f"2026-10-{day:02d}T10:00:00.000Z") for day in range(1, 9)))
    assert len(org_feed()) == 8
    write_document("private")
    deliver(as_type(about_document(changes={"visibility": ("org", "private")}, audience={}), "document.shares_changed"))
    assert org_feed() == []


def test_writing_for_an_hour_is_one_entry() -> None:
    for minute in (1, 20, 59):
        event = about_document(at=f"2026-11-03T10:{minute:02d}:00.000Z", data={"seq": minute})
        deliver(as_type(event, "document.changed"))
    later = as_type(about_document(at="2026-11-03T11:00:00.000Z"), "document.changed")
    deliver(later)
    assert [entry.moment for entry in org_feed()] == ["2026-11-03T11:00:00.000Z", "2026-11-03T10:00:00.000Z"]
    assert [entry.happened_at for entry in org_feed()] == ["2026-11-03T11:00:00.000Z", "2026-11-03T10:59:00.000Z"]


def test_long_values_are_cut_and_too_much_is_left_out() -> None:
    deliver(happened(org_id=ORG, changes={"text": ("a" * 500, "b")}, data={"many": list(range(100))}))
    deliver(happened(org_id=ORG, data={f"field_{n}": "x" * 150 for n in range(100)}))
    second, first = org_feed()
    assert len(first.changes["text"][0]) == 201
    assert len(first.data["many"]) == 20
    assert second.data == {}


def test_an_event_of_an_account_is_told_to_the_person_alone() -> None:
    deliver(happened(org_id=None, object_type="person", object_id=ADA.id, audience={"persons": [ADA.id]}))
    assert [entry.org_id for entry in feed_of(ADA.id)] == [None]


def test_the_security_of_an_account_has_a_log_of_its_own() -> None:
    deliver(happened(org_id=None, object_type="person", object_id=BOB, audience={"persons": [BOB]}, security=True))
    assert feed_of(BOB) == feed_of(ADA.id) == []


def test_the_feed_of_a_person_who_is_gone_goes_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "AT_ONCE", 2)
    deliver(*(happened(org_id=ORG, audience={"persons": [BOB]}) for _ in range(5)))
    deliver(as_type(happened(org_id=None, object_type="person", object_id=BOB, security=True), "person.deleted"))
    assert (len(feed_of(BOB)), len(feed_of(ADA.id))) == (0, 5)


def test_an_outage_of_the_table_parks_the_event_and_a_redrive_completes_it(
    dead_letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = about_document()

    def down(_: Any) -> None:
        raise ConnectionError("no table")

    with monkeypatch.context() as broken:
        broken.setattr(repository, "put_entries", down)
        broken.setattr("time.sleep", lambda _: None)
        deliver(event)
    assert org_feed() == []
    (letter,) = dead_letters()
    assert stream.handler(changes(letter["record"]), CONTEXT) == {"batchItemFailures": []}
    assert [entry.entry_id for entry in org_feed()] == [event["id"]]


# --- who is looking -----------------------------------------------------------------------------------------------


def test_whoever_watches_a_feed_hears_of_a_new_entry(gateway: Gateway) -> None:  # L24
    org, bob, stranger = connect(ids.new_id()), connect(BOB), connect(ids.new_id())
    watch(org, topics.activity(ORG))
    watch(bob, topics.user(BOB))
    watch(stranger, topics.activity(ids.new_id()))
    event = about_document(audience={"org": True, "persons": [BOB]}, data={"version": 4})
    deliver(event)
    (frame,) = gateway.to(org.connection_id, "changed")
    assert frame["topic"] == f"activity:{ORG}"
    assert frame["object"] == {"type": "document", "id": DOCUMENT, "version": 4}
    assert (frame["event"], frame["entry"]["id"]) == ("test.renamed", event["id"])
    assert [one["topic"] for one in gateway.to(bob.connection_id)] == [f"user:{BOB}"]
    assert gateway.to(stranger.connection_id) == []


def test_what_is_private_is_pushed_to_its_people_only(gateway: Gateway) -> None:
    org, bob = connect(ids.new_id()), connect(BOB)
    watch(org, topics.activity(ORG))
    watch(bob, topics.user(BOB))
    write_document("private")
    deliver(about_document(audience={"org": True, "persons": [BOB]}))  # told when it was open, delivered late
    assert gateway.to(org.connection_id) == []
    assert len(gateway.to(bob.connection_id)) == 1


def test_who_loses_sight_of_a_document_hears_that_it_is_another_and_nothing_of_it(gateway: Gateway) -> None:  # L24
    org, bob, carol = connect(ids.new_id()), connect(BOB), connect(ids.new_id())
    watch(org, topics.activity(ORG))
    watch(bob, topics.user(BOB))
    watch(carol, topics.user(carol.person_id))
    write_document("private")
    ended = {"visibility": ("org", "private"), f"shares/person:{BOB}": ("editor", None)}
    stays = {f"shares/person:{carol.person_id}": ("editor", "viewer")}
    audience = {"persons": [carol.person_id]}
    deliver(as_type(about_document(changes={**ended, **stays}, audience=audience), "document.shares_changed"))
    for closed, topic in ((org, f"activity:{ORG}"), (bob, f"user:{BOB}")):
        (frame,) = gateway.to(closed.connection_id)
        assert (frame["type"], frame["topic"], frame["object"]["id"]) == ("changed", topic, DOCUMENT)
        assert "entry" not in frame
        assert frame["actor"] == {"kind": "system", "id": "hearth"}
    (told,) = gateway.to(carol.connection_id)
    assert told["actor"]["id"] == ADA.id


def test_what_a_space_may_see_is_pushed_to_its_team_and_to_nobody_else(gateway: Gateway) -> None:  # L24
    team, other = ids.new_id(), ids.new_id()
    org, inside, outside = connect(ids.new_id()), connect(ids.new_id()), connect(ids.new_id())
    watch(org, topics.activity(ORG))
    watch(inside, topics.team(ORG, team))
    watch(outside, topics.team(ORG, other))
    write_document("space", space_id={"S": team})
    deliver(about_document(audience={"teams": [team], "persons": [BOB]}))
    (frame,) = gateway.to(inside.connection_id)
    assert (frame["topic"], frame["entry"]["object"]["title"]) == (f"team:{ORG}/{team}", "Plan")
    assert gateway.to(org.connection_id) == gateway.to(outside.connection_id) == []
    assert org_feed() == []


@pytest.mark.parametrize(
    ("changes", "data"),
    [
        (lambda lost: {"space_id": (lost, None)}, lambda lost: {}),
        (lambda lost: {"visibility": ("space", "private")}, lambda lost: {"space_id": lost}),
        (lambda lost: {f"shares/team:{lost}": ("editor", None)}, lambda lost: {}),
    ],
    ids=["moved out", "narrowed", "no longer shared"],
)
def test_a_team_that_loses_sight_of_a_document_hears_that_it_is_another_and_nothing_of_it(
    gateway: Gateway, changes: Callable[[str], dict[str, Any]], data: Callable[[str], dict[str, Any]]
) -> None:
    lost = ids.new_id()
    inside = connect(ids.new_id())
    watch(inside, topics.team(ORG, lost))
    write_document("private")
    event = about_document(changes=changes(lost), data=data(lost), audience={"persons": [BOB]})
    deliver(as_type(event, "document.shares_changed"))
    (frame,) = gateway.to(inside.connection_id)
    assert (frame["type"], frame["object"]["id"], frame["actor"]["kind"]) == ("changed", DOCUMENT, "system")
    assert "entry" not in frame


def test_what_goes_into_a_space_leaves_the_orgs_feed(gateway: Gateway) -> None:
    write_document()
    deliver(about_document(at="2026-11-02T10:00:00.000Z"))
    assert len(org_feed()) == 1
    team = ids.new_id()
    write_document("space", space_id={"S": team})
    moved = {"space_id": (None, team), "visibility": ("org", "space")}
    event = about_document(changes=moved, audience={"teams": [team]}, at="2026-11-02T11:00:00.000Z")
    deliver(as_type(event, "document.shares_changed"))
    assert org_feed() == []


def test_one_event_does_not_wake_everybody(gateway: Gateway) -> None:
    crowd = [ids.new_id() for _ in range(live.MOST + 10)]
    for person in crowd:
        watch(connect(person), topics.user(person))
    deliver(happened(org_id=ORG, actor=type(ADA)("system", "hearth"), audience={"persons": crowd}))
    assert len(gateway.posted) == live.MOST
    assert all(len(feed_of(person)) == 1 for person in crowd)
