"""Attachments in the table. Each function is one access pattern of `docs/data-model.md`."""

from hearth.attachments.items import Attachment
from hearth.attachments.types import AttachmentType
from hearth.table.batch import Prefetched
from hearth.table.query import query_all


def find_attachment(
    kind: AttachmentType, org_id: str, object_id: str, attachment_id: str, prefetched: Prefetched | None = None
) -> Attachment | None:
    """One of an object, or None."""
    return (prefetched or Prefetched()).find(kind.item, kind.key(org_id, object_id, attachment_id))


def list_attachments(kind: AttachmentType, org_id: str, object_id: str) -> list[Attachment]:
    """All of an object that is purged: a query, page after page."""
    return list(query_all(kind.item, kind.partition(org_id, object_id), kind.prefix))
