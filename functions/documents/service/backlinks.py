"""What leads to a document."""

from functions.documents.service import tree
from hearth.access import DOCUMENT
from hearth.context import RequestContext
from hearth.links import backlinks
from hearth.links.backlinks import Backlink
from hearth.table.query import Page


def list_backlinks(context: RequestContext, document_id: str, *, limit: int, cursor: str | None) -> Page[Backlink]:
    """A page of what points at a document, as far as the asker may read it."""
    document = tree.get_document(context, document_id)
    target = (DOCUMENT.name, str(document.document_id))
    return backlinks.list_backlinks(context, target, limit=limit, cursor=cursor)
