"""Files from elsewhere, made into documents by a job."""

from typing import TYPE_CHECKING, Any

from functions.documents import errors
from functions.documents.routes import api, the_parent
from hearth.errors import QuotaExceeded, TooLarge
from hearth.http import InOrg, Limit, Reply, Request
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.documents import schemas, schemas_imports
    from hearth.jobs import schemas as job_schemas
else:
    schemas = lazy("functions.documents.schemas")
    schemas_imports = lazy("functions.documents.schemas_imports")
    job_schemas = lazy("hearth.jobs.schemas")

IMPORTS = "/orgs/{org_id}/document-imports"


@api.post(
    IMPORTS + "/uploads",
    body=schemas_imports.NewImportUpload,
    returns=schemas.Upload,
    allow=InOrg("document.create"),
    status=201,
    limit=Limit(300, 60, "person", block=30),
    raises=(errors.UnsupportedFile, TooLarge),
)
def start_import_upload(request: "Request[schemas_imports.NewImportUpload]", org_id: str) -> dict[str, Any]:
    """Ask for a signed form to upload a file to import. What is not imported within a day goes."""
    from functions.documents.imports import asking

    return asking.start_upload(request, request.body.name, request.body.size)


@api.post(
    IMPORTS,
    body=schemas_imports.NewImport,
    returns=job_schemas.Job,
    allow=InOrg("document.create", the_parent),
    status=202,
    creates=True,
    limit=Limit(60, 3600, "person", block=6),
    raises=(
        errors.UnsupportedFile,
        errors.ParentNotFound,
        errors.SpaceNotFound,
        errors.NoSpace,
        errors.TreeTooDeep,
        QuotaExceeded,
    ),
)
def import_documents(request: "Request[schemas_imports.NewImport]", org_id: str) -> Reply:
    """Have documents made of files that you have uploaded: a job, whose result says which, and what became of the rest.

    Each Markdown, HTML, Word or text file becomes a document; an archive becomes a tree of those in it, with their
    pictures. Nothing is fetched from elsewhere: a picture on the web becomes a link. What has no form in a document
    stays as text, and is named in the result. Nobody but you sees the job.
    """
    from functions.documents.imports import asking
    from hearth.jobs import presenting

    body = request.body
    job = asking.ask(
        request,
        [asking.File(one.upload, one.name) for one in body.files],
        parent_id=body.parent_id,
        space_id=body.space_id,
        visibility=body.visibility,
        commit=request.commit(presenting.job),
    )
    return Reply(presenting.job(job), headers={"Location": job.path})
