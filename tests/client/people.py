"""Somebody at a machine: the store is the disk, the rest is the process."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from pycrdt import Text

from infra.client import LiveConnection, LiveDocument, MemoryStore
from infra.client.places import Tick
from tests.client.fake_network import Network
from tests.client.fake_server import FakeServer


@dataclass
class World:
    """A server, its network, and chance."""

    seed: int = 1
    random: Random = field(init=False)
    server: FakeServer = field(init=False)
    network: Network = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.server = FakeServer(self.random)
        self.network = Network(self.server, self.random)


class Someone:
    """A person with the document open."""

    def __init__(self, world: World, name: str, store: MemoryStore | None = None, tick: Tick | None = None) -> None:
        self.name = name
        self.store = store or MemoryStore()
        self.connection = LiveConnection(world.network.ticket(name), dial=world.network.dial, random=world.random)
        options: dict[str, Any] = {"tick": tick} if tick else {}
        self.document = LiveDocument(
            self.connection,
            world.network.http(name),
            "org",
            "doc",
            store=self.store,
            client_id=world.random.getrandbits(32),
            random=world.random,
            **options,
        )
        self.connection.start()

    async def arrive(self) -> Someone:
        await self.document.all_saved()
        return self

    @property
    def text(self) -> Text:
        text: Text = self.document.doc.get("text", type=Text)
        return text

    @property
    def scratch(self) -> Text:
        text: Text = self.document.doc.get("scratch", type=Text)
        return text

    @property
    def words(self) -> str:
        return str(self.text)

    def write(self, words: str, *, first: bool = False) -> None:
        # The index counts bytes in pycrdt; past the end is the end.
        self.text.insert(0 if first else len(self.text), words)

    async def die(self) -> None:
        """No goodbye; only the store remains."""
        self.document.close()
        await self.connection.stop()
