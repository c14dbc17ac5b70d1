"""Folding the log of a document: the kernel's, by the declaration of documents."""

from functions.documents.collab import LOG
from hearth.collab import folding


def fold(org_id: str, document_id: str, marked: int = 0) -> bool:
    """Fold what was written up to a mark; False when there was nothing to do, or a later mark will do it."""
    return folding.fold(LOG, org_id, document_id, marked)
