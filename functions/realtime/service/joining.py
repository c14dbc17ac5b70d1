"""Telling those on a topic who comes (L9): at once when few do, together when many come in the same moment.

Fifty who come one by one would be 1,225 frames. So when a handful has come within the last second, whoever comes next
is not announced alone: one of them gathers, waits for the end of the second, and tells everybody of all in one frame.

    1 2 3 4 5   6 7 8 … 30 │ 31 … 50 │
    each told   6 gathers ─┘ 31 ─────┘    at most five frames and one more a second, for each who is there

Whoever comes in a crowd puts itself on the list of that second, with one conditional write. Who is first on it gathers:
it waits, closes the list, and tells of those who are on it. Who finds the list closed takes the next. So nobody is left
out, however slow a write was, and no clock decides who is told of.
"""

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from pynamodb.exceptions import PynamoDBException, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from hearth import clock, keys, live, telemetry
from hearth.item import connection
from hearth.live_items import Gathering, Subscription, subscriptions
from hearth.live_post import FRAME_LIMIT
from hearth.live_topics import Granted, Topic

FEW = 5
"""So many may come within a second and be told of one by one."""
TRIES = 5
"""Lists that somebody tries to get on, a second apart: each may have been closed just now."""

pause = time.sleep


def answer(frame_id: str, topic: Topic, mine: Subscription, everybody: list[Subscription], granted: Granted) -> None:
    """Tell somebody who has come where they are, and the others of them."""
    others = [one for one in everybody if topic.company and one.connection_id != mine.connection_id]
    frame: dict[str, Any] = {
        "type": "subscribed",
        "id": frame_id,
        "topic": topic.name,
        "role": mine.role,
        "participants": [],
    }
    if granted.epoch is not None:
        frame["epoch"] = granted.epoch
    late = _fill(frame, others)
    crowd = len(_since(others, 1)) >= FEW
    joined = {"type": "user-joined", "topic": topic.name, "participant": mine.participant}
    live.deliver([(mine.connection_id, frame), *((one.connection_id, joined) for one in others if not crowd)])
    live.deliver([(mine.connection_id, one) for one in _joined(topic, late)])
    if crowd:
        _come_in_a_crowd(topic, mine)


def _since(everybody: list[Subscription], seconds: float) -> list[Subscription]:
    """Those who came within the last so many seconds."""
    moment = clock.iso(clock.now() - timedelta(seconds=seconds))
    return [one for one in everybody if one.since >= moment]


def _come_in_a_crowd(topic: Topic, mine: Subscription) -> None:
    """Be told of with the others of this second; and if nobody gathers them yet, do so once it is over."""
    try:
        second, listed = _enlist(topic, mine.connection_id)
        if len(listed) > 1:
            return
        pause(max(0.0, second + 1 - clock.now().timestamp()))
        listed = _update(topic, second, [Path("closed").set(True)], Gathering.closed.does_not_exist())
    except PynamoDBException as error:
        telemetry.unexpected(error)
        listed = {mine.connection_id}  # nobody knows who gathers: told of twice is better than never
    everybody = subscriptions(topic, consistent=True)
    for frame in _joined(topic, [one for one in everybody if one.connection_id in listed]):
        live.deliver([(one.connection_id, frame) for one in everybody])


def _enlist(topic: Topic, connection_id: str) -> tuple[int, set[str]]:
    """Get on the first list that is open: its second, and who is on it."""
    second = int(clock.now().timestamp())
    for later in range(TRIES):
        put = [
            Gathering.connections.add({connection_id}),
            Path("kind").set("gathering"),
            Gathering.ttl.set(second + later + 60),
        ]
        try:
            return second + later, _update(topic, second + later, put, Gathering.closed.does_not_exist())
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException" or later == TRIES - 1:
                raise
    raise AssertionError


def _update(topic: Topic, second: int, actions: Sequence[Action], condition: Condition) -> set[str]:
    """Change a list; who is on it then."""
    key = keys.gathering(topic.name, topic.org_id, second)
    answer = connection().update_item(key.pk, key.sk, actions=actions, condition=condition, return_values="ALL_NEW")
    return set(answer["Attributes"]["connections"]["SS"])


def _joined(topic: Topic, people: list[Subscription]) -> list[dict[str, Any]]:
    """Frames that name these people, as many as it takes."""
    frames: list[dict[str, Any]] = []
    while people:
        frame: dict[str, Any] = {"type": "users-joined", "topic": topic.name, "participants": []}
        people = _fill(frame, people)
        if not frame["participants"]:
            frame["participants"].append(people.pop(0).participant)
        frames.append(frame)
    return frames


def _fill(frame: dict[str, Any], company: list[Subscription]) -> list[Subscription]:
    """Put in as many participants as a frame holds; the rest are returned."""
    left = FRAME_LIMIT - len(live.encode(frame))
    for number, one in enumerate(company):
        left -= len(live.encode(one.participant)) + 1
        if left < 0:
            return company[number:]
        frame["participants"].append(one.participant)
    return []
