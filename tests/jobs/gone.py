"""What each function of jobs tells others of (`tests/support/gone.py`)."""

from collections.abc import Callable
from dataclasses import replace

from functions.audit.jobs import worker as of_audit
from functions.documents.jobs import worker as of_documents
from functions.identity.jobs import worker as of_identity
from functions.jobs import queue
from functions.organizations.jobs import worker as of_organizations
from functions.previews.jobs import worker as of_previews
from hearth.access import Member, Principal
from hearth.jobs.items import Job
from hearth.jobs.submitting import build, message_of
from hearth.jobs.types import Done, JobType
from hearth.jobs.worker import Worker
from hearth.keys.organizations import member
from hearth.table.write import Write
from tests.support.deliveries import CONTEXT
from tests.support.gone import Cases, Scene
from tests.support.jobs import letter_of


def _job(on: Scene, kind: JobType) -> Job:
    """A job of Bob's, who is away on one of his devices. In the org he runs things by now."""
    person = str(on.bob.person_id)
    key = member(on.space.org, person)
    Write().update(Member, key, [Member.role.set("admin")]).commit()
    job = build(kind, Principal(person, name="Bob"), {}, on.space.org if kind.action else None)
    Write().create(job).commit()
    return job


def _done_by(worker: Worker) -> Callable[[Scene], object]:
    """The worker tells that it has begun, and that it is done: with nothing, here."""
    kind = replace(next(iter(worker.kinds.values())), step=lambda _: Done())
    return lambda on: Worker(kind).handler(message_of(_job(on, kind)), CONTEXT)


def _cancelled(on: Scene) -> None:
    job = _job(on, next(iter(of_audit.kinds.values())))
    on.space.bob.does("POST", f"/orgs/{on.space.org}/jobs/{job.job_id}/cancel")


def _given_up(on: Scene) -> None:
    job = _job(on, next(iter(of_audit.kinds.values())))
    queue.handler(letter_of(message_of(job)), CONTEXT)


CASES: Cases = {
    "JobsQueueFunction": _given_up,
    "DocumentsJobs": _done_by(of_documents),
    "JobsHttp": _cancelled,
    "AuditJobs": _done_by(of_audit),
    "IdentityJobs": _done_by(of_identity),
    "OrganizationsJobs": _done_by(of_organizations),
    "PreviewsJobs": _done_by(of_previews),
}
