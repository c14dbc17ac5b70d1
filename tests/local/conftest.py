"""A function runtime of its own, without an engine: functions are files in a temporary folder."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from infra.local.runtime import Function, Outcome, Runtime


@dataclass
class Bench:
    """A runtime, and one function `code.handler` whose source a test writes."""

    runtime: Runtime
    folder: Path
    function: Function
    numbers: Iterator[int]

    def write(self, source: str) -> None:
        """Save the function's source."""
        (self.folder / "code.py").write_text("import json, os, sys, threading, time\n" + source)

    def call(self, event: Any = None, **changes: Any) -> Outcome:
        """One invocation; `changes` are other settings of the function."""
        function = replace(self.function, **changes)
        return self.runtime.invoke(function, json.dumps(event or {}).encode(), f"request-{next(self.numbers)}")

    def answer(self, event: Any = None, **changes: Any) -> Any:
        """The answer of an invocation that must succeed."""
        outcome = self.call(event, **changes)
        assert not outcome.failed, outcome.body
        return json.loads(outcome.body)

    def error(self, event: Any = None, **changes: Any) -> dict[str, Any]:
        """The error of an invocation that must fail."""
        outcome = self.call(event, **changes)
        assert outcome.failed, outcome.body
        problem: dict[str, Any] = json.loads(outcome.body)
        return problem


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A runtime that is gone when the test ends, with a function that says hello."""
    (tmp_path / "repository" / "source").mkdir(parents=True)
    (tmp_path / "provided").mkdir()
    runtime = Runtime(
        root=tmp_path / "repository",
        home=tmp_path / "home",
        python=Path(sys.executable),
        layers={},
        provided=tmp_path / "provided",
    )
    function = Function("hello", "code.handler", {"HEARTH_CODE": "source"}, timeout=5, memory=512)
    made = Bench(runtime, tmp_path / "repository" / "source", function, itertools.count())
    made.write("def handler(event, context): return {'hello': event.get('name')}\n")
    yield made
    runtime.stop()


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Wait for something that happens in another process, without guessing how long it takes."""
    import time

    def wait(condition: Callable[[], bool], seconds: float = 10) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it did not happen"
            time.sleep(0.01)

    return wait
