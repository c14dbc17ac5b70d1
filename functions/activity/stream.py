"""The table's stream → the feeds, and a word to those who are looking at them."""

from functions.activity import service
from functions.activity.live import push
from hearth.consumers import Consumer, Envelope

consumer = Consumer("activity")


@consumer.stream_event
def handler(event: Envelope) -> None:
    """Put an event into the feeds that show it, and tell whoever is watching one."""
    push(event, service.tell(event))
