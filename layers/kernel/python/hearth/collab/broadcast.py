"""Telling the subscribers of an object's topic, and deciding whether one of them may write; over `hearth.live`."""

import base64
from dataclasses import dataclass
from typing import Any, Protocol

from hearth import telemetry
from hearth.access import RULES, Principal
from hearth.collab.items import Head
from hearth.collab.types import LogType
from hearth.errors import Forbidden, NotFound
from hearth.events import Actor
from hearth.live import gateway as live
from hearth.live import limits, topics
from hearth.live.items import Subscription
from hearth.live.topics import Topic

FRAME_BASE64 = 24_000
"""Characters of base64 that fit into a frame of 32 KB with everything around them (L14, L16)."""


@dataclass(frozen=True, slots=True)
class Written:
    """An update at its place."""

    seq: int
    epoch: int
    data: bytes


class LiveFrame(Protocol):
    """What a use case needs to know of a frame; `hearth.live.socket.Frame` is one."""

    connection_id: str
    who: Principal
    topic: Topic

    @property
    def id(self) -> str:
        """The sender's name for it."""

    def get(self, name: str) -> Any:
        """A field that may be absent."""


@dataclass(frozen=True, slots=True)
class WriteAccess:
    """An object's topic as seen by somebody who may write in it."""

    me: Subscription
    others: list[Subscription]


def decide(kind: LogType, frame: LiveFrame) -> WriteAccess:
    """Who is there, provided that the sender may write: one query, consistent.

    NotFound when they do not watch it (any more), Forbidden when they may only read it.
    """
    if frame.topic.kind != kind.name:
        raise NotFound(f"Only {kind.name}s take updates.", code="not_found")
    here = live.audience(frame.topic.name, frame.connection_id)
    if here.me is None or here.me.person_id != frame.who.person_id:
        raise NotFound("You are not on this topic. Subscribe first.", code="not_found")
    seconds = limits.penalty_left(here.me)
    if seconds:
        raise limits.refuse(seconds)
    if not RULES[kind.object_type.edit].allows_in_object(str(here.me.role)):
        raise Forbidden(f"You may read this {kind.name}, but not write in it.", code="forbidden")
    return WriteAccess(here.me, here.others)


def acknowledge(frame: LiveFrame, here: WriteAccess, written: Written) -> None:
    """Tell the sender that it is durable, and the others what it is, all at the same time."""
    ack: dict[str, Any] = {
        "type": "ack",
        "id": frame.id,
        "topic": frame.topic.name,
        "seq": written.seq,
        "epoch": written.epoch,
        "others": len(here.others),
    }
    if frame.get("trace"):
        ack["trace"] = telemetry.trace()
    told = update_frame(frame.topic, written, frame.connection_id)
    live.deliver([(frame.connection_id, ack), *((one.connection_id, told) for one in here.others)])


def tell_update(kind: LogType, head: Head, written: Written, leave_out: str = "", by: str = "") -> int:
    """Tell everybody at an object of an update; returns how many they are. `leave_out` is the connection that it came
    from: it is believed only if the person `by` is the one who is there with it."""
    topic = _topic(kind, head)
    here = live.subscribers(topic.name, consistent=True)
    own = next((one for one in here if one.connection_id == leave_out and one.person_id == by), None)
    others = [one for one in here if one is not own]
    frame = update_frame(topic, written, leave_out if own else "")
    live.deliver([(one.connection_id, frame) for one in others])
    return len(others)


def update_frame(topic: Topic, written: Written, connection_id: str) -> dict[str, Any]:
    """The frame of L16. What a frame cannot hold is to be fetched."""
    frame: dict[str, Any] = {"type": "update", "topic": topic.name, "seq": written.seq, "epoch": written.epoch}
    if connection_id:
        frame["connection"] = connection_id
    text = base64.b64encode(written.data).decode()
    if len(text) > FRAME_BASE64:
        return {**frame, "fetch": True}
    return {**frame, "update": text}


def begin_anew(kind: LogType, head: Head, written: Written) -> None:
    """Tell everybody at an object of the first update of a new epoch (L18), who may still be there: one query."""
    topic = _topic(kind, head)
    frame = update_frame(topic, written, "")
    live.deliver([(one.connection_id, frame) for one in live.revalidate(topic.name)])


def tell_changed(kind: LogType, head: Head, event: str, actor: Actor, at: str) -> None:
    """Tell everybody at an object that what lists show of it is newer (L24): one query."""
    live.push(_topic(kind, head).name, _changed(kind, head, event, actor, at))


def decide_again(kind: LogType, head: Head, event: str, actor: Actor) -> None:
    """Who may be there is another question now: ask it for everybody who is (L20), and tell those who stay (L24)."""
    topic = _topic(kind, head).name
    staying = live.revalidate(topic, code="deleted" if head.deleted else "access_ended")
    frame = {**_changed(kind, head, event, actor, str(head.updated_at)), "topic": topic}
    live.deliver([(one.connection_id, frame) for one in staying])


def _topic(kind: LogType, head: Head) -> Topic:
    return topics.of(kind.name, str(head.org_id), head.object_id)


def _changed(kind: LogType, head: Head, event: str, actor: Actor, at: str) -> dict[str, Any]:
    return live.changed((kind.name, head.object_id, int(head.version)), event, actor, at)
