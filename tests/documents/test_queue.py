"""What the bus hands to the consumer of documents: folding waits for its schedule, removing does not."""

import json
from typing import Any

import pytest

from functions.documents import queue
from hearth import aws, config
from hearth.collab import folding, writing
from hearth.collab import repository as logs
from hearth.consumers import Envelope, envelope
from tests.documents.factories import Org, Writer, log_of
from tests.support.deliveries import CONTEXT


@pytest.fixture
def scheduler(table: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """EventBridge Scheduler, with the stack's group."""
    monkeypatch.setenv("HEARTH_LATER_TARGET", "arn:aws:lambda:eu-central-1:123456789012:function:unit-documents-queue")
    monkeypatch.setenv("HEARTH_LATER_ROLE", "arn:aws:iam::123456789012:role/later")
    config.settings.cache_clear()
    made = aws.client("scheduler")
    made.create_schedule_group(Name="unit")
    return made


def from_bus(event: Envelope) -> dict[str, Any]:
    """What the rule calls the function with."""
    return {"version": "0", "source": "hearth", "detail-type": event["type"], "detail": event}


def test_a_mark_is_folded_when_its_schedule_calls(org: Org, scheduler: Any, events_made: list[dict[str, Any]]) -> None:
    document, writer = org.create(), Writer()
    assert org.write(document, writer.type("a line")).status == 200
    (marked,) = (event for event in events_made if event["type"] == "document.changed")
    call = from_bus(envelope(json.loads(json.dumps(marked))))
    for _ in range(2):  # a repeat makes no second schedule
        queue.handler(call, CONTEXT)
    assert logs.list_snapshots(log_of(org.id, document["id"]), most=2) == []
    (waiting,) = scheduler.list_schedules(GroupName="unit")["Schedules"]
    made = scheduler.get_schedule(GroupName="unit", Name=waiting["Name"])
    queue.handler(json.loads(made["Target"]["Input"]), CONTEXT)
    (snapshot,) = logs.list_snapshots(log_of(org.id, document["id"]), most=2)
    assert snapshot.seq == 1


def test_a_mark_waits_longer_than_until_the_next_one() -> None:
    """What a worker writes between two marks is there then; and a mark is not left to later ones for ever."""
    assert writing.MARK_SECONDS < queue.FOLD_AFTER
    longest = queue.FOLD_AFTER + 60  # a schedule fires within the minute after its time
    assert longest < folding.PATIENCE.total_seconds()
