"""Queue entry: ends what somebody's live connections may no longer hear, for every change that ends access (L20).

Whoever makes such a change has called `hearth.live` already; this is the second pass, for the call that was lost, and
for what a connection began in the same moment.
"""

from functions.realtime.service import revocation
from hearth.consumers import Consumer, Envelope

consumer = Consumer("realtime", hears=revocation.ACTS)


@consumer.bus_event
def handler(event: Envelope) -> None:
    """Deciding again twice changes nothing the second time."""
    revocation.heard(event)
