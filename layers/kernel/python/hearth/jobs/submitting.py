"""Submitting a job: its item in the transaction of whoever submits it, and an asynchronous call of its worker."""

import json
from typing import Any

from hearth import access, aws, clock, ids, quotas, telemetry
from hearth.access import Member, Principal
from hearth.config import settings
from hearth.events import record
from hearth.jobs import events, files
from hearth.jobs.items import Job, key_of
from hearth.jobs.types import JobType
from hearth.keys.jobs import jobs_of_person
from hearth.quotas.jobs import JOBS, MY_JOBS
from hearth.table.write import Commit, Write, commit_only


def submit(
    kind: JobType,
    who: Principal,
    given: dict[str, Any],
    *,
    member: Member | None = None,
    attached: bytes | None = None,
    write: Write | None = None,
    commit: Commit[Job] = commit_only,
) -> Job:
    """Make a job of `kind` and have it begun. `member` is the submitter in the org whose job it is, `attached` what
    is too much for an item, `write` what else belongs into its transaction. QuotaExceeded when too many are under way.
    """
    job = build(kind, who, given, str(member.org_id) if member else None)
    if attached is not None:
        files.put_given(job, attached)
    write = write or Write()
    record(job, events.submitted(job, who.actor))
    write.create(job)
    take_places(write, job)
    if member is not None and kind.action is not None:
        access.guard(write, member, kind.action)
    commit(write, job)
    telemetry.count("JobsSubmitted")
    start(job)
    return job


def build(kind: JobType, who: Principal, given: dict[str, Any], org_id: str | None) -> Job:
    """A new job, not yet written."""
    job_id, actor, now = ids.new_id(), who.actor, clock.iso(clock.now())
    place = {"org_id": org_id, "person_id": who.person_id, "job_id": job_id}
    return Job.at(
        key_of(place),
        **place,
        gsi1pk=jobs_of_person(who.person_id),
        gsi1sk=job_id,
        type=kind.name,
        action=kind.action,
        private=kind.private or None,
        actor={name: value for name in actor.__slots__ if (value := getattr(actor, name))},
        input=given,
        most_attempts=kind.attempts,
        days=kind.days,
        created_at=now,
        updated_at=now,
    )


def take_places(write: Write, job: Job) -> None:
    """Let a write take the job's place among those that are under way."""
    quotas.take(write, MY_JOBS, str(job.person_id))
    if job.org_id:
        quotas.take(write, JOBS, str(job.org_id))


def give_places(write: Write, job: Job) -> None:
    """Let a write give it back."""
    quotas.give_back(write, MY_JOBS, str(job.person_id))
    if job.org_id:
        quotas.give_back(write, JOBS, str(job.org_id))


def message_of(job: Job) -> dict[str, Any]:
    """What a worker is called with."""
    return {"job": job.place}


def start(job: Job) -> None:
    """Call the worker. What goes wrong here is made up for within seconds by `functions/jobs`, which hears of every
    submission from the bus: the job is there, whatever becomes of this call."""
    try:
        call(job)
    except Exception as error:  # noqa: BLE001  see above
        telemetry.unexpected(error)


def call(job: Job) -> None:
    """Call the worker of the capability whose job it is: Lambda keeps the call, and tries it three times."""
    name = f"{settings().stack}-{str(job.type).partition('.')[0]}-jobs"
    body = json.dumps(message_of(job)).encode()
    aws.client("lambda").invoke(FunctionName=name, InvocationType="Event", Payload=body)
