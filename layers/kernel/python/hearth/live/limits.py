"""The rate limit of frames by person (L21): a token bucket in each warm worker, and a penalty in the table for all.

A count in the table would cost a write for every frame. A worker counts what it sees itself of all connections of a
person, and when that is too much it strikes the connection there; strikes add up across workers, and enough of them
end the connection.

A flood that many workers share may be too little for the bucket of each. So a worker adds what it has seen to a count
of the person's, a block at a time: somebody who types fast costs one write more in sixty. However many workers
there are, no more than WINDOW_MOST frames and one block of each worker pass in a window unseen
(docs/decisions/0025).
"""

import time
from collections import OrderedDict
from dataclasses import dataclass

from pynamodb.exceptions import UpdateError

from hearth import telemetry
from hearth.errors import HearthError, RateLimited
from hearth.keys import realtime as keys
from hearth.live import gateway as live
from hearth.live.items import Connection, Connections, Subscription, subscription_key
from hearth.live.topics import Topic
from hearth.table.item import Item, connection
from hearth.table.write import Write

PER_SECOND = 60
BURST = 120
HOLD = 1.0
"""Seconds that a strike holds the connection off."""
STRIKES = 4
"""Strikes that end a connection: about as many seconds of frames that nobody asked for."""
BLOCK = 60
"""Frames that a worker lets pass before it adds them to the count that all workers share."""
WINDOW = 10
WINDOW_MOST = PER_SECOND * WINDOW + BURST
"""Frames of one person in so many seconds, over all connections and workers."""
_REMEMBERED = 2000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    held_until: float = 0.0
    unseen: int = 0
    """Frames that passed here and are in nobody's count yet."""


_buckets: OrderedDict[str, _Bucket] = OrderedDict()


def spend(whose: str, now: float | None = None) -> tuple[bool, float]:
    """Count a frame of a person: whether it earns a strike, and the seconds to wait (0: go on)."""
    now = _now() if now is None else now
    bucket = _buckets.pop(whose, None) or _Bucket(left=BURST, at=now)
    _buckets[whose] = bucket
    if len(_buckets) > _REMEMBERED:
        _buckets.popitem(last=False)
    bucket.left = min(BURST, bucket.left + max(0.0, now - bucket.at) * PER_SECOND)
    bucket.at = now
    if now < bucket.held_until:
        return False, bucket.held_until - now
    if bucket.left < 1:
        bucket.held_until = now + HOLD
        return True, HOLD
    bucket.left -= 1
    bucket.unseen += 1
    return False, 0.0


def over(whose: str) -> bool:
    """Whether all workers together have let too much of a person pass; asked of the table once in a block.

    If so, this worker holds them off, and the connection at hand has earned a strike.
    """
    bucket = _buckets.get(whose)
    if bucket is None or bucket.unseen < BLOCK:
        return False
    block, bucket.unseen = bucket.unseen, 0
    try:
        if _add(whose, block) <= WINDOW_MOST:
            return False
    except Exception as error:  # noqa: BLE001  counting must stop nobody
        telemetry.unexpected(error)
        return False
    bucket.held_until = _now() + HOLD
    return True


def _add(whose: str, block: int) -> int:
    """Add to the person's count; what it is then in this window. 0 for somebody who has no connections (any more)."""
    key, window = keys.person_connections(whose), int(_now() // WINDOW)
    earlier = Connections.window.does_not_exist() | (Connections.window < window)
    tries = (
        ([Connections.passed.add(block)], Connections.window == window),
        ([Connections.window.set(window), Connections.passed.set(block)], Item.pk.exists() & earlier),
        ([Connections.passed.add(block)], Connections.window == window),  # another worker opened the window just now
    )
    for actions, condition in tries:
        try:
            answer = connection().update_item(
                key.pk, key.sk, actions=actions, condition=condition, return_values="UPDATED_NEW"
            )
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
        else:
            return int(answer["Attributes"]["passed"]["N"])
    return 0


def strike(connection_id: str, topic: Topic | None) -> bool:
    """Write down that a connection floods; close it, and return True, when that has happened often enough."""
    key = keys.connection(connection_id)
    try:
        answer = connection().update_item(
            key.pk, key.sk, actions=[Connection.strikes.add(1)], condition=Item.pk.exists(), return_values="ALL_NEW"
        )
        struck = Connection.from_raw_data(answer["Attributes"])
        if struck.strikes >= STRIKES:
            live.close(struck, "rate_limited", "Too many frames for too long.", retry_after=5)
            return True
        if topic is not None and topic.name in (struck.topics or ()):
            held = [Subscription.held_until.set(_now() + HOLD)]
            Write().update(Subscription, subscription_key(topic, connection_id), held, Item.pk.exists()).commit()
    except Exception as error:  # noqa: BLE001  the penalty must not depend on the table: the worker holds off by itself
        if not isinstance(error, HearthError):
            telemetry.unexpected(error)
    return False


def refuse(seconds: float) -> RateLimited:
    """What the sender is told."""
    return RateLimited(max(1, round(seconds)), detail="Too many frames. Wait a moment.")


def penalty_left(subscription: Subscription, now: float | None = None) -> float:
    """Seconds for which another worker holds this subscription off; 0 for none."""
    return max(0.0, float(subscription.held_until or 0) - (_now() if now is None else now))


def _now() -> float:
    """By the wall clock: a monotonic one may stand still in a worker that is frozen between calls."""
    return time.time()


def forget() -> None:
    """As a new worker would be. For tests."""
    _buckets.clear()
