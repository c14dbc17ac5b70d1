"""The feeds in the table. Each function is one access pattern of `docs/data-model.md`."""

from pynamodb.expressions.operand import Path

from functions.activity.errors import NotPublic
from functions.activity.models import Entry
from hearth.access import Member
from hearth.keys import Key
from hearth.keys import activity as feed_keys
from hearth.keys import organizations as org_keys
from hearth.months import beginning_of, newest_first
from hearth.table.batch import discard, put_all
from hearth.table.item import Item
from hearth.table.query import Page, query, query_all
from hearth.table.write import Write

AT_ONCE = 100


def put_entries(entries: list[Entry]) -> None:
    """Write entries where nothing needs to be asked first. Not a transaction: a repeat completes it."""
    put_all(entries)


def put_public_entry(entry: Entry, access: Key, *, last_word: bool = False) -> None:
    """Write an entry of the org's feed as long as its object is there and open to the org; NotPublic when it is not.

    `last_word` lets an entry in that tells that the object is gone.

    One transaction, because the object may be closed at the same moment, and then nothing must be left behind: either
    the entry is first, and the closing event's reader finds and removes it, or the closing is, and this fails.
    """
    open_to_all = Path("visibility") == "org"
    if not last_word:
        open_to_all &= Path("deleted_at").does_not_exist()
    Write().put(entry).check(Item, access, open_to_all, NotPublic()).commit()


def remove_from_org(org_id: str, object_type: str, object_id: str, before: str) -> int:
    """Remove from the org's feed all that an object's own feed has from before a moment. Returns how many."""
    removed = 0
    partition = feed_keys.object_feed(org_id, object_type, object_id, "", "").pk
    cursor = None
    while True:
        page = query(Entry, partition, limit=AT_ONCE, cursor=cursor, consistent=True)
        gone = [feed_keys.feed(org_id, one.moment, one.entry_id) for one in page.items if one.moment < before]
        discard(gone)
        removed += len(gone)
        cursor = page.next
        if cursor is None or (page.items and page.items[-1].moment >= before):
            return removed


def remove_person(person_id: str) -> int:
    """Remove a person's own feed. Returns how many entries it had."""
    removed = 0
    while True:
        page = query(Entry, feed_keys.person_feed(person_id, "", "").pk, limit=AT_ONCE, consistent=True)
        discard([one.key for one in page.items])
        removed += len(page.items)
        if page.next is None:
            return removed


def list_of_org(org_id: str, limit: int, cursor: str | None) -> Page[Entry]:
    """A page of the org's feed, the newest first, from month to month."""
    return newest_first(
        Entry,
        lambda month: feed_keys.feed(org_id, month, "").pk,
        limit=limit,
        cursor=cursor,
        oldest=beginning_of(org_id),
    )


def list_of_object(org_id: str, object_type: str, object_id: str, limit: int, cursor: str | None) -> Page[Entry]:
    """A page of an object's feed, the newest first."""
    partition = feed_keys.object_feed(org_id, object_type, object_id, "", "").pk
    return query(Entry, partition, limit=limit, cursor=cursor, newest_first=True)


def list_of_person(person_id: str, limit: int, cursor: str | None) -> Page[Entry]:
    """A page of a person's own feed, the newest first."""
    return query(Entry, feed_keys.person_feed(person_id, "", "").pk, limit=limit, cursor=cursor, newest_first=True)


def orgs_of(person_id: str) -> set[str]:
    """The orgs that a person is an active member of now."""
    place = org_keys.memberships_of(person_id)
    return {str(one.org_id) for one in query_all(Member, place.pk, place.sk, index="gsi1") if one.active}
