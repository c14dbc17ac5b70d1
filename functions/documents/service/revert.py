"""Going back to an earlier version: the history is replaced, and a new epoch begins (L18)."""

from functions.documents import events, policies, repository, room
from functions.documents.errors import BaseGone, DocumentTooSlow, UnknownVersion, UpdatesFolded
from functions.documents.models import Document
from functions.documents.service import edit, load, tree, versions
from functions.documents.service.asker import Asker
from functions.documents.service.held import held
from hearth import clock, keys
from hearth.table import Commit, Write, changed_meanwhile, plainly


def revert_document(
    asker: Asker,
    document_id: str,
    seq: int | None,
    version_id: str | None,
    *,
    expected: int | None,
    commit: Commit[Document] = plainly,
) -> Document:
    """Make a document what it was in a version, or (without one) at place `seq` of its log.

    Head, first update of the new epoch, and a version of what the document says now are one transaction. Clients that
    still write in the old epoch are told `epoch_changed`, and keep their words as a copy. VersionNotFound; BaseGone
    when a place can no longer be rebuilt.
    """
    document = repository.get_document(asker.member.org_id, document_id, asker.ahead)
    asker.require(policies.RESTORE, document)
    if expected is not None and int(document.version) != expected:
        raise changed_meanwhile()
    org_id, epoch = str(document.org_id), int(document.epoch)
    read = None
    if version_id is not None:
        version = versions.find(asker, document, version_id)
        data, back_to = versions.bytes_of(version), int(version.seq)
    else:
        back_to = seq or 0
        data, read = _rebuild(document, back_to)
    before, said = versions.new_now(asker, document, "before_revert", read)
    document.epoch = epoch + 1
    document.folded_seq = 0
    key = keys.document_update(org_id, document_id, epoch + 1, 1)
    blob = edit.place_for(org_id, document_id, data)
    update = edit.new_update(key, data, asker.who.person_id, blob)
    update.created_at = clock.iso(clock.now())
    happened = [
        events.reverted(document, asker.who.actor, {"epoch": (epoch, epoch + 1)}, back_to, version_id),
        events.changed(document, asker.who.actor, 1),
    ]
    write = Write().put(update).create(before)
    with held(before.blob, said), held(blob, data):
        tree.save(write, document, happened, asker, policies.RESTORE, also=("folded_seq",), commit=commit)
    room.begin_anew(document, room.Written(1, epoch + 1, data))
    return document


def _rebuild(document: Document, seq: int) -> tuple[bytes, load.Read | None]:
    """The state at a place of the log, and with it what waited there: that was acknowledged as well."""
    read = None
    try:
        try:
            made, reached, read = load.rebuild_at(document, seq)
            data = made.encode()
        except DocumentTooSlow:
            data, reached = load.gather(document, seq)
    except UpdatesFolded as error:
        raise BaseGone("That version can no longer be rebuilt.") from error
    if reached != seq:
        raise UnknownVersion("There is no such version yet.")
    return data, read
