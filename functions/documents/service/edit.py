"""Writing in a document: an update becomes durable, is acknowledged, and only then told to others."""

import base64
import binascii
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from functions.documents import events, files, log, policies, replica, repository, room
from functions.documents.errors import EpochChanged, InvalidUpdate, UpdateTooLarge, UploadNotFound
from functions.documents.models import INLINE_UPDATE, Document, Update
from functions.documents.room import Written
from functions.documents.service.asker import Asker
from functions.documents.service.held import held
from hearth import ids, telemetry
from hearth.events import Actor, record
from hearth.keys import Key

POSTED = 3 * 1024 * 1024
"""Bytes of an update that a request can carry; larger ones are uploaded first."""

UPLOADED = 16 * 1024 * 1024
"""Bytes of an update at all."""

MARK_SECONDS = 20
"""How often one worker marks the log of one document. Folding waits longer than this after a mark, so that it finds
everything that was written until the next one."""


class Marks:
    """When this process last marked each log. It marks its first update of a document always."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._last: OrderedDict[log.Place, float] = OrderedDict()

    def due(self, place: log.Place) -> bool:
        """Whether the next update should carry a mark."""
        return self._now() - self._last.get(place, 0.0) >= MARK_SECONDS

    def made(self, place: log.Place) -> None:
        """A mark is durable."""
        self._last[place] = self._now()
        self._last.move_to_end(place)
        while len(self._last) > 2000:
            self._last.popitem(last=False)

    def forget(self) -> None:
        """As a new process would."""
        self._last.clear()


marks = Marks()


def write_update(
    asker: Asker, document_id: str, epoch: int, after: int, data: bytes, *, connection_id: str = ""
) -> tuple[Written, int]:
    """Store an update that came over HTTP and tell the others; returns how many those are.

    Decided on the head of the document, read just before. `connection_id` is the sender's own, which is left out;
    another person's is not.
    """
    document = repository.get_document(asker.member.org_id, document_id, asker.ahead)
    asker.require(policies.EDIT, document)
    if epoch != int(document.epoch):
        raise EpochChanged(int(document.epoch))
    replica.check_update(data)
    place = (str(document.org_id), document_id, epoch)
    log.learn_end(place, after, int(document.folded_seq), asker.ahead)
    written = store(place, after, data, asker.who.actor, lambda: document)
    told = room.tell_update(document.org_id, document_id, written, leave_out=connection_id, by=str(asker.who.person_id))
    return written, told


def write_live(frame: room.LiveFrame, epoch: int, after: int, data: bytes) -> None:
    """Store an update that came over a socket; acknowledge it and tell the others in one go (L14 to L16).

    One query of the topic says both what the sender may do and who else is there; one put stores the update.
    """
    here = room.decide(frame)
    org_id, document_id = str(frame.topic.org_id), frame.topic.object_id

    def head() -> Document:
        return repository.get_document(org_id, document_id)

    current = int(here.me.epoch) if here.me.epoch else int(head().epoch)
    if epoch != current:
        raise EpochChanged(current)
    replica.check_update(data)
    written = store((org_id, document_id, epoch), after, data, frame.who.actor, head)
    room.acknowledge(frame, here, written)


def store(place: log.Place, after: int, data: bytes, actor: Actor, head: Callable[[], Document]) -> Written:
    """Give a checked update its place in a log. `head` is asked for only when the update is to carry a mark."""
    org_id, document_id, epoch = place
    document = head() if marks.due(place) else None
    blob = place_for(org_id, document_id, data)

    def build(key: Key, seq: int) -> Update:
        item = new_update(key, data, actor.id, blob)
        if document is not None:
            record(item, events.changed(document, actor, seq))
        return item

    with held(blob, data):  # an append that was refused has written nothing, or it would not be refused
        seq = log.append(place, after, build)
    if document is not None:
        marks.made(place)
    telemetry.count("UpdatesStored")
    return Written(seq, epoch, data)


def place_for(org_id: str, document_id: str, data: bytes) -> str | None:
    """Where in the bucket an update is to lie that is too large for an item. None for one that is not."""
    return files.new_key(org_id, document_id, "updates") if len(data) > INLINE_UPDATE else None


def new_update(key: Key, data: bytes, by: str, blob: str | None = None) -> Update:
    """The log item of an update; `blob` when its bytes lie in S3."""
    if blob is not None:
        return Update.at(key, blob=blob, size=len(data), by=by)
    return Update.at(key, data=data, size=len(data), by=by)


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


def start_upload(asker: Asker, document_id: str, size: int) -> dict[str, Any]:
    """A signed form for an update too large for a request."""
    document = repository.get_document(asker.member.org_id, document_id, asker.ahead)
    asker.require(policies.EDIT, document)
    if size > UPLOADED:
        raise UpdateTooLarge(f"An update may have at most {UPLOADED} bytes.", limit=UPLOADED)
    upload_id = ids.new_id()
    key = files.incoming(str(document.org_id), document_id, asker.who.person_id, upload_id)
    return {"upload": upload_id, **files.upload_form(key, size)}


def take_upload(asker: Asker, document_id: str, upload_id: str) -> bytes:
    """The bytes of the asker's own upload to this document. UploadNotFound, UpdateTooLarge."""
    if not ids.is_id(upload_id):
        raise UploadNotFound("There is no such upload.")
    asker.who.need_scope("documents:write")
    key = files.incoming(str(asker.member.org_id), document_id, asker.who.person_id, upload_id)
    size = files.find_size(key)
    if size is None:
        raise UploadNotFound("There is no such upload, or it has not arrived.")
    if size > UPLOADED:
        raise UpdateTooLarge(f"An update may have at most {UPLOADED} bytes.", limit=UPLOADED)
    return files.get(key)
