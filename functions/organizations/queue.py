"""Events of the bus, through a queue: keeps copies fresh, and finishes what is too much for one request."""

from functions.organizations.service import event_handlers
from hearth.consumers import Consumer, Envelope

HEARS = {"person.updated", "person.deleted", "org.deleted", "org.restored", "org.purged", "team.deleted"}

consumer = Consumer("organizations", hears=HEARS)


@consumer.bus_event
def handler(event: Envelope) -> None:
    """React to one event. Each reaction reads how things stand now, so that repeats and reordering do no harm."""
    match event["type"]:
        case "person.updated":
            event_handlers.refresh_copies(event["object"]["id"])
        case "person.deleted":
            event_handlers.forget_person(event["object"]["id"])
        case "org.deleted" | "org.restored":
            event_handlers.follow_deletion(event["object"]["id"])
        case "org.purged":
            event_handlers.purge(event["object"]["id"])
        case "team.deleted":
            event_handlers.empty_team(str(event["org_id"]), event["object"]["id"])
