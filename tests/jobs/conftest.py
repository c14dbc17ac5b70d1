"""A type of job to test with: it adds up numbers, writes each into the table and into a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from pynamodb.attributes import NumberAttribute

from hearth import keys
from hearth.access import Member, Principal
from hearth.jobs.items import Job
from hearth.jobs.submitting import submit
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.jobs.worker import Worker
from hearth.keys import Key
from hearth.keys import organizations as org_keys
from hearth.table.item import Item
from hearth.table.write import Write
from tests.support import jobs
from tests.support.world import World, build


class Tally(Item, discriminator="test_tally"):
    """How often a number was added."""

    added = NumberAttribute(default=0)


def tally(job: Job, number: int) -> Key:
    """Where that is noted."""
    return keys.processed(f"tally-{job.job_id}", str(number))


def add(work: Work) -> Next | Done:
    """One number a step; what it adds to is its checkpoint."""
    so_far = work.checkpoint or {"at": 0, "sum": 0, "parts": []}
    numbers = work.input["numbers"]
    if so_far["at"] == len(numbers):
        file = work.join(so_far["parts"], "sum.txt", "text/plain")
        return Done({"sum": so_far["sum"]}, file)
    number = numbers[so_far["at"]]
    part = work.put_part(so_far["at"], f"{number}\n".encode())
    write = Write().update(Tally, tally(work.job, so_far["at"]), [Tally.added.add(1), Tally.kind.set(Tally)])
    done = so_far["at"] + 1
    checkpoint = {"at": done, "sum": so_far["sum"] + number, "parts": [*so_far["parts"], part]}
    return Next(checkpoint, done, len(numbers), "adding", write)


@dataclass
class Kinds:
    """The types of the tests; `step` may be replaced."""

    step: Callable[[Work], Next | Done] = add

    def __call__(self, work: Work) -> Next | Done:
        """Whatever the test has put there."""
        return self.step(work)


@pytest.fixture
def kinds() -> Kinds:
    return Kinds()


@pytest.fixture
def of_org(kinds: Kinds) -> JobType:
    """A job of an org: managers and above."""
    return JobType("sums.of_org", "invitation.create", kinds)


@pytest.fixture
def own(kinds: Kinds) -> JobType:
    """A job of a person alone."""
    return JobType("sums.own", None, kinds)


@pytest.fixture
def bench(table: str, of_org: JobType, own: JobType, monkeypatch: pytest.MonkeyPatch) -> jobs.Bench:
    return jobs.bench(monkeypatch, Worker(of_org, own))


@pytest.fixture
def world(table: str) -> World:
    return build()


def submitted(world: World, kind: JobType, role: str = "manager", **given: Any) -> Job:
    """A job of somebody's in the org, or their own."""
    person = world.people[role]
    member = Member.find(org_keys.member(world.org_id, person)) if kind.action else None
    return submit(kind, Principal(person, session_id="s", name=role), given or {"numbers": [1, 2, 3]}, member=member)


def now(job: Job) -> Job:
    """The job as it is in the table."""
    found = Job.find(job.key)
    assert found is not None
    return found
