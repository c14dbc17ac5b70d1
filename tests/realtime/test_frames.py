"""What may come over a socket: broken, foreign, too large, too much. Refused by name, and nothing changes (L6, L21)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.errors import Malformed
from hearth.live import limits
from hearth.live.frames import parse
from hearth.live.items import Connection, Subscription, subscription_key, subscriptions
from hearth.live.topics import parse as topic_of
from tests.realtime.conftest import Join
from tests.support.live import Gateway

ROOT = Path(__file__).resolve().parents[2]

BAD = {
    "nothing": "",
    "no JSON": "{",
    "no object": "[]",
    "a string": '"hello"',
    "no type": "{}",
    "a type that is none": '{"type":1}',
    "null": "null",
    "not a number of JSON": '{"type":"ping","x":NaN}',
    "half a surrogate": '{"type":"ping","x":"\\ud800"}',
    "bottomless": "[" * 8000 + "]" * 8000,
    "deep": '{"type":"ping","x":' + "[" * 40 + "]" * 40 + "}",
    "a huge number": '{"type":"check","id":"1","topic":"x","seq":1' + "0" * 400 + "}",
    "what API Gateway makes of bytes": "\ufffd\ufffd\x00",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_frame_is_refused(name: str, join: Join) -> None:  # L6
    member = join("member")
    [refused] = member.send(BAD[name])
    assert (refused["type"], refused["code"]) == ("refused", "malformed")
    assert member.calls == []


def test_a_frame_over_the_limit_is_refused_by_name(join: Join) -> None:  # L6
    assert join("member").send('{"type":"ping","x":"' + "é" * 16_400 + '"}')[0]["code"] == "too_large"


def test_an_unknown_type_is_refused_and_its_id_repeated(join: Join) -> None:  # L6
    [refused] = join("member").send({"type": "update-everything", "id": "7"})
    assert (refused["code"], refused["id"]) == ("unknown_type", "7")


WRONG: list[dict[str, Any]] = [
    {"type": "hello"},
    {"type": "hello", "client": "x", "protocol": "1"},
    {"type": "hello", "client": "x", "protocol": True},
    {"type": "subscribe", "topic": "activity:x"},
    {"type": "subscribe", "id": "", "topic": "activity:x"},
    {"type": "subscribe", "id": "x" * 65, "topic": "activity:x"},
    {"type": "subscribe", "id": "1", "topic": ["activity"]},
    {"type": "subscribe", "id": "1", "topic": "x" * 201},
    {"type": "unsubscribe", "id": 1, "topic": "activity:x"},
    {"type": "broadcast", "topic": "activity:x", "kind": "update", "data": {}},
    {"type": "broadcast", "topic": "activity:x", "kind": ["typing"], "data": {}},
    {"type": "broadcast", "topic": "activity:x", "kind": "typing"},
    {"type": "broadcast", "topic": "activity:x", "kind": "signal", "data": 1, "to": 5},
    {"type": "idle", "topic": "activity:x", "idle": "yes"},
    {"type": "check", "id": "1", "topic": "activity:x", "seq": -1},
    {"type": "check", "id": "1", "topic": "activity:x", "seq": 1.5},
]


@pytest.mark.parametrize("frame", WRONG, ids=lambda frame: json.dumps(frame)[:60])
def test_wrong_fields_are_named_and_ask_the_table_nothing(frame: dict[str, Any], join: Join) -> None:  # L6
    member = join("member")
    [refused] = member.send(frame)
    assert refused["code"] == "invalid_frame"
    assert member.calls == []


@pytest.mark.parametrize("name", ["activity:x", "board:" + "a" * 36, "document:../..", "user:", ":", "TOPIC#x"])
def test_a_topic_that_cannot_be_is_refused(name: str, join: Join) -> None:
    assert join("member").send({"type": "subscribe", "id": "1", "topic": name})[0]["code"] == "invalid_topic"


def test_an_error_that_nobody_foresaw_is_told_by_name_only(join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("functions.realtime.service.subscribing.subscribe", fail)
    member = join("member")
    [refused] = member.send({"type": "subscribe", "id": "1", "topic": f"user:{member.person_id}"})
    assert (refused["code"], refused["id"]) == ("internal", "1")
    assert "secret" not in json.dumps(refused)


def test_a_table_that_does_not_answer_is_a_refusal_worth_a_retry(join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    from pynamodb.exceptions import QueryError

    def fail(*_: Any, **__: Any) -> None:
        raise QueryError("no route to host 10.0.0.1")

    monkeypatch.setattr("functions.realtime.service.broadcasting.live.audience", fail)
    member = join("member")
    frame = {"type": "idle", "topic": "document:" + "/".join([member.person_id] * 2), "idle": True}
    [refused] = member.send(frame)
    assert refused["code"] == "unavailable"
    assert "10.0.0.1" not in json.dumps(refused)


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12,
).map(json.dumps))  # fmt: skip
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reading_a_frame_ends_in_a_frame_or_in_malformed(text: str) -> None:
    try:
        value = parse(text)
    except Malformed:
        return
    assert isinstance(value["type"], str)


# --- too much (L21) -----------------------------------------------------------------------------------------------


def test_a_bucket_gives_a_burst_and_then_its_rate() -> None:
    limits.forget()
    assert all(limits.spend("c", 100.0) == (False, 0.0) for _ in range(limits.BURST))
    assert limits.spend("c", 100.0) == (True, limits.HOLD)
    struck, seconds = limits.spend("c", 100.4)
    assert not struck
    assert 0 < seconds <= 0.61
    assert all(limits.spend("c", 101.1) == (False, 0.0) for _ in range(limits.PER_SECOND))
    assert limits.spend("other", 100.0) == (False, 0.0)
    assert limits.spend("c", 50.0)[1] < 52  # a clock that was set back gives nothing away, and takes nothing for long
    limits.forget()


def test_a_patient_client_is_never_refused() -> None:
    limits.forget()
    assert all(limits.spend("c", 100 + number / 60) == (False, 0.0) for number in range(5000))
    limits.forget()


def test_a_flood_is_refused_with_when_to_come_back_and_told_once_where_nobody_waits(
    join: Join, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = join("member")
    member.send({"type": "subscribe", "id": "s", "topic": topic})
    monkeypatch.setattr("hearth.live.limits._now", lambda: 1000.0)
    monkeypatch.setattr("hearth.live.limits.BURST", 10)
    limits.forget()
    typing = {"type": "broadcast", "topic": topic, "kind": "typing", "data": 1}
    answers = [answer for _ in range(limits.BURST + 20) for answer in member.send(typing)]
    assert [(answer["code"], answer["retry_after"]) for answer in answers] == [("rate_limited", 1)]
    assert member.send({"type": "subscribe", "id": "9", "topic": topic})[0]["code"] == "rate_limited"
    assert member.calls == []  # a flood costs the table nothing while it is held off
    # another worker, whose own bucket is full, holds it off as well: the penalty is in the subscription
    limits.forget()
    assert member.send(typing)[0]["code"] == "rate_limited"


def test_one_that_goes_on_is_told_why_and_closed(
    join: Join, topic: str, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, other = join("member"), join("owner")
    for client in (member, other):
        client.send({"type": "subscribe", "id": "s", "topic": topic})
    moment = [1000.0]
    monkeypatch.setattr("hearth.live.limits._now", lambda: moment[0])
    monkeypatch.setattr("hearth.live.limits.BURST", 10)
    limits.forget()
    for _ in range(limits.STRIKES):
        for _ in range(limits.BURST + 2):
            member.send({"type": "ping"})
        moment[0] += 2.5
    assert gateway.closed == [member.id]
    [bye] = gateway.to(member.id, "bye")
    assert (bye["code"], bye["retry_after"]) == ("rate_limited", 5)
    assert [frame["connection"] for frame in gateway.to(other.id, "user-left")] == [member.id]
    assert Connection.find(member.connection.key) is None
    assert [one.connection_id for one in subscriptions(topic_of(topic), consistent=True)] == [other.id]


def test_others_are_not_held_off_by_somebodys_flood(join: Join, topic: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearth.live.limits._now", lambda: 1000.0)
    monkeypatch.setattr("hearth.live.limits.BURST", 10)
    flood, patient = join("member"), join("owner")
    for _ in range(limits.BURST + 5):
        flood.send({"type": "ping"})
    assert patient.send({"type": "ping"})[0]["type"] == "pong"
    assert patient.send({"type": "subscribe", "id": "s", "topic": topic})[0]["type"] == "subscribed"
    assert Subscription.find(subscription_key(topic_of(topic), patient.id)) is not None


def test_one_code_says_that_the_mistake_is_ours_over_http_at_the_gateway_and_in_frames() -> None:
    kernel = "layers/kernel/python/hearth"
    places = ["template.yaml", "infra/openapi.py", "infra/api.yaml", "infra/gateway_responses.py"]
    places += [f"{kernel}/http/api.py", f"{kernel}/live/socket.py"]
    texts = {place: (ROOT / place).read_text() for place in places}
    assert [place for place, text in texts.items() if "internal_error" in text] == []
    for place in places[3:]:
        assert '"internal"' in texts[place], place


def test_who_lost_a_race_with_their_own_access_is_told_to_try_again(
    join: Join, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of its own kind, and not a conflict that borrows the code."""
    from functions.realtime.service import subscribing
    from hearth.access import DocumentRole
    from hearth.errors import Unavailable
    from hearth.live import topics
    from hearth.live.topics import Granted

    member = join("member")
    roles = iter([DocumentRole.EDITOR, DocumentRole.VIEWER])
    monkeypatch.setattr(topics, "decide", lambda *_: Granted(next(roles), None))
    raised: list[Exception] = []
    inner = subscribing.subscribe

    def subscribe(*given: Any) -> None:
        try:
            inner(*given)
        except Exception as error:
            raised.append(error)
            raise

    monkeypatch.setattr(subscribing, "subscribe", subscribe)
    topic = topics.document(*[member.person_id] * 2).name
    [refused] = member.send({"type": "subscribe", "id": "1", "topic": topic})
    assert (refused["type"], refused["code"]) == ("refused", "unavailable")
    assert [type(error) for error in raised] == [Unavailable]
