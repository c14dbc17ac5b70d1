"""What each function of realtime tells others of (`tests/support/gone.py`)."""

from functions.realtime import queue, socket
from tests.support.gone import Cases
from tests.support.live import Client

CASES: Cases = {
    "RealtimeQueueFunction": lambda on: on.hears(
        queue.handler, "session.ended", str(on.bob.person_id), session_id=on.bob.session_id, spared=None
    ),
    "RealtimeSocket": lambda on: Client(socket.handler, on.gateway, on.ada).disconnect(),
}
