"""The log in the table. Each function is one access pattern of `docs/data-model.md`. Nothing here changes an entry."""

from functions.audit.models import Entry, Filter
from hearth.access import Member
from hearth.keys import audit as audit_keys
from hearth.keys import organizations as org_keys
from hearth.months import EXAMINED, beginning_of, newest_first
from hearth.repeats import AlreadyProcessed
from hearth.table.query import Page, cursor_at, query, sort_key_of
from hearth.table.write import Write

MOST_ORGS = 50
"""Orgs of one person whose logs hold an event of the person's account."""


def add(entry: Entry) -> None:
    """Write an entry unless it is there; AlreadyProcessed then, and what is there stays as it is."""
    Write().create(entry, AlreadyProcessed("The entry is there.")).commit()


def orgs_of(person_id: str) -> list[str]:
    """The orgs that a person belongs to, suspended or not; the first fifty."""
    place = org_keys.memberships_of(person_id)
    page = query(Member, place.pk, place.sk, index="gsi1", limit=MOST_ORGS)
    return [str(one.org_id) for one in page.items if one.status != "removed"]


def list_entries(org_id: str, wanted: Filter, limit: int, cursor: str | None) -> Page[Entry]:
    """A page of an org's log, the newest first: by actor or by object where asked for, otherwise month by month."""
    if wanted.actor is not None:
        return _indexed("gsi1", audit_keys.audit_by_actor(org_id, wanted.actor, "", "").pk, wanted, limit, cursor)
    if wanted.object_id is not None:
        return _indexed("gsi2", audit_keys.audit_by_object(org_id, wanted.object_id, "", "").pk, wanted, limit, cursor)
    return newest_first(
        Entry,
        lambda month: audit_keys.audit(org_id, month, "").pk,
        limit=limit,
        cursor=cursor,
        oldest=beginning_of(org_id),
        since=wanted.since,
        until=wanted.until,
        keep=wanted.test,
    )


def _indexed(index: str, partition: str, wanted: Filter, limit: int, cursor: str | None) -> Page[Entry]:
    """One query. With more to sort out than the key does, it looks at a bounded number and may give a short page."""
    if wanted.until is not None:
        top = cursor_at(wanted.until + "\U0010ffff")
        cursor = min(cursor, top, key=sort_key_of) if cursor else top
    more = (
        wanted.type is not None or wanted.object_type is not None or (index == "gsi1" and wanted.object_id is not None)
    )
    page = query(
        Entry, partition, index=index, limit=max(limit, EXAMINED) if more else limit, cursor=cursor, newest_first=True
    )
    rows: list[Entry] = []
    for one in page.items:
        if wanted.since is not None and one.moment < wanted.since:
            return Page(rows, None)
        if wanted.test is None or wanted.test(one):
            rows.append(one)
        if len(rows) == limit:
            last = one is page.items[-1] and page.next is None
            return Page(rows, None if last else cursor_at(str(getattr(one, f"{index}sk"))))
    return Page(rows, page.next)
