"""Removing for good: what is left of a document once its head is gone, and the documents of an org that is gone."""

from contextlib import suppress

from functions.documents import events, repository
from functions.documents.collab import LOG
from functions.documents.models import Document
from functions.documents.pictures import PICTURES
from hearth import files, telemetry
from hearth.attachments import keeping
from hearth.collab import blobs
from hearth.errors import Conflict
from hearth.events import record_end
from hearth.table.batch import discard
from hearth.table.write import Write


def purge(org_id: str, document_id: str) -> None:
    """Remove log, snapshots, pictures and bytes of a document whose head is gone. Safe to repeat, and to cut short.

    Not of one that is there (again): a client may have made another of the same id.
    """
    if repository.find_document(org_id, document_id, deleted=True) is not None:
        return
    keeping.purge(PICTURES, org_id, document_id)
    while left := repository.list_keys(org_id, document_id):
        discard(left)
        telemetry.count("ItemsPurged", len(left))
    files.delete_folder(blobs.folder(LOG, org_id, document_id))


def purge_all(org_id: str) -> None:
    """Remove the heads of all documents of an org that is gone; each takes the rest of its document with it. And its
    templates."""
    while left := repository.list_template_keys(org_id):
        discard(left)
    files.delete_folder(f"{LOG.folder}/{org_id}/templates")
    cursor = None
    while True:
        page = repository.list_changed(org_id, None, limit=100, cursor=cursor)
        for document in page.items:
            _remove(document)
        cursor = page.next
        if cursor is None:
            return


def _remove(document: Document) -> None:
    record_end(document, events.purged(document))
    with suppress(Conflict):  # the index may still show what is gone
        Write().update(Document, document.key, [Document.gone.set(document.gone)], Document.pk.exists()).commit()
        Write().delete(Document, document.key).commit()
