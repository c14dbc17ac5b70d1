"""Acts that happen once however often their event comes, and what a crash in the middle leaves."""

import time

import pytest

from hearth import ids, keys
from hearth.keys import Key
from hearth.repeats import AlreadyProcessed, InProgress, Processed, mark, once
from hearth.table.write import Write
from tests.kernel.test_consumers import Tally


def test_an_act_outside_the_table_happens_once(table: str) -> None:
    done: list[str] = []
    event = ids.new_id()
    once("test", event, lambda: done.append("x"))
    with pytest.raises(AlreadyProcessed):
        once("test", event, lambda: done.append("x"))
    once("another", event, lambda: done.append("y"))
    assert done == ["x", "y"]


def test_an_act_that_failed_is_tried_again(table: str) -> None:
    event = ids.new_id()

    def fail() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once("test", event, fail)
    done: list[str] = []
    once("test", event, lambda: done.append("x"))
    assert done == ["x"]


def test_two_at_once_do_not_act_twice(table: str) -> None:
    event = ids.new_id()
    done: list[str] = []

    def outer() -> None:
        with pytest.raises(InProgress):
            once("test", event, lambda: done.append("inner"))
        done.append("outer")

    once("test", event, outer)
    assert done == ["outer"]


def test_a_crash_in_the_middle_frees_the_act_after_its_time(table: str) -> None:
    event = ids.new_id()
    Write().put(Processed.at(keys.processed("test", event), until=time.time() - 1)).commit()  # what a crash leaves
    done: list[str] = []
    once("test", event, lambda: done.append("x"))
    assert done == ["x"]


def test_a_write_with_a_mark_happens_once(table: str) -> None:
    event = ids.new_id()
    key = Key("T", "T")

    def count() -> None:
        mark(Write().update(Tally, key, [Tally.n.add(1), Tally.kind.set(Tally)]), "test", event).commit()

    count()
    with pytest.raises(AlreadyProcessed):
        count()
    tally = Tally.find(key)
    assert tally is not None
    assert tally.n == 1
