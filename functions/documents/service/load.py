"""Reading the content of a document as Yjs has it: a snapshot and the updates behind it. Loading never writes."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.documents import files, log, policies, replica, repository
from functions.documents.errors import UpdatesFolded
from functions.documents.models import Document, Snapshot, Update
from functions.documents.service import edit
from functions.documents.service.asker import Asker
from functions.documents.service.tree import get_document

if TYPE_CHECKING:
    from pycrdt import Doc


@dataclass(frozen=True, slots=True)
class State:
    """Where to start from (a snapshot, or nothing), and what came after it."""

    document: Document
    snapshot: Snapshot | None
    updates: list[Update]
    head: int
    more: bool


def get_state(asker: Asker, document_id: str) -> tuple[State, str]:
    """The state of a document and the asker's role in it."""
    document = get_document(asker, document_id)
    return read_state(document), policies.role_in(asker.member, document) or ""


def read_state(document: Document) -> State:
    """A snapshot and the first stretch of the tail: two round trips, one for a document that was never folded."""
    org_id, document_id, epoch = str(document.org_id), str(document.document_id), int(document.epoch)
    snapshot = None
    if int(document.folded_seq):
        snapshot = next(iter(repository.list_snapshots(org_id, document_id, epoch)), None)
    base = int(snapshot.seq) if snapshot else 0
    tail = repository.read_log(org_id, document_id, epoch, base)
    if tail.updates and tail.updates[0].seq != base + 1:
        # folded and trimmed between the reads of the head and of the log, and the head had not been told yet
        snapshot = next(iter(repository.list_snapshots(org_id, document_id, epoch)), None)
        base = int(snapshot.seq) if snapshot else 0
        tail = repository.read_log(org_id, document_id, epoch, base)
    head = tail.updates[-1].seq if tail.updates else base
    if tail.more:
        head = log.find_end((org_id, document_id, epoch))
    return State(document, snapshot, tail.updates, head, tail.more)


def get_updates(asker: Asker, document_id: str, after: int) -> State:
    """The updates behind place `after`. UpdatesFolded when the log begins later than that."""
    document = get_document(asker, document_id)
    org_id, epoch = str(document.org_id), int(document.epoch)
    place = (org_id, document_id, epoch)
    tail = repository.read_log(*place, after)
    if tail.updates and tail.updates[0].seq != after + 1:
        raise UpdatesFolded("The log no longer reaches back that far: load the state.", epoch=epoch)
    head = tail.updates[-1].seq if tail.updates else after
    if tail.more or not tail.updates:
        head = log.find_end(place)
    return State(document, None, tail.updates, head, tail.more)


def rebuild(document: Document, upto: int | None = None) -> "tuple[Doc[Any], int]":
    """The document as Yjs has it, and the place it stands at; with `upto`, as it stood there.

    UpdatesFolded when what led to that place is no longer there.
    """
    org_id, document_id, epoch = str(document.org_id), str(document.document_id), int(document.epoch)
    snapshots = repository.list_snapshots(org_id, document_id, epoch, most=10)
    fitting = [snapshot for snapshot in snapshots if upto is None or int(snapshot.seq) <= upto]
    made = replica.new_replica()
    seq = 0
    if fitting:
        replica.apply(made, snapshot_bytes(fitting[0]))
        seq = int(fitting[0].seq)
    more = True
    while more and (upto is None or seq < upto):
        tail = repository.read_log(org_id, document_id, epoch, seq)
        for update in tail.updates:
            if update.seq != seq + 1:
                raise UpdatesFolded("The log no longer reaches back that far.", epoch=epoch)
            if upto is not None and update.seq > upto:
                return made, seq
            replica.apply(made, edit.read_bytes(update))
            seq = update.seq
        more = tail.more
    return made, seq


def snapshot_bytes(snapshot: Snapshot) -> bytes:
    """The bytes of a snapshot, wherever they lie."""
    return bytes(snapshot.data) if snapshot.blob is None else files.get(snapshot.blob)


def present_update(update: Update) -> dict[str, Any]:
    """An update as L11 and L13 show it: its bytes, or a signed link to them."""
    if update.blob is not None:
        return {"seq": update.seq, "url": files.link(update.blob), "bytes": int(update.size)}
    return {"seq": update.seq, "update": base64.b64encode(update.data).decode()}


def present_snapshot(snapshot: Snapshot | None) -> dict[str, Any] | None:
    """A snapshot as L13 shows it."""
    if snapshot is None:
        return None
    shown: dict[str, Any] = {"seq": int(snapshot.seq), "bytes": int(snapshot.size)}
    if snapshot.blob is not None:
        return {**shown, "url": files.link(snapshot.blob)}
    return {**shown, "data": base64.b64encode(snapshot.data).decode()}
