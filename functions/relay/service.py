"""Publishing: ten entries a call, what the bus refuses again, what it keeps refusing back to the caller."""

import json
import random
import time
from collections.abc import Iterator
from typing import Any, Protocol

from hearth import telemetry
from hearth.consumers import OUT_OF_TIME, RESERVE, TRIES, Envelope, Failure
from hearth.deadline import time_left

ENTRIES = 10
"""Entries that one PutEvents takes."""

BYTES = 256 * 1024
"""Bytes of all entries of one PutEvents, as EventBridge counts them."""

Entry = tuple[Envelope, dict[str, Any]]


class Bus(Protocol):
    """What is needed of EventBridge's client."""

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803  AWS's own spelling
        """Put entries on a bus; the answer has a result for each, in their order."""


def publish(events: list[Envelope], bus: Bus, bus_name: str) -> list[Failure]:
    """Put events on the bus. Returns those that it did not take after a few tries; the others are there."""
    waiting: list[Entry] = []
    failures: list[Failure] = []
    for event in events:
        entry = _entry(event, bus_name)
        if _size(entry) > BYTES:
            failures.append(Failure(event, "larger than the bus takes"))
        else:
            waiting.append((event, entry))
    reasons: dict[str, str] = {}
    for tried in range(TRIES):
        if tried:
            time.sleep(random.uniform(0.05, 0.1) * 3**tried)  # noqa: S311
        waiting = [left for call in _calls(waiting) for left in _put(call, bus, reasons)]
        if not waiting:
            break
    return failures + [Failure(event, reasons[event["id"]]) for event, _ in waiting]


def _entry(event: Envelope, bus_name: str) -> dict[str, Any]:
    detail = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return {"Source": "hearth", "DetailType": event["type"], "Detail": detail, "EventBusName": bus_name}


def _size(entry: dict[str, Any]) -> int:
    return sum(len(entry[part].encode()) for part in ("Source", "DetailType", "Detail"))


def _calls(waiting: list[Entry]) -> Iterator[list[Entry]]:
    """Cut into what one call takes, by number and by size."""
    call: list[Entry] = []
    size = 0
    for event, entry in waiting:
        if call and (len(call) == ENTRIES or size + _size(entry) > BYTES):
            yield call
            call, size = [], 0
        call.append((event, entry))
        size += _size(entry)
    if call:
        yield call


def _put(call: list[Entry], bus: Bus, reasons: dict[str, str]) -> list[Entry]:
    """One call. Returns what the bus did not take, and notes why."""
    if time_left() < RESERVE:
        reasons.update((event["id"], OUT_OF_TIME) for event, _ in call)
        return call
    try:
        results = bus.put_events(Entries=[entry for _, entry in call])["Entries"]
    except Exception as error:  # noqa: BLE001  an outage of whatever kind: tried again, then parked
        telemetry.unexpected(error)
        results = [{"ErrorCode": type(error).__name__, "ErrorMessage": str(error)}] * len(call)
    left = []
    for (event, entry), result in zip(call, results, strict=True):
        if result.get("ErrorCode"):
            reasons[event["id"]] = f"{result['ErrorCode']}: {result.get('ErrorMessage', '')}"
            left.append((event, entry))
    return left
