"""A delta skips no change, whatever clocks and indexes do; a cursor holds for one list, person and access."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pynamodb.attributes import BooleanAttribute, UnicodeAttribute

from hearth import clock, ids, sync
from hearth.access import Member
from hearth.errors import Malformed
from hearth.keys import Key
from hearth.sync import HORIZON, Changes, Feed, Kept
from hearth.table.item import Item
from hearth.table.query import query
from hearth.table.write import Write

START = datetime(2026, 11, 30, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MONTH = Kept(timedelta(days=30))


class Thing(Item, discriminator="sync-test-thing"):
    """Something in a list; with `closed`, out of it again for all who saw it."""

    closed = BooleanAttribute(default=False)
    secret = BooleanAttribute(default=False)
    label = UnicodeAttribute(default="")


FEED = Feed("things", Thing, lambda scope: f"ORG#{scope}#SYNCTEST")


class Clock:
    """What the readers' clocks say."""

    def __init__(self) -> None:
        self.now = START

    def goes(self, **span: float) -> None:
        """Time passes."""
        self.now += timedelta(**span)


@pytest.fixture
def time(table: str, monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


def member(person: str = "ada", role: str = "member", teams: list[str] | None = None, org: str = "o") -> Member:
    return Member.at(Key("x", "x"), org_id=org, person_id=person, role=role, teams=teams or [])


def write(name: str, at: datetime, org: str = "o", **attributes: Any) -> None:
    """As a writer does whose clock says `at`, now."""
    thing = Thing.at(Key(f"ORG#{org}#THING#{name}", "THING"), **attributes)
    FEED.place(thing, org, clock.iso(at), name)
    Write().put(thing).commit()


def read(
    cursor: str | None, asker: Member | None = None, *, limit: int = 50, kept: Kept = MONTH, feed: Feed[Thing] = FEED
) -> Changes:
    asker = asker or member()
    return sync.read(
        feed,
        asker.org_id,
        asker,
        cursor,
        limit=limit,
        kept=kept,
        show=lambda thing: None if thing.closed or thing.secret else {"id": str(thing.gsi1sk).rpartition("#")[2]},
        knew=lambda thing: not thing.secret,
    )


def names(changes: Changes) -> list[str]:
    return [item["id"] for item in changes.items]


# --- nothing is skipped -------------------------------------------------------------------------------------------


def test_a_delta_tells_what_changed_and_what_is_gone_and_nothing_of_what_was_never_known(time: Clock) -> None:
    cursor = read(None).cursor
    write("a", time.now)
    write("b", time.now, closed=True)
    write("c", time.now, secret=True)
    delta = read(cursor)
    assert (names(delta), delta.gone, delta.more, delta.reset) == (["a"], ["b"], False, False)


def test_to_begin_costs_no_query_and_tells_nothing(time: Clock) -> None:
    write("a", time.now)
    began = read(None)
    assert (began.reset, began.items, began.gone, began.more) == (True, [], [], False)


def test_what_an_index_shows_late_is_told_although_later_changes_were_told_before(time: Clock) -> None:
    cursor = read(None).cursor
    time.goes(seconds=200)
    write("seen", time.now)
    late = time.now - SECOND  # written before, not in view yet
    time.goes(seconds=1)
    delta = read(cursor)
    assert names(delta) == ["seen"]
    time.goes(seconds=100)
    write("late", late)
    assert "late" in names(read(delta.cursor))


def test_a_writer_whose_clock_is_behind_is_heard(time: Clock) -> None:
    write("a", time.now + 5 * SECOND)  # one that is ahead
    cursor = read(read(None).cursor).cursor
    write("b", time.now - 30 * SECOND)
    assert "b" in names(read(cursor))


def test_a_reader_whose_clock_is_ahead_leaves_nothing_behind(time: Clock) -> None:
    cursor = read(None).cursor
    time.now += 30 * SECOND
    cursor = read(cursor).cursor
    time.now -= 30 * SECOND
    write("a", time.now)
    assert names(read(cursor)) == ["a"]


def test_what_changes_in_the_same_instant_is_told_by_one_page_or_the_next(time: Clock) -> None:
    cursor = read(None).cursor
    for name in "abcde":
        write(name, time.now)
    told: list[str] = []
    more = True
    while more:
        page = read(cursor, limit=2)
        told += names(page)
        cursor, more = page.cursor, page.more
    assert told == list("abcde")


def test_a_delta_of_many_pages_that_takes_long_skips_nothing_between_them(time: Clock) -> None:
    cursor = read(None).cursor
    for name in "abcd":
        write(name, time.now)
    page = read(cursor, limit=2)
    assert page.more
    between = time.now - SECOND
    time.goes(minutes=10)
    write("late", between)  # comes into view behind where the first page ended
    last = read(page.cursor)
    assert not last.more
    assert "late" in names(read(last.cursor))


def test_what_was_told_is_told_no_more_once_the_horizon_has_passed(time: Clock) -> None:
    cursor = read(None).cursor
    write("a", time.now)
    cursor = read(cursor).cursor
    time.goes(seconds=HORIZON.total_seconds() + 1)
    cursor = read(cursor).cursor
    assert names(read(cursor)) == []


def test_days_later_one_query_of_what_changed_tells_it(time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(60):
        write(f"old{at}", time.now)
    time.goes(minutes=5)
    cursor = read(None).cursor
    time.goes(days=20)
    write("new", time.now)
    looked_at: list[int] = []

    def counted(*arguments: Any, **named: Any) -> Any:
        page = query(*arguments, **named)
        looked_at.append(len(page.items))
        return page

    monkeypatch.setattr("hearth.sync.query", counted)
    assert names(read(cursor)) == ["new"]
    assert looked_at == [1]


def test_a_page_of_what_nobody_may_see_goes_on_all_the_same(time: Clock) -> None:
    cursor = read(None).cursor
    for name in "abc":
        write(name, time.now, secret=True)
    write("d", time.now)
    page = read(cursor, limit=3)
    assert (page.items, page.gone, page.more) == ([], [], True)
    assert names(read(page.cursor, limit=3)) == ["d"]


# --- whose cursor -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [member("bob"), member(role="viewer"), member(teams=["t"]), member(org="p")],
    ids=["person", "role", "team", "org"],
)
def test_a_cursor_of_another_person_access_or_org_begins_anew(time: Clock, other: Member) -> None:
    write("a", time.now)
    write("a", time.now, org="p")
    cursor = read(None, other).cursor
    assert read(cursor, other).reset is False
    answer = read(cursor)
    assert (answer.reset, answer.items) == (True, [])
    assert names(read(answer.cursor)) == ["a"]


@pytest.mark.parametrize("feed", [Feed("others", Thing, FEED.partition), Feed("things", Thing, FEED.partition, form=2)])
def test_a_cursor_of_another_list_or_of_an_older_form_begins_anew(time: Clock, feed: Feed[Thing]) -> None:
    cursor = read(None, feed=feed).cursor
    assert read(cursor).reset


def test_a_cursor_begins_anew_before_traces_of_deleted_objects_go(time: Clock) -> None:
    cursor = read(None).cursor
    time.now = START + MONTH.span - HORIZON
    assert read(cursor).reset is False
    time.goes(seconds=1)
    assert read(cursor).reset


def test_a_cursor_from_before_another_retention_begins_anew(time: Clock) -> None:
    cursor = read(None).cursor
    time.goes(minutes=10)
    changed = Kept(MONTH.span, clock.iso(time.now))
    assert read(cursor, kept=changed).reset
    time.goes(minutes=10)
    assert read(read(None).cursor, kept=changed).reset is False


def changed(cursor: str, **parts: Any) -> str:
    """The cursor with some of its parts replaced, by their places."""
    read_back = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    for name, value in parts.items():
        read_back[int(name[1:])] = value
    return base64.urlsafe_b64encode(json.dumps(read_back).encode()).decode().rstrip("=")


def test_a_cursor_of_a_time_to_come_begins_anew(time: Clock) -> None:
    cursor = read(None).cursor
    ahead = clock.iso(time.now + 2 * HORIZON)
    assert read(changed(cursor, _2=ahead)).reset
    assert read(changed(cursor, _3=ahead)).reset


def test_a_cursor_of_another_release_begins_anew(time: Clock) -> None:
    assert read(changed(read(None).cursor, _0=2)).reset


@pytest.mark.parametrize(
    "parts",
    [
        {"_0": "1"},
        {"_0": True},
        {"_1": 3},
        {"_2": ""},
        {"_2": "\U0010ffff"},
        {"_2": "0001-01-01T00:00:00.000+14:00"},
        {"_3": "yesterday"},
        {"_3": "2026-11-30T12:00:00Z"},
        {"_4": 1},
    ],
    ids=str,
)
def test_a_cursor_with_other_parts_is_refused(time: Clock, parts: dict[str, Any]) -> None:
    with pytest.raises(Malformed) as refused:
        read(changed(read(None).cursor, **parts))
    assert refused.value.name == "invalid_cursor"


@pytest.mark.parametrize(
    "garbage", ["x", "!!", "\ud800", "e30", "W10", "WzFd", "bnVsbA", "W1sxXV0", "/w", "W" * 1999, "YWJj" * 500, "ä"]
)
def test_garbage_is_refused(time: Clock, garbage: str) -> None:
    with pytest.raises(Malformed) as refused:
        read(garbage)
    assert refused.value.name == "invalid_cursor"


def test_deep_nesting_is_refused(time: Clock) -> None:
    deep = base64.urlsafe_b64encode(b"[" * 1400).decode()
    with pytest.raises(Malformed):
        read(deep)


def test_a_cursor_is_short(time: Clock) -> None:
    write(ids.new_id(), time.now)
    write(ids.new_id(), time.now)
    page = read(read(None).cursor, limit=1)
    assert page.more
    assert len(page.cursor) < 300
