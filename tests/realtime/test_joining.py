"""Many who come in the same moment are told of together (L9), whoever of them gathers, and nobody is left out."""

from datetime import timedelta
from typing import Any

import pytest
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.operand import Path

from hearth import clock
from hearth.live import presence, topics
from hearth.live.items import Gathering
from hearth.live.presence import FEW
from tests.realtime.conftest import Join
from tests.realtime.test_socket import subscribe
from tests.support.live import Client, Gateway


class Pauses:
    """Time passes only while a gatherer waits; before it does, `meanwhile` happens."""

    def __init__(self) -> None:
        self.now = clock.now().replace(microsecond=100_000)  # not another day: items end by the real clock
        self.waited: list[float] = []
        self.meanwhile: Any = None

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Pauses:
    made = Pauses()
    monkeypatch.setattr(presence, "pause", made)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


def told(gateway: Gateway, client: Client) -> set[str]:
    """Whom somebody was told of, on coming and later."""
    one = {frame["participant"]["connection"] for frame in gateway.to(client.id, "user-joined")}
    many = [*gateway.to(client.id, "users-joined"), *gateway.to(client.id, "subscribed")]
    return one | {each["connection"] for frame in many for each in frame["participants"]}


def test_a_handful_is_told_of_at_once(join: Join, topic: str, gateway: Gateway, pauses: Pauses) -> None:
    people = [join("member") for _ in range(FEW)]
    for one in people:
        one.send(subscribe(topic))
    assert [len(gateway.to(one.id, "user-joined")) for one in people] == [4, 3, 2, 1, 0]
    assert pauses.waited == []


def test_a_crowd_is_told_of_in_one_frame(join: Join, topic: str, gateway: Gateway, pauses: Pauses) -> None:
    few = [join("member") for _ in range(FEW)]
    for one in few:
        one.send(subscribe(topic))
    before = len(gateway.every)
    gatherer, rest = join("owner"), [join("viewer") for _ in range(20)]
    pauses.meanwhile = lambda: [one.send(subscribe(topic)) for one in rest]
    gatherer.send(subscribe(topic))
    everybody = [*few, gatherer, *rest]
    for one in everybody:
        assert told(gateway, one) | {one.id} == {each.id for each in everybody}
        assert len(gateway.to(one.id, "users-joined")) >= 1
    joins = [frame for _, frame in gateway.every[before:] if frame["type"] in {"user-joined", "users-joined"}]
    assert len(joins) == len(everybody) == 26, "one by one it would have been 315"
    assert pauses.waited == [pytest.approx(0.9)], "one of them, until the second is over"


def test_who_yields_pays_for_one_write_and_does_not_wait(
    join: Join, topic: str, gateway: Gateway, pauses: Pauses
) -> None:
    for _ in range(FEW):
        join("member").send(subscribe(topic))
    presence.join_batch(topics.parse(topic), {"somebody else"})
    late = join("owner")
    assert [frame["type"] for frame in late.send(subscribe(topic))] == ["subscribed"]
    assert late.calls[-1] == "UpdateItem"
    assert pauses.waited == []
    assert [frame for _, frame in gateway.every if frame["type"] == "users-joined"] == []


def test_who_finds_the_list_closed_gathers_the_next(join: Join, topic: str, gateway: Gateway, pauses: Pauses) -> None:
    """However late a write was, its author is told of: lists are closed before they are read out."""
    few = [join("member") for _ in range(FEW)]
    for one in few:
        one.send(subscribe(topic))
    theirs = presence.join_batch(topics.parse(topic), {"somebody else"})
    presence._update(theirs.key, [Path("closed").set(True)], Gathering.closed.does_not_exist())
    late = join("owner")
    late.send(subscribe(topic))
    assert pauses.waited == [pytest.approx(1.9)]
    assert all(late.id in told(gateway, one) for one in few)


def test_without_the_table_everybody_tells_of_themselves(
    join: Join, topic: str, gateway: Gateway, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [join("member") for _ in range(FEW)]
    for one in few:
        one.send(subscribe(topic))

    def gone(*_: object) -> set[str]:
        raise UpdateError("the table does not answer")

    monkeypatch.setattr(presence, "_update", gone)
    late = join("owner")
    late.send(subscribe(topic))
    assert all(late.id in told(gateway, one) for one in few)
    assert pauses.waited == []


def test_feeds_have_no_company_to_tell(join: Join, gateway: Gateway, pauses: Pauses, topic: str) -> None:
    feed = f"activity:{topics.parse(topic).org_id}"
    for _ in range(FEW + 3):
        join("member").send(subscribe(feed))
    assert pauses.waited == []
    assert {frame["type"] for _, frame in gateway.every} == {"subscribed"}
