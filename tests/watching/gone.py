"""What each function of watching tells others of (`tests/support/gone.py`)."""

from functions.watching import queue
from tests.support import deliveries
from tests.support.deliveries import CONTEXT
from tests.support.gone import Cases, Scene


def _watches(on: Scene) -> None:
    """Bob watches the document, on one of his devices."""
    on.space.bob.does("PUT", on.space.at(f"/watching/document/{on.space.document}"))


def _made(on: Scene) -> None:
    """Bob has made it, and watches it by itself."""
    event = deliveries.happened("test.happened", object_type="document", object_id=on.space.document)
    event["type"], event["org_id"] = "document.created", on.space.org
    event["actor"] = {"kind": "person", "id": str(on.bob.person_id)}
    queue.handler(deliveries.messages(deliveries.from_bus(event)), CONTEXT)


CASES: Cases = {"WatchingHttp": _watches, "WatchingQueueFunction": _made}
