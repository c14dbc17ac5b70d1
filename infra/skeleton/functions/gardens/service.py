"""Use cases. The decision is part of each write: it fails if the membership has lost what it gave."""

from datetime import timedelta

from functions.gardens import events, presenters, repository
from functions.gardens.models import CHANGED, Garden, changed

from hearth import access, clock, ids, sync, telemetry
from hearth.context import RequestContext
from hearth.events import record
from hearth.keys import gardens as keys
from hearth.table.batch import discard
from hearth.table.query import Page
from hearth.table.write import Commit, Write, check_version, commit_only

FORGOTTEN_DAYS = 30


def list_changes(context: RequestContext, since: str | None, limit: int) -> sync.Changes:
    """A page of what changed since a cursor was given. Whoever may list gardens has seen all of them."""
    return sync.read(
        CHANGED,
        str(context.member.org_id),
        context.member,
        since,
        limit=limit,
        kept=sync.Kept(timedelta(days=FORGOTTEN_DAYS)),
        show=lambda garden: None if garden.deleted_at else presenters.garden(garden),
    )


def list_gardens(context: RequestContext, limit: int, cursor: str | None) -> Page[Garden]:
    """Those of the asker's org, oldest first."""
    return repository.list_gardens(str(context.member.org_id), limit, cursor)


def get_garden(context: RequestContext, garden_id: str) -> Garden:
    """One of the asker's org."""
    return repository.get_garden(str(context.member.org_id), garden_id, context.prefetched)


def create_garden(context: RequestContext, name: str, *, commit: Commit[Garden] = commit_only) -> Garden:
    """One more, of the asker's org."""
    org_id, garden_id = str(context.member.org_id), ids.new_id()
    garden = Garden.at(keys.garden(org_id, garden_id), org_id=org_id, garden_id=garden_id, name=name)
    changed(garden, clock.iso(clock.now()))
    record(garden, events.created(garden, context.who.actor))
    return commit(access.guard(Write().create(garden), context.member, "garden.create"), garden)


def rename_garden(context: RequestContext, garden_id: str, name: str, expected: int | None) -> Garden:
    """Give it another name; nothing happens when that is its name."""
    garden = get_garden(context, garden_id)
    check_version(garden, expected)
    if name == garden.name:
        return garden
    before, garden.name = garden.name, name
    changed(garden, clock.iso(clock.now()))
    record(garden, events.renamed(garden, context.who.actor, before))
    write = Write().replace(garden, condition=Garden.deleted_at.does_not_exist())
    access.guard(write, context.member, "garden.update").commit()
    return garden


def delete_garden(context: RequestContext, garden_id: str, expected: int | None) -> None:
    """Delete it; the table forgets it after 30 days."""
    garden = get_garden(context, garden_id)
    check_version(garden, expected)
    now = clock.now()
    garden.deleted_at, garden.ttl = clock.iso(now), clock.epoch(now + timedelta(days=FORGOTTEN_DAYS))
    changed(garden, garden.deleted_at)
    record(garden, events.deleted(garden, context.who.actor))
    write = Write().replace(garden, condition=Garden.deleted_at.does_not_exist())
    access.guard(write, context.member, "garden.delete").commit()


def purge(org_id: str) -> None:
    """Remove all that an org had. Safe to repeat, and to cut short."""
    while left := repository.list_keys(org_id):
        discard(left)
        telemetry.count("ItemsPurged", len(left))
