"""Relay: every event reaches the bus at least once, whatever the bus does meanwhile."""

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from functions.relay import service, stream
from hearth import aws, config, consumers
from tests.support.deliveries import CONTEXT, Context, change, changes, happened

if TYPE_CHECKING:
    from hearth.consumers import Envelope

Answer = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


class FakeBus:
    """EventBridge's side: takes entries, or answers as told, call by call."""

    def __init__(self, *answers: Answer) -> None:
        self.calls: list[list[dict[str, Any]]] = []
        self.taken: list[Envelope] = []
        self._answers = list(answers)

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803
        self.calls.append(Entries)
        results = self._answers.pop(0)(Entries) if self._answers else [{"EventId": "1"}] * len(Entries)
        taken = [entry for entry, result in zip(Entries, results, strict=True) if "ErrorCode" not in result]
        self.taken += [json.loads(entry["Detail"]) for entry in taken]
        return {"FailedEntryCount": len(Entries) - len(taken), "Entries": results}


def refuse(*positions: int) -> Answer:
    def answer(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        fault = {"ErrorCode": "ThrottlingException", "ErrorMessage": "slow down"}
        return [fault if n in positions else {"EventId": "1"} for n in range(len(entries))]

    return answer


def outage(_: list[dict[str, Any]]) -> list[dict[str, Any]]:
    raise ConnectionError("no bus")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)


def test_an_event_becomes_an_entry_of_the_bus() -> None:
    bus = FakeBus()
    event = happened(data={"title": "Größe \U0001f525"})
    assert service.publish([event], bus, "hearth") == []
    assert bus.taken == [event]
    ((entry,),) = bus.calls
    assert (entry["Source"], entry["DetailType"], entry["EventBusName"]) == ("hearth", event["type"], "hearth")


def test_ten_entries_go_in_one_call() -> None:
    bus = FakeBus()
    made = [happened() for _ in range(25)]
    service.publish(made, bus, "hearth")
    assert [len(call) for call in bus.calls] == [10, 10, 5]
    assert bus.taken == made


def test_a_call_stays_below_the_size_that_the_bus_takes() -> None:
    bus = FakeBus()
    made = [happened() for _ in range(4)]
    for event in made:
        event["data"]["text"] = "ö" * 50_000  # two bytes each
    assert service.publish(made, bus, "hearth") == []
    assert [len(call) for call in bus.calls] == [2, 2]


def test_only_what_the_bus_refused_goes_again() -> None:
    bus = FakeBus(refuse(1), refuse(0))
    made = [happened() for _ in range(3)]
    assert service.publish(made, bus, "hearth") == []
    assert [len(call) for call in bus.calls] == [3, 1, 1]
    assert bus.taken == [made[0], made[2], made[1]]


def test_a_lost_connection_is_tried_again(table: str) -> None:
    bus = FakeBus(outage)
    event = happened()
    assert service.publish([event], bus, "hearth") == []
    assert bus.taken == [event]


def test_what_the_bus_keeps_refusing_is_told_with_its_reason() -> None:
    bus = FakeBus(refuse(0), refuse(0), refuse(0))
    made = [happened(), happened()]
    (failure,) = service.publish(made, bus, "hearth")
    assert (failure.event, failure.reason) == (made[0], "ThrottlingException: slow down")
    assert bus.taken == [made[1]]


def test_what_no_bus_takes_is_not_even_tried() -> None:
    bus = FakeBus()
    event = happened()
    event["data"]["text"] = "x" * 300_000
    (failure,) = service.publish([event], bus, "hearth")
    assert (failure.reason, bus.calls) == ("larger than the bus takes", [])


def test_an_outage_loses_nothing(
    table: str, dead_letters: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bus is down, the letters wait, the bus is back, the letters are handed to the same handler."""
    bus = FakeBus(*[outage] * consumers.TRIES)
    monkeypatch.setattr(aws, "client", lambda service, _real=aws.client: bus if service == "events" else _real(service))
    made = [happened(), happened()]
    assert stream.handler(changes(change([made[0]]), change([made[1]])), CONTEXT) == {"batchItemFailures": []}
    assert bus.taken == []
    letters = dead_letters()
    assert [letter["reason"] for letter in letters] == ["ConnectionError: no bus"] * 2
    stream.handler(changes(*(letter["record"] for letter in letters)), CONTEXT)
    assert sorted(event["id"] for event in bus.taken) == sorted(event["id"] for event in made)
    assert dead_letters() == []


def test_with_little_time_left_it_parks_instead_of_trying(
    table: str, dead_letters: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bus = FakeBus()
    monkeypatch.setattr(aws, "client", lambda service, _real=aws.client: bus if service == "events" else _real(service))
    stream.handler(changes(change([happened()])), Context(seconds=5))
    assert bus.calls == []
    assert [letter["reason"] for letter in dead_letters()] == [consumers.OUT_OF_TIME]


def test_it_reaches_the_stacks_own_bus(
    table: str, dead_letters: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARTH_BUS", "unit")
    config.settings.cache_clear()
    events, sqs = aws.client("events"), aws.client("sqs")
    events.create_event_bus(Name="unit")
    queue = sqs.create_queue(QueueName="heard")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_rule(Name="all", EventBusName="unit", EventPattern=json.dumps({"source": ["hearth"]}))
    events.put_targets(Rule="all", EventBusName="unit", Targets=[{"Id": "1", "Arn": arn}])
    event = happened()
    stream.handler(changes(change([event])), CONTEXT)
    (heard,) = sqs.receive_message(QueueUrl=queue)["Messages"]
    assert json.loads(heard["Body"])["detail"] == event
    assert dead_letters() == []


def test_called_twice_it_publishes_twice_with_the_same_id(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bus = FakeBus()
    monkeypatch.setattr(aws, "client", lambda _: bus)
    batch = changes(change([happened()]))
    stream.handler(batch, CONTEXT)
    stream.handler(batch, CONTEXT)
    assert [event["id"] for event in bus.taken] == [bus.taken[0]["id"]] * 2  # consumers know a repeat by it
