"""Beginning and ending to watch: by choice, and by itself."""

from collections.abc import Callable
from functools import partial

from pynamodb.expressions.operand import Path

from hearth import access, telemetry
from hearth.access import Member, ObjectType
from hearth.errors import AlreadyExists, Conflict, Forbidden, NotFound, PreconditionFailed
from hearth.table.batch import discard, read_all
from hearth.table.item import Item
from hearth.table.query import Page
from hearth.table.write import Write
from hearth.watching import repository
from hearth.watching.items import CHOSEN, Watch

TRIES = 3


def choose(
    kind: ObjectType, member: Member, object_id: str, *, watching: bool, find: Callable[[], Watch | None]
) -> tuple[Watch, bool]:
    """What a member wants of an object that they may see: to watch it, or not to. Returns whether that is news.

    `find` reads the item, each time as it is now. The write stands on the membership, and on the object being there.
    """
    for _ in range(TRIES):
        watch = find()
        if watch is not None and (watch.watching, watch.reason) == (watching, CHOSEN):
            return watch, False
        write = Write()
        if watch is None:
            org_id, person_id = str(member.org_id), str(member.person_id)
            watch = Watch.new(org_id, kind.name, object_id, person_id, watching=watching, reason=CHOSEN)
            write.create(watch)
        else:
            watch.decide(watching=watching, reason=CHOSEN)
            write.replace(watch)
        _while_it_is_there(write, kind, str(member.org_id), object_id)
        try:
            access.guard(write, member, "watching.change").commit()
        except (AlreadyExists, PreconditionFailed):  # it came by itself at this very moment, or another device chose
            continue
        return watch, True
    raise Conflict("You are changing this in two places. Try again.", code="busy")


def follow(kind: ObjectType, org_id: str, object_id: str, person_id: str, reason: str) -> Watch | None:
    """Let somebody watch an object without having asked, unless they do already or have said no; None if nothing came
    of it. Safe to repeat and to come late: the object and the membership must be there at that moment."""
    watch = Watch.new(org_id, kind.name, object_id, person_id, watching=True, reason=reason)
    write = stand(Write().create(watch), kind, org_id, object_id, person_id)
    try:
        write.commit()
    except (AlreadyExists, Forbidden, NotFound):
        return None
    return watch


def stand(write: Write, kind: ObjectType, org_id: str, object_id: str, person_id: str) -> Write:
    """Let a write fail unless the object is there and the person is an active member."""
    _while_it_is_there(write, kind, org_id, object_id)
    return access.guard_with_membership(write, org_id, person_id, "watching.read")


def _while_it_is_there(write: Write, kind: ObjectType, org_id: str, object_id: str) -> None:
    there = Item.pk.exists() & Path("deleted_at").does_not_exist()
    write.check(Item, kind.key(org_id, object_id), there, kind.absent())


def forget_object(kind: ObjectType, org_id: str, object_id: str) -> None:
    """Remove all that was said about an object that is gone for good. Not of one that is there (again)."""
    if not read_all([kind.key(org_id, object_id)]):
        _forget(partial(repository.list_watchers, org_id, kind.name, object_id, 100))


def forget_person(org_id: str, person_id: str, until: str) -> None:
    """Remove what somebody who left an org said about what is in it, up to that moment: they may have come back."""
    for watching in (True, False):
        _forget(partial(repository.list_watched, org_id, person_id, 100, watching=watching), until)


def _forget(pages: Callable[[str | None], Page[Watch]], until: str | None = None) -> None:
    cursor = None
    while True:
        page = pages(cursor)
        gone = [one.key for one in page.items if until is None or str(one.updated_at) <= until]
        discard(gone)
        telemetry.count("WatchesForgotten", len(gone))
        cursor = page.next
        if cursor is None:
            return
