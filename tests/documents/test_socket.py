"""Live editing: what a frame may do, what it costs, and that nothing is acknowledged that is not stored."""

import base64
import json
from typing import Any

import pytest

from functions.documents.socket import handler
from hearth import clock, ids
from hearth.access import Member
from hearth.collab import log, writing
from hearth.collab import repository as logs
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys
from hearth.keys import realtime as live_keys
from hearth.live import limits
from hearth.live.items import Connection, Connections, Subscription, subscription_key
from hearth.live.topics import document as topic_of
from hearth.table.write import Write
from tests.documents.factories import Org, Writer, log_of, update
from tests.support.live import Client, Gateway, connect, socket_event, watch


@pytest.fixture
def room(org: Org, gateway: Gateway) -> "Room":
    return Room(org, gateway, org.create())


class Room:
    """A document and the people at it."""

    def __init__(self, org: Org, gateway: Gateway, document: dict[str, Any]) -> None:
        self.org, self.gateway, self.document = org, gateway, document
        self.topic = topic_of(org.id, document["id"])

    def enter(self, role: str = "member", as_: str = "editor", epoch: int = 1) -> Client:
        """Somebody who watches."""
        connection = connect(self.org.people[role].person_id or "", name=role.title())
        watch(connection, self.topic, as_, epoch)
        return Client(handler, self.gateway, connection)

    def frame(self, data: bytes, after: int = 0, **more: Any) -> dict[str, Any]:
        """An update frame."""
        sent = {"type": "update", "id": "7", "topic": self.topic.name, "epoch": 1, "after": after}
        return {**sent, "update": base64.b64encode(data).decode(), **more}

    @property
    def log(self) -> list[bytes]:
        """What is stored."""
        tail = logs.read_log(log_of(self.org.id, self.document["id"]), 0)
        assert [one.seq for one in tail.updates] == list(range(1, len(tail.updates) + 1)), "no gaps"  # L11
        return [writing.read_bytes(one) for one in tail.updates]


def test_what_lists_show_of_a_document_is_told_to_who_is_at_it(room: Room) -> None:  # L24
    """Above all to somebody who is there through a team alone, and is on no feed that tells of it."""
    ben = room.enter("admin")
    act = room.org.member
    path = f"{room.org.path}/{room.document['id']}"
    assert act("PATCH", path, {"title": "New"}).status == 200
    assert act("PATCH", path, {"position": "a5"}).status == 200
    assert act("PATCH", path, {"visibility": "private"}).status == 200
    told = room.gateway.to(ben.id)
    assert [frame["type"] for frame in told] == ["changed", "changed", "access-ended"]
    assert [frame["event"] for frame in told[:2]] == ["document.renamed", "document.moved"]
    assert {frame["topic"] for frame in told} == {room.topic.name}
    versions = [frame["object"]["version"] for frame in told[:2]]
    assert versions == sorted(versions)


def test_who_stays_hears_that_others_may_come_or_go(room: Room) -> None:  # L24
    ada = room.enter()
    path = f"{room.org.path}/{room.document['id']}"
    subject = room.org.people["viewer"].person_id
    shares = {"shares": [{"person_id": subject, "role": "commenter"}]}
    assert room.org.member("PUT", path + "/shares", shares).status == 200
    assert room.org.member("DELETE", path).status == 204
    told = room.gateway.to(ada.id)
    assert [(frame["type"], frame.get("event")) for frame in told] == [
        ("changed", "document.shares_changed"),
        ("access-ended", None),
    ]


def test_an_edit_is_stored_then_acknowledged_then_told(room: Room) -> None:
    ada, ben, cleo = room.enter(), room.enter("admin"), room.enter("viewer", "viewer")
    data = update("Hello")
    assert ada.send(room.frame(data)) == [
        {"type": "ack", "id": "7", "topic": room.topic.name, "seq": 1, "epoch": 1, "others": 2}
    ]  # L15
    told = {
        "type": "update",
        "topic": room.topic.name,
        "seq": 1,
        "epoch": 1,
        "connection": ada.id,
        "update": base64.b64encode(data).decode(),
    }
    assert room.gateway.to(ben.id) == room.gateway.to(cleo.id) == [told]  # L16
    assert room.log == [data]


def test_who_asks_is_told_where_the_time_went(room: Room) -> None:  # L15
    ada, writer = room.enter(), Writer()
    assert "trace" not in ada.send(room.frame(writer.type("a")))[0]
    trace = ada.send(room.frame(writer.type("b"), after=1, trace=True))[0]["trace"]
    assert 0 < trace["table"] <= trace["told"] - trace["began"]
    assert room.enter("admin").send(room.frame(writer.type("c"), after=2, trace="yes"))[0]["code"] == "invalid_frame"


def test_two_workers_of_the_same_moment_get_places_of_their_own(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, ben = room.enter(), room.enter("admin")
    ada.send(room.frame(update("a")))
    original = logs.find_last_update
    others: list[bytes] = [update("b"), update("c")]

    def find(*place: Any) -> Any:
        found = original(*place)
        if others:
            known = log.ends._known.copy()
            log.ends.forget()
            data = others.pop()
            ben.send(room.frame(data))
            log.ends._known = known
        return found

    monkeypatch.setattr(logs, "find_last_update", find)
    log.ends.forget()
    assert ada.send(room.frame(update("d")))[-1]["seq"] == 4
    assert len(room.log) == 4


def test_a_retry_inside_the_sdk_takes_no_second_place(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = room.enter()
    original = Write.commit

    def twice(self: Write, token: str | None = None) -> None:
        original(self, token)
        original(self, token)

    monkeypatch.setattr(Write, "commit", twice)
    assert ada.send(room.frame(update("a")))[0]["seq"] == 1
    assert len(room.log) == 1


def test_a_place_that_was_trimmed_is_never_taken_again(room: Room) -> None:
    ada, writer = room.enter(), Writer()
    for after in range(5):
        ada.send(room.frame(writer.type("x"), after=after))
    for seq in (1, 2, 3):
        Write().delete(Subscription, log_of(room.org.id, room.document["id"]).update_key(seq)).commit()
    log.ends.forget()
    late = update("late")
    assert ada.send(room.frame(late, after=1))[0]["seq"] == 6


# --- refusals -----------------------------------------------------------------------------------------------------


def refused(answer: list[dict[str, Any]]) -> str:
    assert [frame["type"] for frame in answer] == ["refused"]
    assert answer[0]["id"] == "7"
    return str(answer[0]["code"])


def test_a_viewer_and_a_commenter_write_nothing(room: Room) -> None:
    for role in ("viewer", "commenter"):
        assert refused(room.enter("viewer", role).send(room.frame(update()))) == "forbidden"  # L10, L19
    assert room.log == []


def test_who_does_not_watch_writes_nothing(room: Room) -> None:
    stranger = Client(handler, room.gateway, connect(room.org.stranger.person_id or ""))
    assert refused(stranger.send(room.frame(update()))) == "not_found"
    ada = room.enter()
    taken = Client(handler, room.gateway, ada.connection)
    taken.connection.person_id = ids.new_id()
    assert refused(taken.send(room.frame(update()))) == "not_found"
    assert room.log == []


@pytest.mark.parametrize("topic", ["activity:{org}", "user:{org}", "document:{org}/x", "document:{other}/{document}"])
def test_other_topics_take_no_updates(room: Room, topic: str) -> None:
    name = topic.format(org=room.org.id, other=ids.new_id(), document=room.document["id"])
    assert refused(room.enter().send(room.frame(update(), topic=name))) in {
        "not_found",
        "invalid_topic",
        "invalid_frame",
    }
    assert room.log == []


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\x00",
        b"words",
        update()[:-1],
        update() + b"x",
        bytes(range(256)),
        b"\x01\x01\x05\x00\x04\x01\x07default\xff",
    ],
)
def test_junk_is_refused_not_stored_and_not_told(room: Room, junk: bytes) -> None:
    ada, ben = room.enter(), room.enter("admin")
    assert refused(ada.send(room.frame(junk))) == "invalid_update"  # L19
    assert room.gateway.to(ben.id) == []
    assert room.log == []
    assert ada.send(room.frame(update()))[0]["type"] == "ack", "and the sender may go on"


@pytest.mark.parametrize("text", ["%%%", "AAA", "é", "A" * 24_004])
def test_what_is_not_base64_or_too_large_is_refused(room: Room, text: str) -> None:
    frame = {**room.frame(b""), "update": text}
    assert refused(room.enter().send(frame)) == ("too_large" if len(text) > 24_000 else "invalid_update")


@pytest.mark.parametrize(
    "fields", [{"epoch": "1"}, {"after": -1}, {"after": 1.5}, {"epoch": True}, {"update": None}, {"topic": 3}]
)
def test_wrong_fields_change_nothing(room: Room, fields: dict[str, Any]) -> None:
    assert refused(room.enter().send(room.frame(update(), **fields))) in {"invalid_frame", "invalid_topic"}
    assert room.log == []


def test_a_stale_epoch_is_refused_by_name(room: Room) -> None:
    key = document_keys.document(room.org.id, room.document["id"])
    from functions.documents.models import Document

    Write().update(Document, key, [Document.epoch.set(2)]).commit()
    for known in (2, 0):  # told at the last decision; or not, then the head is asked
        answer = room.enter(epoch=known).send(room.frame(update()))
        assert (refused(answer), answer[0]["epoch"]) == ("epoch_changed", 2)  # L18


def test_a_copy_sent_again_is_harmless(room: Room) -> None:
    ada, data, reader = room.enter(), update("once"), Writer()
    ada.send(room.frame(data))
    assert ada.send(room.frame(data, after=1))[0]["seq"] == 2
    reader.hear(*room.log)
    assert reader.text == "<paragraph>once</paragraph>"


# --- access that ends ---------------------------------------------------------------------------------------------


def test_deleting_ends_writing_in_the_same_call(room: Room) -> None:
    ada, ben = room.enter(), room.enter("admin")
    assert room.org.member("DELETE", f"{room.org.path}/{room.document['id']}").status == 204
    assert [frame["code"] for frame in room.gateway.to(ben.id, "access-ended")] == ["deleted"]  # L20
    assert refused(ada.send(room.frame(update()))) == "not_found"
    assert room.log == []


def test_closing_a_document_ends_what_others_may_do(room: Room) -> None:
    ben = room.enter("admin")
    assert room.org.member("PATCH", f"{room.org.path}/{room.document['id']}", {"visibility": "private"}).status == 200
    assert room.gateway.to(ben.id, "access-ended")
    assert refused(ben.send(room.frame(update()))) == "not_found"


def test_a_lower_role_takes_effect_with_the_next_frame(room: Room) -> None:
    guest = room.enter("guest")
    path = f"{room.org.path}/{room.document['id']}/shares"
    for role in ("editor", "viewer"):
        assert (
            room.org.member("PUT", path, {"shares": [{"person_id": room.org.guest.person_id, "role": role}]}).status
            == 200
        )
    assert [frame["role"] for frame in room.gateway.to(guest.id, "role-changed")] == ["viewer"]
    assert refused(guest.send(room.frame(update()))) == "forbidden"


def test_what_comes_over_http_is_told_to_the_others(room: Room) -> None:
    ada, ben = room.enter(), room.enter("admin")
    answer = room.org.write(room.document, update("x" * 40_000), connection=ada.id)
    assert (answer.status, answer.body["others"]) == (200, 1)
    assert room.gateway.to(ada.id) == []
    assert room.gateway.to(ben.id) == [
        {"type": "update", "topic": room.topic.name, "seq": 1, "epoch": 1, "connection": ada.id, "fetch": True}
    ]  # L16


def test_a_storage_fault_acknowledges_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, ben = room.enter(), room.enter("admin")

    def fail(*_: Any) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(Write, "commit", fail)
    assert refused(ada.send(room.frame(update()))) == "internal"
    assert room.gateway.to(ben.id) == []


def test_a_subscription_of_a_removed_member_gives_nothing(room: Room) -> None:
    from hearth.live import gateway as live

    ben = room.enter("admin")
    key = org_keys.member(room.org.id, ben.person_id)
    Write().update(Member, key, [Member.status.set("removed")]).commit()
    live.end_access(room.org.id, ben.person_id)
    assert Subscription.find(subscription_key(room.topic, ben.id)) is None
    assert refused(ben.send(room.frame(update()))) == "not_found"


def test_who_floods_by_typing_is_counted_with_all_their_connections_and_sent_away(  # L21
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000_000.0]
    monkeypatch.setattr(limits, "_now", lambda: now[0])
    member = room.enter()
    for _ in range(limits.BLOCK):
        member.send("no frame")
    counted = Connections.find(live_keys.person_connections(member.person_id))
    assert counted is not None
    assert counted.passed == limits.BLOCK, "what other workers pass is added to it"
    while member.id not in room.gateway.closed:
        member.send(room.frame(b"", id="9"))
        now[0] += 1 / (limits.PER_SECOND * 4)
        assert now[0] < 1_000_060, "nobody stops it"
    assert room.gateway.to(member.id, "bye")[0]["code"] == "rate_limited"
    assert Connection.find(member.connection.key) is None


def test_who_goes_on_typing_with_a_key_that_has_expired_is_sent_away(room: Room) -> None:
    member = room.enter()
    event = socket_event(member.connection, "MESSAGE", json.dumps(room.frame(update("too late"))))
    caller = event["requestContext"]["authorizer"]
    event["requestContext"]["authorizer"] = {**caller, "key_id": "key", "until": clock.iso(clock.now())}
    member.connection.session_id = "key"
    Write().put(member.connection).commit()
    assert handler(event, None) == {"statusCode": 200}
    assert room.log == []
    assert room.gateway.closed == [member.id]
    assert Connection.find(member.connection.key) is None
