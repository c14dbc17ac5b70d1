"""Stream entry: puts the events that the table's changes carry on the bus."""

from functions.relay import service
from hearth import aws
from hearth.config import settings
from hearth.consumers import Consumer, Envelope, Failure

consumer = Consumer("relay")


@consumer.stream_batch
def handler(events: list[Envelope]) -> list[Failure]:
    """Publish the new events of a batch of changes."""
    return service.publish(events, aws.client("events"), settings().bus)
