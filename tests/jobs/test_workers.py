"""What the kernel has each worker do, done by each worker that there is: its role is held against this."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hearth import aws, config, ids
from hearth.access import Principal
from hearth.errors import Unavailable
from hearth.jobs import moves
from hearth.jobs.items import SUCCEEDED, Job
from hearth.jobs.submitting import build, message_of
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.jobs.worker import Worker
from hearth.live import topics
from hearth.table.write import Write
from infra.template.compose import capabilities
from tests.support import local_table
from tests.support.deliveries import Context
from tests.support.live import Gateway, connect, watch
from tests.support.world import World
from tests.support.world import build as build_world

KINDS = [kind for one in capabilities() for kind in one.kinds_of_jobs]


def test_the_workers_are_found() -> None:
    assert {"audit.export", "documents.export", "identity.export"} <= {kind.name for kind in KINDS}


@pytest.fixture
def schedules(table: str) -> Callable[[], list[Any]]:
    """EventBridge Scheduler, with the stack's group; returns what waits."""
    scheduler = aws.client("scheduler")
    scheduler.create_schedule_group(Name="unit")
    return lambda: list(scheduler.list_schedules(GroupName="unit")["Schedules"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_a_worker_goes_on_waits_and_ends(
    kind: JobType, gateway: Gateway, schedules: Callable[[], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    function = f"unit-{kind.capability}-jobs"
    monkeypatch.setenv("HEARTH_LATER_TARGET", f"arn:aws:lambda:eu-central-1:123456789012:function:{function}")
    monkeypatch.setenv("HEARTH_LATER_ROLE", "arn:aws:iam::123456789012:role/later")
    config.settings.cache_clear()
    world: World = build_world()
    person = world.people["owner"]
    home, away = connect(person), connect(person)
    for one in (home, away):
        watch(one, f"user:{person}")
    watch(away, topics.document(world.org_id, ids.new_id()))
    gateway.gone.add(str(away.connection_id))
    faults = [Unavailable("The table is away.")]

    def step(work: Work) -> Next | Done:
        if work.checkpoint is None:
            return Next({"part": work.put_part(0, b"x")}, 1)
        if faults:
            raise faults.pop()
        return Done(file=work.join([work.checkpoint["part"]], "x.txt", "text/plain"))

    worker = Worker(replace(kind, step=step))
    job = build(kind, Principal(person, name="Ada"), {}, world.org_id if kind.action else None)
    Write().create(job).commit()

    worker.handler(message_of(job), Context(20))
    assert local_table.take_calls() == [(kind.capability, message_of(job))]
    worker.handler(message_of(job), Context(300))
    assert len(schedules()) == 1
    monkeypatch.setattr(moves, "now", lambda: 4e9)
    worker.handler(message_of(job), Context(300))
    found = Job.find(job.key)
    assert found is not None
    assert found.state == SUCCEEDED
    assert [frame["job"]["state"] for frame in gateway.to(str(home.connection_id), "changed")][-1] == SUCCEEDED
