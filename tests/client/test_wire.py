"""The same client over a real web socket, against a real server on loopback."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve

from infra.client import LinkLost, LiveConnection, LiveDocument
from infra.client.wire import WireClosed, dial
from tests.client.fake_network import FakeHttp, Network
from tests.client.fake_server import FakeServer, Session


class _Real:
    """Gives the fake's session a real socket."""

    def __init__(self, socket: ServerConnection) -> None:
        self._socket = socket
        self._tasks: set[asyncio.Task[None]] = set()

    def to_client(self, text: str) -> None:
        task = asyncio.create_task(self._socket.send(text))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def test_two_clients_share_words_over_loopback() -> None:
    async def story() -> None:
        fake = FakeServer()
        network = Network(fake)

        async def serve_one(socket: ServerConnection) -> None:
            fake.connections += 1
            session = Session(fake, "ann", f"c{fake.connections}", _Real(socket))
            fake.sessions.append(session)
            async for text in socket:
                session.receive(str(text))
            session.disconnect()

        async with serve(serve_one, "127.0.0.1", 0) as server:
            port = next(iter(server.sockets)).getsockname()[1]

            async def ticket() -> dict[str, Any]:
                return {"ticket": "t", "url": f"ws://127.0.0.1:{port}/live"}

            async with LiveConnection(ticket) as one, LiveConnection(ticket) as two:
                ann = LiveDocument(one, FakeHttp(network, "ann"), "org", "doc")
                ben = LiveDocument(two, FakeHttp(network, "ben"), "org", "doc")
                await asyncio.gather(ann.loaded(5), ben.loaded(5))
                text = ann.doc.get("text", type=_text())
                text.insert(0, "over the wire")
                await ann.all_saved(5)
                await ben.until(lambda: str(ben.doc.get("text", type=_text())) == "over the wire", 5)
                assert one.messages[0] >= 3

    asyncio.run(story())


def test_a_refused_handshake_and_a_close_have_their_own_errors() -> None:
    async def story() -> None:
        async def policy(socket: ServerConnection) -> None:
            await socket.close(1008, "session_ended")

        async with serve(policy, "127.0.0.1", 0) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            wire = await dial(f"ws://127.0.0.1:{port}/")
            with pytest.raises(WireClosed) as closed:
                await wire.receive()
            assert closed.value.code == 1008
        with pytest.raises(LinkLost):
            await dial(f"ws://127.0.0.1:{port}/")

    asyncio.run(story())


def _text() -> Any:
    from pycrdt import Text

    return Text
