"""People at sockets, in the small world of `tests.support.world`."""

from collections.abc import Callable

import pytest

from functions.realtime.socket import handler
from tests.support import live, world
from tests.support.live import Client, Gateway

DOCUMENT = "01939100-7a4e-7cc2-9d3a-2b8f5e1c6a70"


@pytest.fixture
def at(gateway: Gateway) -> world.World:
    """An org with somebody in every role, and one document that is open to its members."""
    built = world.build()
    live.write_document(built.org_id, DOCUMENT)
    return built


Join = Callable[..., Client]


@pytest.fixture
def join(gateway: Gateway, at: world.World) -> Join:
    """Connect somebody by their place in the world: `join("member")`."""

    def connect(who: str, **more: str) -> Client:
        return Client(handler, gateway, live.connect(at.people.get(who, who), name=who.capitalize(), **more))

    return connect


@pytest.fixture
def topic(at: world.World) -> str:
    """The document's topic."""
    return f"document:{at.org_id}/{DOCUMENT}"
