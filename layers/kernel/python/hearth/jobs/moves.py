"""The state transitions of a job: each is a write on the condition of its state, and a worker's on its fence too."""

import time
from typing import Any

from hearth import clock
from hearth.errors import HearthError
from hearth.events import Event
from hearth.jobs import events
from hearth.jobs.items import CANCELLED, FAILED, QUEUED, RUNNING, SUCCEEDED, Job
from hearth.jobs.submitting import give_places
from hearth.table.write import OnFailure, Write

LEASE = 60
"""Seconds after its last checkpoint that a worker counts as alive: longer than any step, and no longer than the minute
that Lambda waits until it calls again."""

now = time.time


class Lost(HearthError):
    """Another worker has the job, or it has ended."""

    code = "job_lost"


class Cancelled(HearthError):
    """Somebody has asked for its end."""

    code = "job_cancelled"


def update(
    write: Write,
    job: Job,
    condition: Any,
    on_failure: OnFailure,
    *happened: Event,
    **changes: Any,
) -> Write:
    """Let a write change attributes of a job (None removes one), here and in the table."""
    changes = {**changes, "updated_at": clock.iso(clock.now()), "ev": [event.envelope() for event in happened] or None}
    actions = [
        getattr(Job, name).remove() if value is None else getattr(Job, name).set(value)
        for name, value in changes.items()
        if value is not None or getattr(job, name) is not None
    ]
    for name, value in changes.items():
        setattr(job, name, value)
    job.version = int(job.version) + 1
    return write.update(Job, job.key, [*actions, Job.version.add(1)], condition, on_failure)


def taken(job: Job) -> None:
    """Take a job on, as the next of its workers. Lost when another was faster."""
    condition = (Job.fence == int(job.fence)) & (Job.state == job.state) & Job.cancel.does_not_exist()
    changes: dict[str, Any] = {
        "state": RUNNING,
        "fence": int(job.fence) + 1,
        "attempts": int(job.attempts) + 1,
        "lease_until": int(now()) + LEASE,
        "due_at": None,
        "started_at": job.started_at or clock.iso(clock.now()),
    }
    update(Write(), job, condition, Lost(), **changes).commit()


def at(job: Job) -> Any:
    """The condition of everything that a worker writes: it is still the one, and nobody has asked for the end."""
    return (Job.fence == int(job.fence)) & (Job.state == RUNNING) & Job.cancel.does_not_exist()


def stopped(job: Job) -> OnFailure:
    """Why that condition did not hold."""
    fence = int(job.fence)

    def why(raw: dict[str, Any] | None) -> HearthError:
        mine = raw is not None and int(raw["fence"]["N"]) == fence and raw["state"]["S"] == RUNNING
        return Cancelled() if mine else Lost()

    return why


def queued(job: Job, due_at: float | None, *, attempts: int, reason: str | None = None, detail: str = "") -> None:
    """Let go of a job, for a worker that takes it on at once or later."""
    changes = {"state": QUEUED, "lease_until": None, "due_at": due_at, "attempts": attempts}
    changes |= {"reason": reason, "detail": detail or None}
    update(Write(), job, at(job), stopped(job), **changes).commit()


def ended(
    write: Write, job: Job, condition: Any, on_failure: OnFailure, state: str, *before: Event, **changes: Any
) -> Write:
    """Let a write end a job, once: it frees its place and tells of it."""
    finished = events.finished(job, state, changes.get("reason"))
    changes = {"reason": None, "detail": None, **changes}
    if state == SUCCEEDED:
        changes["checkpoint"] = None
    changes |= {"lease_until": None, "due_at": None, "cancel": None, "step": None}
    changes |= {"state": state, "ended_at": clock.iso(clock.now()), "ttl": job.forgotten_at}
    update(write, job, condition, on_failure, *before, finished, **changes)
    give_places(write, job)
    return write


def worker_lost(job: Job, condition: Any) -> None:
    """End a job whose workers are gone without a word: as its person asked, or with that as the reason. Lost when the
    condition does not hold."""
    if job.cancel:
        cancelled(job, condition, Lost())
        return
    why = {"reason": "worker_lost", "detail": "The work broke off again and again."}
    ended(Write(), job, condition, Lost(), FAILED, **why).commit()


def cancelled(job: Job, condition: Any, on_failure: OnFailure, *before: Event) -> None:
    """End a job because somebody asked for it."""
    ended(Write(), job, condition, on_failure, CANCELLED, *before).commit()
