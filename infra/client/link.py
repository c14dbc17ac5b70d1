"""One socket from its ticket to its close: greeting, heartbeat, pacing, and answers matched to questions by id."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .errors import LinkLost, Refused
from .frames import ANSWERS, Frame, dump, parse
from .pacing import Pacer
from .wire import Wire, WireClosed

if TYPE_CHECKING:
    from random import Random

HANDSHAKE = 10.0
PONG = 10.0
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"

Ticket = dict[str, Any]
TicketSource = Callable[[], Awaitable[Ticket]]
Dial = Callable[[str], Awaitable[Wire]]


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a link is over: `lost` (come back), or `session_ended` and its like (do not)."""

    code: str
    detail: str = ""
    retry_after: float = 0.0

    @property
    def final(self) -> bool:
        """Coming back would change nothing."""
        return self.code != "lost"


class Link:
    """Made by `open_link`, so that one that exists has been welcomed."""

    def __init__(self, wire: Wire, welcome: Frame, random: Random, on_frame: Callable[[Link, Frame], None]) -> None:
        self._wire = wire
        self._random = random
        self._on_frame = on_frame
        self._loop = asyncio.get_running_loop()
        self.connection = str(welcome["connection"])
        self.frame_limit = int(welcome["limits"].get("frame") or 32_768)
        self.life = _life(welcome)
        self.ended: asyncio.Future[Ended] = self._loop.create_future()
        self.on_quiet: Callable[[], bool] = lambda: False
        self.sent = 1
        self.received = 1
        self._ping_every = max(1.0, float(welcome["ping_every"]))
        rate = float(welcome["limits"].get("rate") or 60)
        # A fifth below the limit: frames bunch up on their way, and the server counts at its end.
        self._pacer = Pacer(rate * 0.8, rate * 1.6)
        self._questions: dict[str, tuple[asyncio.Future[Frame], Frame]] = {}
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._farewell: Ended | None = None
        self._last_sent = self._loop.time()
        self._pong: asyncio.TimerHandle | None = None
        self._tasks = [self._loop.create_task(self._read()), self._loop.create_task(self._write())]
        self._ping = self._loop.call_later(self._ping_every, self._heartbeat)

    @property
    def open(self) -> bool:
        """Frames can still be sent."""
        return not self.ended.done()

    def new_id(self) -> str:
        """For a question, unique in this connection."""
        return "".join(self._random.choices(ALPHABET, k=12))

    def send(self, frame: Frame, *, may_be_lost: bool = False) -> bool:
        """False when the link is over or the frame is too large for one."""
        text = dump(frame)
        if not self.open or len(text.encode()) > self.frame_limit:
            return False
        self._pacer.run(lambda: self._put(text), may_be_lost=may_be_lost)
        return True

    async def request(self, frame: Frame, seconds: float = 10.0) -> Frame:
        """The answer to a frame with an id. Refused, or LinkLost after `seconds` or a close."""
        answer: asyncio.Future[Frame] = self._loop.create_future()
        self._questions[frame["id"]] = (answer, frame)
        try:
            if not self.send(frame):
                raise LinkLost("not open, or the frame is too large")
            async with asyncio.timeout(seconds):
                return await answer
        except TimeoutError as error:
            raise LinkLost("no answer") from error
        finally:
            self._questions.pop(frame["id"], None)

    def close(self, code: int = 1000) -> None:
        """End it from our side; `ended` says `lost` unless the server had said more."""
        if not self.open:
            return
        self._finish(self._farewell or Ended("lost"))
        self._loop.create_task(self._wire.close(code)).add_done_callback(_seen)

    def _put(self, text: str) -> None:
        self._last_sent = self._loop.time()
        self.sent += 1
        self._outgoing.put_nowait(text)

    async def _write(self) -> None:
        with contextlib.suppress(WireClosed):
            while True:
                await self._wire.send(await self._outgoing.get())

    async def _read(self) -> None:
        try:
            while True:
                text = await self._wire.receive()
                self.received += 1
                frame = parse(text)
                if frame is not None and self.open:
                    self._receive(frame)
        except WireClosed as closed:
            refused = Ended("session_ended", closed.reason) if closed.code == 1008 else Ended("lost")
            self._finish(self._farewell or refused)

    def _receive(self, frame: Frame) -> None:
        if self._pong:
            self._pong.cancel()
            self._pong = None
        kind = frame["type"]
        if kind == "bye":
            self._farewell = _farewell(frame)
        elif kind == "refused":
            self._refused(frame)
        elif kind in ANSWERS and frame["id"] in self._questions:
            answer, _ = self._questions[frame["id"]]
            if not answer.done():
                answer.set_result(frame)
        elif kind not in {"welcome", "pong"}:
            # An answer that came twice, or after its time limit, still tells something.
            self._on_frame(self, frame)

    def _refused(self, frame: Frame) -> None:
        answer, question = self._questions.get(str(frame.get("id")), (None, None))
        if frame["code"] == "rate_limited" and frame.get("retry_after") is not None:
            self._pacer.pause(float(frame["retry_after"]))
            if question is not None:
                self.send(question)
                return
        if answer is None:
            self._on_frame(self, frame)
        elif not answer.done():
            answer.set_exception(Refused(frame))

    def _heartbeat(self) -> None:
        if not self.open:
            return
        quiet = self._loop.time() - self._last_sent
        if quiet >= self._ping_every - 0.001:
            if not self.on_quiet():
                self.send({"type": "ping"})
            self._pong = self._loop.call_later(PONG, self.close)
            quiet = 0
        self._ping = self._loop.call_later(self._ping_every - quiet, self._heartbeat)

    def _finish(self, end: Ended) -> None:
        if not self.open:
            return
        self.ended.set_result(end)
        self._ping.cancel()
        if self._pong:
            self._pong.cancel()
        self._pacer.stop()
        for answer, _ in list(self._questions.values()):
            if not answer.done():
                answer.set_exception(LinkLost("the connection ended"))
        for task in self._tasks:
            if task is not asyncio.current_task():
                task.cancel()


async def open_link(
    ticket: TicketSource, dial: Dial, random: Random, client: str, on_frame: Callable[[Link, Frame], None]
) -> Link:
    """Ticket, handshake, hello, welcome (L1, L2).

    TicketRefused or Refused when coming back is pointless, else LinkLost.
    """
    try:
        async with asyncio.timeout(HANDSHAKE):
            right = await ticket()
            url = str(right["url"])
            if "ticket=" not in url:
                url += ("&" if "?" in url else "?") + "ticket=" + quote(str(right["ticket"]), safe="")
            wire = await dial(url)
            try:
                await wire.send(dump({"type": "hello", "client": client, "protocol": 1}))
                return Link(wire, await _welcome(wire), random, on_frame)
            except BaseException:
                await wire.close()
                raise
    except (TimeoutError, WireClosed) as error:
        raise LinkLost(f"no welcome: {error}") from error


async def _welcome(wire: Wire) -> Frame:
    while True:
        frame = parse(await wire.receive())
        if frame is not None and frame["type"] == "welcome":
            return frame
        if frame is not None and frame["type"] == "refused":
            raise Refused(frame)


def _farewell(frame: Frame) -> Ended:
    code = frame["code"]
    if code in {"session_ended", "access_ended"}:
        return Ended(code, str(frame.get("detail", "")))
    return Ended("lost", retry_after=float(frame.get("retry_after") or (5 if code == "rate_limited" else 0)))


def _life(welcome: Frame) -> float:
    # The server's own two clocks are compared, never ours: a client's clock may be days off.
    with contextlib.suppress(KeyError, ValueError, TypeError):
        start, end = (datetime.fromisoformat(welcome[name].replace("Z", "+00:00")) for name in ("now", "renew_at"))
        if end > start:
            return (end - start).total_seconds()
    return 110 * 60.0


def _seen(task: asyncio.Task[Any]) -> None:
    if not task.cancelled():
        task.exception()
