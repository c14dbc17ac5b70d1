"""Jobs over HTTP. Submitting one is a route of the capability whose work it is; all else is here."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from functions.jobs import errors as refused
from functions.jobs import policies, repository, service
from hearth.errors import QuotaExceeded
from hearth.http import PAGE, Api, InOrg, Request, SignedIn
from hearth.jobs import files, presenting
from hearth.jobs.items import Job
from hearth.keys import Key
from hearth.keys.jobs import job as job_key
from hearth.lazy import lazy
from hearth.table.query import Page

if TYPE_CHECKING:
    from hearth.jobs import schemas
else:
    schemas = lazy("hearth.jobs.schemas")

api = Api("jobs")


def the_job(request: Request[Any]) -> Sequence[Key]:
    """The item that the use case will ask for."""
    return [job_key(request.path["org_id"], request.who.person_id, request.path["job_id"])]


# --- of an org ----------------------------------------------------------------------------------------------------


@api.get("/orgs/{org_id}/jobs", returns=schemas.JobPage, allow=InOrg("job.list"), query=PAGE)
def list_jobs(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the jobs of an organization, the newest first: yours, and those whose work is yours to do.

    A page may be shorter than `limit` and still have a `next`.
    """
    return _page(service.list_in_org(request, **request.query))


@api.get(
    "/orgs/{org_id}/jobs/{job_id}",
    returns=schemas.Job,
    allow=InOrg("job.read", the_job),
    raises=(refused.JobNotFound,),
)
def get_job(request: Request[None], org_id: str, job_id: str) -> dict[str, Any]:
    """One job of an organization."""
    job = request.prefetched.find(Job, the_job(request)[0])
    return presenting.job(policies.seen(request, job))


@api.post(
    "/orgs/{org_id}/jobs/{job_id}/cancel",
    returns=schemas.Job,
    allow=InOrg("job.cancel", the_job),
    raises=(refused.JobNotFound, refused.AlreadyEnded),
)
def cancel_job(request: Request[None], org_id: str, job_id: str) -> dict[str, Any]:
    """End a job: at once while nobody is at it, otherwise at its next checkpoint (`cancelling` says so)."""
    find = partial(request.prefetched.find, Job, the_job(request)[0])
    return presenting.job(service.cancel(request, find))


@api.post(
    "/orgs/{org_id}/jobs/{job_id}/retry",
    returns=schemas.Job,
    allow=InOrg("job.retry", the_job),
    raises=(refused.JobNotFound, refused.NotToRetry, refused.NotYours, QuotaExceeded),
)
def retry_job(request: Request[None], org_id: str, job_id: str) -> dict[str, Any]:
    """Try your job again that failed or was cancelled, from where it was."""
    find = partial(request.prefetched.find, Job, the_job(request)[0])
    return presenting.job(service.retry(request, find))


@api.get(
    "/orgs/{org_id}/jobs/{job_id}/result",
    returns=schemas.JobLink,
    allow=InOrg("job.read", the_job),
    raises=(refused.JobNotFound, refused.NoFile, refused.NotYours),
)
def get_job_result(request: Request[None], org_id: str, job_id: str) -> dict[str, Any]:
    """A link to the file that your job made, for five minutes, while you may do what it did."""
    job = request.prefetched.find(Job, the_job(request)[0])
    return _link(service.link(request, job))


# --- one's own ----------------------------------------------------------------------------------------------------


@api.get("/me/jobs", returns=schemas.JobPage, allow=SignedIn("me:read"), query=PAGE)
def list_my_jobs(request: Request[None]) -> dict[str, Any]:
    """List what you have submitted, in every organization and for yourself, the newest first.

    `path` says where each is read. A page may be shorter than `limit` and still have a `next`.
    """
    return _page(service.list_mine(request, **request.query))


@api.get("/me/jobs/{job_id}", returns=schemas.Job, allow=SignedIn("me:read"), raises=(refused.JobNotFound,))
def get_my_job(request: Request[None], job_id: str) -> dict[str, Any]:
    """One job that is yours alone; one of an organization is read there."""
    return presenting.job(policies.seen(request, _mine(request)))


@api.post(
    "/me/jobs/{job_id}/cancel",
    returns=schemas.Job,
    allow=SignedIn("me:write"),
    raises=(refused.JobNotFound, refused.AlreadyEnded),
)
def cancel_my_job(request: Request[None], job_id: str) -> dict[str, Any]:
    """End a job of yours: at once while nobody is at it, otherwise at its next checkpoint."""
    return presenting.job(service.cancel(request, partial(_mine, request)))


@api.post(
    "/me/jobs/{job_id}/retry",
    returns=schemas.Job,
    allow=SignedIn("me:write", session_only=True),
    raises=(refused.JobNotFound, refused.NotToRetry, QuotaExceeded),
)
def retry_my_job(request: Request[None], job_id: str) -> dict[str, Any]:
    """Try a job of yours again that failed or was cancelled, from where it was."""
    return presenting.job(service.retry(request, partial(_mine, request)))


@api.get(
    "/me/jobs/{job_id}/result",
    returns=schemas.JobLink,
    allow=SignedIn("me:read", session_only=True),
    raises=(refused.JobNotFound, refused.NoFile),
)
def get_my_job_result(request: Request[None], job_id: str) -> dict[str, Any]:
    """A link to the file that your job made, for five minutes."""
    return _link(service.link(request, _mine(request)))


def _mine(request: Request[Any]) -> Job | None:
    return repository.find_job(None, request.who.person_id, request.path["job_id"])


def _page(page: Page[Job]) -> dict[str, Any]:
    return {"items": [presenting.job(one) for one in page.items], "next": page.next}


def _link(url: str) -> dict[str, Any]:
    return {"url": url, "expires_in": files.LINK_SECONDS}


handler = api.handler
