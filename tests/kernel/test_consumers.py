"""What the kernel gives every consumer: once, twice, late, out of order, half a batch failing, poison."""

import json
import math
import time
from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.attributes import NumberAttribute

from hearth import aws, clock, config, consumers, deadline, events
from hearth.consumers import Consumer, Envelope, Poison, title_of
from hearth.keys import Key
from hearth.later import SOURCE, postpone
from hearth.repeats import AlreadyProcessed
from hearth.table.item import Item
from hearth.table.write import Write
from tests.support.deliveries import (
    ADA,
    CONTEXT,
    Context,
    change,
    changes,
    failed,
    from_bus,
    happened,
    message,
    messages,
)

Letters = Callable[[], list[dict[str, Any]]]


class Tally(Item, discriminator="test-tally"):
    n = NumberAttribute(default=0)


class Seen:
    """A consumer's use case that keeps what it got, and fails as often as told for chosen events."""

    def __init__(self, **failing: int) -> None:
        self.ids: list[str] = []
        self.failing = failing

    def __call__(self, event: Envelope) -> None:
        left = self.failing.get(event["type"].removeprefix("test."), 0)
        if left:
            self.failing[event["type"].removeprefix("test.")] = left - 1
            raise RuntimeError("not now")
        self.ids.append(event["id"])


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)


# --- the stream ---------------------------------------------------------------------------------------------------


def test_a_change_carries_what_its_new_image_has_and_its_old_one_lacks() -> None:
    old, new = happened(), happened()
    assert consumers.new_events(change([new])) == [new]
    assert consumers.new_events(change([new], [old])) == [new]
    assert consumers.new_events(change([old, new], [old])) == [new]
    assert consumers.new_events(change([old], [old])) == []  # another attribute changed
    assert consumers.new_events(change(None, [old])) == []  # deleted
    assert consumers.new_events({"eventName": "INSERT", "dynamodb": {"NewImage": {"pk": {"S": "x"}}}}) == []


def test_a_stream_reader_gets_events_in_their_order(table: str) -> None:
    seen = Seen()
    handler = Consumer("test").stream_event(seen)
    first, second, third = happened(), happened(), happened()
    answer = handler(changes(change([first, second]), change([third], [second])), CONTEXT)
    assert answer == {"batchItemFailures": []}
    assert seen.ids == [first["id"], second["id"], third["id"]]


def test_a_stream_reader_tries_again_before_it_parks(table: str, dead_letters: Letters) -> None:
    seen = Seen(shaky=2)
    Consumer("test").stream_event(seen)(changes(change([happened("test.shaky")])), CONTEXT)
    assert len(seen.ids) == 1
    assert dead_letters() == []


def test_what_keeps_failing_is_parked_and_the_rest_goes_on(table: str, dead_letters: Letters) -> None:
    seen = Seen(bad=99)
    bad, good = happened("test.bad"), happened("test.good")
    answer = Consumer("test").stream_event(seen)(changes(change([bad]), change([good])), CONTEXT)
    assert answer == {"batchItemFailures": []}
    assert seen.ids == [good["id"]]
    (letter,) = dead_letters()
    assert letter["consumer"] == "test"
    assert letter["reason"] == "RuntimeError: not now"
    assert consumers.new_events(letter["record"]) == [bad]


def test_a_parked_record_is_handled_when_it_comes_again(table: str, dead_letters: Letters) -> None:
    seen = Seen(bad=consumers.TRIES)
    handler = Consumer("test").stream_event(seen)
    bad = happened("test.bad")
    handler(changes(change([happened(), bad])), CONTEXT)
    (letter,) = dead_letters()
    handler(changes(letter["record"]), CONTEXT)
    assert seen.ids[-1] == bad["id"]
    assert dead_letters() == []


@pytest.mark.parametrize("poison", ["not json", "{}", '"text"', '[{"id": "x"}]', "[7]", '[{"id": 1, "type": []}]'])
def test_poison_is_parked_at_once_and_holds_up_nothing(poison: str, table: str, dead_letters: Letters) -> None:
    seen = Seen()
    good = happened()
    Consumer("test").stream_event(seen)(changes(change(poison), change([good])), CONTEXT)
    assert seen.ids == [good["id"]]
    (letter,) = dead_letters()
    assert letter["reason"] == "not an event's envelope"
    assert letter["record"]["dynamodb"]["NewImage"]["ev"]["S"]


def test_a_bad_event_does_not_take_its_neighbours_along(table: str, dead_letters: Letters) -> None:
    seen = Seen()
    good = happened()
    Consumer("test").stream_event(seen)(changes(change([{"id": "x"}, good])), CONTEXT)
    assert seen.ids == [good["id"]]
    (letter,) = dead_letters()
    assert json.loads(letter["record"]["dynamodb"]["NewImage"]["ev"]["S"]) == [{"id": "x"}]


def test_a_letter_that_no_queue_takes_keeps_the_place_to_look(table: str, dead_letters: Letters) -> None:
    record = consumers.stream_record(Key("A", "B"), "x" * 300_000)
    consumers.dead_letter("test", record, "huge")
    (letter,) = dead_letters()
    assert letter["record"] == {"dynamodb": {"NewImage": {"pk": {"S": "A"}, "sk": {"S": "B"}}}}
    assert letter["reason"] == "too large for a letter; huge"


def test_when_even_parking_fails_the_batch_comes_again(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    handler = Consumer("test").stream_event(Seen(bad=99))

    def down(*_: Any) -> None:
        raise ConnectionError("no queue")

    monkeypatch.setattr(consumers, "dead_letter", down)
    with pytest.raises(ConnectionError):
        handler(changes(change([happened("test.bad")])), CONTEXT)


def test_a_reader_that_runs_out_of_time_parks_what_it_has_not_tried(table: str, dead_letters: Letters) -> None:
    seen = Seen()
    handler = Consumer("test").stream_event(seen)
    handler(changes(change([happened()]), change([happened()])), Context(seconds=consumers.RESERVE - 1))
    assert seen.ids == []
    assert [letter["reason"] for letter in dead_letters()] == [consumers.OUT_OF_TIME] * 2
    handler(changes(change([happened()])), CONTEXT)
    assert len(seen.ids) == 1
    assert deadline.time_left() == math.inf


def test_what_the_kernel_writes_is_what_a_reader_reads(table: str) -> None:
    """From `record` through the table's own form of an item to the envelope, without a hand-made image."""
    made = events.Event("test.happened", "note", "x", events.SYSTEM, changes={"name": ("ä", "\U0001f525")})
    item = Tally.at(Key("A", "B"))
    events.record(item, made)
    Write().put(item).commit()
    raw = aws.client("dynamodb").get_item(TableName=table, Key={"pk": {"S": "A"}, "sk": {"S": "B"}})
    seen: list[Envelope] = []
    Consumer("test").stream_event(seen.append)(changes({"dynamodb": {"NewImage": raw["Item"]}}), CONTEXT)
    assert [(event["id"], event["changes"]) for event in seen] == [(made.id, {"name": ["ä", "\U0001f525"]})]


def test_an_object_is_called_what_it_was_called() -> None:
    def title(type_: str, kind: str, object_id: str, **data: str) -> str:
        return title_of(happened(type_, object_type=kind, object_id=object_id, data=data))

    assert title("test.renamed", "document", "d", title="Plan", name="x") == "Plan"
    assert title("test.touched", "document", "d") == ""
    event = happened(object_type="person", object_id="p", data={"name": "Zoë", "title": "Gardener"})
    assert title_of({**event, "type": "person.updated"}) == "Zoë"
    assert title("test.key_made", "person", ADA.id, name="CI key") == "Ada"
    assert title("test.sign_in_failed", "person", "p") == ""


@pytest.fixture
def later(table: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """EventBridge Scheduler, with the stack's group."""
    monkeypatch.setenv("HEARTH_LATER_TARGET", "arn:aws:lambda:eu-central-1:123456789012:function:unit-test")
    monkeypatch.setenv("HEARTH_LATER_ROLE", "arn:aws:iam::123456789012:role/later")
    config.settings.cache_clear()
    scheduler = aws.client("scheduler")
    scheduler.create_schedule_group(Name="unit")
    return scheduler


def rule(event: Envelope) -> dict[str, Any]:
    """What a rule of the bus calls its target with."""
    return {"version": "0", "source": "hearth", "detail-type": event["type"], "detail": event}


# --- queues -------------------------------------------------------------------------------------------------------


def test_a_queue_hands_over_the_event_in_a_message(table: str) -> None:
    seen = Seen()
    event = happened()
    answer = Consumer("test").bus_event(seen)(messages(from_bus(event)), CONTEXT)
    assert failed(answer) == []
    assert seen.ids == [event["id"]]


def test_only_the_half_of_a_batch_that_failed_comes_again(table: str) -> None:
    seen = Seen(bad=1)
    handler = Consumer("test").bus_event(seen)
    bad, good = happened("test.bad"), happened()
    answer = handler(messages(from_bus(bad, "m1"), from_bus(good, "m2")), CONTEXT)
    assert failed(answer) == ["m1"]
    assert failed(handler(messages(from_bus(bad, "m1")), CONTEXT)) == []
    assert seen.ids == [good["id"], bad["id"]]


def test_a_whole_batch_that_fails_is_reported_not_raised(table: str) -> None:
    handler = Consumer("test").bus_event(Seen(bad=9))
    answer = handler(messages(from_bus(happened("test.bad"), "m1"), from_bus(happened("test.bad"), "m2")), CONTEXT)
    assert failed(answer) == ["m1", "m2"]


@pytest.mark.parametrize("body", ["", "not json", "7", "null", "[]", "{}", '{"detail": 7}', '{"detail": {"id": "x"}}'])
def test_poison_in_a_queue_goes_to_its_dead_letters_alone(body: str, table: str) -> None:
    seen = Seen()
    good = happened()
    answer = Consumer("test").bus_event(seen)(messages(message(body, "m1"), from_bus(good)), CONTEXT)
    assert failed(answer) == ["m1"]
    assert seen.ids == [good["id"]]


def test_one_batch_leaves_nothing_behind_for_the_next(table: str) -> None:
    handler = Consumer("test").bus_event(Seen(bad=1))
    assert failed(handler(messages(from_bus(happened("test.bad"), "m1")), CONTEXT)) == ["m1"]
    assert failed(handler(messages(from_bus(happened(), "m2")), CONTEXT)) == []


def test_a_repeat_is_success(table: str) -> None:
    def again(_: Envelope) -> None:
        raise AlreadyProcessed

    assert failed(Consumer("test").bus_event(again)(messages(from_bus(happened())), CONTEXT)) == []


def test_the_line_names_the_requests_and_counts_the_failures(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    event = {**happened("test.bad"), "request_id": "req-1"}
    Consumer("test").bus_event(Seen(bad=9))(messages(from_bus(event)), CONTEXT)  # type: ignore[arg-type]
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (line["operation"], line["records"], line["requests"], line["Failures"]) == ("test", 1, ["req-1"], 1)


# --- called directly -------------------------------------------------------------------------------------------


def test_a_rule_of_the_bus_hands_over_one_event(table: str) -> None:
    seen = Seen()
    event = happened()
    assert Consumer("test").bus_event(seen)(rule(event), CONTEXT) is None
    assert seen.ids == [event["id"]]


def test_what_fails_is_raised_so_that_lambda_calls_again(table: str) -> None:
    seen = Seen(bad=2)
    handler = Consumer("test").bus_event(seen)
    call = rule(happened("test.bad"))
    for _ in range(2):
        with pytest.raises(RuntimeError):
            handler(call, CONTEXT)
    handler(call, CONTEXT)
    assert len(seen.ids) == 1


@pytest.mark.parametrize("poison", [{}, {"detail": 7}, {"detail": {"id": "x"}}, {"messages": ["x"]}], ids=str)
def test_poison_is_raised_so_that_lambda_parks_it(poison: dict[str, Any], table: str) -> None:
    with pytest.raises(Poison):
        Consumer("test").bus_event(Seen())(poison, CONTEXT)


def test_a_repeat_raises_nothing(table: str) -> None:
    def again(_: Envelope) -> None:
        raise AlreadyProcessed

    Consumer("test").bus_event(again)(rule(happened()), CONTEXT)


def test_of_several_messages_the_bad_one_holds_up_nobody_and_is_raised(table: str) -> None:
    got: list[tuple[str, int]] = []

    def take(message_id: str, body: dict[str, Any]) -> None:
        got.append((message_id, body["n"]))

    handler = Consumer("test").message(take)
    with pytest.raises(KeyError):
        handler({"messages": [{"id": "a", "n": 1}, {"id": "b"}, {"n": 3}]}, CONTEXT)
    assert got == [("a", 1), ("delivery-2", 3)]


def test_the_line_of_a_call_names_the_request_and_counts(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    event = {**happened("test.bad"), "request_id": "req-1"}
    with pytest.raises(RuntimeError):
        Consumer("test").bus_event(Seen(bad=9))(rule(event), CONTEXT)  # type: ignore[arg-type]
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (line["operation"], line["records"], line["requests"], line["Failures"]) == ("test", 1, ["req-1"], 1)


# --- later --------------------------------------------------------------------------------------------------------


def test_an_event_that_is_to_wait_is_handled_when_its_schedule_calls(later: Any) -> None:
    seen = Seen()
    handler = Consumer("test", later={"test.slow": 30}).bus_event(seen)
    slow, quick = happened("test.slow"), happened("test.quick")
    for call in (rule(slow), rule(quick), rule(slow)):  # a repeat makes no second schedule
        handler(call, CONTEXT)
    assert seen.ids == [quick["id"]]
    (made,) = [later.get_schedule(GroupName="unit", Name=one["Name"]) for one in later.list_schedules()["Schedules"]]
    assert made["ActionAfterCompletion"] == "DELETE"
    waited = json.loads(made["Target"]["Input"])
    assert waited["source"] == SOURCE
    handler(waited, CONTEXT)
    assert seen.ids == [quick["id"], slow["id"]]


def test_a_schedule_is_due_when_the_time_is_over(later: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: clock.parse("2031-12-31T23:59:45.900Z"))
    event = happened()
    postpone(event, 30)
    made = later.get_schedule(GroupName="unit", Name=event["id"])
    assert made["ScheduleExpression"] == "at(2032-01-01T00:00:15)"
    assert made["Target"]["Arn"] == "arn:aws:lambda:eu-central-1:123456789012:function:unit-test"


# --- poison -------------------------------------------------------------------------------------------------------


def test_poison_is_not_tried_again() -> None:
    tries: list[int] = []

    def act() -> None:
        tries.append(1)
        raise Poison

    with pytest.raises(Poison):
        consumers.attempt(act)
    assert len(tries) == 1
