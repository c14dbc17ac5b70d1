"""Stream entry: writes the feeds from the table's changes, and tells those who are looking at one."""

from functions.activity import service
from functions.activity.live import push
from hearth.consumers import Consumer, Envelope

consumer = Consumer("activity")


@consumer.stream_event
def handler(event: Envelope) -> None:
    """Put an event into the feeds that show it, and tell whoever is watching one."""
    push(event, service.tell(event))
