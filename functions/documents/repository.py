"""The access patterns of documents: each one Query or one Get. Writes are in `service/`."""

from collections.abc import Iterator

from functions.documents.models import Document
from hearth.access import DOCUMENT
from hearth.errors import NotFound
from hearth.keys import Key
from hearth.keys import documents as keys
from hearth.table.batch import Prefetched
from hearth.table.item import connection
from hearth.table.query import Page, query


def find_document(
    org_id: str, document_id: str, prefetched: Prefetched | None = None, *, deleted: bool = False
) -> Document | None:
    """The head of a document, or None. A deleted one only if asked for. One consistent read."""
    document = (prefetched or Prefetched()).find(Document, keys.document(org_id, document_id))
    if document is None or (document.deleted and not deleted):
        return None
    return document


def get_document(
    org_id: str, document_id: str, prefetched: Prefetched | None = None, *, deleted: bool = False
) -> Document:
    """The same, or DocumentNotFound."""
    document = find_document(org_id, document_id, prefetched, deleted=deleted)
    if document is None:
        raise not_found()
    return document


def not_found() -> NotFound:
    """What is said of a document that is absent, deleted, or not for the asker to know about."""
    return DOCUMENT.absent()


def list_children(org_id: str, parent_id: str | None, *, limit: int, cursor: str | None) -> Page[Document]:
    """The documents under a parent (or at the top) in their order: one query of gsi2."""
    return query(Document, keys.document_children(org_id, parent_id), index="gsi2", limit=limit, cursor=cursor)


def list_deleted(org_id: str, *, limit: int, cursor: str | None) -> Page[Document]:
    """The bin, latest first: one query of gsi2."""
    return query(Document, keys.documents_deleted(org_id), index="gsi2", limit=limit, cursor=cursor, newest_first=True)


def list_changed(org_id: str, since: str | None, *, limit: int, cursor: str | None) -> Page[Document]:
    """The documents of an org by the time they changed, deleted ones included: one query of gsi1."""
    return query(Document, keys.documents_of(org_id), index="gsi1", limit=limit, cursor=cursor, after=since)


def list_all(org_id: str) -> Iterator[Document]:
    """The documents of an org, those in the bin too: gsi1, page by page. May be a moment old."""
    cursor = None
    while True:
        page = list_changed(org_id, None, limit=1000, cursor=cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def map_children(org_id: str) -> dict[str, list[str]]:
    """Which documents of an org stand under which, those in the bin too."""
    under: dict[str, list[str]] = {}
    for document in list_all(org_id):
        if document.parent_id is not None:
            under.setdefault(str(document.parent_id), []).append(str(document.document_id))
    return under


def find_last_child(org_id: str, parent_id: str | None) -> Document | None:
    """The last document under a parent: one query of gsi2. May be a moment old; equal positions are harmless."""
    page = query(Document, keys.document_children(org_id, parent_id), index="gsi2", limit=1, newest_first=True)
    return page.items[0] if page.items else None


def list_keys(org_id: str, document_id: str) -> list[Key]:
    """Where everything of a document stands: Query of its partition, keys only."""
    found = connection().query(
        keys.document_partition(org_id, document_id), consistent_read=True, attributes_to_get=["pk", "sk"]
    )
    return [Key(raw["pk"]["S"], raw["sk"]["S"]) for raw in found["Items"]]
