"""Telling those on a topic who comes (L9): at once when few do, together when many come in the same moment.

Fifty who come one by one would be 1,225 frames. So when a handful has come within the last second, whoever comes next
is not announced alone: one of them gathers, waits for the end of the second, and tells everybody of all in one frame.

    1 2 3 4 5   6 7 8 … 30 │ 31 … 50 │
    each told   6 gathers ─┘ 31 ─────┘    at most five frames and one more a second, for each who is there

How they find each other, says `hearth.live.presence`.
"""

from datetime import timedelta
from typing import Any

from pynamodb.exceptions import PynamoDBException

from hearth import clock, telemetry
from hearth.live import gateway as live
from hearth.live import presence
from hearth.live.items import Subscription, subscriptions
from hearth.live.post import FRAME_LIMIT
from hearth.live.topics import Topic


def answer(
    frame_id: str, topic: Topic, mine: Subscription, everybody: list[Subscription], where: dict[str, Any]
) -> None:
    """Tell somebody who has come where they are, and the others of them. `where`: a document's `head` and `epoch`."""
    others = [one for one in everybody if topic.has_presence and one.connection_id != mine.connection_id]
    frame: dict[str, Any] = {
        "type": "subscribed",
        "id": frame_id,
        "topic": topic.name,
        "role": mine.role,
        "participants": [],
        **where,
    }
    late = _fill(frame, others)
    crowd = len(_since(others, 1)) >= presence.FEW
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
        crowd = presence.join_batch(topic, {mine.connection_id})
        if len(crowd.listed) > 1:
            return
        listed = crowd.close()
    except PynamoDBException as error:
        telemetry.unexpected(error)
        listed = frozenset({mine.connection_id})  # nobody knows who gathers: told of twice is better than never
    everybody = subscriptions(topic, consistent=True)
    for frame in _joined(topic, [one for one in everybody if one.connection_id in listed]):
        live.deliver([(one.connection_id, frame) for one in everybody])


def _joined(topic: Topic, people: list[Subscription]) -> list[dict[str, Any]]:
    """Frames that name these people, as many as it takes."""
    frame = {"type": "users-joined", "topic": topic.name, "participants": []}
    return live.fill(frame, "participants", [one.participant for one in people])


def _fill(frame: dict[str, Any], company: list[Subscription]) -> list[Subscription]:
    """Put in as many participants as a frame holds; the rest are returned."""
    left = FRAME_LIMIT - len(live.encode(frame))
    for number, one in enumerate(company):
        left -= len(live.encode(one.participant)) + 1
        if left < 0:
            return company[number:]
        frame["participants"].append(one.participant)
    return []
