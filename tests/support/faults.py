"""A table that fails as DynamoDB does, and a clock on which nobody waits."""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from hearth import deadline
from hearth.table.transport import DynamoTransport

Answer = tuple[int, dict[str, str], bytes]
Fault = Callable[[dict[str, Any], Callable[[], Answer]], Answer]
"""Given the request and what would really be answered, what is."""


@dataclass(slots=True)
class Clock:
    """Time that passes only by waiting."""

    at: float = 1000.0
    pauses: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Nobody does."""
        self.pauses.append(seconds)
        self.at += seconds

    @classmethod
    def install(cls, monkeypatch: pytest.MonkeyPatch) -> "Clock":
        """Let the kernel's retries run on it."""
        made = cls()
        monkeypatch.setattr(deadline, "now", lambda: made.at)
        monkeypatch.setattr(deadline, "sleep", made.sleep)
        return made


@dataclass(frozen=True, slots=True)
class Context:
    """A Lambda context with so much time left."""

    seconds: float

    def get_remaining_time_in_millis(self) -> int:
        """As Lambda has it."""
        return int(self.seconds * 1000)


@dataclass(slots=True)
class Table:
    """What was asked of the table, and the faults that it answers with, in turn; `always` when those are used up."""

    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: list[Fault | None] = field(default_factory=list)
    always: Fault | None = None
    applied: set[str] = field(default_factory=set)

    @classmethod
    def install(cls, monkeypatch: pytest.MonkeyPatch) -> "Table":
        """Stand between the kernel and the table."""
        made, inner = cls(), DynamoTransport.exchange

        def exchange(wire: DynamoTransport, headers: dict[str, str], body: bytes) -> Answer:
            operation = headers["x-amz-target"].partition(".")[2]
            arguments = json.loads(body)
            made.asked.append((operation, arguments))
            fault = made.faults.pop(0) if made.faults else made.always

            def really() -> Answer:
                return made.once(arguments, lambda: inner(wire, headers, body))

            return fault(arguments, really) if fault else really()

        monkeypatch.setattr(DynamoTransport, "exchange", exchange)
        return made

    def once(self, arguments: dict[str, Any], act: Callable[[], Answer]) -> Answer:
        """What DynamoDB does with a request token, and moto does not: a transaction that was applied is not again."""
        token = str(arguments.get("ClientRequestToken", ""))
        if token in self.applied:
            return told({})
        answer = act()
        if token and answer[0] == 200:
            self.applied.add(token)
        return answer

    @property
    def tokens(self) -> list[str]:
        """The request tokens of the transactions, in their order."""
        return [arguments["ClientRequestToken"] for name, arguments in self.asked if name == "TransactWriteItems"]


def told(value: object, status: int = 200) -> Answer:
    """An answer of DynamoDB's."""
    body = json.dumps(value).encode()
    return status, {"x-amz-crc32": str(zlib.crc32(body))}, body


def error(code: str, status: int = 400, **more: object) -> Fault:
    """Refused; nothing was done."""
    return lambda *_: told({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "no", **more}, status)


def cancelled(*reasons: str) -> Fault:
    """A transaction that was cancelled, with the reason of each of its operations."""
    return error("TransactionCanceledException", CancellationReasons=[{"Code": reason} for reason in reasons])


def lost(_: dict[str, Any], really: Callable[[], Answer]) -> Answer:
    """Done, but the answer got lost."""
    really()
    raise ConnectionError("closed before it answered")
