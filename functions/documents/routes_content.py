"""What documents say, over HTTP: their log for live clients, other forms for people and programs, and pictures."""

from typing import TYPE_CHECKING, Any

from functions.documents import errors, presenters
from functions.documents.collab import LOG
from functions.documents.routes import FORMATS, ONE, api, the_content, the_document, the_end, the_image
from functions.documents.service import live
from hearth.collab import writing
from hearth.errors import AlreadyExists, QuotaExceeded, TooLarge
from hearth.http import InOrg, Limit, Number, Reply, Request, Text
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.documents import schemas
    from hearth.jobs import schemas as job_schemas
else:
    schemas = lazy("functions.documents.schemas")
    job_schemas = lazy("hearth.jobs.schemas")

BODIES = {"text/markdown": "markdown", "text/plain": "text", "application/json": "json"}


def _form_again(request: "Request[schemas.NewImage]", image: dict[str, Any]) -> dict[str, Any]:
    """A fresh form for a picture that was announced before: a signed one is not kept with the answer."""
    from functions.documents.service import images

    body = request.body
    return images.upload_form(**request.path, image_id=image["id"], size=body.size, media_type=body.content_type)


@api.get(
    ONE + "/state", returns=schemas.State, allow=InOrg("document.read", the_content), raises=(errors.DocumentNotFound,)
)
def get_state(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Load the content as Yjs has it: a snapshot and the updates behind it (L13)."""
    return presenters.state(*live.get_state(request, document_id))


@api.get(
    ONE + "/updates",
    returns=schemas.Updates,
    allow=InOrg("document.read", the_document),
    query={"after": Number("The last place you have.", 0, 0, 10**12)},
    raises=(errors.DocumentNotFound, errors.UpdatesFolded),
)
def get_updates(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """Fetch the updates behind a place (L11)."""
    return presenters.updates(live.get_updates(request, document_id, request.query["after"]))


@api.post(
    ONE + "/updates",
    body=schemas.NewUpdate,
    returns=schemas.Acknowledged,
    allow=InOrg("document.edit", the_end),
    limit=Limit(1200, 60, "person", block=60),
    body_limit=5 * 1024 * 1024,
    raises=(
        errors.DocumentNotFound,
        errors.EpochChanged,
        errors.InvalidUpdate,
        errors.UpdateNotAllowed,
        errors.UpdateTooComplex,
        errors.UpdateTooLarge,
        errors.UploadNotFound,
    ),
)
def post_update(request: "Request[schemas.NewUpdate]", org_id: str, document_id: str) -> dict[str, Any]:
    """Write an update: for what is too large for a frame, or when the live connection is down (L14)."""
    body = request.body
    if body.upload is not None:
        data = writing.take_upload(LOG, request, document_id, body.upload)
    else:
        data = writing.decode(body.update or "", writing.POSTED)
    written, others = writing.write_update(
        LOG,
        request,
        document_id,
        epoch=body.epoch,
        after=body.after,
        data=data,
        connection_id=body.connection or "",
    )
    return {"id": body.id, "seq": written.seq, "epoch": written.epoch, "others": others}


@api.post(
    ONE + "/updates/uploads",
    body=schemas.NewUpload,
    returns=schemas.Upload,
    allow=InOrg("document.edit", the_document),
    limit=Limit(60, 60, "person", block=6),
    status=201,
    raises=(errors.DocumentNotFound, errors.UpdateTooLarge),
)
def start_upload(request: "Request[schemas.NewUpload]", org_id: str, document_id: str) -> dict[str, Any]:
    """Ask for a signed form to upload an update of more than 3 MB."""
    return writing.start_upload(LOG, request, document_id, request.body.bytes)


# --- content in other forms ---------------------------------------------------------------------------------------


@api.get(
    ONE + "/content",
    returns=schemas.Content,
    allow=InOrg("document.read", the_content),
    limit=Limit(600, 60, "person", block=60),
    query={"format": Text("In which form.", "json", choices=FORMATS)},
    raises=(errors.DocumentNotFound, errors.DocumentTooSlow),
)
def get_content(request: Request[None], org_id: str, document_id: str) -> Reply:
    """Read what a document says, as ProseMirror JSON, Markdown, HTML or plain text.

    The ETag is the place in the log (`seq`) that this is the content of; send it as If-Match with a later write.
    Reading goes on record, once a day. In Markdown, a picture of the document is `![alt](hearth-image:<id>)`, which a
    later write understands; `GET .../images/{id}` is where to load it.
    """
    from functions.documents.service import writing

    document, seq, content = writing.read_content(request, document_id)
    writing.note_reading(request, document, request.query["format"])
    shown = writing.show(request, content, request.query["format"])
    return Reply(presenters.content(document, seq, request.query["format"], shown), headers={"ETag": f'"{seq}"'})


@api.put(
    ONE + "/content",
    raw=tuple(BODIES),
    returns=schemas.Rewritten,
    allow=InOrg("document.edit", the_content),
    limit=Limit(60, 60, "person", block=6),
    body_limit=2 * 1024 * 1024,
    raises=(
        errors.DocumentNotFound,
        errors.DocumentTooSlow,
        errors.MergeConflict,
        errors.BaseGone,
        errors.UnknownVersion,
        errors.InvalidContent,
        errors.ContentTooLarge,
        errors.BaseRequired,
    ),
)
def put_content(request: Request[None], org_id: str, document_id: str) -> Reply:
    """Write what a document shall say, as Markdown, plain text or ProseMirror JSON.

    `If-Match` names the version (the ETag of `GET .../content`) that the text was made from. What others wrote since is
    merged in, and blocks that nobody changed keep their history; where both sides changed the same place, the answer is
    409 `merge_conflict` with both of them. `If-Match: *` puts the text in place of whatever is there now.
    """
    from functions.documents.service import writing

    if not request.headers.get("if-match"):
        raise errors.BaseRequired("Say in If-Match which version this was made from, or * for the one there is.")
    form = BODIES[request.headers["content-type"].split(";")[0].strip().lower()]
    done = writing.write_content(request, document_id, form, request.raw, request.expected_version)
    answer = presenters.content(done.document, done.seq, form, done.shown)
    return Reply({**answer, "merged": done.merged}, headers={"ETag": f'"{done.seq}"'})


@api.post(
    ONE + "/export",
    body=schemas.DocumentExport,
    returns=job_schemas.Job,
    allow=InOrg("document.read", the_document),
    status=202,
    creates=True,
    limit=Limit(60, 3600, "person", block=6),
    raises=(errors.DocumentNotFound, QuotaExceeded),
)
def export_document(request: "Request[schemas.DocumentExport]", org_id: str, document_id: str) -> Reply:
    """Have a file made of a document, as PDF, Word or HTML: a job, whose file you take at its end.

    It holds what the document says when the work is done, with its pictures. Nobody but you sees the job.
    """
    from functions.documents.export import asking
    from hearth.jobs import presenting

    body = request.body
    job = asking.ask(request, document_id, body.format, body.paper, body.locale, commit=request.commit(presenting.job))
    return Reply(presenting.job(job), headers={"Location": job.path})


@api.post(
    ONE + "/images",
    body=schemas.NewImage,
    returns=schemas.ImageUpload,
    allow=InOrg("document.edit", the_document),
    status=201,
    creates=True,
    limit=Limit(120, 60, "person", block=12),
    shown_once={"upload": _form_again},
    raises=(errors.DocumentNotFound, errors.UnsupportedImage, TooLarge, AlreadyExists, QuotaExceeded),
)
def start_image(request: "Request[schemas.NewImage]", org_id: str, document_id: str) -> dict[str, Any]:
    """Ask for a signed form to upload a picture. In the document its address is `hearth-image:<id>`."""
    from functions.documents.service import images

    def present(image: Any) -> dict[str, Any]:
        form = images.upload_form(org_id, document_id, image.attachment_id, int(image.size), image.media_type)
        return {**presenters.image(image), "upload": form}

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
    allow=InOrg("document.read", the_image),
    status=302,
    raises=(errors.DocumentNotFound, errors.ImageNotFound),
)
def get_image(request: Request[None], org_id: str, document_id: str, image_id: str) -> Reply:
    """Fetch a picture: the answer leads to a signed link that is good for ten minutes."""
    from functions.documents.service import images

    return Reply(status=302, headers={"Location": images.get_link(request, document_id, image_id)})
