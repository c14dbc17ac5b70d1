"""The access patterns of a collaborative log: each one Query or one Get. Writes are where they are decided."""

from dataclasses import dataclass
from typing import Any

from pynamodb.exceptions import QueryError

from hearth.access import ObjectType
from hearth.collab.items import Snapshot, Update, Version
from hearth.collab.types import LogType, Place
from hearth.errors import Unavailable
from hearth.keys import collab as keys
from hearth.table.batch import Prefetched
from hearth.table.item import Item, connection
from hearth.table.query import Page, query, query_all


@dataclass(frozen=True, slots=True)
class Tail:
    """A stretch of the log. `more` when the log goes on behind it."""

    updates: list[Update]
    more: bool


def read_log(place: Place, after: int, *, most: int = 1000) -> Tail:
    """The updates behind place `after`: one round trip, at most 1 MB (what DynamoDB gives in one)."""
    kind = place.kind.update
    pk, low = place.update_key(after + 1)
    _, high = place.update_key(10**12 - 1)
    try:
        pages = kind.query(pk, kind.sk.between(low, high), page_size=most, consistent_read=True).page_iter
        page: dict[str, Any] = next(pages)
    except QueryError as error:
        raise Unavailable("The database did not answer. Nothing was changed; try again.") from error
    return Tail([kind.from_raw_data(raw) for raw in page["Items"]], "LastEvaluatedKey" in page)


def find_last_update(place: Place) -> Update | None:
    """The end of the log: one consistent query of one item."""
    kind = place.kind.update
    try:
        found = list(
            kind.query(
                place.partition,
                kind.sk.startswith(keys.log_updates(place.epoch)),
                limit=1,
                page_size=1,
                scan_index_forward=False,
                consistent_read=True,
            )
        )
    except QueryError as error:
        raise Unavailable("The database did not answer. Nothing was changed; try again.") from error
    return found[0] if found else None


def list_snapshots(place: Place, *, most: int = 1) -> list[Snapshot]:
    """The latest snapshots of an epoch, latest first: one consistent query."""
    kind, prefix = place.kind.snapshot, keys.log_snapshots(place.epoch)
    return query(kind, place.partition, prefix, limit=most, newest_first=True, consistent=True).items


def find_current(place: Place, prefetched: Prefetched) -> Snapshot | None:
    """The copy of the latest snapshot, or None for what was never folded. It may be one of the epoch before."""
    return prefetched.find(place.kind.snapshot, keys.log_current(place.partition))


def list_versions(kind: LogType, org_id: str, object_id: str, *, limit: int, cursor: str | None) -> Page[Version]:
    """The versions that were kept of an object, latest first: one query."""
    partition = kind.partition(org_id, object_id)
    return query(kind.version, partition, keys.log_versions(), limit=limit, cursor=cursor, newest_first=True)


def list_all_versions(kind: LogType, org_id: str, object_id: str) -> list[Version]:
    """All of them, oldest first; thinning keeps them few. A query or two."""
    return query_all(kind.version, kind.partition(org_id, object_id), keys.log_versions())


def find_version(kind: LogType, org_id: str, object_id: str, version_id: str, prefetched: Prefetched) -> Version | None:
    """A version of an object, or None."""
    return prefetched.find(kind.version, keys.log_version(kind.partition(org_id, object_id), version_id))


def find_end(kind: ObjectType, org_id: str, object_id: str, epoch: int) -> int:
    """The last place in an object's log, 0 for an empty one: one consistent read, without the capability's classes.
    AssertionError if the type has no log."""
    if kind.log is None:
        raise AssertionError(f"{kind.name} has no log")
    key = kind.log(org_id, object_id, epoch)
    last = connection().query(
        key.pk,
        Item.sk.startswith(key.sk.rpartition("#")[0] + "#"),
        limit=1,
        scan_index_forward=False,
        consistent_read=True,
        attributes_to_get=["sk"],
    )
    items = last.get("Items", [])
    return int(items[0]["sk"]["S"].rpartition("#")[2]) if items else 0
