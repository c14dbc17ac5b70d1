"""The socket under a link. Anything with these three methods will do; tests bring their own."""

from __future__ import annotations

from typing import Protocol

from .errors import LinkLost


class WireClosed(Exception):
    """The other side closed, with a code of L5 or one of the network's."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class Wire(Protocol):
    """One open socket."""

    async def send(self, text: str) -> None:
        """Hand over one frame; WireClosed when it is too late."""

    async def receive(self) -> str | bytes:
        """The next frame; WireClosed when there is none."""

    async def close(self, code: int = 1000) -> None:
        """Never raises."""


class _WebSocket:
    def __init__(self, connection: object) -> None:
        from websockets.asyncio.client import ClientConnection

        assert isinstance(connection, ClientConnection)
        self._connection = connection

    async def send(self, text: str) -> None:
        from websockets.exceptions import ConnectionClosed

        try:
            await self._connection.send(text)
        except ConnectionClosed as closed:
            raise WireClosed(closed.rcvd.code if closed.rcvd else 1006) from closed

    async def receive(self) -> str | bytes:
        from websockets.exceptions import ConnectionClosed

        try:
            return await self._connection.recv()
        except ConnectionClosed as closed:
            code, reason = (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")
            raise WireClosed(code, reason) from closed

    async def close(self, code: int = 1000) -> None:
        await self._connection.close(code)


async def dial(url: str) -> Wire:
    """Open a real web socket. LinkLost when the handshake fails: the ticket is spent either way."""
    import websockets

    try:
        # API Gateway compresses nothing, and answers no ping of the web socket layer with an opinion on its age.
        connection = await websockets.connect(
            url, compression=None, ping_interval=None, max_size=1 << 20, open_timeout=10, close_timeout=2, proxy=None
        )
    except (OSError, TimeoutError, websockets.exceptions.WebSocketException) as error:
        raise LinkLost(f"the handshake failed: {error}") from error
    return _WebSocket(connection)
