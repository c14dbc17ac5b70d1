"""Who sees a job, and who takes what it made."""

from functions.jobs.errors import JobNotFound, NotYours
from hearth import access
from hearth.access import RULES, Member, Principal
from hearth.jobs.items import Job


def may_see(job: Job, person_id: str, member: Member | None) -> bool:
    """Its submitter, and in an org whoever may do what it does, unless it is private."""
    if job.person_id == person_id:
        return True
    if job.private:
        return False
    return member is not None and job.action is not None and member.role in RULES[job.action].org


def seen(job: Job | None, who: Principal, member: Member | None) -> Job:
    """The job, unless the asker may not know of it: JobNotFound."""
    if job is None or not may_see(job, who.person_id, member):
        raise JobNotFound("There is no such job, or it is not yours to see.")
    return job


def own(job: Job | None, who: Principal, member: Member | None) -> Job:
    """The job of its submitter, who may (still) do what it does: to try it again, and to take its file."""
    found = seen(job, who, member)
    if found.person_id != who.person_id:
        raise NotYours("Only whoever submitted a job may do this.")
    if found.action is not None:
        who.need_scope(RULES[found.action].scope)
        if member is not None:
            access.require(member, found.action)
    return found
