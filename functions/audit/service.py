"""Use cases: remember an act, and put on record that somebody reads. `export.py` hands out copies."""

from functions.audit import events, repository
from functions.audit.models import entry
from hearth import onrecord, telemetry
from hearth.access import Principal
from hearth.consumers import Envelope
from hearth.repeats import AlreadyProcessed


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
    """Admins see what happens to the accounts of their people: it is how somebody gets in."""
    thing, actor = event["object"], event["actor"]
    person = thing["id"] if thing["type"] == "person" else actor["id"] if actor["kind"] in {"person", "key"} else None
    return repository.orgs_of(person) if person else []


def note_reading(org_id: str, who: Principal) -> None:
    """Put on record that somebody reads the log, before they see any of it; once of a person and day."""
    onrecord.once(events.read(org_id, who.actor), org_id, who.person_id, seconds=onrecord.DAY)
