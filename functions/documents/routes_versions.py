"""The history of documents, over HTTP: versions, what they said, and the way back."""

from typing import TYPE_CHECKING, Any

from functions.documents import errors, presenters
from functions.documents.routes import FORMATS, ONE, api, present, the_content, the_document, the_version, version_key
from hearth.http import InOrg, Limit, Request, Text
from hearth.http.params import PAGE
from hearth.keys import Key
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.documents import schemas
    from functions.documents import schemas_versions as shapes
else:
    schemas = lazy("functions.documents.schemas")
    shapes = lazy("functions.documents.schemas_versions")


def _now_and_then(request: "Request[shapes.Revert]") -> list[Key]:
    """The document with its latest snapshot, and the version that the body names."""
    wanted = request.body.version
    return [*the_content(request), *([version_key(request, wanted)] if wanted else [])]


@api.get(
    ONE + "/versions",
    returns=shapes.VersionPage,
    allow=InOrg("document.history", the_document),
    query=PAGE,
    raises=(errors.DocumentNotFound,),
)
def list_versions(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """List the versions that were kept of a document, latest first.

    While people write, one is kept every ten minutes and at the end of a sitting. With age they are thinned out: all of
    the last day stay, one for each day of the last thirty, one for every thirty days before. Those with a name stay.
    """
    from functions.documents.service import versions

    page = versions.list_versions(request, document_id, request.query["limit"], request.query["cursor"])
    return {"items": [presenters.version(one) for one in page.items], "next": page.next}


@api.post(
    ONE + "/versions",
    body=shapes.NewVersion,
    returns=shapes.Version,
    allow=InOrg("document.edit", the_content),
    limit=Limit(60, 60, "person", block=6),
    status=201,
    creates=True,
    raises=(errors.DocumentNotFound, errors.TooManyVersions),
)
def keep_version(request: "Request[shapes.NewVersion]", org_id: str, document_id: str) -> dict[str, Any]:
    """Keep what a document says now, under a name."""
    from functions.documents.service import versions

    commit = request.commit(presenters.version)
    return presenters.version(versions.keep_version(request, document_id, request.body.name, commit))


@api.patch(
    ONE + "/versions/{version_id}",
    body=shapes.VersionChange,
    returns=shapes.Version,
    allow=InOrg("document.edit", the_version),
    raises=(errors.DocumentNotFound, errors.VersionNotFound, errors.TooManyVersions),
)
def name_version(
    request: "Request[shapes.VersionChange]", org_id: str, document_id: str, version_id: str
) -> dict[str, Any]:
    """Give a version a name, another one, or none. Without a name it goes when its time comes."""
    from functions.documents.service import versions

    version = versions.name_version(request, document_id, version_id, request.body.name, request.expected_version)
    return presenters.version(version)


@api.get(
    ONE + "/versions/{version_id}/content",
    returns=schemas.Content,
    allow=InOrg("document.history", the_version),
    limit=Limit(600, 60, "person", block=60),
    query={"format": Text("In which form.", "json", choices=FORMATS)},
    raises=(errors.DocumentNotFound, errors.DocumentTooSlow, errors.VersionNotFound),
)
def get_version_content(request: Request[None], org_id: str, document_id: str, version_id: str) -> dict[str, Any]:
    """Read what a document said in a version, as ProseMirror JSON, Markdown, HTML or plain text."""
    from functions.documents.service import versions, writing

    document, version, content = versions.read_version(request, document_id, version_id)
    form = request.query["format"]
    writing.note_reading(request, document, form)
    shown = presenters.content(document, int(version.seq), form, writing.show(request, content, form))
    return {**shown, "epoch": int(version.epoch)}


@api.post(
    ONE + "/revert",
    body=shapes.Revert,
    returns=schemas.Document,
    allow=InOrg("document.restore", _now_and_then),
    limit=Limit(30, 60, "person", block=3),
    creates=True,
    raises=(errors.DocumentNotFound, errors.BaseGone, errors.VersionNotFound, errors.UnknownVersion),
)
def revert_document(request: "Request[shapes.Revert]", org_id: str, document_id: str) -> dict[str, Any]:
    """Go back to what a document said in a version, or at an earlier place of its log.

    What it says now is kept as a version. A new epoch begins: clients load the document again, and what they had not
    sent yet stays with them as a copy (L18).
    """
    from functions.documents.service import versions

    body = request.body
    commit = request.commit(lambda document: present(request, document))
    document = versions.revert_document(
        request, document_id, body.seq, body.version, expected=request.expected_version, commit=commit
    )
    return present(request, document)
