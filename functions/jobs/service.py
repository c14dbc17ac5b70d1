"""Use cases: list, look, cancel, try again, and take the file.

The same for a job of an org and for one's own: only the former asks for the membership (`context.member`).
"""

from collections.abc import Callable

from functions.jobs import policies, repository
from functions.jobs.errors import AlreadyEnded, JobNotFound, NoFile, NotToRetry
from hearth import access, pictures, telemetry
from hearth.access import Principal
from hearth.context import PersonContext, RequestContext
from hearth.errors import Conflict, HearthError
from hearth.jobs import broadcast, events, files, moves
from hearth.jobs.items import CANCELLED, FAILED, QUEUED, RUNNING, Job
from hearth.jobs.submitting import start, take_places
from hearth.table.query import Page
from hearth.table.write import Write

Find = Callable[[], Job | None]
"""Reads the job, each time as it is now."""

TRIES = 3


def list_in_org(context: RequestContext, limit: int, cursor: str | None) -> Page[Job]:
    """Whoever runs the org sees what they may do, the others what they submitted."""
    org_id = str(context.member.org_id)
    if context.member.role in access.MANAGERS:
        page = repository.list_of_org(org_id, limit, cursor)
    else:
        page = repository.list_submitted(context.who.person_id, limit, cursor)
    shown = [one for one in page.items if one.org_id == org_id and policies.may_see(context, one)]
    return Page(shown, page.next)


def list_mine(context: PersonContext, limit: int, cursor: str | None) -> Page[Job]:
    """What the asker has submitted: their own, and those of the orgs that they are still in."""
    who = context.who
    page = repository.list_submitted(who.person_id, limit, cursor)
    orgs = repository.orgs_still_of(who.person_id, sorted({str(one.org_id) for one in page.items if one.org_id}))
    return Page([one for one in page.items if not one.org_id or one.org_id in orgs], page.next)


def cancel(context: RequestContext, find: Find) -> Job:
    """End a job: at once if nobody is at it, otherwise at its next checkpoint. Harmless to repeat."""
    for _ in range(TRIES):
        job = policies.seen(context, find())
        if not job.under_way:
            raise AlreadyEnded("It has ended already.")
        if job.cancel:
            return job
        try:
            _cancel(job, context.who)
        except moves.Lost:  # a worker has just taken it, let go of it or ended it: look again
            continue
        telemetry.count("JobsCancelled")
        broadcast.send(job)
        return job
    raise Conflict("It is changing at this very moment. Try again.", code="busy")


def _cancel(job: Job, who: Principal) -> None:
    told = events.cancelled(job, who.actor)
    at = (Job.state == job.state) & (Job.fence == int(job.fence))
    if job.state == QUEUED:
        moves.cancelled(job, at, moves.Lost(), told)
    else:
        moves.update(Write(), job, at & (Job.state == RUNNING), moves.Lost(), told, cancel=True).commit()


def retry(context: RequestContext, find: Find) -> Job:
    """Try a job again that ended without success, from where it was."""
    job = policies.own(context, find())
    if job.state not in {FAILED, CANCELLED}:
        raise NotToRetry("Only what failed or was cancelled can be tried again.")
    write = Write()
    changes = {"state": QUEUED, "attempts": 0, "reason": None, "detail": None, "ended_at": None, "ttl": None}
    at = Job.state.is_in(FAILED, CANCELLED) & (Job.fence == int(job.fence))
    moves.update(write, job, at, _not_now, events.retried(job, context.who.actor), **changes)
    take_places(write, job)
    if job.org_id and job.action is not None:
        access.guard(write, context.member, str(job.action))
    write.commit()
    start(job)
    broadcast.send(job)
    return job


def _not_now(raw: object) -> HearthError:
    if raw is None:
        return JobNotFound("There is no such job any more.")
    return NotToRetry("Only what failed or was cancelled can be tried again.")


def end_lost(job: Job | None) -> None:
    """End a job whose worker was called and failed, again and again, before it could say so itself.

    Not one that a worker has in hands, or that is to be tried again later: somebody comes for those.
    """
    now = moves.now()
    if job is None or not job.under_way or job.leased(now) or float(job.due_at or 0) > now:
        return
    at = (Job.fence == int(job.fence)) & (Job.state == job.state)
    try:
        moves.worker_lost(job, at)
    except moves.Lost:  # a worker has it now, or it has ended
        return
    telemetry.count("JobsFailed")
    broadcast.send(job)


def link(context: RequestContext, job: Job | None) -> str:
    """A link to the file of a job."""
    found = policies.own(context, job)
    if not found.file or found.state in {QUEUED, RUNNING, FAILED, CANCELLED}:
        raise NoFile("There is no file to take.")
    return files.link(found)


def forget(partition: str, folder: str) -> None:
    """Remove the jobs of an org that was purged or of a person who was deleted, and what they made."""
    repository.forget_all(partition)
    pictures.discard_under(folder)
