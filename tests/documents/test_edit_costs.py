"""What a live edit asks of the table, counted exactly: round trips, write units, read units (ConsumedCapacity).

The conformance tier runs these tests on DynamoDB Local, which counts as AWS does; moto takes every put for one unit.
"""

import os
from datetime import timedelta
from typing import Any

import pytest

from hearth import clock
from hearth.collab import log, writing
from hearth.collab import repository as logs
from tests.documents.factories import Org, Writer, log_of, update
from tests.documents.test_socket import Room, room
from tests.support.live import Client

__all__ = ["room"]

COUNTS_BYTES = "HEARTH_TEST_DYNAMODB" in os.environ
QUIET = ["Query", "PutItem"]
"""Who is there and what I may do; the update."""


class Worker:
    """A process that runs the socket function: it remembers what it has itself seen, and no other's memory."""

    def __init__(self) -> None:
        self._known: Any = type(log.ends._known)()
        self._marked: Any = type(writing.marks._last)()

    def take(self, sender: Client, frame: dict[str, Any]) -> list[dict[str, Any]]:
        """Serve one frame."""
        log.ends._known, writing.marks._last = self._known, self._marked
        return sender.send(frame)


def test_an_edit_is_one_query_and_one_put_and_one_unit_each(room: Room) -> None:
    ada, worker, writer = room.enter(), Worker(), Writer()
    worker.take(ada, room.frame(writer.type("first")))
    assert sorted(ada.calls) == ["GetItem", "PutItem", "Query", "Query"], "the first of a worker: the end, and a mark"
    assert ada.units[0] == 1
    assert ada.units[1] <= 3
    for after in range(1, 12):
        worker.take(ada, room.frame(writer.type("a few words more"), after=after))
        assert (ada.calls, ada.units) == (QUIET, (1, 1))


@pytest.mark.parametrize("watching", [1, 10, 25])
def test_company_makes_an_edit_no_dearer_to_write(room: Room, watching: int) -> None:
    ada, worker, writer = room.enter(), Worker(), Writer()
    for _ in range(watching):
        room.enter("admin")
    worker.take(ada, room.frame(writer.type("first")))
    worker.take(ada, room.frame(writer.type("second"), after=1))
    assert ada.calls == QUIET
    assert ada.units[0] == 1
    assert ada.units[1] <= 4, "25 people are less than 16 KB"


def test_a_large_edit_costs_a_unit_for_each_kilobyte_and_no_round_trip_more(room: Room) -> None:
    ada, worker, writer = room.enter(), Worker(), Writer()
    worker.take(ada, room.frame(writer.type("first")))
    worker.take(ada, room.frame(writer.type("x" * 700), after=1))
    assert (ada.calls, ada.units) == (QUIET, (1, 1))
    worker.take(ada, room.frame(writer.type("x" * 1500), after=2))
    assert (ada.calls, ada.units) == (QUIET, (2 if COUNTS_BYTES else 1, 1))


def test_workers_that_take_turns_read_the_end_and_write_no_more(room: Room) -> None:
    """docs/decisions/0024: what another worker wrote is learnt by half a read unit, never by a put that fails."""
    ada, workers, writer = room.enter(), [Worker(), Worker()], Writer()
    for worker in workers:
        worker.take(ada, room.frame(writer.type("each its first"), after=len(room.log)))
    for turn in range(6):
        worker = workers[turn % 2]
        worker.take(ada, room.frame(writer.type("in turn"), after=2 + turn))
        assert ada.calls == ["Query", "Query", "PutItem"]
        assert ada.units == (1, 2)
    workers[1].take(ada, room.frame(writer.type("again"), after=8))
    assert (ada.calls, ada.units) == (QUIET, (1, 1)), "and one that stays knows"


def test_two_in_the_same_moment_cost_one_try_more(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, ben, worker, other = room.enter(), room.enter("admin"), Worker(), Worker()
    worker.take(ada, room.frame(update("a")))
    other.take(ben, room.frame(update("b"), after=1))
    answer = worker.take(ada, room.frame(update("c"), after=1))
    assert answer[-1]["seq"] == 3
    assert ada.calls == ["Query", "PutItem", "PutItem"]
    assert ada.units[0] <= 2


def test_who_meets_several_reads_the_end_once(room: Room) -> None:
    """The puts that fail prove two places to be filled; after them it is cheaper to ask where the end is."""
    ada, ben, worker, other = room.enter(), room.enter("admin"), Worker(), Worker()
    worker.take(ada, room.frame(update("a")))
    for after in range(1, 9):
        other.take(ben, room.frame(update(f"b{after}"), after=after))
    answer = worker.take(ada, room.frame(update("c"), after=1))
    assert answer[-1]["seq"] == 10
    assert ada.calls == ["Query", "PutItem", "PutItem", "PutItem", "Query", "PutItem"]


def test_behind_an_old_update_nobody_steps(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is a day old may be trimmed, and the place behind it be free and never read again: the end is read."""
    ada, ben, worker, other = room.enter(), room.enter("admin"), Worker(), Worker()
    worker.take(ada, room.frame(update("a")))
    long_ago = clock.now() - timedelta(days=2)
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: long_ago)
        other.take(ben, room.frame(update("b"), after=1))
    answer = worker.take(ada, room.frame(update("c"), after=1))
    assert answer[-1]["seq"] == 3
    assert ada.calls == ["Query", "PutItem", "Query", "PutItem"]


def test_over_http_it_is_one_put_as_well(org: Org) -> None:
    document, writer = org.create(), Writer()
    org.write(document, writer.type("first"))
    for after in range(1, 4):
        answer = org.write(document, writer.type("more"), after=after)
        assert answer.table_log.count("PutItem") == 1
        assert not {"TransactWriteItems", "UpdateItem", "BatchWriteItem"} & set(answer.table_log)
    assert len(logs.read_log(log_of(org.id, document["id"]), 0).updates) == 4
