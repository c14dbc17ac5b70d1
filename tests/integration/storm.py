"""What can go wrong between live clients and the running stack, done on purpose and by a seed."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from infra.client.errors import LinkLost
from infra.client.wire import Wire, WireClosed, dial
from infra.demo import chaos

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random


class Weather:
    """Faults of the network, shared by every wire of a test."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.drop = self.duplicate = 0.0
        self.jitter = 0.0
        self.online = True
        self.wires: list[BadWire] = []
        self.tally: Counter[str] = Counter()
        """What has happened so far."""
        self._latest = 0.0

    async def dial(self, url: str) -> Wire:
        """A real socket with bad weather on it."""
        if not self.online:
            raise LinkLost("no network")
        wire = BadWire(self, await dial(url))
        self.wires.append(wire)
        return wire

    async def cut(self, *, everyone: bool = False) -> None:
        """Sockets end without a goodbye."""
        open_now = [wire for wire in self.wires if not wire.gone.is_set()]
        for wire in open_now if everyone or not open_now else [self.random.choice(open_now)]:
            self.tally["cut"] += 1
            await wire.close(1000)

    def copies(self) -> Iterator[float]:
        """After how many seconds a frame arrives: not at all, once, or twice."""
        copies = 2 if self.random.random() < self.duplicate else 1
        self.tally["doubled"] += copies - 1
        for _ in range(copies):
            if self.random.random() >= self.drop:
                seconds = self.random.random() * self.jitter
                due = asyncio.get_running_loop().time() + seconds
                self.tally["overtaken"] += due < self._latest
                self._latest = max(self._latest, due)
                yield seconds
            else:
                self.tally["dropped"] += 1


class BadWire:
    """Loses, doubles and delays frames in both directions; the greeting passes, or nothing would ever begin."""

    def __init__(self, weather: Weather, wire: Wire) -> None:
        self._weather = weather
        self._wire = wire
        self._arrived: asyncio.Queue[str | bytes | WireClosed] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self.gone = asyncio.Event()
        self._do(self._listen())

    async def send(self, text: str) -> None:
        """Now, later, twice or never."""
        if self.gone.is_set():
            raise WireClosed(1006)
        if '"hello"' in text:
            await self._wire.send(text)
            return
        for seconds in self._weather.copies():
            self._do(self._send_later(text, seconds))

    async def receive(self) -> str | bytes:
        """What has arrived."""
        arrived = await self._arrived.get()
        if isinstance(arrived, WireClosed):
            raise arrived
        return arrived

    async def close(self, code: int = 1000) -> None:
        """Both ends."""
        if not self.gone.is_set():
            self.gone.set()
            self._weather.wires.remove(self)
            self._arrived.put_nowait(WireClosed(1006))
            await self._wire.close(code)

    async def _send_later(self, text: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        try:
            await self._wire.send(text)
        except WireClosed:
            await self.close()

    async def _arrive_later(self, text: str | bytes, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._arrived.put_nowait(text)

    async def _listen(self) -> None:
        try:
            while True:
                text = await self._wire.receive()
                if '"welcome"' in str(text):
                    self._arrived.put_nowait(text)
                    continue
                for seconds in self._weather.copies():
                    self._do(self._arrive_later(text, seconds))
        except WireClosed:
            await self.close()

    def _do(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def kill_a_worker(random: Random, tally: Counter[str]) -> None:
    """SIGKILL one of the processes that run functions: if one is at work within a moment, that one in the middle of it,
    after a part of a call that chance decides."""
    found: list[int] = []
    for _ in range(10):
        found = chaos.workers()
        at_work = [pid for pid in found if chaos.busy(pid)]
        if at_work:
            await asyncio.sleep(random.random() * 0.01)
            tally["killed at work"] += chaos.kill(random.choice(at_work))
            return
        await asyncio.sleep(0.01)
    if found:
        tally["killed between calls"] += chaos.kill(random.choice(found))
