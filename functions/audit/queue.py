"""Queue entry: writes events of the bus into the audit log."""

from functions.audit import service
from hearth.consumers import SECURITY, Consumer, Envelope

consumer = Consumer("audit", hears=SECURITY)


@consumer.bus_event
def handler(event: Envelope) -> None:
    """Remember what bears on who may do what."""
    service.remember(event)
