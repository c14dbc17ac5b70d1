"""From the bus: who makes something watches it; what is gone, and who left, is forgotten."""

from functions.watching.service import react
from hearth.access import TYPES
from hearth.consumers import Consumer, Envelope

OF_OBJECTS = {name for kind in TYPES.values() for name in (kind.created, kind.purged)}

consumer = Consumer("watching", hears={"member.left", "member.removed", *OF_OBJECTS})


@consumer.bus_event
def handler(event: Envelope) -> None:
    """React to one event."""
    react(event)
