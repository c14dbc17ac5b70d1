"""Who sees a job, and who takes what it made."""

from functions.jobs.errors import JobNotFound, NotYours
from hearth import access
from hearth.access import RULES
from hearth.context import RequestContext
from hearth.jobs.items import Job


def may_see(context: RequestContext, job: Job) -> bool:
    """Its submitter, and in an org whoever may do what it does, unless it is private."""
    if job.person_id == context.who.person_id:
        return True
    if job.private or not job.org_id or job.action is None:
        return False
    return context.member.role in RULES[job.action].org


def seen(context: RequestContext, job: Job | None) -> Job:
    """The job, unless the asker may not know of it: JobNotFound."""
    if job is None or not may_see(context, job):
        raise JobNotFound("There is no such job, or it is not yours to see.")
    return job


def own(context: RequestContext, job: Job | None) -> Job:
    """The job of its submitter, who may (still) do what it does: to try it again, and to take its file."""
    found = seen(context, job)
    if found.person_id != context.who.person_id:
        raise NotYours("Only whoever submitted a job may do this.")
    if found.action is not None:
        context.who.need_scope(RULES[found.action].scope)
        if found.org_id:
            access.require(context.member, found.action)
    return found
