"""From the bus: what happens elsewhere and concerns gardens."""

from functions.gardens import service

from hearth.consumers import Consumer, Envelope

consumer = Consumer("gardens", hears={"org.purged"})


@consumer.bus_event
def handler(event: Envelope) -> None:
    """Leave nothing of an org that is gone for good. Safe to repeat."""
    service.purge(event["object"]["id"])
