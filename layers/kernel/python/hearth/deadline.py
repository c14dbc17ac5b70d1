"""The deadline of an invocation and its retries: pauses with jitter, and an end before Lambda's own timeout.

DynamoDB splits a hot partition and lets go of a conflict within seconds. Who gives up after a tenth of a second hands
its own haste on to a person; who tries until Lambda ends the call hands on nothing at all, not even an error.
"""

import math
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

ATTEMPTS = 8
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
MARGIN = 0.5
"""Seconds kept for the answer: what is told of a failure has to be told in time."""

now = time.monotonic  # within one invocation, in which no process is frozen
sleep = time.sleep

_end: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def until(context: Any) -> Iterator[None]:
    """Within this, the time left is that of the invocation whose Lambda context is given."""
    remaining = getattr(context, "get_remaining_time_in_millis", None)
    token = _end.set(now() + remaining() / 1000 if remaining else None)
    try:
        yield
    finally:
        _end.reset(token)


def time_left() -> float:
    """Seconds until Lambda ends this call; endless outside of one."""
    end = _end.get()
    return math.inf if end is None else end - now()


def pause(attempt: int) -> bool:
    """Wait before trying again, after the `attempt`th try (from 1) has failed. False, at once, when it was the last:
    by their number, or because what is left would not hold the pause and another answer."""
    if attempt >= ATTEMPTS:
        return False
    seconds = random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1)))  # noqa: S311
    if seconds + MARGIN >= time_left():
        return False
    sleep(seconds)
    return True


def patience(most: float) -> float:
    """How long to wait for one answer: `most` seconds, or what is left, less the margin."""
    return max(0.05, min(most, time_left() - MARGIN))
