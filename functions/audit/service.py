"""Use cases: remember an act, list what is remembered, and hand out a copy."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from functions.audit import events, presenters, repository
from functions.audit.models import Entry, Filter, entry
from hearth import access, onrecord, telemetry
from hearth.access import Member, Who
from hearth.consumers import Envelope
from hearth.events import announce
from hearth.repeats import AlreadyProcessed
from hearth.table import Page, Write, cursor_at

EXPORT_ENTRIES = 5_000
EXPORT_BYTES = 4_000_000
EXPORT_PAGE = 250
EXPORT_PAGES = 40
"""What one export holds at most, and how often it asks the table: an answer of Lambda has 6 MB and 29 seconds."""


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


def note_reading(org_id: str, who: Who) -> None:
    """Put on record that somebody reads the log, before they see any of it; once of a person and day."""
    onrecord.once(events.read(org_id, who.actor), org_id, who.person_id, seconds=onrecord.DAY)


def export(member: Member, who: Who, form: str, wanted: Filter, cursor: str | None) -> tuple[str, str | None]:
    """A copy of the log as NDJSON or CSV, the newest first, and the cursor of the rest if that is not all.

    The export is put on record before anything is handed out, in a transaction that stands on the role.
    """
    org_id = str(member.org_id)
    write = announce(Write(), events.exported(org_id, who.actor, form, wanted.told))
    access.still(write, member, "audit.export").commit()
    lines = [] if form == "ndjson" else [_row(COLUMNS)]
    size = 0
    for page in _pages(org_id, wanted, cursor):
        for one in page.items:
            lines.append(_ndjson(one) if form == "ndjson" else _csv(one))
            size += len(lines[-1].encode())
            if len(lines) >= EXPORT_ENTRIES or size >= EXPORT_BYTES:
                return "".join(lines), cursor_at(one.sk)
        cursor = page.next
    return "".join(lines), cursor


def _pages(org_id: str, wanted: Filter, cursor: str | None) -> Iterator[Page[Entry]]:
    for _ in range(EXPORT_PAGES):
        page = repository.list_entries(org_id, wanted, EXPORT_PAGE, cursor)
        yield page
        cursor = page.next
        if cursor is None:
            return


COLUMNS = (
    "at", "type", "actor_kind", "actor_id", "actor_name", "address", "agent", "object_type", "object_id",
    "object_title", "changes", "data", "request_id", "id",
)  # fmt: skip


def _ndjson(one: Entry) -> str:
    return json.dumps(presenters.entry(one), ensure_ascii=False, separators=(",", ":")) + "\n"


def _csv(one: Entry) -> str:
    actor, thing = one.actor, one.object
    return _row(
        (
            one.moment, one.type, actor["kind"], actor["id"], actor["name"], one.address, one.agent, thing["type"],
            thing["id"], thing["title"], _compact(one.changes), _compact(one.data), one.request_id, one.entry_id,
        )
    )  # fmt: skip


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _row(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    # a name or an agent is whatever somebody wrote: a spreadsheet must not take it for a formula
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
