"""What DynamoDB does under load and when answers get lost, and what the kernel makes of it. No test waits."""

from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.operand import Path

from hearth import deadline
from hearth.errors import Conflict, NotFound, Unavailable
from hearth.keys import Key
from hearth.table.batch import discard, put_all, read_all
from hearth.table.item import Item
from hearth.table.query import find_many
from hearth.table.write import Write
from tests.support.faults import Answer, Clock, Context, Fault, Table, cancelled, error, lost, told

PASSING = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]


class Counted(Item, discriminator="test-counted"):
    number = NumberAttribute(default=0)


def key(name: str) -> Key:
    return Key("ORG#faults", f"COUNTED#{name}")


def two() -> Write:
    """A transaction that shows when it is applied twice: one of its halves counts."""
    write = Write().put(Counted.at(key("other")))
    return write.update(Counted, key("one"), [Path("number").add(1)])


def counted() -> int:
    found = Counted.find(key("one"))
    return int(found.number) if found else 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock.install(monkeypatch)


@pytest.fixture
def faulty(table: str, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Table:
    return Table.install(monkeypatch)


@pytest.mark.parametrize("reason", PASSING)
def test_a_transaction_that_was_cancelled_under_load_is_tried_again(faulty: Table, clock: Clock, reason: str) -> None:
    faulty.faults = [cancelled("None", reason)] * 5
    two().commit()
    assert counted() == 1
    assert len(clock.pauses) == 5


@pytest.mark.parametrize("reason", PASSING)
def test_a_transaction_is_given_up_after_eight_tries(faulty: Table, clock: Clock, reason: str) -> None:
    faulty.always = cancelled("None", reason)
    with pytest.raises(Conflict if reason == "TransactionConflict" else Unavailable) as caught:
        two().commit()
    assert caught.value.name == ("busy" if reason == "TransactionConflict" else "unavailable")
    assert len(faulty.asked) == deadline.ATTEMPTS == 8
    assert sum(clock.pauses) < 4


def test_pauses_grow_and_are_cut_by_chance(faulty: Table, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[tuple[float, float]] = []

    def longest(low: float, high: float) -> float:
        bounds.append((low, high))
        return high

    monkeypatch.setattr("random.uniform", longest)
    faulty.always = cancelled("None", "ThrottlingError")
    with pytest.raises(Unavailable):
        two().commit()
    assert bounds == [(0, 0.05), (0, 0.1), (0, 0.2), (0, 0.4), (0, 0.8), (0, 1.0), (0, 1.0)]
    assert clock.pauses == [high for _, high in bounds]


def test_what_cannot_succeed_is_not_tried_again(faulty: Table, clock: Clock) -> None:
    faulty.always = cancelled("ThrottlingError", "ValidationError")
    with pytest.raises(Unavailable):
        two().commit()
    assert len(faulty.asked) == 1
    faulty.always = None
    write = two().check(Item, key("none"), Item.pk.exists(), NotFound("gone"))
    with pytest.raises(NotFound):
        write.commit()
    assert not clock.pauses
    assert counted() == 0


def test_nothing_is_tried_beyond_the_time_of_the_invocation(faulty: Table, clock: Clock) -> None:
    faulty.always = cancelled("None", "ThrottlingError")
    began = clock.at
    with deadline.until(Context(seconds=1.0)), pytest.raises(Unavailable):
        two().commit()
    assert clock.at - began <= 1.0 - deadline.MARGIN
    assert len(faulty.asked) < deadline.ATTEMPTS


def test_an_answer_is_waited_for_no_longer_than_the_invocation_has(clock: Clock) -> None:
    assert deadline.patience(8) == 8
    with deadline.until(Context(seconds=5)):
        assert deadline.patience(8) == 4.5
        clock.at += 4.8
        assert deadline.patience(8) == 0.05
    assert deadline.patience(8) == 8


def test_a_transaction_whose_answer_was_lost_is_not_applied_twice(faulty: Table) -> None:
    faulty.faults = [lost, lost, lost]
    two().commit()
    assert counted() == 1
    assert len(faulty.tokens) == 4
    assert len(set(faulty.tokens)) == 1


def test_nor_is_one_that_was_lost_between_cancellations(faulty: Table) -> None:
    in_progress = error("TransactionInProgressException")
    faulty.faults = [cancelled("None", "TransactionConflict"), lost, in_progress, cancelled("None", "ThrottlingError")]
    two().commit()
    assert counted() == 1
    assert len(set(faulty.tokens)) == 1
    two().commit()
    assert counted() == 2


def test_a_conflict_with_a_transaction_does_not_fail_a_single_write(faulty: Table) -> None:
    faulty.faults = [error("TransactionConflictException")] * 6
    Write().create(Counted.at(key("one"), number=1)).commit()
    assert counted() == 1


def test_a_throttled_read_is_tried_again_and_then_said_to_be_unavailable(faulty: Table) -> None:
    faulty.faults = [error("ThrottlingException")] * 7
    assert Counted.find(key("one")) is None
    faulty.always = error("ProvisionedThroughputExceededException")
    with pytest.raises(Unavailable):
        Counted.find(key("one"))


def undone(done: int) -> Fault:
    """A batch of which DynamoDB does `done` and leaves the rest."""

    def fault(request: dict[str, Any], _: object) -> Answer:
        ((table, what),) = request["RequestItems"].items()
        if isinstance(what, dict):
            got, rest = what["Keys"][:done], what["Keys"][done:]
            return told({"Responses": {table: got}, "UnprocessedKeys": {table: {"Keys": rest}} if rest else {}})
        return told({"UnprocessedItems": {table: what[done:]} if what[done:] else {}})

    return fault


BATCHES: dict[str, Callable[[list[Key]], object]] = {
    "read": read_all,
    "find": lambda some: find_many(*some),
    "put": lambda some: put_all([Counted.at(one) for one in some]),
    "discard": discard,
}


@pytest.mark.parametrize("name", BATCHES)
def test_endless_unprocessed_keys_end_with_an_error(faulty: Table, clock: Clock, name: str) -> None:
    faulty.always = undone(0)
    with pytest.raises(Unavailable):
        BATCHES[name]([key(str(number)) for number in range(3)])
    assert len(faulty.asked) == deadline.ATTEMPTS
    assert len(clock.pauses) == deadline.ATTEMPTS - 1


@pytest.mark.parametrize("name", BATCHES)
def test_what_is_done_little_by_little_is_done_with_pauses(faulty: Table, clock: Clock, name: str) -> None:
    faulty.always = undone(2)
    BATCHES[name]([key(str(number)) for number in range(21)])
    assert len(faulty.asked) == 11
    assert len(clock.pauses) == 10


@pytest.mark.parametrize("name", BATCHES)
def test_a_batch_ends_with_the_time_of_the_invocation(faulty: Table, clock: Clock, name: str) -> None:
    faulty.always = undone(0)
    with deadline.until(Context(seconds=0.6)), pytest.raises(Unavailable):
        BATCHES[name]([key("a")])
    assert len(faulty.asked) < deadline.ATTEMPTS


def test_what_a_batch_puts_is_there(faulty: Table) -> None:
    put_all([Counted.at(key(f"{number:02d}"), number=number) for number in range(30)])
    found = find_many(*(key(f"{number:02d}") for number in range(30)))
    assert [int(one.number) for number in range(30) if (one := found.get(Counted, key(f"{number:02d}")))] == [
        *range(30)
    ]
