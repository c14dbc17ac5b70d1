"""Delayed work: a one-time schedule calls this function again with the same event."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from hearth import aws, clock, telemetry
from hearth.config import settings

SOURCE = "hearth.later"
"""The source of an event that has waited."""


def postpone(event: Mapping[str, Any], seconds: int) -> None:
    """Have this function called with an event of the bus again once `seconds` are over."""
    call(event["id"], seconds, {"source": SOURCE, "detail-type": event["type"], "detail": event})
    telemetry.count("Postponed")


def call(name: str, seconds: float, message: Mapping[str, Any]) -> None:
    """Have this function called with `message` once `seconds` are over.

    Not a queue with a delay: its poller asks all day, and each empty answer is billed (decision 0042). EventBridge
    Scheduler calls within the minute that follows, so what waits must bear to wait longer. `name` is the schedule's, so
    a repeat makes no second one, and it is gone once it has fired.
    """
    place = settings()
    scheduler = aws.client("scheduler")
    due = clock.in_(seconds=seconds)
    with suppress(scheduler.exceptions.ConflictException):
        scheduler.create_schedule(
            GroupName=place.stack,
            Name=name,
            ScheduleExpression=f"at({due:%Y-%m-%dT%H:%M:%S})",
            FlexibleTimeWindow={"Mode": "OFF"},
            ActionAfterCompletion="DELETE",
            Target={"Arn": place.later_target, "RoleArn": place.later_role, "Input": json.dumps(message)},
        )
