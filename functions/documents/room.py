"""The people at a document right now: what they may do, and what they are told. The gateway itself is `hearth.live`."""

import base64
from dataclasses import dataclass
from typing import Any, Protocol

from functions.documents.models import Document
from hearth import live, live_limit, telemetry
from hearth import live_topics as topics
from hearth.access import DocumentRole, Who
from hearth.errors import Forbidden, NotFound
from hearth.events import Actor
from hearth.live_items import Subscription
from hearth.live_topics import Topic

FRAME_BASE64 = 24_000
"""Characters of base64 that fit into a frame of 32 KB with everything around them (L14, L16)."""


@dataclass(frozen=True, slots=True)
class Written:
    """An update at its place."""

    seq: int
    epoch: int
    data: bytes


class LiveFrame(Protocol):
    """What a use case needs to know of a frame; `hearth.live_socket.Frame` is one."""

    connection_id: str
    who: Who
    topic: Topic

    @property
    def id(self) -> str:
        """The sender's name for it."""

    def get(self, name: str) -> Any:
        """A field that may be absent."""


@dataclass(frozen=True, slots=True)
class Here:
    """A document's topic as seen by somebody who may write in it."""

    me: Subscription
    others: list[Subscription]


def decide(frame: LiveFrame) -> Here:
    """Who is there, provided that the sender may write: one query, consistent.

    NotFound when they do not watch the document (any more), Forbidden when they may only read it.
    """
    if frame.topic.kind != "document":
        raise NotFound("Only documents take updates.", code="not_found")
    here = live.audience(frame.topic.name, frame.connection_id)
    if here.me is None or here.me.person_id != frame.who.person_id:
        raise NotFound("You are not on this topic. Subscribe first.", code="not_found")
    seconds = live_limit.held(here.me)
    if seconds:
        raise live_limit.refuse(seconds)
    if here.me.role != DocumentRole.EDITOR:
        raise Forbidden("You may read this document, but not write in it.", code="forbidden")
    return Here(here.me, here.others)


def acknowledge(frame: LiveFrame, here: Here, written: Written) -> None:
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


def tell_update(org_id: str, document_id: str, written: Written, leave_out: str = "", by: str = "") -> int:
    """Tell everybody at a document of an update; returns how many they are. `leave_out` is the connection that it came
    from: it is believed only if the person `by` is the one who is there with it."""
    topic = topics.document(org_id, document_id)
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


def begin_anew(document: Document, written: Written) -> None:
    """Tell everybody at a document of the first update of a new epoch (L18), who may still be there: one query."""
    topic = topics.document(str(document.org_id), str(document.document_id))
    frame = update_frame(topic, written, "")
    live.deliver([(one.connection_id, frame) for one in live.stay(topic.name)])


def tell_changed(document: Document, event: str, actor: Actor, at: str) -> None:
    """Tell everybody at a document that what lists show of it is newer (L24): one query."""
    live.push(_topic(document), _changed(document, event, actor, at))


def decide_again(document: Document, event: str, actor: Actor) -> None:
    """Who may be there is another question now: ask it for everybody who is (L20), and tell those who stay (L24)."""
    topic = _topic(document)
    staying = live.stay(topic, code="deleted" if document.deleted else "access_ended")
    frame = {**_changed(document, event, actor, str(document.updated_at)), "topic": topic}
    live.deliver([(one.connection_id, frame) for one in staying])


def _topic(document: Document) -> str:
    return topics.document(str(document.org_id), str(document.document_id)).name


def _changed(document: Document, event: str, actor: Actor, at: str) -> dict[str, Any]:
    return live.changed(("document", str(document.document_id), int(document.version)), event, actor, at)
