"""One structured line per invocation, with its figures and counts of what the table was asked.

A log line costs nearly as much as storing the thing it speaks of, so there is one, and it is short. Its figures are
asked of the log (docs/operations.md has the queries): as custom metrics they would cost more than the functions
(decision 0043).
"""

import json
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from hearth.config import settings

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})
"""Operations whose units are write units."""


@dataclass(slots=True)
class Work:
    """What one invocation did, gathered as it goes and written at its end."""

    operation: str
    fields: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    began: float = field(default_factory=time.time)
    table_calls: int = 0
    table_units: float = 0.0
    table_writes: float = 0.0
    table_seconds: float = 0.0
    table_log: list[str] = field(default_factory=list)


_work: ContextVar[Work | None] = ContextVar("work", default=None)


def current() -> Work | None:
    """The work in progress, if any."""
    return _work.get()


def note(**fields: Any) -> None:
    """Add fields to this invocation's line. Never a secret, never what a person wrote."""
    work = _work.get()
    if work is not None:
        work.fields.update(fields)


def count(name: str, by: int = 1) -> None:
    """Add to a business counter (`DocumentsCreated`), written in this invocation's line."""
    work = _work.get()
    if work is not None:
        work.counts[name] = work.counts.get(name, 0) + by


def table_called(operation: str, units: float, seconds: float = 0.0) -> None:
    """Called by `hearth.table` for every round trip to DynamoDB."""
    work = _work.get()
    if work is not None:
        work.table_calls += 1
        work.table_units += units
        work.table_seconds += seconds
        if operation in WRITES:
            work.table_writes += units
        work.table_log.append(operation)


def trace() -> dict[str, float]:
    """Where this invocation's time went so far, for who may ask: when it began and what time it is by our clock, and
    what of it the table took. Milliseconds, and nothing else."""
    work = _work.get() or Work("")
    figures = {"began": work.began, "table": work.table_seconds, "told": time.time()}
    return {name: round(seconds * 1000, 2) for name, seconds in figures.items()}


@cache
def logger() -> "Logger":
    """Powertools' logger, for warnings and errors; the request line is written by `measure`."""
    from aws_lambda_powertools import Logger

    # Lambda takes a line's level for INFO unless its time is as it likes it
    return Logger(service=settings().function or "hearth", utc=True, use_rfc3339=True)


@contextmanager
def measure(operation: str, **fields: Any) -> Iterator[Work]:
    """Time an invocation and write its line, whatever happens inside."""
    work = Work(operation, dict(fields))
    token = _work.set(work)
    start = time.perf_counter()
    try:
        yield work
    finally:
        _work.reset(token)
        _write(work, (time.perf_counter() - start) * 1000)


def _write(work: Work, milliseconds: float) -> None:
    """The line: plain fields for people and queries."""
    table = {
        "table_calls": work.table_calls,
        "table_units": round(work.table_units, 1),
        "table_writes": round(work.table_writes, 1),
        "table_ms": round(work.table_seconds * 1000, 2),
    }
    line = {
        "level": "INFO",
        "operation": work.operation,
        "service": settings().function,
        **work.fields,
        **(table if work.table_calls else {}),
        "Duration": round(milliseconds, 2),
        **work.counts,
    }
    sys.stdout.write(json.dumps(line, separators=(",", ":"), default=str) + "\n")
    sys.stdout.flush()


def unexpected(error: BaseException) -> None:
    """Log an error that nobody foresaw, whole; the asker is told nothing of it."""
    work = _work.get()
    logger().error(
        "unexpected error",
        extra={
            "operation": work.operation if work else "",
            "request_id": (work.fields.get("request_id") if work else None),
            "error": type(error).__name__,
            "trace": "".join(traceback.format_exception(error))[-6000:],
        },
    )
