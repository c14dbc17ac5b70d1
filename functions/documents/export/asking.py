"""Asking for a file of a document. What makes it is in the worker's zip and layers, not needed here."""

from functions.documents.export.job import EXPORT
from functions.documents.service.tree import get_document
from hearth.context import RequestContext
from hearth.jobs.items import Job
from hearth.jobs.submitting import submit
from hearth.table.write import Commit, commit_only


def ask(
    context: RequestContext, document_id: str, form: str, paper: str, locale: str, *, commit: Commit[Job] = commit_only
) -> Job:
    """Have a file made of a document that the asker may read."""
    get_document(context, document_id)
    given = {"document_id": document_id, "format": form, "paper": paper, "locale": locale}
    return submit(EXPORT, context.who, given, member=context.member, commit=commit)
