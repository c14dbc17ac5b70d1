"""A job as it lies in the table, and the rules of it that need no I/O.

queued ──► running ──► succeeded
  ▲  │        │ ├────► failed ───┐
  │  │        │ └────► cancelled ┤
  │  └────────┼──────► cancelled │
  └───────────┴──────────────────┘   another try, the next invocation, or a person who asks for one
"""

from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from hearth import clock
from hearth.access import Principal
from hearth.keys import Key
from hearth.keys.jobs import job as job_key
from hearth.table.item import Item

QUEUED, RUNNING = "queued", "running"
SUCCEEDED, FAILED, CANCELLED = "succeeded", "failed", "cancelled"
STATES = (QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED)
UNDER_WAY = frozenset({QUEUED, RUNNING})
"""States in which a job takes a place of the quotas."""


class Job(Item, discriminator="job"):
    """Work that somebody has submitted.

    `checkpoint` is what is needed to go on; only the job's own steps read it. `fence` grows with every worker that
    takes the job on, and every write of a worker stands on it, so that of two only the later one writes. Until
    `lease_until` (seconds since 1970) the worker counts as alive. `due_at` is when a queued job is to be tried again.
    `attempts` are the workers that began and did not hand on. `cancel` says that somebody has asked for its end.
    `private` hides it from all but its submitter.
    """

    job_id = UnicodeAttribute()
    type = UnicodeAttribute()
    org_id = UnicodeAttribute(null=True)
    person_id = UnicodeAttribute()
    action = UnicodeAttribute(null=True)
    private = BooleanAttribute(null=True)
    actor = JSONAttribute()
    input = JSONAttribute(default=dict)
    state = UnicodeAttribute(default=QUEUED)
    checkpoint = JSONAttribute(null=True)
    done = NumberAttribute(default=0)
    total = NumberAttribute(null=True)
    step = UnicodeAttribute(null=True)
    attempts = NumberAttribute(default=0)
    most_attempts = NumberAttribute(default=5)
    days = NumberAttribute(default=7)
    fence = NumberAttribute(default=0)
    lease_until = NumberAttribute(null=True)
    due_at = NumberAttribute(null=True)
    cancel = BooleanAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    detail = UnicodeAttribute(null=True)
    facts = JSONAttribute(null=True)
    file = JSONAttribute(null=True)
    started_at = UnicodeAttribute(null=True)
    ended_at = UnicodeAttribute(null=True)

    @property
    def under_way(self) -> bool:
        """Whether it may still come to an end by itself."""
        return str(self.state) in UNDER_WAY

    @property
    def place(self) -> dict[str, Any]:
        """What names it to a worker."""
        return {"org_id": self.org_id, "person_id": self.person_id, "job_id": self.job_id}

    @property
    def path(self) -> str:
        """Where it is in the API."""
        return f"/v1/orgs/{self.org_id}/jobs/{self.job_id}" if self.org_id else f"/v1/me/jobs/{self.job_id}"

    @property
    def folder(self) -> str:
        """Where its files lie in the bucket."""
        return folder_of(self.org_id, str(self.person_id)) + f"{self.job_id}/"

    @property
    def who(self) -> Principal:
        """Whoever submitted it, as far as what they do by it is theirs: events, and what they may."""
        actor = self.actor
        key = actor.get("session") if actor.get("kind") == "key" else None
        return Principal(
            person_id=str(self.person_id),
            session_id=None if key else actor.get("session") or None,
            key_id=key or None,
            name=actor.get("name", ""),
            address=actor.get("address", ""),
            agent=actor.get("agent", ""),
        )

    def leased(self, now: float) -> bool:
        """Whether a worker that counts as alive is at it."""
        return self.state == RUNNING and self.lease_until is not None and float(self.lease_until) > now

    def lost(self, now: float) -> bool:
        """Whether its worker has gone without a word."""
        return self.state == RUNNING and not self.leased(now)

    @property
    def forgotten_at(self) -> int:
        """When an ended one is forgotten, if it ended now."""
        return clock.epoch(clock.in_(days=int(self.days)))


def key_of(place: dict[str, Any]) -> Key:
    """Where the job lies that a message names. KeyError or TypeError when it names none."""
    return job_key(place["org_id"], str(place["person_id"]), str(place["job_id"]))


def folder_of(org_id: str | None, person_id: str) -> str:
    """Where the files of an org's jobs, or of a person's own, lie in the bucket."""
    return f"jobs/orgs/{org_id}/" if org_id else f"jobs/people/{person_id}/"
