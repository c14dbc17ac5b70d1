"""The true bound of a flood (L21), however many workers serve it: counted frame by frame."""

from collections.abc import Iterator

import pytest

from hearth.live import limits
from hearth.live.items import Connection
from tests.realtime.conftest import Join
from tests.support.live import Client, Gateway

BOUND = limits.WINDOW_MOST + limits.BLOCK * limits.STRIKES
PING = {"type": "ping"}


class Workers:
    """Processes that serve in turn, each with what it has seen itself."""

    def __init__(self, count: int) -> None:
        self._memories = [type(limits._buckets)() for _ in range(count)]
        self._turn = 0

    def serve(self, client: Client) -> bool:
        """One frame by the next worker; whether it got through."""
        self._turn = (self._turn + 1) % len(self._memories)
        limits._buckets = self._memories[self._turn]
        return [frame["type"] for frame in client.send(PING)] == ["pong"]


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The time by which frames are counted."""
    now = [1_000_000.0]
    memory = limits._buckets
    monkeypatch.setattr(limits, "_now", lambda: now[0])
    yield now
    limits._buckets = memory
    limits.forget()


def passes(client: Client, workers: Workers, gateway: Gateway, moment: list[float], per_second: int) -> int:
    """How many frames of a steady flood get through until it is closed, or for ten seconds."""
    through = 0
    for _ in range(per_second * limits.WINDOW):
        if client.id in gateway.closed:
            break
        through += workers.serve(client)
        moment[0] += 1 / per_second
    return through


@pytest.mark.parametrize("count", [4, 10])
def test_a_flood_over_many_workers_is_closed_within_its_bound(
    join: Join, gateway: Gateway, moment: list[float], count: int
) -> None:
    member = join("member")
    through = passes(member, Workers(count), gateway, moment, per_second=count * 55)
    assert limits.WINDOW_MOST <= through <= BOUND + (limits.BLOCK - 1) * count
    assert gateway.closed == [member.id], "although no worker saw more than its own bucket gives back"
    assert gateway.to(member.id, "bye")[0]["code"] == "rate_limited"


def test_one_worker_alone_gives_its_bucket_and_no_more(join: Join, gateway: Gateway, moment: list[float]) -> None:
    member = join("member")
    through = passes(member, Workers(1), gateway, moment, per_second=500)
    assert through <= limits.BURST + limits.PER_SECOND * limits.WINDOW
    assert gateway.closed == [member.id]


@pytest.mark.parametrize("count", [1, 4, 10])
def test_a_client_at_the_pace_it_was_told_is_never_refused(
    join: Join, gateway: Gateway, moment: list[float], count: int
) -> None:
    member, workers = join("member"), Workers(count)
    pace = round(limits.PER_SECOND * 0.8)  # what clients keep to: a fifth below the limit
    for _ in range(2):
        assert passes(member, workers, gateway, moment, per_second=pace) == pace * limits.WINDOW
    kept = Connection.find(member.connection.key)
    assert kept is not None
    assert kept.strikes == 0


def test_counting_costs_one_write_in_a_block(join: Join, gateway: Gateway, moment: list[float]) -> None:
    member, workers, calls = join("member"), Workers(1), 0
    for _ in range(limits.BLOCK * 5):
        workers.serve(member)
        calls += len(member.calls)
        moment[0] += 1 / 50
    assert calls == 5 + 1, "one for each block, and one more to open the window"


def test_a_table_that_does_not_answer_stops_nobody(
    join: Join, gateway: Gateway, moment: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> int:
        raise TimeoutError

    member, workers = join("member"), Workers(1)
    monkeypatch.setattr(limits, "_add", gone)
    assert passes(member, workers, gateway, moment, per_second=50) == 500


def test_the_last_frames_of_a_connection_that_has_ended_count_for_nobody(
    join: Join, gateway: Gateway, moment: list[float]
) -> None:
    member, workers = join("member"), Workers(1)
    member.connection.delete()
    assert passes(member, workers, gateway, moment, per_second=40) == 400
