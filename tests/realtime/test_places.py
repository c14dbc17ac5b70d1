"""How many connections and places one person has, and who is never shut out by others (L21, L22)."""

import pytest

from functions.realtime.service import eviction
from functions.realtime.socket import handler
from hearth import clock, config, ids
from hearth.access import Member
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.keys import realtime as live_keys
from hearth.live import limits as live_limit
from hearth.live import topics
from hearth.live.items import Connection, Connections, subscriptions
from hearth.quotas.realtime import PLACES
from hearth.table.write import Write
from tests.realtime.conftest import Join
from tests.support import world
from tests.support.live import Client, Gateway, counted_calls, put_raw, socket_event


@pytest.fixture(autouse=True)
def limits(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTH_QUOTAS", "connections=4 places=3")
    monkeypatch.setenv("HEARTH_LIVE_PARTICIPANTS", "10")
    config.settings.cache_clear()


@pytest.fixture
def person(at: world.World) -> str:
    """The member, signed in for real: $connect asks for the session."""
    person_id = at.people["member"]
    for key in (identity_keys.person(person_id), identity_keys.session(person_id, "s")):
        put_raw({"pk": {"S": key.pk}, "sk": {"S": key.sk}, "kind": {"S": "test"}})
    return person_id


def open_tab(gateway: Gateway, person_id: str) -> Client:
    """One more tab, through $connect."""
    connection = Connection.at(
        live_keys.connection("x"), connection_id=ids.new_id()[-12:] + "=", person_id=person_id, session_id="s", name="M"
    )
    connection.pk = live_keys.connection(str(connection.connection_id)).pk
    client = Client(handler, gateway, connection)
    with counted_calls(client.calls):
        assert handler(socket_event(connection, "CONNECT"), None) == {"statusCode": 200}
    return client


def subscribe(client: Client, topic: str) -> str:
    answer = client.send({"type": "subscribe", "id": "s", "topic": topic})[0]
    return str(answer.get("code") or answer["type"])


# --- connections --------------------------------------------------------------------------------------------------


def test_a_connection_costs_what_it_did(person: str, gateway: Gateway) -> None:
    assert len(open_tab(gateway, person).calls) == 2


def test_one_tab_too_many_closes_the_one_that_nobody_looks_at(person: str, gateway: Gateway, topic: str) -> None:
    tabs = [open_tab(gateway, person) for _ in range(4)]
    for tab in (tabs[0], tabs[1], tabs[3]):
        assert subscribe(tab, topic) == "subscribed"
    tabs[1].send({"type": "idle", "topic": topic, "idle": True})
    newest = open_tab(gateway, person)
    assert gateway.closed == [tabs[1].id], "the oldest idle one; the oldest of all is at work"
    [bye] = gateway.to(tabs[1].id, "bye")
    assert (bye["code"], bye["retry_after"]) == ("too_many_connections", eviction.COME_BACK_AFTER)
    assert newest.send({"type": "ping"})[0]["type"] == "pong"
    assert Connection.find(newest.connection.key) is not None


def test_if_all_are_at_work_the_oldest_gives_way(person: str, gateway: Gateway, topic: str) -> None:
    tabs = [open_tab(gateway, person) for _ in range(4)]
    for tab, watched in zip(tabs, (topic, topic, topic, f"user:{person}"), strict=True):
        assert subscribe(tab, watched) == "subscribed"
    open_tab(gateway, person)
    assert gateway.closed == [tabs[0].id]


def test_one_that_is_being_opened_is_not_taken_for_one_that_has_ended(person: str, gateway: Gateway) -> None:
    tabs = [open_tab(gateway, person) for _ in range(4)]
    gateway.gone.add(tabs[3].id)  # API Gateway says so of a connection until its $connect is answered
    open_tab(gateway, person)
    assert Connection.find(tabs[3].connection.key) is not None
    assert gateway.closed == [tabs[0].id]


def test_those_that_have_ended_make_room_and_nobody_is_closed(
    person: str, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs = [open_tab(gateway, person) for _ in range(4)]
    later = clock.in_(seconds=eviction.OPENING + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    tabs[0].disconnect()
    gateway.gone.add(tabs[1].id)  # without a $disconnect
    for _ in range(2):
        open_tab(gateway, person)
    assert gateway.closed == []
    assert Connection.find(tabs[1].connection.key) is None, "it was cleaned up after"


def test_a_person_never_has_more_than_they_may(person: str, gateway: Gateway) -> None:
    for _ in range(30):
        open_tab(gateway, person)
    listed = Connections.find(live_keys.person_connections(person))
    assert listed is not None
    assert len(listed.ids) <= 4
    assert len(gateway.closed) == 26


def test_others_have_their_own(join: Join, person: str, gateway: Gateway) -> None:
    for _ in range(4):
        open_tab(gateway, person)
    join("owner")
    assert gateway.closed == []


def test_frames_are_limited_by_person_whichever_of_their_connections_sends_them(
    join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearth.live.limits._now", lambda: 1000.0)
    monkeypatch.setattr("hearth.live.limits.BURST", 9)
    live_limit.forget()
    tabs, other = [join("member") for _ in range(3)], join("owner")
    for tab in tabs * 3:
        assert tab.send({"type": "ping"})[0]["type"] == "pong"
    assert tabs[0].send({"type": "ping"})[0]["code"] == "rate_limited"
    assert tabs[1].send({"type": "subscribe", "id": "1", "topic": f"user:{tabs[1].person_id}"})[0]["code"] == (
        "rate_limited"
    )
    assert other.send({"type": "ping"})[0]["type"] == "pong"


# --- places -------------------------------------------------------------------------------------------------------


def test_one_person_takes_a_few_places_and_not_all(join: Join, topic: str) -> None:
    assert [subscribe(join("viewer"), topic) for _ in range(4)] == ["subscribed"] * 3 + ["quota_exceeded"]
    assert len(subscriptions(topics.parse(topic))) == 3
    assert subscribe(join("member"), topic) == "subscribed"


def readers(at: world.World, join: Join, count: int) -> list[Client]:
    """Guests who may read the document, with a connection each."""
    people = [ids.new_id() for _ in range(count)]
    for person_id in people:
        key = org_keys.member(at.org_id, person_id)
        Write().create(Member.at(key, org_id=at.org_id, person_id=person_id, role="viewer")).commit()
    return [join(person_id) for person_id in people]


def test_readers_cannot_shut_out_those_who_write(join: Join, topic: str, at: world.World) -> None:
    """M4: a viewer's share was enough to take all places."""
    answers = [subscribe(reader, topic) for reader in readers(at, join, 12)]
    assert answers == ["subscribed"] * 8 + ["topic_full"] * 4
    assert [subscribe(join(who), topic) for who in ("owner", "member")] == ["subscribed"] * 2
    assert subscribe(join("admin"), topic) == "topic_full"


def test_writers_may_have_every_place(join: Join, topic: str, at: world.World) -> None:
    people = ["owner", "admin", "manager", "member"]
    answers = [subscribe(join(who), topic) for who in people for _ in range(3)]
    assert answers == ["subscribed"] * 10 + ["topic_full"] * 2
    assert subscribe(join("viewer"), topic) == "topic_full"


def test_a_feed_keeps_no_places(join: Join, at: world.World) -> None:
    feed = f"activity:{at.org_id}"
    assert [subscribe(reader, feed) for reader in readers(at, join, 11)] == ["subscribed"] * 10 + ["topic_full"]


def test_what_is_refused_is_told_as_the_protocol_says(join: Join, topic: str) -> None:
    tabs = [join("member") for _ in range(4)]
    answers = [tab.send({"type": "subscribe", "id": "s", "topic": topic})[0] for tab in tabs]
    assert answers[3] == {
        "type": "refused", "id": "s", "topic": topic, "code": "quota_exceeded", "detail": PLACES.full,
    }  # fmt: skip
