"""From the bus, half a minute later: folding on `document.changed`, and removing what is gone for good."""

from functions.documents.service import fold, purge
from hearth.consumers import Consumer, Envelope

consumer = Consumer("documents")


@consumer.bus_event
def handler(event: Envelope) -> None:
    """Fold the log that somebody marked, or purge. Safe to repeat, in any order, and at the same time."""
    org_id, thing = str(event["org_id"]), event["object"]["id"]
    match event["type"]:
        case "document.changed":
            fold.fold(org_id, thing, int(event["data"]["seq"]))
        case "document.purged":
            purge.purge(org_id, thing)
        case "org.purged":
            purge.purge_all(org_id)
