"""Bare sockets for tests: frames as they come, without a client library that would heal anything."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

import websockets

from infra.client.rest import HearthClient

PATIENCE = 60.0
Frame = dict[str, Any]


@dataclass
class Peer:
    """One socket, and everything that has come over it."""

    socket: websockets.ClientConnection
    frames: list[Frame] = field(default_factory=list)
    closed: int | None = None
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _reader: asyncio.Task[None] | None = None
    connection: str = ""

    @classmethod
    async def dial(cls, url: str) -> Self:
        """Open a socket and say nothing. InvalidStatus when the handshake is refused."""
        socket = await websockets.connect(
            url, compression=None, ping_interval=None, open_timeout=PATIENCE, close_timeout=2, proxy=None
        )
        peer = cls(socket)
        peer._reader = asyncio.create_task(peer._read())
        return peer

    @classmethod
    async def enter(cls, client: HearthClient, url: str) -> Self:
        """Come in with a ticket, and be welcomed."""
        ticket = await asyncio.to_thread(client.ticket)
        peer = await cls.dial(f"{url}?ticket={ticket['ticket']}")
        await peer.send(type="hello", client="tests", protocol=1)
        peer.connection = str((await peer.expect("welcome"))["connection"])
        return peer

    async def _read(self) -> None:
        try:
            async for text in self.socket:
                await self._note(json.loads(text))
        except websockets.ConnectionClosed:
            pass
        self.closed = self.socket.close_code
        await self._note(None)

    async def _note(self, frame: Frame | None) -> None:
        async with self._news:
            if frame is not None:
                self.frames.append(frame)
            self._news.notify_all()

    async def send(self, **frame: Any) -> None:
        """Send a frame."""
        await self.socket.send(json.dumps(frame))

    async def ask(self, **frame: Any) -> Frame:
        """Send a frame and return the answer with its id."""
        await self.send(**frame)
        return await self.find(lambda one: one.get("id") == frame["id"], f"an answer to {frame}")

    async def expect(self, kind: str, **fields: Any) -> Frame:
        """The first frame of that type with those fields, there already or still to come."""
        wanted = {"type": kind, **fields}
        return await self.find(lambda one: wanted.items() <= one.items(), str(wanted))

    async def find(self, fits: Callable[[Frame], bool], what: str, seconds: float = PATIENCE) -> Frame:
        """The first frame that fits."""

        def look() -> Frame | None:
            return next((frame for frame in self.frames if fits(frame)), None)

        async with self._news:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait_for(lambda: look() or self.closed is not None), seconds)
        found = look()
        assert found is not None, f"{what} did not come; these did: {self.frames[-5:]}"
        return found

    async def joined(self, connection: str) -> Frame:
        """The word that somebody came."""
        return await self.find(
            lambda frame: connection in joined_by(frame),
            f"word of {connection}",
        )

    async def end(self) -> int | None:
        """Wait until the other side has closed; the close code."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: self.closed is not None), PATIENCE)
        return self.closed

    async def close(self) -> None:
        """Close from this side."""
        await self.socket.close()
        if self._reader is not None:
            await self._reader

    async def vanish(self) -> None:
        """Break off without a word, as a laptop that is shut."""
        self.socket.transport.abort()
        if self._reader is not None:
            await self._reader


def left_by(frame: Frame) -> set[str]:
    """The connections that a frame says have left."""
    if frame["type"] == "user-left":
        return {frame["connection"]}
    return {one["connection"] for one in frame["left"]} if frame["type"] == "users-left" else set()


def joined_by(frame: Frame) -> set[str]:
    """The connections that a frame says have come."""
    if frame["type"] == "user-joined":
        return {frame["participant"]["connection"]}
    return {one["connection"] for one in frame["participants"]} if frame["type"] == "users-joined" else set()
