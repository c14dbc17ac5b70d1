"""A network that loses, doubles and reorders, between clients and the server of `fake_server.py`."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from infra.client.errors import LinkLost, Problem, TicketRefused, Unreachable
from infra.client.frames import Frame, encode
from infra.client.wire import WireClosed
from tests.client.fake_server import FakeServer, Session


@dataclass
class Network:
    """Every frame and request passes here."""

    server: FakeServer
    random: Random = field(default_factory=lambda: Random(1))
    drop: float = 0.0
    duplicate: float = 0.0
    jitter: float = 0.0
    http_fails: float = 0.0
    online: bool = True
    signed_out: bool = False
    wires: list[FakeWire] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    """What has happened so far."""
    _latest: float = 0.0

    def ticket(self, person: str) -> Any:
        async def ticket() -> dict[str, Any]:
            await asyncio.sleep(0.001)
            if not self.online:
                raise LinkLost("no network")
            if self.signed_out:
                raise TicketRefused("401")
            return {"ticket": person, "url": "wss://hearth.test/live", "expires_in": 30}

        return ticket

    async def dial(self, url: str) -> FakeWire:
        await asyncio.sleep(0.001)
        if not self.online:
            raise LinkLost("no network")
        wire = FakeWire(self, url.partition("ticket=")[2])
        self.wires.append(wire)
        return wire

    def cut(self, *, everyone: bool = True) -> None:
        """Sockets end without a word, as a dead machine's do."""
        wires = [wire for wire in self.wires if wire.open]
        for wire in wires if everyone or not wires else [self.random.choice(wires)]:
            self.faults["cut"] += 1
            wire.lose(1006)

    def deliver(self, act: Any, *, surely: bool = False) -> None:
        loop = asyncio.get_running_loop()
        if surely:
            loop.call_later(0.001, act)
            return
        copies = 2 if self.random.random() < self.duplicate else 1
        self.faults["doubled"] += copies - 1
        for _ in range(copies):
            if self.random.random() >= self.drop:
                due = 0.001 + self.random.random() * self.jitter
                loop.call_later(due, act)
                self.faults["overtaken"] += loop.time() + due < self._latest
                self._latest = max(self._latest, loop.time() + due)
            else:
                self.faults["dropped"] += 1

    def http(self, person: str) -> FakeHttp:
        return FakeHttp(self, person)


class FakeWire:
    """One socket between them."""

    def __init__(self, network: Network, person: str) -> None:
        self.network = network
        self.open = True
        self._inbox: asyncio.Queue[str | int] = asyncio.Queue()
        server = network.server
        server.connections += 1
        self.session = Session(server, person, f"c{server.connections}", self)
        server.sessions.append(self.session)

    async def send(self, text: str) -> None:
        if not self.open:
            raise WireClosed(1006)
        surely = '"hello"' in text  # a socket whose greeting is lost is one that never opened
        self.network.deliver(lambda: self.session.receive(text), surely=surely)

    async def receive(self) -> str:
        got = await self._inbox.get()
        if isinstance(got, int):
            raise WireClosed(got)
        return got

    async def close(self, code: int = 1000) -> None:
        self.lose(code)

    def to_client(self, text: str) -> None:
        surely = '"welcome"' in text or '"bye"' in text
        self.network.deliver(lambda: self._arrive(text), surely=surely)

    def _arrive(self, text: str) -> None:
        if self.open:
            self._inbox.put_nowait(text)

    def lose(self, code: int) -> None:
        if not self.open:
            return
        self.open = False
        self.network.wires.remove(self)
        self.session.disconnect()
        self._inbox.put_nowait(code)


class FakeHttp:
    """The HTTP half, with answers that may be lost before or after the deed."""

    def __init__(self, network: Network, person: str) -> None:
        self._network = network
        self._person = person

    async def _before(self) -> FakeServer:
        await self._trip()
        if self._network.server.role(self._person) is None:
            raise Problem(404, "document_not_found")
        return self._network.server

    async def _trip(self) -> None:
        network = self._network
        await asyncio.sleep(0.002 + network.random.random() * network.jitter)
        if not network.online or network.random.random() < network.http_fails / 2:
            raise Unreachable("no network")

    async def state(self) -> Frame:
        server = await self._before()
        server.count("state")
        page = server.log[: server.page_size]
        snapshot = server.snapshot
        answer = {
            "epoch": server.epoch,
            "head": server.head,
            "role": server.role(self._person),
            "snapshot": self._show(snapshot) if snapshot else None,
            "updates": page,
            "more": len(page) < len(server.log),
        }
        await self._trip()
        return answer

    async def updates(self, after: int) -> Frame:
        server = await self._before()
        server.count("pages")
        if server.snapshot and after < server.snapshot[0]:
            raise Problem(410, "updates_folded")
        rest = [entry for entry in server.log if entry["seq"] > after]
        page = rest[: server.page_size]
        answer = {"epoch": server.epoch, "head": server.head, "updates": page, "more": len(page) < len(rest)}
        await self._trip()
        return answer

    async def push(self, batch_id: str, epoch: int, after: int, update: bytes) -> Frame:
        server = await self._before()
        server.count("push")
        if server.role(self._person) != "editor":
            raise Problem(403, "forbidden")
        if epoch != server.epoch:
            raise Problem(409, "epoch_changed", body={"epoch": server.epoch})
        crash, server.crash = server.crash, 0.0
        answer = server.append(encode(update), None)
        server.crash = crash
        assert answer is not None
        await self._trip()
        return {"id": batch_id, **answer}

    def _show(self, snapshot: tuple[int, bytes]) -> Frame:
        if self._network.server.links_fail:
            return {"seq": snapshot[0], "url": "https://files.test/snapshot"}
        return {"seq": snapshot[0], "data": encode(snapshot[1])}

    async def download(self, url: str) -> bytes:
        self._network.server.links_fail -= 1
        raise Problem(403, "download_refused", url)
