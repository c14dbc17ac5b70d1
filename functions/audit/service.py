"""Use cases: remember an act, and list what was remembered. `export.py` hands out copies."""

from functions.audit import events, repository
from functions.audit.models import Entry, Filter, entry
from hearth import onrecord, telemetry
from hearth.consumers import Envelope
from hearth.context import RequestContext
from hearth.repeats import AlreadyProcessed
from hearth.table.query import Page


def remember(event: Envelope) -> None:
    """Put a security-relevant event into the log of its org, or of every org of the person whose account it is about.

    Written only where it is not there yet, so a repeat changes nothing, not even the time it was written.
    """
    if not event["security"]:
        return
    for org_id in [event["org_id"]] if event["org_id"] else _orgs(event):
        try:
            repository.add(entry(org_id, event))
            telemetry.count("AuditEntries")
        except AlreadyProcessed:
            telemetry.count("Repeats")


def _orgs(event: Envelope) -> list[str]:
    """The orgs of the person whose account an event is about: accounts are how somebody gets in, so admins see it."""
    thing, actor = event["object"], event["actor"]
    person = thing["id"] if thing["type"] == "person" else actor["id"] if actor["kind"] in {"person", "key"} else None
    return repository.orgs_of(person) if person else []


def list_entries(context: RequestContext, wanted: Filter, limit: int, cursor: str | None) -> Page[Entry]:
    """A page of the org's log. That somebody reads it is put on record before they see any of it, once of a person and
    day."""
    org_id, who = str(context.member.org_id), context.who
    onrecord.once(events.read(org_id, who.actor), org_id, who.person_id, seconds=onrecord.DAY)
    return repository.list_entries(org_id, wanted, limit, cursor)
