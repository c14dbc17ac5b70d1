"""From the bus: folding on `document.changed`, half a minute later, removing what is gone for good, and what follows a
document into another space."""

from functions.documents.service import fold, purge, spaces
from hearth.consumers import Consumer, Envelope
from hearth.events import Actor
from hearth.later import postpone

FOLD_AFTER = 30
"""Seconds after a mark. A worker marks every 20 (`writing.MARK_SECONDS`): what it writes until then is there."""

GO_ON_AFTER = 1
"""Seconds until another call goes on with what was too much for one."""

consumer = Consumer(
    "documents",
    hears={"document.changed", "document.purged", "document.shares_changed", "team.deleted", "org.purged"},
    later={"document.changed": FOLD_AFTER},
)


@consumer.bus_event
def handler(event: Envelope) -> None:
    """Fold the log that somebody marked, purge, or bring documents into their space. Safe to repeat, in any order,
    and at the same time."""
    org_id, thing = str(event["org_id"]), event["object"]["id"]
    match event["type"]:
        case "document.changed":
            fold.fold(org_id, thing, int(event["data"]["seq"]))
        case "document.purged":
            purge.purge(org_id, thing)
        case "document.shares_changed" if "space_id" in event["changes"] and not event["data"].get("followed"):
            _whole(event, spaces.follow(org_id, thing, event["changes"], _actor(event)))
        case "team.deleted":
            _whole(event, spaces.dissolve(org_id, thing, _actor(event)))
        case "org.purged":
            purge.purge_all(org_id)


def _whole(event: Envelope, done: bool) -> None:
    if not done:
        postpone(event, GO_ON_AFTER)


def _actor(event: Envelope) -> Actor:
    who = event["actor"]
    return Actor(who["kind"], who["id"], who.get("name", ""))
