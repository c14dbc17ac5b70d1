"""Writing in a document: an update becomes durable, is acknowledged, and only then told to others."""

import base64
import binascii
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from functions.documents import events, files, log, policies, replica, repository
from functions.documents.errors import EpochChanged, InvalidUpdate, UpdateTooLarge, UploadNotFound
from functions.documents.models import INLINE_UPDATE, Document, Update
from functions.documents.service.asker import Asker
from hearth import ids
from hearth.events import Actor, record
from hearth.keys import Key

POSTED = 3 * 1024 * 1024
"""Bytes of an update that a request can carry; larger ones are uploaded first."""

UPLOADED = 16 * 1024 * 1024
"""Bytes of an update at all."""

MARK_SECONDS = 20
"""How often one worker marks the log of one document. Folding waits longer than this after a mark, so that it finds
everything that was written until the next one."""


@dataclass(frozen=True, slots=True)
class Written:
    """An update at its place."""

    seq: int
    epoch: int
    data: bytes


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


def write_update(asker: Asker, document_id: str, epoch: int, after: int, data: bytes) -> Written:
    """Store an update that came over HTTP. Decided on the head of the document, read just before."""
    document = repository.get_document(asker.member.org_id, document_id)
    asker.require(policies.EDIT, document)
    if epoch != int(document.epoch):
        raise EpochChanged(int(document.epoch))
    replica.check_update(data)
    return store(document, after, data, asker.who.actor)


def store(document: Document, after: int, data: bytes, actor: Actor) -> Written:
    """Give a checked update its place in the log of `document`."""
    org_id, document_id, epoch = str(document.org_id), str(document.document_id), int(document.epoch)
    place = (org_id, document_id, epoch)
    blob = None
    if len(data) > INLINE_UPDATE:
        blob = files.new_key(org_id, document_id, "updates")
        files.put(blob, data)
    due = marks.due(place)

    def build(key: Key, seq: int) -> Update:
        item = new_update(key, data, actor.id, blob)
        if due:
            record(item, events.changed(document, actor, seq))
        return item

    seq = log.append(place, after, build)
    if due:
        marks.made(place)
    return Written(seq, epoch, data)


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
    document = repository.get_document(asker.member.org_id, document_id)
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
