"""Many who leave in the same moment are told of together (L25), whoever of them gathers, and nobody is left out."""

from datetime import timedelta
from typing import Any

import pytest
from pynamodb.exceptions import UpdateError

from functions.realtime.service import leaving
from hearth.events import SYSTEM
from hearth.live import gateway as live
from hearth.live import presence, topics
from hearth.live.items import subscriptions
from hearth.live.presence import FEW
from tests.realtime.conftest import Join
from tests.realtime.test_joining import Pauses, pauses
from tests.support.live import Client, Gateway, watch

__all__ = ["pauses"]


def company(join: Join, topic: str, many: int) -> list[Client]:
    """So many people who have been on a topic for a while."""
    people = [join("member") for _ in range(many)]
    for one in people:
        watch(one.connection, topics.parse(topic))
    return people


def go(client: Client, gateway: Gateway) -> None:
    """The line is gone."""
    gateway.gone.add(client.id)
    client.disconnect()


def told(gateway: Gateway, client: Client) -> set[str]:
    """Of whose leaving somebody was told."""
    many = [entry for frame in gateway.to(client.id, "users-left") for entry in frame["left"]]
    return {entry["connection"] for entry in (*gateway.to(client.id, "user-left"), *many)}


def frames_of(gateway: Gateway, client: Client) -> list[str]:
    return [frame["type"] for frame in gateway.to(client.id) if frame["type"].endswith("-left")]


def test_a_handful_is_told_of_at_once(join: Join, topic: str, gateway: Gateway, pauses: Pauses) -> None:
    *few, stays = company(join, topic, FEW + 10)[: FEW + 1]
    for one in few:
        go(one, gateway)
    assert frames_of(gateway, stays) == ["user-left"] * FEW
    assert told(gateway, stays) == {one.id for one in few}
    assert pauses.waited == []


def test_a_crowd_is_told_of_in_one_frame(join: Join, topic: str, gateway: Gateway, pauses: Pauses) -> None:
    everybody = company(join, topic, 30)
    few, gatherer, rest, stay = everybody[:FEW], everybody[FEW], everybody[FEW + 1 : 20], everybody[20:]
    for one in few:
        go(one, gateway)

    def the_rest() -> None:
        for one in rest:
            go(one, gateway)

    pauses.meanwhile = the_rest
    go(gatherer, gateway)
    for one in stay:
        assert frames_of(gateway, one) == [*["user-left"] * FEW, "users-left"]
        assert told(gateway, one) == {each.id for each in (*few, gatherer, *rest)}
    assert gateway.to(stay[0].id, "users-left")[0]["left"][0]["person"] == {"id": stay[0].person_id, "name": "Member"}
    assert pauses.waited == [pytest.approx(0.9)], "one of them, until the second is over"


def test_the_next_second_is_another_handful(join: Join, topic: str, gateway: Gateway, pauses: Pauses) -> None:
    everybody = company(join, topic, 30)
    for one in everybody[: 2 * FEW]:
        go(one, gateway)
        pauses.now += timedelta(seconds=0.3)
    assert frames_of(gateway, everybody[-1]) == ["user-left"] * 2 * FEW
    assert pauses.waited == []


def test_who_leaves_by_itself_is_answered_first_and_waits_for_nobody(
    join: Join, topic: str, gateway: Gateway, pauses: Pauses
) -> None:
    everybody = company(join, topic, 30)
    for one in everybody[:FEW]:
        go(one, gateway)
    gatherer = everybody[FEW]
    answered: list[Any] = []
    pauses.meanwhile = lambda: answered.extend(gateway.to(gatherer.id, "unsubscribed"))
    gatherer.send({"type": "unsubscribe", "id": "u", "topic": topic})
    assert answered == [{"type": "unsubscribed", "id": "u", "topic": topic}]
    assert pauses.waited == [pytest.approx(0.9)]
    assert gatherer.id in told(gateway, everybody[-1])
    assert frames_of(gateway, gatherer) == ["user-left"] * FEW, "it is no company of its own"


def test_in_a_small_company_nobody_is_listed(join: Join, topic: str, gateway: Gateway, pauses: Pauses) -> None:
    everybody = company(join, topic, FEW + 1)
    for one in everybody[:-1]:
        one.send({"type": "unsubscribe", "id": "u", "topic": topic})
        assert one.calls == ["DeleteItem", "UpdateItem", "Query"]
    assert told(gateway, everybody[-1]) == {one.id for one in everybody[:-1]}
    assert pauses.waited == []


def test_a_gatherer_that_is_called_twice_tells_once(join: Join, topic: str, gateway: Gateway, pauses: Pauses) -> None:
    everybody = company(join, topic, 30)
    for one in everybody[:FEW]:
        go(one, gateway)
    gatherer = everybody[FEW]
    gone = live.unwatch(topics.parse(topic), gatherer.id)
    assert gone is not None
    pauses.meanwhile = lambda: leaving.tell(topics.parse(topic), [gone], ())
    leaving.tell(topics.parse(topic), [gone], ())
    assert frames_of(gateway, everybody[-1]).count("users-left") == 1
    assert len(pauses.waited) == 2


def test_those_who_are_found_gone_in_a_crowd_that_leaves_are_on_its_list(
    join: Join, topic: str, gateway: Gateway, pauses: Pauses
) -> None:
    everybody = company(join, topic, 30)
    first, dead, rest, stay = everybody[0], everybody[1:4], everybody[4:10], everybody[10:]
    gateway.gone |= {one.id for one in dead}

    def the_rest() -> None:
        for one in rest[2:]:
            go(one, gateway)

    pauses.meanwhile = the_rest
    for one in (first, *rest[:2]):
        go(one, gateway)
    assert frames_of(gateway, stay[0]) == [*["user-left"] * FEW, "users-left"]
    assert told(gateway, stay[0]) == {one.id for one in (first, *dead, *rest)}


def test_without_the_table_everybody_is_told_of_alone(
    join: Join, topic: str, gateway: Gateway, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = company(join, topic, 30)

    def gone(*_: object) -> frozenset[str]:
        raise UpdateError("the table does not answer")

    monkeypatch.setattr(presence, "_update", gone)
    for one in everybody[: FEW + 3]:
        go(one, gateway)
    assert frames_of(gateway, everybody[-1]) == ["user-left"] * (FEW + 3)
    assert pauses.waited == []


def test_those_who_are_found_gone_together_are_told_of_together(
    join: Join, topic: str, gateway: Gateway, pauses: Pauses
) -> None:  # L23
    *dead, stays, speaks = company(join, topic, 12)
    gateway.gone |= {one.id for one in dead}
    speaks.send({"type": "broadcast", "topic": topic, "kind": "typing", "data": {}})
    for one in (stays, speaks):
        assert frames_of(gateway, one) == ["users-left"]
        assert told(gateway, one) == {each.id for each in dead}
    assert {one.connection_id for one in subscriptions(topics.parse(topic))} == {stays.id, speaks.id}
    assert pauses.waited == [], "nobody waits for what is known"


def test_those_whose_names_fill_a_frame_are_told_of_in_more(
    join: Join, topic: str, gateway: Gateway, pauses: Pauses
) -> None:
    *wide, stays = [join("member") for _ in range(FEW + 4)]
    for one in (*wide, stays):
        one.connection.name = "名" * 3000
        watch(one.connection, topics.parse(topic))
        if one is not stays:
            gateway.gone.add(one.id)
            one.connection.save()
    live.push(topic, live.changed(("document", "x", 1), "document.renamed", SYSTEM, live.now()))
    assert frames_of(gateway, stays) == ["users-left"] * 3
    assert told(gateway, stays) == {one.id for one in wide}
