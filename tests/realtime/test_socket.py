"""Frames: greeting, topics, presence and what people tell one another. Rules are those of docs/live-protocol.md."""

import json
from typing import Any

import pytest

from hearth import clock, config, ids
from hearth.access import Member
from hearth.keys import collab as log_keys
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys
from hearth.live import gateway as live
from hearth.live import presence as live_crowd
from hearth.live import topics
from hearth.live.items import Connection, subscriptions
from hearth.table.write import Write
from tests.realtime.conftest import DOCUMENT, Join
from tests.support import world
from tests.support.live import Gateway, put_raw, write_document


def subscribe(topic: str, frame_id: str = "s1") -> dict[str, str]:
    return {"type": "subscribe", "id": frame_id, "topic": topic}


def set_member(org_id: str, person_id: str, **attributes: str | list[str]) -> None:
    actions = [getattr(Member, name).set(value) for name, value in attributes.items()]
    Write().update(Member, org_keys.member(org_id, person_id), actions).commit()


# --- greeting ---------------------------------------------------------------------------------------------------


def test_a_hello_is_answered_with_all_a_client_needs_and_no_round_trip(join: Join) -> None:  # L2
    member = join("member")
    [welcome] = member.send({"type": "hello", "client": "test", "protocol": 1})
    assert (welcome["type"], welcome["connection"]) == ("welcome", member.id)
    assert welcome["person"] == {"id": member.person_id, "name": "Member"}
    life = clock.parse(welcome["renew_at"]) - clock.parse(welcome["now"])
    assert 109 * 60 <= life.total_seconds() <= 118 * 60
    assert welcome["limits"]["frame"] == 32_768
    assert member.calls == []


def test_another_protocol_is_refused(join: Join) -> None:  # L2
    [refused] = join("member").send({"type": "hello", "client": "test", "protocol": 2})
    assert (refused["type"], refused["code"]) == ("refused", "protocol_unsupported")


def test_a_ping_costs_no_round_trip(join: Join) -> None:  # L3
    member = join("member")
    assert member.send({"type": "ping"})[0]["type"] == "pong"
    assert member.calls == []


# --- who may watch ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["stranger", "elsewhere", "removed", "suspended", "guest"])
def test_a_document_does_not_exist_for_who_may_not_know_of_it(
    who: str, join: Join, topic: str, at: world.World
) -> None:  # L7
    outsider, member = join(who), join("member")
    member.send(subscribe(topic))
    [refused] = outsider.send(subscribe(topic))
    assert refused == {"type": "refused", "id": "s1", "topic": topic, "code": "not_found", "detail": refused["detail"]}
    absent = f"document:{at.org_id}/{ids.new_id()}"
    assert outsider.send(subscribe(absent))[0]["detail"] in {
        refused["detail"],
        outsider.send(subscribe(absent))[0]["detail"],
    }
    assert [one.person_id for one in subscriptions(topics.parse(topic))] == [member.person_id]


@pytest.mark.parametrize(("who", "role"), [("owner", "editor"), ("member", "editor"), ("viewer", "viewer")])
def test_the_role_is_the_one_that_the_route_gives(who: str, role: str, join: Join, topic: str) -> None:  # L7
    [subscribed] = join(who).send(subscribe(topic))
    assert (subscribed["type"], subscribed["role"], subscribed["epoch"]) == ("subscribed", role, 1)


def test_a_guest_watches_what_was_shared_with_them(join: Join, topic: str, at: world.World) -> None:
    write_document(at.org_id, DOCUMENT, shares={f"person:{at.people['guest']}": "commenter"})
    assert join("guest").send(subscribe(topic))[0]["role"] == "commenter"


def test_a_private_document_stays_private_even_for_admins(join: Join, topic: str, at: world.World) -> None:
    write_document(at.org_id, DOCUMENT, visibility="private", owner=at.people["member"])
    assert join("admin").send(subscribe(topic))[0]["code"] == "not_found"
    assert join("member").send(subscribe(topic))[0]["role"] == "editor"


def test_a_deleted_document_is_not_there(join: Join, topic: str, at: world.World) -> None:
    write_document(at.org_id, DOCUMENT, deleted=True)
    assert join("owner").send(subscribe(topic))[0]["code"] == "not_found"


def test_another_org_in_the_name_leads_nowhere(join: Join, at: world.World) -> None:
    elsewhere = join("elsewhere")  # owner of the other org, where there is no such document
    assert elsewhere.send(subscribe(f"document:{at.other_org_id}/{DOCUMENT}"))[0]["code"] == "not_found"


@pytest.mark.parametrize("who", ["guest", "stranger", "elsewhere", "removed", "suspended"])
def test_the_activity_of_an_org_is_for_its_members(who: str, join: Join, at: world.World) -> None:
    code = join(who).send(subscribe(f"activity:{at.org_id}"))[0]["code"]
    assert code == ("forbidden" if who == "guest" else "not_found")
    assert join("viewer").send(subscribe(f"activity:{at.org_id}"))[0]["type"] == "subscribed"


def test_what_concerns_a_person_is_told_to_that_person_only(join: Join, at: world.World) -> None:
    member = join("member")
    assert member.send(subscribe(f"user:{at.people['owner']}"))[0]["code"] == "not_found"
    assert member.send(subscribe(f"user:{member.person_id}"))[0]["type"] == "subscribed"


def test_an_api_key_watches_as_far_as_its_scopes_reach(join: Join, topic: str, at: world.World) -> None:
    assert join("member", scopes="documents:read", session_id="k").send(subscribe(topic))[0]["role"] == "viewer"
    assert join("member", scopes="org:read", session_id="k").send(subscribe(topic))[0]["code"] == "scope_missing"
    activity = subscribe(f"activity:{at.org_id}")
    assert join("member", scopes="documents:read", session_id="k").send(activity)[0]["code"] == "scope_missing"


def test_access_that_ends_while_somebody_subscribes_leaves_nothing_behind(
    join: Join, topic: str, at: world.World, monkeypatch: pytest.MonkeyPatch
) -> None:  # L20
    member = join("member")
    original = subscriptions

    def removed_meanwhile(*given: Any, **named: Any) -> Any:
        set_member(at.org_id, member.person_id, status="removed")
        return original(*given, **named)

    monkeypatch.setattr("functions.realtime.service.subscribing.subscriptions", removed_meanwhile)
    assert member.send(subscribe(topic))[0]["type"] == "refused"
    assert subscriptions(topics.parse(topic), consistent=True) == []
    assert not Connection.find(member.connection.key).topics  # type: ignore[union-attr]


def test_a_subscribe_that_comes_behind_the_disconnect_leaves_nothing_behind(join: Join, topic: str) -> None:
    member = join("member")
    member.disconnect()
    member.send(subscribe(topic))
    assert subscriptions(topics.parse(topic), consistent=True) == []


# --- presence -----------------------------------------------------------------------------------------------------


def test_those_who_are_there_hear_who_comes_and_goes(join: Join, topic: str, gateway: Gateway) -> None:  # L9
    first, second = join("owner"), join("viewer")
    first.send(subscribe(topic))
    [subscribed] = second.send(subscribe(topic))
    [there] = subscribed["participants"]
    assert (there["connection"], there["person"]["name"], there["role"], there["idle"]) == (
        first.id,
        "Owner",
        "editor",
        False,
    )
    [joined] = gateway.to(first.id, "user-joined")
    assert joined["participant"]["connection"] == second.id
    second.send({"type": "idle", "topic": topic, "idle": True})
    second.send({"type": "idle", "topic": topic, "idle": True})  # known already
    assert len(gateway.to(first.id, "user-idle")) == 1
    assert second.send({"type": "unsubscribe", "id": "u", "topic": topic}) == [
        {"type": "unsubscribed", "id": "u", "topic": topic}
    ]
    assert [frame["connection"] for frame in gateway.to(first.id, "user-left")] == [second.id]
    assert (
        second.send({"type": "unsubscribe", "id": "v", "topic": topic})[0]["type"] == "unsubscribed"
    )  # L8: idempotent
    assert len(gateway.to(first.id, "user-left")) == 1


def test_subscribing_twice_is_one_subscription(join: Join, topic: str) -> None:  # L8
    member = join("member")
    member.send(subscribe(topic))
    assert member.send(subscribe(topic, "s2"))[0]["id"] == "s2"
    assert len(subscriptions(topics.parse(topic))) == 1


def test_one_person_on_two_devices_is_two_participants(join: Join, topic: str) -> None:
    laptop, phone = join("member"), join("member")
    laptop.send(subscribe(topic))
    assert [one["connection"] for one in phone.send(subscribe(topic))[0]["participants"]] == [laptop.id]


def test_a_disconnect_leaves_every_topic(join: Join, topic: str, at: world.World, gateway: Gateway) -> None:
    member, owner = join("member"), join("owner")
    for name in (topic, f"activity:{at.org_id}", f"user:{member.person_id}"):
        member.send(subscribe(name))
    owner.send(subscribe(topic))
    gateway.gone.add(member.id)
    member.disconnect()
    member.disconnect()  # API Gateway may say it twice
    assert len(gateway.to(owner.id, "user-left")) == 1
    assert Connection.find(member.connection.key) is None
    assert subscriptions(topics.activity(at.org_id), consistent=True) == []


def test_a_missed_disconnect_is_found_by_whoever_comes_next(join: Join, topic: str, gateway: Gateway) -> None:  # L23
    dead, comer = join("owner"), join("member")
    dead.send(subscribe(topic))
    gateway.gone.add(dead.id)  # no $disconnect
    frames = comer.send(subscribe(topic))
    assert [frame["type"] for frame in frames] == ["subscribed", "user-left"]
    assert frames[1]["connection"] == dead.id
    assert [one.connection_id for one in subscriptions(topics.parse(topic), consistent=True)] == [comer.id]


def test_participants_that_a_frame_cannot_hold_follow_in_others(
    join: Join, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # L7
    monkeypatch.setattr(live_crowd, "FEW", 100)
    wide = [join("owner") for _ in range(6)]
    for client in wide:
        client.connection.name = "名" * 3000
        client.send(subscribe(topic))
    [subscribed, *joined] = join("member").send(subscribe(topic))
    assert {frame["type"] for frame in joined} == {"users-joined"}
    told = {one["connection"] for frame in (subscribed, *joined) for one in frame["participants"]}
    assert told == {client.id for client in wide}
    assert len(json.dumps(subscribed, ensure_ascii=False).encode()) <= 32_768


def test_a_topic_takes_so_many_and_no_more(
    join: Join, topic: str, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:  # L22
    monkeypatch.setenv("HEARTH_LIVE_PARTICIPANTS", "3")
    config.settings.cache_clear()
    inside = [join("member") for _ in range(3)]
    assert [client.send(subscribe(topic))[0]["type"] for client in inside] == ["subscribed"] * 3
    late = join("owner")
    assert late.send(subscribe(topic))[0]["code"] == "topic_full"
    assert gateway.to(late.id, "user-joined") == []
    assert inside[0].send(subscribe(topic))[0]["type"] == "subscribed"  # who is in stays in
    inside[1].send({"type": "unsubscribe", "id": "u", "topic": topic})
    assert late.send(subscribe(topic))[0]["type"] == "subscribed"


def test_the_dead_keep_nobody_out(
    join: Join, topic: str, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:  # L22
    monkeypatch.setenv("HEARTH_LIVE_PARTICIPANTS", "3")
    config.settings.cache_clear()
    inside = [join("member") for _ in range(3)]
    for client in inside:
        client.send(subscribe(topic))
    assert join("owner").send(subscribe(topic))[0]["code"] == "topic_full"
    gateway.gone.add(inside[1].id)  # without a $disconnect, and nobody says anything
    asked = len(gateway.asked)
    assert join("owner").send(subscribe(topic))[0]["code"] == "topic_full"  # they were asked a moment ago
    assert len(gateway.asked) == asked
    live._swept.clear()
    assert join("owner").send(subscribe(topic))[-1]["type"] == "subscribed"
    assert [frame["connection"] for frame in gateway.to(inside[0].id, "user-left")] == [inside[1].id]


def test_a_connection_watches_a_hundred_topics_and_no_more(join: Join, topic: str) -> None:  # L21
    member = join("member")
    member.connection.topics = {f"user:{ids.new_id()}" for _ in range(99)} | {topic}
    Write().put(member.connection).commit()
    assert member.send(subscribe(topic))[0]["type"] == "subscribed"  # one of the hundred
    assert member.send(subscribe(f"user:{member.person_id}"))[0]["code"] == "rate_limited"


# --- telling ------------------------------------------------------------------------------------------------------


def test_a_broadcast_reaches_the_others_in_one_query(join: Join, topic: str, gateway: Gateway) -> None:  # L10
    sender, one, two = join("viewer"), join("member"), join("owner")
    for client in (sender, one, two):
        client.send(subscribe(topic))
    assert sender.send({"type": "broadcast", "topic": topic, "kind": "cursor-update", "data": {"at": 3}}) == []
    for client in (one, two):
        [frame] = gateway.to(client.id, "broadcast")
        assert frame == {
            "type": "broadcast", "topic": topic, "kind": "cursor-update", "data": {"at": 3},
            "connection": sender.id, "person": {"id": sender.person_id, "name": "Viewer"},
        }  # fmt: skip
    assert sender.calls == ["Query"]


def test_a_signal_goes_to_the_one_it_names(join: Join, topic: str, gateway: Gateway) -> None:  # L10
    sender, one, two = join("member"), join("member"), join("owner")
    for client in (sender, one, two):
        client.send(subscribe(topic))
    sender.send({"type": "broadcast", "topic": topic, "kind": "signal", "data": "sdp", "to": two.id})
    assert not gateway.to(one.id, "broadcast")
    assert gateway.to(two.id, "broadcast")


def test_who_is_not_on_a_topic_speaks_to_nobody_there(
    join: Join, topic: str, gateway: Gateway, at: world.World
) -> None:
    member, outsider = join("member"), join("stranger")
    member.send(subscribe(topic))
    for frame in (
        {"type": "broadcast", "topic": topic, "kind": "typing", "data": 1},
        {"type": "idle", "topic": topic, "idle": True},
    ):
        assert outsider.send(frame)[0]["code"] == "not_found"
    assert gateway.to(member.id, "broadcast") == []
    live.end_access(at.org_id, member.person_id)
    set_member(at.org_id, member.person_id, status="removed")
    live.end_access(at.org_id, member.person_id)
    assert member.send({"type": "broadcast", "topic": topic, "kind": "typing", "data": 1})[0]["code"] == "not_found"


def test_nobody_speaks_on_a_feed(join: Join, at: world.World) -> None:
    member, feed = join("member"), f"activity:{at.org_id}"
    assert member.send(subscribe(feed))[0]["participants"] == []
    assert member.send({"type": "broadcast", "topic": feed, "kind": "typing", "data": 1})[0]["code"] == "forbidden"


def test_a_broadcast_that_would_not_fit_is_refused_and_the_largest_that_fits_is_not(
    join: Join, topic: str, gateway: Gateway
) -> None:
    sender, other = join("member"), join("owner")
    sender.send(subscribe(topic))
    other.send(subscribe(topic))
    frame = {"type": "broadcast", "topic": topic, "kind": "awareness", "data": ""}
    space = 32_768 - len(json.dumps(frame, separators=(",", ":")))
    assert sender.send(json.dumps({**frame, "data": "x" * space}, separators=(",", ":")))[0]["code"] == "too_large"
    assert sender.send({**frame, "data": "x" * (space - 300)}) == []
    assert len(gateway.to(other.id, "broadcast")) == 1


# --- where a document is --------------------------------------------------------------------------------------------


def log(org_id: str, epoch: int, seq: int) -> None:
    key = log_keys.log_update(document_keys.document_partition(org_id, DOCUMENT), epoch, seq)
    put_raw({"pk": {"S": key.pk}, "sk": {"S": key.sk}, "kind": {"S": "document-update"}})


def test_a_check_says_where_the_document_is_in_two_round_trips(join: Join, topic: str, at: world.World) -> None:  # L12
    member = join("member")
    member.send(subscribe(topic))
    check = {"type": "check", "id": "c", "topic": topic, "seq": 0}
    assert member.send(check) == [{"type": "head", "id": "c", "topic": topic, "seq": 0, "epoch": 1}]
    for seq in (9, 10):
        log(at.org_id, 1, seq)
    assert member.send(check)[0]["seq"] == 10
    assert len(member.calls) == 2
    write_document(at.org_id, DOCUMENT, epoch=2)  # another history
    assert {name: member.send(check)[0][name] for name in ("seq", "epoch")} == {"seq": 0, "epoch": 2}


def test_who_comes_is_told_where_the_document_is(join: Join, topic: str, at: world.World) -> None:  # L7
    member = join("member")
    assert member.send(subscribe(topic))[0]["head"] == 0
    for seq in (9, 10):
        log(at.org_id, 1, seq)
    assert member.send(subscribe(topic))[0]["head"] == 10, "and who comes again, too"
    write_document(at.org_id, DOCUMENT, epoch=2)
    frame = member.send(subscribe(topic))[0]
    assert (frame["head"], frame["epoch"]) == (0, 2)
    for feed in (f"user:{member.person_id}", f"activity:{at.org_id}"):
        assert not {"head", "epoch"} & member.send(subscribe(feed))[0].keys()


def test_a_check_needs_a_subscription_and_a_document(join: Join, topic: str, at: world.World) -> None:
    check = {"type": "check", "id": "c", "topic": topic, "seq": 0}
    assert join("stranger").send(check)[0]["code"] == "not_found"
    member = join("member")
    assert member.send(check)[0]["code"] == "not_found"
    member.send(subscribe(topic))
    write_document(at.org_id, DOCUMENT, deleted=True)
    assert member.send(check)[0]["code"] == "not_found"
    assert member.send({**check, "topic": f"user:{member.person_id}"})[0]["code"] == "not_found"


# --- what it costs --------------------------------------------------------------------------------------------------


def test_the_round_trips_of_every_frame(join: Join, topic: str, at: world.World) -> None:
    member = join("member")
    other = join("owner")
    other.send(subscribe(topic))
    costs = {}
    frames: dict[str, dict[str, Any]] = {
        "subscribe": subscribe(topic),
        "subscribe user:": subscribe(f"user:{member.person_id}"),
        "broadcast": {"type": "broadcast", "topic": topic, "kind": "typing", "data": 1},
        "idle": {"type": "idle", "topic": topic, "idle": True},
        "idle again": {"type": "idle", "topic": topic, "idle": True},
        "unsubscribe": {"type": "unsubscribe", "id": "u", "topic": topic},
        "unsubscribe again": {"type": "unsubscribe", "id": "u", "topic": topic},
    }
    for name, frame in frames.items():
        member.send(frame)
        costs[name] = len(member.calls)
    member.disconnect()
    costs["disconnect"] = len(member.calls)
    assert costs == {
        "subscribe": 5, "subscribe user:": 2, "broadcast": 1, "idle": 2, "idle again": 1,
        "unsubscribe": 3, "unsubscribe again": 1, "disconnect": 2,
    }  # fmt: skip
