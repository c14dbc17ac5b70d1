"""What each function of documents tells others of (`tests/support/gone.py`)."""

import base64

from functions.documents import queue, socket
from hearth import later
from tests.support.gone import Cases, Scene
from tests.support.live import Client


def _writes_live(on: Scene) -> None:
    """Ada types."""
    frame = {"type": "update", "id": "1", "topic": on.document.name, "epoch": 1, "after": 3}
    Client(socket.handler, on.gateway, on.ada).send({**frame, "update": on.space.next})


CASES: Cases = {
    "DocumentsHttp": lambda on: on.space.writes(base64.b64decode(on.space.next), 3),
    "DocumentsQueueFunction": lambda on: on.hears(
        queue.handler, "document.changed", on.space.document, seq=3, source=later.SOURCE
    ),
    "DocumentsSocket": _writes_live,
}
