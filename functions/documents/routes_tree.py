"""Documents as things in a tree, and whom they are shared with, over HTTP."""

from typing import TYPE_CHECKING, Any

from functions.documents import errors, presenters
from functions.documents.routes import (
    ALL,
    CHANGES_OF,
    ONE,
    api,
    present,
    the_content,
    the_document,
    the_head_and_org,
    the_head_and_parent,
    the_org,
    the_parent,
)
from functions.documents.service import changes, shares, tree
from hearth.errors import AlreadyExists, QuotaExceeded
from hearth.http import CHANGES, Flag, InOrg, Limit, Request, Text, Time
from hearth.http.params import PAGE
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.documents import schemas
else:
    schemas = lazy("functions.documents.schemas")


@api.get(
    ALL,
    returns=schemas.DocumentPage,
    allow=InOrg("document.list"),
    query={
        **PAGE,
        "parent": Text("Only the children of this document, in order; `top` for those without a parent.", None, 36),
        "updated_since": Time("Only what changed at this time or later, tombstones included."),
        "deleted": Flag("Only the deleted ones, latest first."),
    },
)
def list_documents(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the documents you may read.

    Without a filter by the time they changed, oldest first, so that a client can sync: keep the largest `updated_at`
    seen, ask with `updated_since` a few seconds before it, and drop what comes as `gone`. A page may hold fewer items
    than `limit`; go on while `next` is set.
    """
    asked = request.query
    found, following = tree.list_documents(
        request,
        parent=asked["parent"],
        since=asked["updated_since"],
        deleted=asked["deleted"],
        limit=asked["limit"],
        cursor=asked["cursor"],
    )
    return {"items": [presenters.listed(document, role) for document, role in found], "next": following}


@api.get(
    CHANGES_OF + "documents",
    returns=schemas.DocumentChanges,
    allow=InOrg("document.list", the_org),
    query=CHANGES,
)
def list_document_changes(request: Request[None], org_id: str) -> dict[str, Any]:
    """List what changed among the documents you may read since a `cursor` was given."""
    asked = request.query
    return changes.list_changes(request, asked["since"], trash=False, limit=asked["limit"]).body()


@api.get(
    CHANGES_OF + "trash",
    returns=schemas.DocumentChanges,
    allow=InOrg("document.list", the_org),
    query=CHANGES,
)
def list_trash_changes(request: Request[None], org_id: str) -> dict[str, Any]:
    """List what changed in the trash since a `cursor` was given. What is purged is gone at its `purge_at`, untold."""
    asked = request.query
    return changes.list_changes(request, asked["since"], trash=True, limit=asked["limit"]).body()


@api.post(
    ALL,
    body=schemas.NewDocument,
    returns=schemas.Document,
    allow=InOrg("document.create", the_parent),
    status=201,
    creates=True,
    limit=Limit(120, 60, "person", block=12),
    raises=(
        errors.ParentNotFound,
        errors.SpaceNotFound,
        errors.NoSpace,
        errors.TreeTooDeep,
        errors.InvalidContent,
        errors.ContentTooLarge,
        AlreadyExists,
        QuotaExceeded,
    ),
)
def create_document(request: "Request[schemas.NewDocument]", org_id: str) -> dict[str, Any]:
    """Create a document, empty or from Markdown."""
    body = request.body
    content = None
    if body.markdown is not None:
        from functions.documents.service import writing

        source = body.markdown
        content = lambda: writing.from_markdown(source)  # noqa: E731
    document = tree.create_document(
        request,
        document_id=body.id,
        title=body.title,
        icon=body.icon,
        parent_id=body.parent_id,
        space_id=body.space_id,
        position=body.position,
        visibility=body.visibility,
        content=content,
        commit=request.commit(lambda made: presenters.document(made, "editor")),
    )
    return presenters.document(document, "editor")


@api.post(
    ONE + "/copies",
    body=schemas.DocumentCopy,
    returns=schemas.Document,
    allow=InOrg("document.create", the_content),
    status=201,
    creates=True,
    limit=Limit(30, 60, "person", block=3),
    raises=(
        errors.DocumentNotFound,
        errors.DocumentTooSlow,
        errors.TooManyPictures,
        errors.ParentNotFound,
        errors.TreeTooDeep,
        QuotaExceeded,
    ),
)
def copy_document(request: "Request[schemas.DocumentCopy]", org_id: str, document_id: str) -> dict[str, Any]:
    """Make a copy of a document, with its pictures: what it says now, without its history and its shares.

    It is yours, and stands beside the original where you may write there, otherwise at the top.
    """
    from functions.documents.service import copies

    made = copies.copy_document(
        request,
        document_id,
        request.body.title,
        commit=request.commit(lambda made: presenters.document(made, "editor")),
    )
    return presenters.document(made, "editor")


@api.get(ONE, returns=schemas.Document, allow=InOrg("document.read", the_document), raises=(errors.DocumentNotFound,))
def get_document(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Read what a document is called, where it stands and what you may do."""
    return present(request, tree.get_document(request, document_id))


@api.patch(
    ONE,
    body=schemas.DocumentChange,
    returns=schemas.Document,
    allow=InOrg("document.rename", the_head_and_parent),
    raises=(
        errors.DocumentNotFound,
        errors.ParentNotFound,
        errors.ParentCycle,
        errors.TreeTooDeep,
        errors.SpaceNotFound,
        errors.NoSpace,
        errors.OwnerOnly,
        errors.NotInSpace,
    ),
)
def change_document(request: "Request[schemas.DocumentChange]", org_id: str, document_id: str) -> dict[str, Any]:
    """Rename or move a document, also to another space, or open or close it to those who share its place."""
    return present(request, tree.change_document(request, document_id, request.body.wanted(), request.expected_version))


@api.delete(ONE, allow=InOrg("document.delete", the_head_and_org), status=204, raises=(errors.DocumentNotFound,))
def delete_document(request: Request[None], org_id: str, document_id: str) -> None:
    """Put a document into the bin, for as long as the organization keeps what is deleted.

    Its children are not deleted: they show where it stood until it is restored.
    """
    tree.delete_document(request, document_id, request.expected_version)


@api.post(
    ONE + "/restore",
    returns=schemas.Document,
    allow=InOrg("document.restore", the_document),
    raises=(errors.DocumentNotFound, QuotaExceeded),
)
def restore_document(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Take a document out of the bin, to where it stood."""
    return present(request, tree.restore_document(request, document_id))


@api.get(
    ONE + "/shares",
    returns=schemas.Shares,
    allow=InOrg("document.read", the_document),
    raises=(errors.DocumentNotFound,),
)
def get_shares(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Read whom a document is shared with."""
    return presenters.shares(tree.get_document(request, document_id))


@api.put(
    ONE + "/shares",
    body=schemas.SharesChange,
    returns=schemas.Shares,
    allow=InOrg("document.share", the_document),
    raises=(errors.DocumentNotFound, errors.UnknownSubject, errors.TooManyShares),
)
def set_shares(request: "Request[schemas.SharesChange]", org_id: str, document_id: str) -> dict[str, Any]:
    """Say whom a document is shared with, all at once."""
    return presenters.shares(shares.set_shares(request, document_id, request.body.wanted(), request.expected_version))
