"""Asking for previews, over HTTP. Nothing is fetched here."""

from typing import TYPE_CHECKING

from hearth.errors import QuotaExceeded
from hearth.http import Api, Limit, Reply, Request, SignedIn
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.previews import schemas
    from hearth.jobs import schemas as job_schemas
else:
    schemas = lazy("functions.previews.schemas")
    job_schemas = lazy("hearth.jobs.schemas")

api = Api("previews")


@api.post(
    "/me/previews",
    body=schemas.NewPreview,
    returns=job_schemas.Job,
    allow=SignedIn("me:write"),
    status=202,
    creates=True,
    limit=Limit(60, 600, "person", block=6),
    raises=(QuotaExceeded,),
)
def preview_page(request: "Request[schemas.NewPreview]") -> Reply:
    """Have a page on the web looked at, for a card: a job, whose facts are `url`, `title`, `description` and `site`.

    It fails with `address_not_allowed` for what is not on the public web, wherever a redirect leads, with `not_a_page`
    for what is none, and with `page_unreachable` when nobody answers in time. Nothing of yours is sent along.
    """
    from functions.previews import looking
    from hearth.jobs import presenting

    job = looking.ask(request, request.body.url, commit=request.commit(presenting.job))
    return Reply(presenting.job(job), headers={"Location": job.path})


handler = api.handler
