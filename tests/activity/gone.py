"""What each function of activity tells others of (`tests/support/gone.py`)."""

from functions.activity import stream
from tests.support import deliveries
from tests.support.deliveries import CONTEXT
from tests.support.gone import Cases, Scene


def _tells_of_an_entry(on: Scene) -> None:
    """The stream tells of something that happened in the org."""
    event = deliveries.happened(
        "test.renamed", org_id=on.space.org, object_type="document", object_id=on.space.document
    )
    stream.handler(deliveries.changes(deliveries.change([event])), CONTEXT)


CASES: Cases = {"ActivityStream": _tells_of_an_entry}
