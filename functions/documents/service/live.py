"""What a client that writes along loads of a document."""

from functions.documents import policies
from functions.documents.collab import LOG
from functions.documents.service.tree import get_document
from hearth.collab import catch_up
from hearth.collab.catch_up import State
from hearth.context import RequestContext


def get_state(context: RequestContext, document_id: str) -> tuple[State, str]:
    """The state of a document and the asker's role in it."""
    document = get_document(context, document_id)
    return catch_up.get_state(LOG, document, context.prefetched), policies.role_in(context.member, document) or ""


def get_updates(context: RequestContext, document_id: str, after: int) -> State:
    """The updates behind place `after`. UpdatesFolded when the log begins later than that."""
    return catch_up.get_updates(LOG, get_document(context, document_id), after)
