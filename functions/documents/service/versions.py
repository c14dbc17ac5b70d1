"""The versions of a document: listed, read, kept, named, and the way back to one (`hearth.collab.versions`)."""

from collections.abc import Sequence

from functions.documents import policies
from functions.documents.collab import LOG
from functions.documents.content import stored
from functions.documents.content.nodes import Node
from functions.documents.models import Document
from functions.documents.service import tree
from hearth.collab import repository, revert, versions
from hearth.collab.items import Version
from hearth.context import RequestContext
from hearth.events import Event
from hearth.table.query import Page
from hearth.table.write import Commit, Write, changed_meanwhile, commit_only


def list_versions(context: RequestContext, document_id: str, limit: int, cursor: str | None) -> Page[Version]:
    """The versions of a document, latest first."""
    document = tree.get_document(context, document_id, policies.HISTORY)
    return repository.list_versions(LOG, str(document.org_id), document_id, limit=limit, cursor=cursor)


def read_version(context: RequestContext, document_id: str, version_id: str) -> tuple[Document, Version, Node]:
    """What a document said in a version."""
    document = tree.get_document(context, document_id, policies.HISTORY)
    version = versions.find(LOG, document, version_id, context.prefetched)
    return document, version, stored.read(versions.rebuild(LOG, version))


def keep_version(
    context: RequestContext, document_id: str, name: str, commit: Commit[Version] = commit_only
) -> Version:
    """Keep what a document says now under a name."""
    document = tree.get_document(context, document_id, policies.EDIT)
    return versions.keep(LOG, context, document, name, commit)


def name_version(
    context: RequestContext, document_id: str, version_id: str, name: str | None, expected: int | None
) -> Version:
    """Give a version a name, another one, or none (it goes with its age then)."""

    def read() -> Document:
        return tree.get_document(context, document_id, policies.EDIT)

    return versions.rename(LOG, context, read, version_id, name=name, expected=expected)


def revert_document(
    context: RequestContext,
    document_id: str,
    seq: int | None,
    version_id: str | None,
    *,
    expected: int | None,
    commit: Commit[Document] = commit_only,
) -> Document:
    """Make a document what it was in a version, or (without one) at place `seq` of its log. A new epoch begins."""
    document = tree.get_document(context, document_id, policies.RESTORE)
    if expected is not None and int(document.version) != expected:
        raise changed_meanwhile()

    def save(write: Write, happened: Sequence[Event], changed: Sequence[str]) -> None:
        also = tuple(name for name in changed if name not in tree.SAVED)
        tree.save(write, document, list(happened), context, policies.RESTORE, also=also, commit=commit)

    revert.revert(LOG, context, document, seq=seq, version_id=version_id, save=save)
    return document
