"""Telling those on a topic who comes (L9): at once when few do, together when many come in the same moment.

Fifty who come one by one would be 1,225 frames. So when a handful has come within the last second, whoever comes next
is not announced alone: one of them gathers, waits for the end of the second, and tells everybody of all in one frame.

    1 2 3 4 5   6 7 8 … 30 │ 31 … 50 │
    each told   6 gathers ─┘ 31 ─────┘    at most five frames and one more a second, for each who is there

Who gathers is settled by a conditional put, not by what one has seen of the others: of those who come at once each may
see another order. The claim is made after the subscription is written, and the gatherer reads after the second is
over, so nobody who yields to it is left out.
"""

import time
from datetime import timedelta
from typing import Any

from hearth import clock, keys, live
from hearth.errors import Conflict, HearthError
from hearth.live_items import Gathering, Subscription, subscriptions
from hearth.live_post import FRAME_LIMIT
from hearth.live_topics import Granted, Topic
from hearth.table import Write

FEW = 5
"""So many may come within a second and be told of one by one."""
SLACK = 0.2
"""Seconds beyond the end of a second, for writes that are on their way and clocks that differ."""
LATEST = 2
"""Seconds that a gatherer looks back over; who is told of twice is told of twice."""

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
        _gather(topic)


def _since(everybody: list[Subscription], seconds: float) -> list[Subscription]:
    """Those who came within the last so many seconds."""
    moment = clock.iso(clock.now() - timedelta(seconds=seconds))
    return [one for one in everybody if one.since >= moment]


def _gather(topic: Topic) -> None:
    """Tell everybody of all who came in this second, once it is over; nothing if somebody else does."""
    now = clock.now().timestamp()
    second = int(now)
    mark = Gathering.at(keys.gathering(topic.name, topic.org_id, second), ttl=second + 60)
    try:
        Write().create(mark).commit()
    except Conflict:
        return
    except HearthError:
        pass  # nobody knows who gathers: better twice than never
    pause(second + 1 + SLACK - now)
    everybody = subscriptions(topic, consistent=True)
    frames = _joined(topic, _since(everybody, LATEST + SLACK))
    for frame in frames:
        live.deliver([(one.connection_id, frame) for one in everybody])


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
