"""Worker processes, and the zygotes they are forked from, as the runtime sees them from outside."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.local import zygote


class WorkerGone(Exception):
    """The process of a worker ended; `reason` is what Lambda would say."""


@dataclass(slots=True)
class Worker:
    """One process, idle or serving one call."""

    pid: int
    connection: socket.socket
    output: int
    revision: tuple[Any, ...]
    stream: str
    last_used: float = field(default_factory=time.monotonic)
    memory: int = 0
    killed_for: str = ""

    def signal(self, number: signal.Signals) -> None:
        """Reach the process if it still exists."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def end(self, reason: str = "") -> None:
        """Kill it; whoever waits for its answer learns the reason."""
        self.killed_for = self.killed_for or reason
        self.signal(signal.SIGKILL)

    def close(self) -> None:
        """Kill it and let go of its descriptors; only its owner may."""
        self.end()
        self.connection.close()
        with contextlib.suppress(OSError):
            os.close(self.output)

    def drain(self) -> str:
        """What it has written and nobody has read."""
        chunks = []
        with contextlib.suppress(BlockingIOError, OSError):
            while chunk := os.read(self.output, 65_536):
                chunks.append(chunk)
        return b"".join(chunks).decode("utf-8", "replace")

    def wait(self, deadline: float) -> tuple[dict[str, Any], bytes, str]:
        """The next message and all output until then; WorkerGone or TimeoutError otherwise, with the output."""
        poll = select.poll()
        poll.register(self.connection, select.POLLIN)
        poll.register(self.output, select.POLLIN)
        log: list[str] = []
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("".join(log))
            ready = {number for number, _ in poll.poll(left * 1000)}
            if self.output in ready:
                log.append(self.drain())
                if len(ready) == 1 and not self.alive():
                    poll.unregister(self.output)
            if self.connection.fileno() in ready:
                message = None
                with contextlib.suppress(ConnectionError):
                    message = zygote.receive(self.connection)
                log.append(self.drain())
                if message is None:
                    raise WorkerGone("".join(log))
                return *message, "".join(log)

    def alive(self) -> bool:
        """Whether the process still exists."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True


class Zygote:
    """The process that workers of one set of layers are forked from; started when needed, started anew when it died."""

    def __init__(self, python: Path, path: tuple[str, ...]) -> None:
        self._command = [str(python), "-S", "-E", zygote.__file__]
        self._path = path
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def fork(self, order: dict[str, Any]) -> tuple[int, socket.socket, int]:
        """A new worker: its pid, our end of its connection, and what to read its output from."""
        with self._lock:
            try:
                return self._fork(order)
            except (OSError, ConnectionError):
                self._stop()
                return self._fork(order)

    def pid(self) -> int | None:
        """For tests that kill it."""
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """End it and, with it, its workers."""
        with self._lock:
            self._stop()

    def _fork(self, order: dict[str, Any]) -> tuple[int, socket.socket, int]:
        control = self._control or self._start()
        ours, theirs = socket.socketpair()
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        content = json.dumps(order).encode()
        try:
            packet = struct.pack("!I", len(content)) + content
            sent = socket.send_fds(control, [packet], [theirs.fileno(), writing])
            control.sendall(packet[sent:])
            reply = zygote.receive(control)
        except BaseException:
            ours.close()
            os.close(reading)
            raise
        finally:
            theirs.close()
            os.close(writing)
        if reply is None:
            ours.close()
            os.close(reading)
            raise ConnectionError("the zygote ended")
        return reply[0]["pid"], ours, reading

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        command = [*self._command, str(theirs.fileno()), json.dumps(self._path)]
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={"PATH": os.defpath},
        )
        theirs.close()
        if zygote.receive(ours) is None:
            raise ConnectionError(f"the function runtime could not start: {' '.join(command[:4])}")
        self._control = ours
        return ours

    def _stop(self) -> None:
        if self._control:
            self._control.close()
            self._control = None
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def resident_mb(pid: int) -> int:
    """Memory of its own: what is still shared with the zygote costs a Lambda function about as much, but once."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(pages[1]) * 4096 // (1024 * 1024)
