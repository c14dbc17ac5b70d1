"""Documents over HTTP."""

from typing import TYPE_CHECKING, Any

from functions.documents import errors, log, presenters
from functions.documents.service import edit, load, shares, tree
from hearth import keys
from hearth.errors import Invalid
from hearth.http import Api, Flag, InOrg, Number, Reply, Request, Text, Time
from hearth.http.params import PAGE
from hearth.keys import Key
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.documents import schemas
else:
    schemas = lazy("functions.documents.schemas")

api = Api("documents")
handler = api.handler

FORMATS = ("json", "markdown", "html", "text")
BODIES = {"text/markdown": "markdown", "text/plain": "text", "application/json": "json"}
ALL = "/orgs/{org_id}/documents"
ONE = ALL + "/{document_id}"

# what a route reads together with the asker's membership, in one round trip


def _head(request: Request[Any]) -> list[Key]:
    return [keys.document(request.path["org_id"], request.path["document_id"])]


def _head_and_org(request: Request[Any]) -> list[Key]:
    return [*_head(request), keys.org(request.path["org_id"])]


def _content(request: Request[Any]) -> list[Key]:
    return [*_head(request), keys.document_current(request.path["org_id"], request.path["document_id"])]


def _parent(request: Request[Any]) -> list[Key]:
    parent_id = getattr(request.body, "parent_id", None)
    return [keys.document(request.path["org_id"], parent_id)] if parent_id else []


def _end(request: "Request[schemas.NewUpdate]") -> list[Key]:
    place = (request.path["org_id"], request.path["document_id"], request.body.epoch)
    return [*_head(request), *log.around(place, request.body.after)]


def _image(request: Request[Any]) -> list[Key]:
    return [*_head(request), keys.document_image(**request.path)]


def _form_again(request: "Request[schemas.NewImage]", image: dict[str, Any]) -> dict[str, Any]:
    """A fresh form for a picture that was announced before: a signed one is not kept with the answer."""
    from functions.documents.service import images

    body = request.body
    return images.upload_form(**request.path, image_id=image["id"], size=body.size, media_type=body.content_type)


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
    return {"items": [presenters.present_listed(document, role) for document, role in found], "next": following}


@api.post(
    ALL,
    body=schemas.NewDocument,
    returns=schemas.Document,
    allow=InOrg("document.create", _parent),
    status=201,
    creates=True,
    raises=(errors.ParentNotFound, errors.TreeTooDeep, "already_exists"),
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
        position=body.position,
        visibility=body.visibility,
        content=content,
        commit=request.commit(lambda made: presenters.present_document(made, "editor")),
    )
    return presenters.present_document(document, "editor")


@api.get(ONE, returns=schemas.Document, allow=InOrg("document.read", _head), raises=(errors.DocumentNotFound,))
def get_document(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Read what a document is called, where it stands and what you may do."""
    return present(request, tree.get_document(request, document_id))


@api.patch(
    ONE,
    body=schemas.DocumentChange,
    returns=schemas.Document,
    allow=InOrg("document.rename", lambda request: [*_head(request), *_parent(request)]),
    raises=(errors.DocumentNotFound, errors.ParentNotFound, errors.ParentCycle, errors.TreeTooDeep, errors.OwnerOnly),
)
def change_document(request: "Request[schemas.DocumentChange]", org_id: str, document_id: str) -> dict[str, Any]:
    """Rename or move a document, or open or close it to the organization."""
    return present(request, tree.change_document(request, document_id, request.body.wanted(), request.expected_version))


@api.delete(ONE, allow=InOrg("document.delete", _head_and_org), status=204, raises=(errors.DocumentNotFound,))
def delete_document(request: Request[None], org_id: str, document_id: str) -> None:
    """Put a document into the bin, for as long as the organization keeps what is deleted.

    Its children are not deleted: they show where it stood until it is restored.
    """
    tree.delete_document(request, document_id, request.expected_version)


@api.post(
    ONE + "/restore",
    returns=schemas.Document,
    allow=InOrg("document.restore", _head),
    raises=(errors.DocumentNotFound,),
)
def restore_document(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Take a document out of the bin, to where it stood."""
    return present(request, tree.restore_document(request, document_id))


@api.post(
    ONE + "/revert",
    body=schemas.Revert,
    returns=schemas.Document,
    allow=InOrg("document.restore", _head),
    raises=(errors.DocumentNotFound, errors.BaseGone, "unknown_version"),
)
def revert_document(request: "Request[schemas.Revert]", org_id: str, document_id: str) -> dict[str, Any]:
    """Go back to what a document said at an earlier place of its log.

    A new epoch begins: clients load the document again, and what they had not sent yet stays with them as a copy (L18).
    """
    from functions.documents.service import revert

    document = revert.revert_document(request, document_id, request.body.seq, request.expected_version)
    return present(request, document)


@api.get(
    ONE + "/shares", returns=schemas.Shares, allow=InOrg("document.read", _head), raises=(errors.DocumentNotFound,)
)
def get_shares(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Read whom a document is shared with."""
    return presenters.present_shares(tree.get_document(request, document_id))


@api.put(
    ONE + "/shares",
    body=schemas.SharesChange,
    returns=schemas.Shares,
    allow=InOrg("document.share", _head),
    raises=(errors.DocumentNotFound, "unknown_subject", "too_many_shares"),
)
def set_shares(request: "Request[schemas.SharesChange]", org_id: str, document_id: str) -> dict[str, Any]:
    """Say whom a document is shared with, all at once."""
    return presenters.present_shares(
        shares.set_shares(request, document_id, request.body.wanted(), request.expected_version)
    )


# --- live content -------------------------------------------------------------------------------------------------


@api.get(
    ONE + "/state", returns=schemas.State, allow=InOrg("document.read", _content), raises=(errors.DocumentNotFound,)
)
def get_state(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Load the content as Yjs has it: a snapshot and the updates behind it (L13)."""
    return presenters.present_state(*load.get_state(request, document_id))


@api.get(
    ONE + "/updates",
    returns=schemas.Updates,
    allow=InOrg("document.read", _head),
    query={"after": Number("The last place you have.", 0, 0, 10**12)},
    raises=(errors.DocumentNotFound, errors.UpdatesFolded),
)
def get_updates(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Fetch the updates behind a place (L11)."""
    return presenters.present_updates(load.get_updates(request, document_id, request.query["after"]))


@api.post(
    ONE + "/updates",
    body=schemas.NewUpdate,
    returns=schemas.Acknowledged,
    allow=InOrg("document.edit", _end),
    body_limit=5 * 1024 * 1024,
    raises=(
        errors.DocumentNotFound,
        errors.EpochChanged,
        errors.InvalidUpdate,
        errors.UpdateTooLarge,
        errors.UploadNotFound,
    ),
)
def post_update(request: "Request[schemas.NewUpdate]", org_id: str, document_id: str) -> dict[str, Any]:
    """Write an update: for what is too large for a frame, or when the live connection is down (L14)."""
    body = request.body
    if body.upload is not None:
        data = edit.take_upload(request, document_id, body.upload)
    else:
        data = edit.decode(body.update or "", edit.POSTED)
    written, others = edit.write_update(
        request, document_id, body.epoch, body.after, data, connection_id=body.connection or ""
    )
    return {"id": body.id, "seq": written.seq, "epoch": written.epoch, "others": others}


@api.post(
    ONE + "/updates/uploads",
    body=schemas.NewUpload,
    returns=schemas.Upload,
    allow=InOrg("document.edit", _head),
    status=201,
    raises=(errors.DocumentNotFound, errors.UpdateTooLarge),
)
def start_upload(request: "Request[schemas.NewUpload]", org_id: str, document_id: str) -> dict[str, Any]:
    """Ask for a signed form to upload an update of more than 3 MB."""
    return edit.start_upload(request, document_id, request.body.bytes)


# --- content in other forms ---------------------------------------------------------------------------------------


@api.get(
    ONE + "/content",
    returns=schemas.Content,
    allow=InOrg("document.read", _content),
    query={"format": Text("In which form.", "json", choices=FORMATS)},
    raises=(errors.DocumentNotFound,),
)
def get_content(request: Request[None], org_id: str, document_id: str) -> Reply:
    """Read what a document says, as ProseMirror JSON, Markdown, HTML or plain text.

    The ETag is the place in the log (`seq`) that this is the content of; send it as If-Match with a later write.
    """
    from functions.documents.service import writing

    document, seq, content = writing.read_content(request, document_id)
    shown = writing.show(content, request.query["format"])
    return Reply(
        presenters.present_content(document, seq, request.query["format"], shown), headers={"ETag": f'"{seq}"'}
    )


@api.put(
    ONE + "/content",
    raw=tuple(BODIES),
    returns=schemas.Rewritten,
    allow=InOrg("document.edit", _content),
    body_limit=2 * 1024 * 1024,
    raises=(errors.DocumentNotFound, errors.MergeConflict, errors.BaseGone, "invalid_content", "base_required"),
)
def put_content(request: Request[None], org_id: str, document_id: str) -> Reply:
    """Write what a document shall say, as Markdown, plain text or ProseMirror JSON.

    `If-Match` names the version (the ETag of `GET .../content`) that the text was made from. What others wrote since is
    merged in, and blocks that nobody changed keep their history; where both sides changed the same place, the answer is
    409 `merge_conflict` with both of them. `If-Match: *` puts the text in place of whatever is there now.
    """
    from functions.documents.service import writing

    if not request.headers.get("if-match"):
        raise Invalid(
            "Say in If-Match which version this was made from, or * for the one there is.", code="base_required"
        )
    form = BODIES[request.headers["content-type"].split(";")[0].strip().lower()]
    done = writing.write_content(request, document_id, form, request.raw, request.expected_version)
    answer = presenters.present_content(done.document, done.seq, form, writing.show(done.content, form))
    return Reply({**answer, "merged": done.merged}, headers={"ETag": f'"{done.seq}"'})


@api.post(
    ONE + "/images",
    body=schemas.NewImage,
    returns=schemas.ImageUpload,
    allow=InOrg("document.edit", _head),
    status=201,
    creates=True,
    shown_once={"upload": _form_again},
    raises=(errors.DocumentNotFound, "unsupported_image", "too_large", "already_exists"),
)
def start_image(request: "Request[schemas.NewImage]", org_id: str, document_id: str) -> dict[str, Any]:
    """Ask for a signed form to upload a picture. In the document its address is `hearth-image:<id>`."""
    from functions.documents.service import images

    def present(image: Any) -> dict[str, Any]:
        form = images.upload_form(org_id, document_id, image.image_id, int(image.size), image.media_type)
        return {**presenters.present_image(image), "upload": form}

    body = request.body
    return present(
        images.start_image(
            request,
            document_id,
            image_id=body.id,
            name=body.name,
            media_type=body.content_type,
            size=body.size,
            commit=request.commit(present),
        )
    )


@api.get(
    ONE + "/images/{image_id}",
    allow=InOrg("document.read", _image),
    status=302,
    raises=(errors.DocumentNotFound, "image_not_found"),
)
def get_image(request: Request[None], org_id: str, document_id: str, image_id: str) -> Reply:
    """Fetch a picture: the answer leads to a signed link that is good for ten minutes."""
    from functions.documents.service import images

    return Reply(status=302, headers={"Location": images.get_link(request, document_id, image_id)})


def present(request: Request[Any], document: Any) -> dict[str, Any]:
    """A document as whoever asks sees it."""
    from functions.documents import policies

    return presenters.present_document(document, policies.role_in(request.member, document))
