"""Reading from the one table: one-page queries with cursors, and many items in one round trip."""

import base64
import binascii
from dataclasses import dataclass
from typing import Generic, TypeVar

from pynamodb.exceptions import GetError, QueryError

from hearth.errors import Malformed
from hearth.keys import Key
from hearth.table.batch import read_all
from hearth.table.item import Item, unavailable

T = TypeVar("T")
I = TypeVar("I", bound="Item")  # noqa: E741


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, and the cursor of the next one if there is more."""

    items: list[T]
    next: str | None = None


class Found:
    """What `find_many` found, by key and kind."""

    def __init__(self, items: list[Item]) -> None:
        self._items = {item.key: item for item in items if not item.expired}

    def get(self, kind: type[I], key: Key) -> I | None:
        """The item at `key` if it is there and of that kind."""
        item = self._items.get(key)
        return item if isinstance(item, kind) else None


def find_many(*wanted: Key) -> Found:
    """The items at these keys, of whatever kinds: one round trip, consistent, but not one moment in time."""
    try:
        return Found([Item.from_raw_data(raw) for raw in read_all(wanted).values()])
    except GetError as error:
        unavailable(error)


def query(
    kind: type[I],
    partition: str,
    prefix: str = "",
    *,
    index: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
    newest_first: bool = False,
    after: str | None = None,
    consistent: bool = False,
) -> Page[I]:
    """One page of the items of `kind` in `partition` whose sort key starts with `prefix`: one round trip.

    A cursor is the sort key of the last item seen, so it can never point outside of the partition it is used on.
    `after` starts behind a sort key instead. Raises Malformed(`invalid_cursor`) for a cursor that Hearth did not make.
    """
    bound = sort_key_of(cursor) if cursor else after
    low, high = prefix, prefix + "\U0010ffff"
    if bound is not None:
        low, high = (low, bound) if newest_first else (bound, high)
        if low > high:
            return Page([])
    sort = getattr(kind, f"{index}sk") if index else kind.sk
    wanted = limit + 1 + (bound is not None)
    try:
        found = list(
            kind.query(
                partition,
                sort.between(low or "\x00", high),
                index_name=index,
                scan_index_forward=not newest_first,
                limit=wanted,
                page_size=wanted,
                consistent_read=consistent and index is None,
            )
        )
    except QueryError as error:
        unavailable(error)
    name = f"{index}sk" if index else "sk"
    rows = [item for item in found if getattr(item, name) != bound]
    more = len(rows) > limit
    rows = rows[:limit]
    return Page([item for item in rows if not item.expired], cursor_at(getattr(rows[-1], name)) if more else None)


def query_all(
    kind: type[I], partition: str, prefix: str = "", *, index: str | None = None, consistent: bool = False
) -> list[I]:
    """Every item of `kind` under a prefix, page after page. Only for what is bounded by design."""
    rows: list[I] = []
    cursor = None
    while True:
        page = query(kind, partition, prefix, index=index, limit=500, cursor=cursor, consistent=consistent)
        rows += page.items
        cursor = page.next
        if cursor is None:
            return rows


def cursor_at(sort_key: str) -> str:
    """The cursor that goes on behind a sort key."""
    return base64.urlsafe_b64encode(sort_key.encode()).decode().rstrip("=")


def sort_key_of(cursor: str) -> str:
    """The inverse of `cursor_at`. Malformed(`invalid_cursor`) for what it cannot have made."""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise Malformed("The cursor is not one that this list gave.", code="invalid_cursor") from error
