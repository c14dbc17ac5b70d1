"""Runs functions as Lambda does: one process per concurrent call, frozen between calls, its limits enforced.

Lives inside the engine's process (engine.py hands every invocation over) and in tests. Workers are forked from a
zygote per set of layers, so a first call costs about ten milliseconds. A saved source retires the workers that loaded
the old one. Standard library only, since the engine's environment is not ours.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from infra.local import zygote
from infra.local.sources import Journal, Sources
from infra.local.workers import Worker, WorkerGone, Zygote, resident_mb

PAYLOAD_LIMIT = 6 * 1024 * 1024
AT_ONCE_STARTING = 8
MOST_WORKERS = 300
IDLE_SECONDS = 30
INIT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Function:
    """What the runtime must know of a deployed function."""

    name: str
    handler: str
    environ: dict[str, str]
    layers: tuple[str, ...] = ()
    timeout: float = 3
    memory: int = 128
    arn: str = ""
    revision: str = ""
    log_group: str = ""

    @property
    def capability(self) -> str:
        """`documents` of `functions.documents.handler.handler`."""
        return self.handler.split(".")[1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one call: an answer or an error (both JSON), and what it wrote."""

    body: bytes
    failed: bool
    log: str
    stream: str
    seconds: float = 0.0


class Runtime:
    """All pools of workers. Thread-safe: each invocation runs in the thread that brings it."""

    def __init__(self, *, root: Path, home: Path, python: Path, layers: dict[str, Path], provided: Path) -> None:
        """`layers` maps a layer's name to its built folder (the kernel is read from its source); `provided` is what
        Lambda's own runtime brings: the SDK."""
        self._python, self._layers, self._provided = python, layers, provided
        self._home = home
        self._sources = Sources(root, home)
        shutil.rmtree(home / "pycache", ignore_errors=True)
        self.journal = Journal(home / "logs" / "functions.log")
        self._zygotes: dict[tuple[str, ...], Zygote] = {}
        self._changed = threading.Condition()
        self._idle: dict[str, list[Worker]] = {}
        self._busy: dict[int, Worker] = {}
        self._starting = 0
        self._stopped = threading.Event()
        threading.Thread(target=self._watch, daemon=True, name="hearth-runtime").start()

    def invoke(self, function: Function, event: bytes, request: str, trace: str = "") -> Outcome:
        """Run one call to its end. Never raises: every failure is an outcome, worded as Lambda words it."""
        started = time.monotonic()
        try:
            worker, log = self._take(function)
        except InitFailed as failure:
            self.journal.write(function.name, request, failure.log)
            return Outcome(failure.body, True, failure.log, "init", time.monotonic() - started)
        deadline = time.time() + function.timeout
        call = {"request_id": request, "arn": function.arn, "deadline": deadline, "trace": trace}
        running = time.monotonic()
        keep = False
        try:
            zygote.send(worker.connection, call, event)
            head, body, written = worker.wait(running + function.timeout)
            failed, keep = not head["ok"], True
        except TimeoutError as late:
            written, failed = f"{late}", True
            body = _error(f"{_now()} {request} Task timed out after {function.timeout:.2f} seconds", "Sandbox.Timedout")
        except (WorkerGone, ConnectionError) as gone:
            written, failed = f"{gone}", True
            reason = worker.killed_for or "Runtime exited without providing a reason"
            body = _error(f"RequestId: {request} Error: {reason}", "Runtime.ExitError")
        if len(body) > PAYLOAD_LIMIT:
            failed = True
            body = _error(
                f"Response payload size exceeded maximum allowed payload size ({PAYLOAD_LIMIT} bytes).",
                "Function.ResponseSizeTooLarge",
            )
        self._give_back(function, worker, keep)
        log += written
        if failed and not keep:
            log += json.loads(body)["errorMessage"] + "\n"
        if log:
            self.journal.write(function.name, request, log)
        return Outcome(body, failed, log, worker.stream, time.monotonic() - running)

    def warm(self, function: Function) -> None:
        """Have one worker ready, so that a person's first click is not the first call."""
        with contextlib.suppress(InitFailed):
            worker, _ = self._take(function)
            self._give_back(function, worker, keep=True)

    def counts(self) -> dict[str, int]:
        """How many workers are idle, by function (for `make status` and tests)."""
        with self._changed:
            return {name: len(workers) for name, workers in self._idle.items() if workers}

    def stop(self) -> None:
        """End every worker and zygote."""
        self._stopped.set()
        with self._changed:
            workers = [*self._busy.values(), *[worker for pool in self._idle.values() for worker in pool]]
            self._idle.clear()
        for worker in workers:
            worker.end("the runtime stopped")
        for process in self._zygotes.values():
            process.stop()

    def zygote_pids(self) -> list[int]:
        """For tests that kill them."""
        return [pid for process in self._zygotes.values() if (pid := process.pid())]

    def _take(self, function: Function) -> tuple[Worker, str]:
        revision = (function.revision, function.handler, self._sources.fingerprint(function))
        with self._changed:
            while True:
                worker = self._fresh_idle(function.name, revision)
                if worker:
                    self._busy[worker.pid] = worker
                    worker.memory = function.memory
                    worker.signal(signal.SIGCONT)
                    return worker, ""
                if self._starting < AT_ONCE_STARTING and len(self._busy) < MOST_WORKERS:
                    self._starting += 1
                    break
                self._changed.wait(1)
        try:
            worker, log = self._start(function, revision)
            with self._changed:
                self._busy[worker.pid] = worker
            return worker, log
        finally:
            with self._changed:
                self._starting -= 1
                self._changed.notify_all()

    def _fresh_idle(self, name: str, revision: tuple[Any, ...]) -> Worker | None:
        pool = self._idle.get(name, [])
        while pool:
            worker = pool.pop()
            if worker.revision == revision and worker.alive():
                return worker
            worker.close()
        return None

    def _start(self, function: Function, revision: tuple[Any, ...]) -> tuple[Worker, str]:
        stream = f"{datetime.now(UTC):%Y/%m/%d}/[$LATEST]{uuid4().hex}"
        order = {
            "handler": function.handler,
            "code": self._sources.folders(function),
            "environ": self._environ(function, stream),
            # Compiled files of an older source must never be taken for those of the new one.
            "pycache": str(self._home / "pycache" / f"{revision[2] & 0xFFFFFFFFFFFF:012x}"),
        }
        try:
            pid, connection, output = self._zygote(function.layers).fork(order)
        except OSError as error:
            raise InitFailed(_error(str(error), "Runtime.ExitError"), f"{error}\n") from error
        worker = Worker(pid, connection, output, revision, stream, memory=function.memory)
        try:
            head, body, log = worker.wait(time.monotonic() + INIT_SECONDS)
        except (TimeoutError, WorkerGone) as error:
            worker.close()
            reason = "timed out" if isinstance(error, TimeoutError) else "exited"
            raise InitFailed(_error(f"Runtime {reason} during init", "Runtime.ExitError"), f"{error}") from error
        if not head["ready"]:
            worker.close()
            raise InitFailed(body, log)
        return worker, log

    def _zygote(self, layers: tuple[str, ...]) -> Zygote:
        path = (*[str(self._layers[name]) for name in layers if name in self._layers], str(self._provided))
        with self._changed:
            if path not in self._zygotes:
                self._zygotes[path] = Zygote(self._python, path)
            return self._zygotes[path]

    def _environ(self, function: Function, stream: str) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EXECUTION_ENV": "AWS_Lambda_python",
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
            "AWS_LAMBDA_LOG_GROUP_NAME": function.log_group or f"/aws/lambda/{function.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": stream,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "LAMBDA_TASK_ROOT": str(self._home / "code"),
            "_HANDLER": function.handler,
        } | function.environ

    def _give_back(self, function: Function, worker: Worker, keep: bool) -> None:
        if keep:
            worker.signal(signal.SIGSTOP)
        with self._changed:
            self._busy.pop(worker.pid, None)
            if keep and not worker.killed_for and not self._stopped.is_set():
                worker.last_used = time.monotonic()
                self._idle.setdefault(function.name, []).append(worker)
            else:
                worker.close()
            self._changed.notify_all()

    def _watch(self) -> None:
        """End workers that idle too long (the last of a function stays) or outgrow their memory."""
        while not self._stopped.wait(0.25):
            with self._changed:
                old = time.monotonic() - IDLE_SECONDS
                for name, pool in self._idle.items():
                    kept = [worker for i, worker in enumerate(pool) if worker.last_used > old or i == len(pool) - 1]
                    for worker in pool:
                        if worker not in kept:
                            worker.close()
                    self._idle[name] = kept
                busy = list(self._busy.values())
            for worker in busy:
                if resident_mb(worker.pid) > worker.memory:
                    worker.end("Runtime exited with error: signal: killed (out of memory)")


class InitFailed(Exception):
    """The handler could not be loaded; carries what the caller is answered and what goes to the log."""

    def __init__(self, body: bytes, log: str) -> None:
        super().__init__(log)
        self.body, self.log = body, log


def _error(message: str, kind: str) -> bytes:
    return json.dumps({"errorMessage": message, "errorType": kind}).encode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
