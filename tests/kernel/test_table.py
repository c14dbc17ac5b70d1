"""The table module: one-page queries, cursors, writes that stand on their conditions, and counted round trips."""

import threading

import pytest
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from hearth import telemetry
from hearth.errors import Conflict, HearthError, Malformed, NotFound, PreconditionFailed
from hearth.keys import Key
from hearth.table.item import Item
from hearth.table.query import query, query_all
from hearth.table.write import Write

PARTITION = "ORG#test"


class Row(Item, discriminator="test-row"):
    text = UnicodeAttribute(default="")
    number = NumberAttribute(default=0)


class Other(Item, discriminator="test-other"):
    text = UnicodeAttribute(default="")


def row(name: str, **attributes: object) -> Row:
    return Row.at(Key(PARTITION, f"ROW#{name}"), **attributes)


def fill(count: int) -> None:
    for number in range(count):
        Write().create(row(f"{number:03d}", number=number)).commit()


def test_an_item_comes_back_as_it_was_written(table: str) -> None:
    Write().create(row("a", text="é 🏕️ \U0010fffd", number=7)).commit()
    found = Row.find(Key(PARTITION, "ROW#a"))
    assert found is not None
    assert (found.text, found.number, found.version) == ("é 🏕️ \U0010fffd", 7, 1)


def test_what_is_not_there_is_none(table: str) -> None:
    assert Row.find(Key(PARTITION, "ROW#none")) is None


def test_what_has_expired_is_none_before_dynamodb_deletes_it(table: str) -> None:
    Write().create(row("old", ttl=1)).commit()
    assert Row.find(Key(PARTITION, "ROW#old")) is None
    assert query(Row, PARTITION, "ROW#").items == []


def test_creating_twice_is_a_conflict_and_keeps_the_first(table: str) -> None:
    Write().create(row("a", text="first")).commit()
    with pytest.raises(Conflict):
        Write().create(row("a", text="second")).commit()
    found = Row.find(Key(PARTITION, "ROW#a"))
    assert found is not None
    assert found.text == "first"


def test_replacing_an_older_version_is_refused(table: str) -> None:
    Write().create(row("a")).commit()
    mine, theirs = Row.get(PARTITION, "ROW#a"), Row.get(PARTITION, "ROW#a")
    theirs.text = "theirs"
    Write().replace(theirs).commit()
    mine.text = "mine"
    with pytest.raises(PreconditionFailed):
        Write().replace(mine).commit()
    found = Row.get(PARTITION, "ROW#a")
    assert (found.text, found.version) == ("theirs", 2)


def test_a_transaction_happens_whole_or_not_at_all(table: str) -> None:
    write = Write().create(row("a")).create(row("b"))
    write.check(Row, Key(PARTITION, "ROW#none"), Item.pk.exists(), NotFound("gone", code="test_gone"))
    with pytest.raises(NotFound) as caught:
        write.commit()
    assert caught.value.name == "test_gone"
    assert query(Row, PARTITION, "ROW#").items == []


def test_a_failed_condition_is_told_what_stands_there(table: str) -> None:
    Write().create(row("a", text="there")).commit()
    seen: list[str] = []

    def refused(raw: dict[str, object] | None) -> HearthError:
        seen.append(Row.from_raw_data(raw).text if raw else "nothing")
        return Conflict("taken")

    for write in (
        Write().put(row("a"), Item.pk.does_not_exist(), refused),
        Write().create(row("b")).put(row("a"), Item.pk.does_not_exist(), refused),
    ):
        with pytest.raises(Conflict):
            write.commit()
    assert seen == ["there", "there"]


def test_pages_follow_each_other_without_gap_or_repeat(table: str) -> None:
    fill(7)
    seen: list[int] = []
    cursor = None
    while True:
        page = query(Row, PARTITION, "ROW#", limit=3, cursor=cursor)
        seen += [int(item.number) for item in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == list(range(7))


def test_newest_first_pages_backwards(table: str) -> None:
    fill(5)
    first = query(Row, PARTITION, "ROW#", limit=2, newest_first=True)
    second = query(Row, PARTITION, "ROW#", limit=10, newest_first=True, cursor=first.next)
    assert [int(item.number) for item in [*first.items, *second.items]] == [4, 3, 2, 1, 0]


def test_a_full_last_page_has_no_next(table: str) -> None:
    fill(3)
    assert query(Row, PARTITION, "ROW#", limit=3).next is None


def test_a_page_is_one_round_trip(table: str) -> None:
    fill(5)
    with telemetry.measure("test") as work:
        query(Row, PARTITION, "ROW#", limit=2)
    assert work.table_log == ["Query"]


def test_a_query_stays_in_its_prefix_whatever_the_cursor_says(table: str) -> None:
    fill(2)
    Write().create(Other.at(Key(PARTITION, "SECRET#1"), text="secret")).commit()
    import base64

    for aim in ("SECRET#0", "", "\x00", "ZZZ"):
        cursor = base64.urlsafe_b64encode(aim.encode()).decode().rstrip("=") or "AA"
        found = query(Item, PARTITION, "ROW#", cursor=cursor).items
        assert all(item.sk.startswith("ROW#") for item in found)


@pytest.mark.parametrize("cursor", ["!", "äöü", "a", "////"])
def test_a_cursor_of_somebody_else_is_malformed(table: str, cursor: str) -> None:
    with pytest.raises(Malformed):
        query(Row, PARTITION, "ROW#", cursor=cursor)


def test_all_of_a_bounded_set_is_every_page(table: str) -> None:
    fill(12)
    assert len(query_all(Row, PARTITION, "ROW#")) == 12


def test_two_writers_of_one_version_have_one_winner(table: str) -> None:
    Write().create(row("a")).commit()
    results: list[str] = []

    def change(name: str) -> None:
        mine = Row.get(PARTITION, "ROW#a")
        barrier.wait()
        mine.text = name
        try:
            Write().replace(mine).commit()
            results.append(name)
        except (PreconditionFailed, Conflict):
            pass

    barrier = threading.Barrier(4)
    threads = [threading.Thread(target=change, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 1
    assert Row.get(PARTITION, "ROW#a").text == results[0]
