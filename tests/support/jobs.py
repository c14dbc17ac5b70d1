"""Workers of jobs in the test's own process: called as Lambda and the scheduler would, at a time of the test's own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from hearth import later
from hearth.jobs import moves
from hearth.jobs.items import Job, key_of
from hearth.jobs.worker import Worker
from tests.support import local_table
from tests.support.deliveries import Context


class Killed(BaseException):
    """The end of a process, in the middle of whatever it did."""


@dataclass
class Bench:
    """Calls to workers, those that wait for their time, and the time."""

    workers: dict[str, Worker]
    now: float = 1_800_000_000.0
    waiting: dict[str, tuple[float, dict[str, Any]]] = field(default_factory=dict)
    seconds: float = 300

    def later(self, name: str, seconds: float, message: dict[str, Any]) -> None:
        """In place of the scheduler."""
        self.waiting.setdefault(name, (self.now + seconds, message))

    def call(self, capability: str, message: dict[str, Any]) -> None:
        """Call a worker as Lambda does: a worker that dies is called again, twice, after a minute and after three."""
        for pause in (60, 120, 0):
            try:
                self.workers[capability].handler(message, Context(self.seconds))
            except (Exception, Killed):  # noqa: BLE001  Lambda does not mind what it was
                self.now += pause
            else:
                return

    def run(self) -> None:
        """Until nobody is called any more, and no time has to pass for anything."""
        for _ in range(2000):
            calls = local_table.take_calls()
            for capability, message in calls:
                self.call(capability, message)
            if calls:
                continue
            if not self.waiting:
                return
            name, (due, message) = min(self.waiting.items(), key=lambda one: one[1][0])
            del self.waiting[name]
            self.now = max(self.now, due)
            self.call(self.capability_of(message), message)
        raise AssertionError("it never ends")

    def capability_of(self, message: dict[str, Any]) -> str:
        """Whose job it is."""
        job = Job.find(key_of(message["job"]))
        return str(job.type).partition(".")[0] if job else next(iter(self.workers))


def bench(monkeypatch: pytest.MonkeyPatch, *workers: Worker) -> Bench:
    """A bench with these workers."""
    made = Bench({next(iter(one.kinds)).partition(".")[0]: one for one in workers})
    monkeypatch.setattr(later, "call", made.later)
    monkeypatch.setattr(moves, "now", lambda: made.now)
    return made


ARN = "arn:aws:lambda:eu-central-1:123456789012:function:unit-sums-jobs:$LATEST"


def letter_of(payload: Any) -> dict[str, Any]:
    """What Lambda writes of a call that failed three times."""
    return {
        "version": "1.0",
        "requestContext": {"functionArn": ARN, "condition": "RetriesExhausted", "approximateInvokeCount": 3},
        "requestPayload": payload,
        "responsePayload": {"errorType": "Runtime.ImportModuleError", "errorMessage": "No module named 'gone'"},
    }


def kill_at(monkeypatch: pytest.MonkeyPatch, target: Any, name: str, times: set[int], *, after: bool) -> list[int]:
    """Let the process die at these calls (from 0) of a function, before it has done its work or after."""
    original: Callable[..., Any] = getattr(target, name)
    calls: list[int] = []

    def dying(*given: Any, **named: Any) -> Any:
        number = len(calls)
        calls.append(number)
        if number in times and not after:
            raise Killed
        answer = original(*given, **named)
        if number in times:
            raise Killed
        return answer

    monkeypatch.setattr(target, name, dying)
    return calls
