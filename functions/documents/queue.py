"""Folding: `document.changed` of the bus, half a minute later."""

from functions.documents.service import fold
from hearth.consumers import Consumer, Envelope

consumer = Consumer("documents")


@consumer.bus_event
def handler(event: Envelope) -> None:
    """Fold the log that somebody marked. Safe to repeat, in any order, and at the same time."""
    fold.fold(str(event["org_id"]), event["object"]["id"], int(event["data"]["seq"]))
