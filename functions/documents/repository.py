"""The access patterns of documents: each one Query or one Get. Writes are in `service/`."""

from dataclasses import dataclass
from typing import Any

from pynamodb.exceptions import QueryError

from functions.documents.models import Document, Image, Snapshot, Update, Version
from hearth import keys
from hearth.access import DOCUMENT
from hearth.errors import NotFound, Unavailable
from hearth.item import connection
from hearth.table import Page, query, query_all
from hearth.table_batch import Ahead


def find_document(
    org_id: str, document_id: str, ahead: Ahead | None = None, *, deleted: bool = False
) -> Document | None:
    """The head of a document, or None. A deleted one only if asked for. One consistent read."""
    document = (ahead or Ahead()).find(Document, keys.document(org_id, document_id))
    if document is None or (document.deleted and not deleted):
        return None
    return document


def get_document(org_id: str, document_id: str, ahead: Ahead | None = None, *, deleted: bool = False) -> Document:
    """The same, or DocumentNotFound."""
    document = find_document(org_id, document_id, ahead, deleted=deleted)
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


def map_children(org_id: str) -> dict[str, list[str]]:
    """Which documents of an org stand under which, those in the bin too: gsi1, page by page. May be a moment old."""
    under: dict[str, list[str]] = {}
    cursor = None
    while True:
        page = list_changed(org_id, None, limit=1000, cursor=cursor)
        for document in page.items:
            if document.parent_id is not None:
                under.setdefault(str(document.parent_id), []).append(str(document.document_id))
        cursor = page.next
        if cursor is None:
            return under


def find_last_child(org_id: str, parent_id: str | None) -> Document | None:
    """The last document under a parent: one query of gsi2. May be a moment old; equal positions are harmless."""
    page = query(Document, keys.document_children(org_id, parent_id), index="gsi2", limit=1, newest_first=True)
    return page.items[0] if page.items else None


@dataclass(frozen=True, slots=True)
class Tail:
    """A stretch of the log. `more` when the log goes on behind it."""

    updates: list[Update]
    more: bool


def read_log(org_id: str, document_id: str, epoch: int, after: int, *, most: int = 1000) -> Tail:
    """The updates behind place `after`: one round trip, at most 1 MB (what DynamoDB gives in one)."""
    pk, low = keys.document_update(org_id, document_id, epoch, after + 1)
    _, high = keys.document_update(org_id, document_id, epoch, 10**12 - 1)
    try:
        pages = Update.query(pk, Update.sk.between(low, high), page_size=most, consistent_read=True).page_iter
        page: dict[str, Any] = next(pages)
    except QueryError as error:
        raise Unavailable("The database did not answer. Nothing was changed; try again.") from error
    return Tail([Update.from_raw_data(raw) for raw in page["Items"]], "LastEvaluatedKey" in page)


def find_last_update(org_id: str, document_id: str, epoch: int) -> Update | None:
    """The end of the log: one consistent query of one item."""
    partition = keys.document_partition(org_id, document_id)
    prefix = keys.document_log(epoch)
    try:
        found = list(
            Update.query(
                partition,
                Update.sk.startswith(prefix),
                limit=1,
                page_size=1,
                scan_index_forward=False,
                consistent_read=True,
            )
        )
    except QueryError as error:
        raise Unavailable("The database did not answer. Nothing was changed; try again.") from error
    return found[0] if found else None


def list_snapshots(org_id: str, document_id: str, epoch: int, *, most: int = 1) -> list[Snapshot]:
    """The latest snapshots of an epoch, latest first: one consistent query."""
    partition = keys.document_partition(org_id, document_id)
    return query(
        Snapshot, partition, keys.document_snapshots(epoch), limit=most, newest_first=True, consistent=True
    ).items


def list_keys(org_id: str, document_id: str) -> list[keys.Key]:
    """Where everything of a document stands: Query of its partition, keys only."""
    found = connection().query(
        keys.document_partition(org_id, document_id), consistent_read=True, attributes_to_get=["pk", "sk"]
    )
    return [keys.Key(raw["pk"]["S"], raw["sk"]["S"]) for raw in found["Items"]]


def find_current(org_id: str, document_id: str, ahead: Ahead) -> Snapshot | None:
    """The copy of the latest snapshot, or None for a document that was never folded."""
    return ahead.find(Snapshot, keys.document_current(org_id, document_id))


def find_image(org_id: str, document_id: str, image_id: str, ahead: Ahead) -> Image | None:
    """A picture of a document, or None."""
    return ahead.find(Image, keys.document_image(org_id, document_id, image_id))


def list_images(org_id: str, document_id: str) -> list[Image]:
    """The pictures of a document that is purged: a query, page after page."""
    return query_all(Image, keys.document_partition(org_id, document_id), keys.document_images())


def list_versions(org_id: str, document_id: str, *, limit: int, cursor: str | None) -> Page[Version]:
    """The versions of a document, latest first: one query."""
    partition = keys.document_partition(org_id, document_id)
    return query(Version, partition, keys.document_versions(), limit=limit, cursor=cursor, newest_first=True)


def list_all_versions(org_id: str, document_id: str) -> list[Version]:
    """All of them, oldest first; thinning keeps them few. A query or two."""
    return query_all(Version, keys.document_partition(org_id, document_id), keys.document_versions())


def find_version(org_id: str, document_id: str, version_id: str, ahead: Ahead) -> Version | None:
    """A version of a document, or None."""
    return ahead.find(Version, keys.document_version(org_id, document_id, version_id))
