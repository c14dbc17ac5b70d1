"""From the bus: folding on `document.changed`, half a minute later, and removing what is gone for good."""

from functions.documents.service import fold, purge
from hearth.consumers import Consumer, Envelope

FOLD_AFTER = 30
"""Seconds after a mark. A worker marks every 20 (`writing.MARK_SECONDS`): what it writes until then is there."""

consumer = Consumer(
    "documents",
    hears={"document.changed", "document.purged", "org.purged"},
    later={"document.changed": FOLD_AFTER},
)


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
