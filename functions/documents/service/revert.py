"""Going back to an earlier version: the history is replaced, and a new epoch begins (L18)."""

from functions.documents import events, policies, repository, room
from functions.documents.errors import BaseGone, UpdatesFolded
from functions.documents.models import Document
from functions.documents.service import edit, load, tree
from functions.documents.service.asker import Asker
from hearth import clock, keys
from hearth.errors import Invalid
from hearth.table import Write, changed_meanwhile


def revert_document(asker: Asker, document_id: str, seq: int, expected: int | None) -> Document:
    """Make a document what it was at place `seq`. Head and first update of the new epoch are one transaction.

    What was written after `seq` stays in the log of the old epoch. Clients that still write in that one are told
    `epoch_changed`, and keep their words as a copy. BaseGone when the version can no longer be rebuilt.
    """
    document = repository.get_document(asker.member.org_id, document_id, asker.ahead)
    asker.require(policies.RESTORE, document)
    org_id, before = str(document.org_id), int(document.epoch)
    if expected is not None and int(document.version) != expected:
        raise changed_meanwhile()
    try:
        made, reached = load.rebuild_at(document, seq)
    except UpdatesFolded as error:
        raise BaseGone("That version can no longer be rebuilt.") from error
    if reached != seq:
        raise Invalid("There is no such version yet.", code="unknown_version")
    data: bytes = made.get_update()
    document.epoch = before + 1
    document.folded_seq = 0
    key = keys.document_update(org_id, document_id, before + 1, 1)
    blob = edit.keep(org_id, document_id, data)
    update = edit.new_update(key, data, asker.who.person_id, blob)
    update.created_at = clock.iso(clock.now())
    changes = {"epoch": (before, before + 1)}
    happened = [events.reverted(document, asker.who.actor, changes, seq), events.changed(document, asker.who.actor, 1)]
    tree.save(Write().put(update), document, happened, asker, policies.RESTORE, also=("folded_seq",))
    room.decide_again(document)
    room.tell_update(org_id, document_id, room.Written(1, before + 1, data))
    return document
