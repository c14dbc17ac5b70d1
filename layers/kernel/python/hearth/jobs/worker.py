"""The worker: takes a job on, does step after step, and lets go of it in a state that says what comes next.

A worker may die at any point; somebody calls again, and the next one goes on from the checkpoint:

- Lambda itself calls twice more, a minute and three minutes later;
- whoever finds a job in the hands of a worker that counts as alive comes back when the lease is over (`hearth.later`);
- from the second attempt on, the worker sets such a call for itself before it begins.
"""

import random
from typing import Any

from hearth import access, deadline, later, telemetry
from hearth.access import RULES, Member
from hearth.consumers import Consumer, Handler, Poison
from hearth.errors import Conflict, HearthError, RateLimited, Unavailable
from hearth.jobs import moves
from hearth.jobs.broadcast import ProgressBroadcast
from hearth.jobs.items import FAILED, QUEUED, SUCCEEDED, Job, key_of
from hearth.jobs.moves import Cancelled, Lost
from hearth.jobs.submitting import call, message_of
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.keys import Key
from hearth.keys import organizations as keys
from hearth.table.batch import read
from hearth.table.write import Write

RESERVE = 45.0
"""Seconds that must be left for another step; with less, the next invocation goes on."""

FIRST_WAIT, LONGEST_WAIT = 10.0, 900.0
"""Seconds before a second try at most, doubled with each one; and the most there is."""

SLACK = 2
"""A schedule is set to the second: it may come this much before the moment it was made for."""


class Worker:
    """The worker of a capability, for its types of jobs. `handler` is the Lambda entry."""

    def __init__(self, *kinds: JobType) -> None:
        (capability,) = {kind.capability for kind in kinds}
        self.kinds = {kind.name: kind for kind in kinds}
        self.consumer = Consumer(f"{capability}-jobs")
        self.handler: Handler = self.consumer.message(self._called)

    def _called(self, _: str, message: dict[str, Any]) -> None:
        try:
            key = key_of(message["job"])
        except (KeyError, TypeError) as error:
            raise Poison("names no job") from error
        job, member = _look(key, message["job"])
        if job is None or not job.under_way:
            telemetry.count("Repeats")
            return
        telemetry.note(job=job.job_id, job_type=job.type)
        if not _too_early(job):
            self._take(job, member)

    def _take(self, job: Job, member: Member | None) -> None:
        kind = self.kinds.get(str(job.type))
        if kind is None:
            raise Poison(f"no such job here: {job.type}")
        if job.lost(moves.now()) and _given_up(job):
            return
        teller = ProgressBroadcast()
        try:
            moves.taken(job)
        except Lost:
            telemetry.count("JobsTakenByAnother")
            return
        if int(job.attempts) > 1:
            _come_back(job)
        teller.tell(job)
        try:
            _run(kind, Work(job, job.checkpoint, member), teller)
        except Lost:
            telemetry.count("JobsTakenByAnother")


def _look(key: Key, place: dict[str, Any]) -> tuple[Job | None, Member | None]:
    """The job, and the membership that its submitter has now."""
    if not place["org_id"]:
        return Job.find(key), None
    job, member = read((Job, key), (Member, keys.member(place["org_id"], place["person_id"])))
    return job, member


def _too_early(job: Job) -> bool:
    """Whether it is to wait; then somebody comes back."""
    now = moves.now()
    if job.leased(now):
        _come_back(job)
        return True
    if job.state == QUEUED and job.due_at and float(job.due_at) > now + SLACK:
        later.call(_alarm(job, float(job.due_at)), float(job.due_at) - now, message_of(job))
        return True
    return False


def _come_back(job: Job) -> None:
    """Look again when the lease is over, in case the worker is gone by then."""
    end = float(job.lease_until) + SLACK
    later.call(_alarm(job, end), end - moves.now(), message_of(job))


def _alarm(job: Job, moment: float) -> str:
    return f"{job.job_id}-{int(moment)}"


def _given_up(job: Job) -> bool:
    """End a job whose worker is gone: cancelled if somebody asked for it, failed if it has had all its attempts."""
    if not job.cancel and int(job.attempts) < int(job.most_attempts):
        return False
    try:
        moves.worker_lost(job, (Job.fence == int(job.fence)) & (Job.state == job.state))
    except Lost:
        return True
    ProgressBroadcast().tell(job)
    return True


def _run(kind: JobType, work: Work, teller: ProgressBroadcast) -> None:
    job = work.job
    try:
        try:
            _check(kind, work)
            unfinished = _steps(kind, work, teller)
        except (Lost, Cancelled):
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, the job says so
            unfinished = False
            _failed(kind, job, error)
    except Cancelled:
        unfinished = False
        _refresh(job)
        moves.cancelled(job, Job.fence == int(job.fence), Lost())
    teller.tell(job)
    if unfinished:
        call(job)


def _steps(kind: JobType, work: Work, teller: ProgressBroadcast) -> bool:
    """Step after step, at least one. True when the next invocation is to go on."""
    while True:
        outcome = kind.step(work)
        if isinstance(outcome, Done):
            _finish(kind, work.job, outcome)
            return False
        _advance(work, outcome)
        if deadline.time_left() < RESERVE:
            moves.queued(work.job, None, attempts=int(work.job.attempts) - 1)
            return True
        teller.tell(work.job)


def _check(kind: JobType, work: Work) -> None:
    """The submitter may do it still: with every worker, not with every step."""
    if kind.action is None:
        return
    if work.member is None or not work.member.active:
        raise access.not_a_member(work.member)
    if work.member.role not in RULES[kind.action].org:
        raise access.forbidden(kind.action, str(work.member.role))


def _advance(work: Work, outcome: Next) -> None:
    job = work.job
    changes: dict[str, Any] = {
        "checkpoint": outcome.checkpoint,
        "done": outcome.done,
        "total": outcome.total,
        "step": outcome.step,
        "reason": None,
        "detail": None,
        "lease_until": int(moves.now()) + moves.LEASE,
    }
    moves.update(outcome.write or Write(), job, moves.at(job), moves.stopped(job), **changes).commit()
    work.checkpoint = outcome.checkpoint
    if outcome.then is not None:
        outcome.then()


def _finish(kind: JobType, job: Job, outcome: Done) -> None:
    done = int(job.done) if outcome.done is None else outcome.done
    changes = {"facts": outcome.facts, "file": outcome.file, "done": done, "total": done}
    write = moves.ended(outcome.write or Write(), job, moves.at(job), moves.stopped(job), SUCCEEDED, **changes)
    if kind.action is not None and job.org_id:
        access.guard_with_membership(write, str(job.org_id), str(job.person_id), kind.action)
    write.commit()
    telemetry.count("JobsSucceeded")


def _failed(kind: JobType, job: Job, error: Exception) -> None:
    """Another try for what may pass, after a while; the end for what will not."""
    _refresh(job)
    reason, detail = _told(error)
    passing = not isinstance(error, HearthError) or isinstance(error, (Unavailable, RateLimited, *kind.again))
    passing = passing or _busy(error)
    if passing:
        telemetry.unexpected(error)
    if passing and int(job.attempts) < int(job.most_attempts):
        wait = random.uniform(1, min(LONGEST_WAIT, FIRST_WAIT * 2 ** (int(job.attempts) - 1)))  # noqa: S311
        due = moves.now() + wait
        moves.queued(job, int(due), attempts=int(job.attempts), reason=reason, detail=detail)
        later.call(_alarm(job, int(due)), wait, message_of(job))
        telemetry.count("JobsPostponed")
        return
    moves.ended(Write(), job, moves.at(job), moves.stopped(job), FAILED, reason=reason, detail=detail or None).commit()
    telemetry.count("JobsFailed")


def _refresh(job: Job) -> None:
    """Read it again: a write that failed has changed it here, and not there. Lost when another has it."""
    fresh = Job.find(job.key)
    if fresh is None or int(fresh.fence) != int(job.fence):
        raise Lost
    job.attribute_values = fresh.attribute_values


def _busy(error: Exception) -> bool:
    return isinstance(error, Conflict) and error.name == "busy"


def _told(error: Exception) -> tuple[str, str]:
    """What the person is told: an error of ours by its name, of anything else that it happened."""
    if isinstance(error, HearthError):
        return error.name, error.detail
    return "internal", "Internal server error. It has been logged."
