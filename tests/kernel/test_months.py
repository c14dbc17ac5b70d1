"""A list cut into months reads as one: nothing skipped, nothing twice, and a bounded number of queries a page."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pynamodb.attributes import NumberAttribute

from hearth import clock, months
from hearth.errors import Malformed
from hearth.keys import Key
from hearth.months import beginning_of, newest_first
from hearth.table.item import Item
from hearth.table.query import Page, cursor_at, query
from hearth.table.write import Write
from tests.support.deliveries import id_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BORN = datetime(2026, 3, 10, tzinfo=UTC)


class Line(Item, discriminator="test-line"):
    n = NumberAttribute()


def partition(month: str) -> str:
    return f"LINES-{month[:7]}"


@pytest.fixture(autouse=True)
def fixed_clock(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def write(*moments: str) -> None:
    for n, moment in enumerate(moments):
        Write().put(Line.at(Key(partition(moment), f"{moment}T10:00:00.000Z#{n:03d}"), n=n)).commit()


def all_pages(limit: int, **more: Any) -> tuple[list[str], int]:
    """The days of everything listed, and the pages it took."""
    found: list[str] = []
    cursor, pages = None, 0
    while True:
        page = newest_first(Line, partition, limit=limit, cursor=cursor, oldest=BORN, **more)
        assert len(page.items) <= limit
        found += [line.sk[:10] for line in page.items]
        pages += 1
        cursor = page.next
        if cursor is None:
            return found, pages


def watch_queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def watched(kind: Any, where: str, *rest: Any, **more: Any) -> Page[Any]:
        asked.append(where)
        return query(kind, where, *rest, **more)

    monkeypatch.setattr(months, "query", watched)
    return asked


DAYS = ["2026-11-20", "2026-11-01", "2026-10-31", "2026-10-01", "2026-07-15", "2026-04-02", "2026-04-01", "2026-03-10"]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8, 50])
def test_pages_of_any_size_show_everything_once(limit: int) -> None:
    write(*reversed(DAYS))
    assert all_pages(limit)[0] == DAYS


def test_one_page_asks_three_months_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = watch_queries(monkeypatch)
    write("2026-04-01")
    page = newest_first(Line, partition, limit=10, oldest=BORN)
    assert asked == ["LINES-2026-11", "LINES-2026-10", "LINES-2026-09"]
    assert page.items == []
    assert page.next is not None  # there may be more: the list is older than that
    assert all_pages(10)[0] == ["2026-04-01"]


def test_a_full_month_is_one_query(monkeypatch: pytest.MonkeyPatch) -> None:
    write(*["2026-11-02"] * 6)
    asked = watch_queries(monkeypatch)
    newest_first(Line, partition, limit=5, oldest=BORN)
    assert len(asked) == 1


def test_the_last_page_says_so() -> None:
    write("2026-03-10", "2026-03-11")
    page = newest_first(Line, partition, limit=2, cursor=cursor_at("2026-03-31"), oldest=BORN)
    assert (len(page.items), page.next) == (2, None)


def test_what_comes_while_somebody_pages_moves_nothing() -> None:
    write("2026-11-03", "2026-11-02", "2026-10-02")
    first = newest_first(Line, partition, limit=1, oldest=BORN)
    write("2026-11-20")
    second = newest_first(Line, partition, limit=1, cursor=first.next, oldest=BORN)
    assert [line.sk[:10] for line in first.items + second.items] == ["2026-11-03", "2026-11-02"]


def test_times_bound_a_list() -> None:
    write(*DAYS)
    bounds = {"since": "2026-04-02T00:00:00.000Z", "until": "2026-10-31T10:00:00.000Z"}
    assert all_pages(2, **bounds)[0] == ["2026-10-31", "2026-10-01", "2026-07-15", "2026-04-02"]


def test_a_filter_skips_nothing_that_it_lets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months, "EXAMINED", 2)
    write(*[f"2026-11-{day:02d}" for day in range(1, 16)], *[f"2026-10-{day:02d}" for day in range(1, 16)])
    found, pages = all_pages(3, keep=lambda line: line.n % 7 == 0)
    assert found == ["2026-11-15", "2026-11-08", "2026-11-01", "2026-10-14", "2026-10-07"]
    assert pages > 2  # short pages, each with its three queries


@pytest.mark.parametrize("text", ["x", "2026", "2026-13-01", "٢٠٢٦-11", "2026-1٢", "9999-99"])
def test_a_cursor_that_no_list_gave_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        newest_first(Line, partition, limit=1, cursor=cursor_at(text), oldest=BORN)


def test_a_cursor_from_the_future_shows_nothing_more_than_there_is() -> None:
    write("2026-11-20", "2026-12-24")  # a clock that is a month ahead
    page = newest_first(Line, partition, limit=5, cursor=cursor_at("9999-12-31"), oldest=BORN)
    assert [line.sk[:10] for line in page.items] == ["2026-11-20"]


def test_a_list_begins_with_the_id_of_its_owner() -> None:
    assert beginning_of(id_of("2026-05-04T03:02:01.000Z")) == datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
    assert beginning_of("ffffffff-ffff-4fff-bfff-ffffffffffff") == months.FIRST  # of another version: tells no time
    assert beginning_of("00000000-0000-4000-8000-000000000000") == months.FIRST
    assert beginning_of(id_of("2027-01-01T00:00:00.000Z")) == months.FIRST  # nothing begins in time to come
