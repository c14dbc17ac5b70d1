"""What the people on a topic tell one another, and nobody keeps."""

from typing import Any

from hearth.errors import Forbidden, HearthError, NotFound, TooLarge
from hearth.live import gateway as live
from hearth.live import limits
from hearth.live.items import Subscription, subscription_key
from hearth.live.topics import Topic
from hearth.table.item import Item
from hearth.table.write import Write

KINDS = ("awareness", "cursor-update", "typing", "pointer", "signal")


def broadcast(connection_id: str, topic: Topic, kind: str, data: Any, to: str | None) -> None:
    """Pass something on to the others, or to one of them (L10): one query, nothing written."""
    mine, others = _place(connection_id, topic)
    seconds = limits.penalty_left(mine)
    if seconds:
        raise limits.refuse(seconds)
    if to is not None:
        others = [one for one in others if one.connection_id == to]
    frame = {
        "type": "broadcast",
        "topic": topic.name,
        "kind": kind,
        "data": data,
        "connection": connection_id,
        "person": mine.person,
    }
    try:
        live.encode(frame)
    except AssertionError:
        raise TooLarge("With your name on it this is more than a frame holds.", code="too_large") from None
    live.deliver([(one.connection_id, frame) for one in others])


def set_idle(connection_id: str, topic: Topic, idle: bool) -> None:
    """Tell the others that somebody is (not) looking (L9). Nothing happens when they knew."""
    mine, others = _place(connection_id, topic)
    if mine.idle == idle:
        return
    there = Item.pk.exists()
    try:
        Write().update(
            Subscription, subscription_key(topic, connection_id), [Subscription.idle.set(idle)], there
        ).commit()
    except HearthError:
        return  # left in the meantime
    frame = {"type": "user-idle", "topic": topic.name, "connection": connection_id, "idle": idle}
    live.deliver([(one.connection_id, frame) for one in others])


def _place(connection_id: str, topic: Topic) -> tuple[Subscription, list[Subscription]]:
    if not topic.has_presence:
        raise Forbidden("Nobody speaks on this topic; it is told.", code="forbidden")
    here = live.audience(topic.name, connection_id, consistent=False)
    if here.me is None:
        raise NotFound("You are not on this topic. Subscribe first.", code="not_found")
    return here.me, here.others
