"""Writing in a log: an update becomes durable, is acknowledged, and only then told to others."""

import base64
import binascii
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from hearth import files, ids, telemetry
from hearth.access import RULES
from hearth.collab import blobs, broadcast, log, replica
from hearth.collab.broadcast import Written
from hearth.collab.errors import EpochChanged, InvalidUpdate, UpdateTooLarge, UploadNotFound
from hearth.collab.items import Head, Update
from hearth.collab.types import LogType, Place
from hearth.context import RequestContext
from hearth.events import Actor, record
from hearth.keys import Key

POSTED = 3 * 1024 * 1024
"""Bytes of an update that a request can carry; larger ones are uploaded first."""

UPLOADED = 16 * 1024 * 1024
"""Bytes of an update at all."""

MARK_SECONDS = 20
"""How often one worker marks one log. Folding waits longer than this after a mark, so that it finds
everything that was written until the next one."""


class FoldMarks:
    """When this process last marked each log. It marks its first update of a log always."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._last: OrderedDict[Place, float] = OrderedDict()

    def due(self, place: Place) -> bool:
        """Whether the next update should carry a mark."""
        return self._now() - self._last.get(place, 0.0) >= MARK_SECONDS

    def made(self, place: Place) -> None:
        """A mark is durable."""
        self._last[place] = self._now()
        self._last.move_to_end(place)
        while len(self._last) > 2000:
            self._last.popitem(last=False)

    def forget(self) -> None:
        """As a new process would."""
        self._last.clear()


marks = FoldMarks()


def write_update(
    kind: LogType,
    context: RequestContext,
    object_id: str,
    *,
    epoch: int,
    after: int,
    data: bytes,
    connection_id: str = "",
) -> tuple[Written, int]:
    """Store an update that came over HTTP and tell the others; returns how many those are.

    Decided on the head, read just before. `connection_id` is the sender's own, which is left out;
    another person's is not.
    """
    head = kind.get_head(str(context.member.org_id), object_id, context.prefetched)
    context.require(kind.object_type.edit, head)
    if epoch != int(head.epoch):
        raise EpochChanged(int(head.epoch), kind.name)
    replica.check_update(kind, data)
    place = kind.place_of(head)
    log.learn_end(place, after, int(head.folded_seq), context.prefetched)
    written = store(place, after, data, context.who.actor, lambda: head)
    told = broadcast.tell_update(kind, head, written, leave_out=connection_id, by=str(context.who.person_id))
    return written, told


def write_live(kind: LogType, frame: broadcast.LiveFrame, epoch: int, after: int, data: bytes) -> None:
    """Store an update that came over a socket; acknowledge it and tell the others in one go (L14 to L16).

    One query of the topic says both what the sender may do and who else is there; one put stores the update.
    """
    here = broadcast.decide(kind, frame)
    org_id, object_id = str(frame.topic.org_id), frame.topic.object_id

    def head() -> Head:
        found: Head = kind.get_head(org_id, object_id)
        return found

    current = int(here.me.epoch) if here.me.epoch else int(head().epoch)
    if epoch != current:
        raise EpochChanged(current, kind.name)
    replica.check_update(kind, data)
    written = store(Place(kind, org_id, object_id, epoch), after, data, frame.who.actor, head)
    broadcast.acknowledge(frame, here, written)


def store(place: Place, after: int, data: bytes, actor: Actor, head: Callable[[], Head]) -> Written:
    """Give a checked update its place in a log. `head` is asked for only when the update is to carry a mark."""
    kind = place.kind
    marked = head() if marks.due(place) else None
    blob = blobs.place_for(kind, place.org_id, place.object_id, data)

    def build(key: Key, seq: int) -> Update:
        item = new_update(kind, key, data, actor.id, blob)
        if marked is not None:
            record(item, kind.events.changed(marked, actor, seq))
        return item

    with blobs.staged_blob(blob, data):  # an append that was refused has written nothing, or it would not be refused
        seq = log.append(place, after, build)
    if marked is not None:
        marks.made(place)
    telemetry.count("UpdatesStored")
    return Written(seq, place.epoch, data)


def new_update(kind: LogType, key: Key, data: bytes, by: str, blob: str | None = None) -> Update:
    """The log item of an update; `blob` when its bytes lie in S3."""
    if blob is not None:
        return kind.update.at(key, blob=blob, size=len(data), by=by)
    return kind.update.at(key, data=data, size=len(data), by=by)


def read_bytes(update: Update) -> bytes:
    """The bytes of a log item, wherever they lie."""
    return bytes(update.data) if update.blob is None else files.get(update.blob)


def decode(text: str, most: int) -> bytes:
    """The bytes of a base64 text of at most `most` bytes. UpdateTooLarge, InvalidUpdate."""
    if len(text) > (most + 2) // 3 * 4:
        raise UpdateTooLarge(f"An update may have at most {most} bytes here.", limit=most)
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidUpdate("The update is not base64.") from error


# --- uploads ------------------------------------------------------------------------------------------------------


def start_upload(kind: LogType, context: RequestContext, object_id: str, size: int) -> dict[str, Any]:
    """A signed form for an update too large for a request."""
    head = kind.get_head(str(context.member.org_id), object_id, context.prefetched)
    context.require(kind.object_type.edit, head)
    if size > UPLOADED:
        raise UpdateTooLarge(f"An update may have at most {UPLOADED} bytes.", limit=UPLOADED)
    upload_id = ids.new_id()
    key = blobs.incoming(kind, str(head.org_id), object_id, context.who.person_id, upload_id)
    return {"upload": upload_id, **files.upload_form(key, size)}


def take_upload(kind: LogType, context: RequestContext, object_id: str, upload_id: str) -> bytes:
    """The bytes of the asker's own upload to this object. UploadNotFound, UpdateTooLarge."""
    if not ids.is_id(upload_id):
        raise UploadNotFound("There is no such upload.")
    context.who.need_scope(RULES[kind.object_type.edit].scope)
    key = blobs.incoming(kind, str(context.member.org_id), object_id, context.who.person_id, upload_id)
    size = files.find_size(key)
    if size is None:
        raise UploadNotFound("There is no such upload, or it has not arrived.")
    if size > UPLOADED:
        raise UpdateTooLarge(f"An update may have at most {UPLOADED} bytes.", limit=UPLOADED)
    return files.get(key)
