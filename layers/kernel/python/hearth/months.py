"""Lists partitioned by month, so that no partition grows without end; they are read as one list, the newest first."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hearth import clock, ids
from hearth.errors import Malformed
from hearth.table.item import Item
from hearth.table.query import Page, cursor_at, query, sort_key_of

I = TypeVar("I", bound=Item)  # noqa: E741

TRIPS = 3
"""Queries of one page at most: one when the newest month has anything, more when it is empty or nothing passes."""

EXAMINED = 250
"""Items that one query reads when a filter is set: what fits into DynamoDB's 1 MB a call at some 4 KB each."""

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
"""Before this there was no Hearth."""

CLOCKS_BEHIND, CLOCKS_AHEAD = timedelta(days=1), timedelta(minutes=5)
"""How far from ours the clocks of those who wrote may be. So a month is looked into on its neighbours' edges, too."""

_TOP = "\U0010ffff"


def newest_first(
    kind: type[I],
    partition: Callable[[str], str],
    *,
    limit: int,
    cursor: str | None = None,
    oldest: datetime,
    since: str | None = None,
    until: str | None = None,
    keep: Callable[[I], bool] | None = None,
) -> Page[I]:
    """One page of a list whose sort keys begin with their time and whose partitions are named by `YYYY-MM`.

    A page ends with its month, so it may be short, or (after empty months) even empty, and still have a `next`.

    Nothing is skipped and nothing comes twice: the cursor is a sort key (or the top of a month), and says with its
    first characters which month it is in. `oldest` is when the list can have begun, `since` and `until` bound the times
    (both included). Raises Malformed(`invalid_cursor`).
    """
    top = cursor_at(_latest(until))
    cursor = min(_given(cursor), top, key=sort_key_of) if cursor else top
    floor = max(clock.iso(oldest - CLOCKS_BEHIND), since or "")
    rows: list[I] = []
    for _ in range(TRIPS):
        month = sort_key_of(cursor)[:7]
        if month < floor[:7]:
            return Page(rows, None)
        wanted = limit - len(rows)
        page = query(kind, partition(month), limit=EXAMINED if keep else wanted, cursor=cursor, newest_first=True)
        for item in page.items:
            if item.sk < floor:
                return Page(rows, None)
            if keep is None or keep(item):
                rows.append(item)
            if len(rows) == limit:
                last = item is page.items[-1] and page.next is None and _before(month) < floor[:7]
                return Page(rows, None if last else cursor_at(item.sk))
        if page.next is None and _before(month) < floor[:7]:
            return Page(rows, None)
        cursor = page.next or cursor_at(_before(month) + _TOP)
        if rows:
            break  # a short page now is better than a full one after another round trip
    return Page(rows, cursor)


def beginning_of(org_id: str) -> datetime:
    """When something with this id can have begun: ids tell when they were made."""
    try:
        made = ids.time_of(org_id)
    except (ValueError, OverflowError):
        return FIRST
    return made if FIRST < made <= clock.now() else FIRST


def _given(cursor: str) -> str:
    if not re.match(r"[0-9]{4}-(0[1-9]|1[0-2])", sort_key_of(cursor)):
        raise Malformed("The cursor is not one that this list gave.", code="invalid_cursor")
    return cursor


def _latest(until: str | None) -> str:
    return until + _TOP if until else clock.iso(clock.now() + CLOCKS_AHEAD)


def _before(month: str) -> str:
    first = datetime(int(month[:4]), int(month[5:7]), 1, tzinfo=UTC)
    return f"{first - timedelta(days=1):%Y-%m}"
