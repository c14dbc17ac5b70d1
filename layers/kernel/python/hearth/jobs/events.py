"""The events of jobs: built here, whichever capability's job it is."""

from hearth.events import SYSTEM, Actor, Event
from hearth.jobs.items import Job


def submitted(job: Job, actor: Actor) -> Event:
    """Somebody has asked for the work. In nobody's feed: what it is about has its own event."""
    return Event("job.submitted", "job", str(job.job_id), actor, org_id=job.org_id, data=_named(job), audience={})


def retried(job: Job, actor: Actor) -> Event:
    """Somebody has asked for it once more, after it had ended without success."""
    data = _named(job)
    return Event("job.retried", "job", str(job.job_id), actor, org_id=job.org_id, data=data, audience={}, security=True)


def cancelled(job: Job, actor: Actor) -> Event:
    """Somebody has asked for its end: at once if nobody is at it, otherwise at the next checkpoint."""
    data = _named(job)
    return Event(
        "job.cancelled", "job", str(job.job_id), actor, org_id=job.org_id, data=data, audience={}, security=True
    )


def finished(job: Job, state: str, reason: str | None) -> Event:
    """It has come to its end, whichever; whoever submitted it finds it in their feed."""
    data = {**_named(job), "state": state, "reason": reason}
    audience = {"persons": [str(job.person_id)]}
    return Event("job.finished", "job", str(job.job_id), SYSTEM, org_id=job.org_id, data=data, audience=audience)


def _named(job: Job) -> dict[str, str]:
    """`person_id`: a consumer finds the job by it, as its key holds the person where no org is."""
    return {"type": str(job.type), "person_id": str(job.person_id)}
