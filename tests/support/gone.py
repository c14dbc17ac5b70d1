"""A scene in which a connection is gone and nobody knows, for `tests/<capability>/gone.py`.

`CASES` there has, for each function of the capability that may post to connections, something that it tells others of.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hearth.live import topics
from hearth.live.items import Connection
from hearth.live.topics import Topic
from tests.support import deliveries
from tests.support.deliveries import CONTEXT
from tests.support.live import Gateway
from tests.support.workspace import Workspace


@dataclass(slots=True)
class Scene:
    """Ada and Bob at a document, Bob on two devices, of which one is gone and nobody knows."""

    space: Workspace
    gateway: Gateway
    document: Topic
    ada: Connection
    bob: Connection
    gone: Connection

    @property
    def watched(self) -> list[Topic]:
        """What the gone connection was on: a topic with company, a feed of an org, and one of no org."""
        return [self.document, topics.activity(self.space.org), topics.user(str(self.gone.person_id))]

    def hears(self, handler: Callable[..., object], type_: str, object_id: str, **more: object) -> None:
        """Deliver an event of the org by the bus."""
        source = str(more.pop("source", "hearth"))
        event = deliveries.happened("test.happened", object_id=object_id, org_id=self.space.org, data=more)
        event["type"] = type_
        handler(deliveries.messages(deliveries.from_bus(event, source=source)), CONTEXT)


Cases = dict[str, Callable[[Scene], object]]
