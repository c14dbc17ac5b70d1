"""A pool of HTTP connections that one thread works: many small requests at the same time (docs/decisions/0027).

A frame to fifty people is fifty requests to the management API. With a thread for each lane, they cost a function most
of its time in taking turns; here one thread writes to whichever connection is free and reads from whichever answered.
Of an answer only the status matters, so a connection whose answer is anything but plain is closed and not used again.
"""

import heapq
import itertools
import selectors
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from hearth import tcp, telemetry

LANES = 16
HANG = 0.1
"""Seconds after which what is still in its lane counts as hanging, and others get a lane beside it."""
LARGEST_HEAD = 65_536
ADDRESS_SECONDS = 60

Answer = int | Literal["late", "failed"]


@dataclass(slots=True, eq=False)
class Job:
    """One request. `build` makes its bytes; `seconds` is the time it has from its first try, repeats included."""

    to: str
    build: Callable[[], bytes]
    seconds: float
    tries: int = 0
    deadline: float = 0.0


@dataclass(slots=True, eq=False)
class _Lane:
    """A connection and what is under way on it."""

    sock: socket.socket
    job: Job
    began: float
    kept: bool  # it was open already, so it may have been closed meanwhile
    state: Literal["connecting", "shaking", "talking"]
    out: memoryview = field(default_factory=lambda: memoryview(b""))
    into: bytearray = field(default_factory=bytearray)


class ConnectionPool:
    """The connections to one origin. Thread-safe: every call to `run` has its own; only what is idle is shared."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._name, self._port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        self._tls = tcp.trust() if parts.scheme == "https" else None
        self._idle: deque[tuple[socket.socket, float]] = deque(maxlen=128)
        self._addresses: list[tuple[int, tuple[object, ...]]] = []
        self._resolved = 0.0
        self._turn = itertools.count()

    def run(self, jobs: Iterable[Job], done: Callable[[Job, Answer], float | None]) -> None:
        """Do them all. `done` hears the status of each, "late" or "failed" (by a fault of ours); a number it returns
        asks for another try, so many seconds later. 503 stands for a connection that failed."""
        run = _Run(self, deque(jobs), done)
        try:
            run.all()
        finally:
            run.close()

    def take(self) -> socket.socket | None:
        """An idle connection that is still open."""
        while True:
            try:
                sock, used = self._idle.pop()
            except IndexError:
                return None
            if time.time() - used < tcp.IDLE_SECONDS and tcp.quiet(sock):
                return sock
            sock.close()

    def give_back(self, sock: socket.socket) -> None:
        """It may be used again."""
        self._idle.append((sock, time.time()))

    def open(self) -> socket.socket:
        """A new connection, under way. OSError when there is no address."""
        if not self._addresses or time.time() - self._resolved > ADDRESS_SECONDS:
            found = socket.getaddrinfo(self._name, self._port, type=socket.SOCK_STREAM)
            self._addresses = [(family, address) for family, _, _, _, address in found]
            self._resolved = time.time()
        family, address = self._addresses[next(self._turn) % len(self._addresses)]
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.connect_ex(address)
        return sock

    def secure(self, sock: socket.socket) -> socket.socket:
        """The connection with TLS on it, if the origin wants that; the handshake is still to be done."""
        if self._tls is None:
            return sock
        return self._tls.wrap_socket(sock, server_hostname=self._name, do_handshake_on_connect=False)

    @property
    def secured(self) -> bool:
        """Whether this is HTTPS."""
        return self._tls is not None


class _Run:
    """The requests of one call."""

    def __init__(self, lanes: ConnectionPool, waiting: deque[Job], done: Callable[[Job, Answer], float | None]) -> None:
        self._lanes, self._waiting, self._done = lanes, waiting, done
        self._later: list[tuple[float, int, Job]] = []
        self._order = itertools.count()
        self._busy: dict[socket.socket, _Lane] = {}
        self._selector = selectors.DefaultSelector()

    def all(self) -> None:
        while self._waiting or self._later or self._busy:
            now = time.monotonic()
            while self._later and self._later[0][0] <= now:
                self._waiting.appendleft(heapq.heappop(self._later)[2])
            while self._waiting and self._room(now):
                self._begin(self._waiting.popleft())
            for key, _ in self._selector.select(self._patience(now)):
                lane: _Lane = key.data
                self._advance(lane)
            self._expire()

    def close(self) -> None:
        for lane in self._busy.values():
            lane.sock.close()
        self._selector.close()

    def _room(self, now: float) -> bool:
        return len(self._busy) < LANES or sum(now - lane.began < HANG for lane in self._busy.values()) < LANES

    def _patience(self, now: float) -> float:
        moments = [lane.job.deadline for lane in self._busy.values()]
        if self._waiting:
            moments += [lane.began + HANG for lane in self._busy.values() if lane.began + HANG > now]
        if self._later:
            moments.append(self._later[0][0])
        return max(0.0, min(moments, default=now) - now)

    def _expire(self) -> None:
        now = time.monotonic()
        for lane in [lane for lane in self._busy.values() if lane.job.deadline <= now]:
            self._drop(lane)
            self._finish(lane.job, "late")

    # --- one request -----------------------------------------------------------------------------------------------

    def _begin(self, job: Job, lane: _Lane | None = None) -> None:
        """Start a job: on `lane`, which has just finished another one, on an idle connection, or on a new one."""
        now = time.monotonic()
        job.deadline = job.deadline or now + job.seconds
        try:
            out = memoryview(job.build())
        except Exception as error:  # noqa: BLE001  it ends this job, and no other
            telemetry.unexpected(error)
            if lane is not None:
                self._release(lane)
            self._finish(job, "failed")
            return
        job.tries += 1
        if lane is None:
            lane = self._lane(job, now)
            if lane is None:
                self._finish(job, 503)
                return
        lane.job, lane.began, lane.out, lane.into = job, now, out, bytearray()
        if lane.state == "talking":
            self._advance(lane, reading=False)

    def _lane(self, job: Job, now: float) -> _Lane | None:
        """A connection for a job; None when there is none to be had."""
        sock = self._lanes.take()
        try:
            lane = (
                _Lane(sock, job, now, True, "talking")
                if sock
                else _Lane(self._lanes.open(), job, now, False, "connecting")
            )
        except OSError:
            return None
        self._busy[lane.sock] = lane
        self._selector.register(lane.sock, selectors.EVENT_READ if sock else selectors.EVENT_WRITE, lane)
        return lane

    def _advance(self, lane: _Lane, *, reading: bool = True) -> None:
        """Go as far as it goes without waiting."""
        try:
            if lane.state == "connecting":
                self._connected(lane)
            if lane.state == "shaking":
                lane.sock.do_handshake()  # type: ignore[attr-defined]
                lane.state = "talking"
            while lane.out:
                lane.out = lane.out[lane.sock.send(lane.out) :]
            if not reading:  # it cannot have been answered yet
                self._selector.modify(lane.sock, selectors.EVENT_READ, lane)
                return
            status, again = self._read(lane)
        except (ssl.SSLWantReadError, BlockingIOError):
            writing = lane.state == "talking" and len(lane.out) > 0 and not self._lanes.secured
            self._selector.modify(lane.sock, selectors.EVENT_WRITE if writing else selectors.EVENT_READ, lane)
        except ssl.SSLWantWriteError:
            self._selector.modify(lane.sock, selectors.EVENT_WRITE, lane)
        except (OSError, ValueError):
            self._failed(lane)
        else:
            self._answered(lane, status, again)

    def _connected(self, lane: _Lane) -> None:
        problem = lane.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if problem:
            raise OSError(problem, "no connection")
        if not self._lanes.secured:
            lane.state = "talking"
            return
        secured = self._lanes.secure(lane.sock)
        self._leave(lane)
        lane.sock, lane.state = secured, "shaking"
        self._busy[secured] = lane
        self._selector.register(secured, selectors.EVENT_READ, lane)

    def _read(self, lane: _Lane) -> tuple[int, bool]:
        """The status of the answer, and whether the connection can be used again. Raises while it is not all there."""
        while True:
            data = lane.sock.recv(LARGEST_HEAD)
            if not data:
                raise ConnectionError("closed before it answered")
            lane.into += data
            answer = status_of(lane.into)
            if answer is not None:
                return answer

    def _answered(self, lane: _Lane, status: int, again: bool) -> None:
        job, lane.kept = lane.job, True
        following = self._waiting.popleft() if again and self._waiting else None
        if not again:
            self._drop(lane)
        elif following is None:
            self._release(lane)
        self._finish(job, status)
        if following is not None:
            self._begin(following, lane)

    def _failed(self, lane: _Lane) -> None:
        self._drop(lane)
        if lane.kept and not lane.into:  # the other side had closed it while nobody looked: not its fault
            self._waiting.appendleft(lane.job)
        else:
            self._finish(lane.job, 503)

    def _finish(self, job: Job, answer: Answer) -> None:
        pause = self._done(job, answer)
        if pause is None:
            return
        when = time.monotonic() + pause
        if when < job.deadline:
            heapq.heappush(self._later, (when, next(self._order), job))
        else:
            self._done(job, "late")

    def _release(self, lane: _Lane) -> None:
        """Its connection is idle."""
        self._leave(lane)
        self._lanes.give_back(lane.sock)

    def _drop(self, lane: _Lane) -> None:
        """Its connection is no good any more."""
        self._leave(lane)
        lane.sock.close()

    def _leave(self, lane: _Lane) -> None:
        del self._busy[lane.sock]
        self._selector.unregister(lane.sock)


def status_of(received: bytearray) -> tuple[int, bool] | None:
    """The status of an answer, and whether its connection is good for another request; None while more is to come.

    ValueError for what is no answer.
    """
    while True:
        end = received.find(b"\r\n\r\n")
        if end < 0:
            if len(received) > LARGEST_HEAD:
                raise ValueError("no end of the headers")
            return None
        head = bytes(received[: end + 2]).lower()
        if not head.startswith(b"http/1."):
            raise ValueError("not HTTP/1")
        status = int(head[9:12])
        if status >= 200:
            break
        del received[: end + 4]
    length = 0
    if status not in {204, 304}:
        _, found, rest = head.partition(b"\r\ncontent-length:")
        if not found:
            return status, False
        length = int(rest.partition(b"\r\n")[0])
    more = len(received) - end - 4 - length
    if more < 0:
        return None
    return status, more == 0 and b"\r\nconnection: close" not in head and head.startswith(b"http/1.1")
