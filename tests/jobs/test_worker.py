"""From a submission to an end: once, whatever dies on the way, and whoever else is at it."""

import json
import random
from typing import Any

import boto3
import pytest

from hearth import aws, clock, config, telemetry
from hearth.access import Member
from hearth.errors import Forbidden, QuotaExceeded, Unavailable
from hearth.jobs import files, moves, submitting, worker
from hearth.jobs.items import Job
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.jobs.worker import Worker
from hearth.keys import organizations as keys
from hearth.quotas.jobs import JOBS, MY_JOBS
from hearth.table.write import Write
from tests.jobs.conftest import Kinds, Tally, add, now, submitted, tally
from tests.support import jobs, local_table
from tests.support.deliveries import CONTEXT
from tests.support.jobs import Bench, kill_at
from tests.support.local_table import BUCKET
from tests.support.usage import counted
from tests.support.world import World

Events = list[dict[str, Any]]


def content(job: Job) -> str:
    body = boto3.client("s3").get_object(Bucket=BUCKET, Key=now(job).file["key"])["Body"].read()
    assert len(body) == now(job).file["size"]
    return str(body.decode())


def used(world: World, role: str = "manager") -> tuple[int, int]:
    """How many places are taken: of the person, and of the org."""
    return counted(MY_JOBS, world.people[role]) or 0, counted(JOBS, world.org_id) or 0


def finished(events: Events, job: Job) -> list[str]:
    return [e["data"]["state"] for e in events if e["type"] == "job.finished" and e["object"]["id"] == job.job_id]


def counted_once(job: Job, numbers: int = 3) -> bool:
    return all((one := Tally.find(tally(job, at))) and one.added == 1 for at in range(numbers))


def set_role(world: World, role: str, to: str) -> None:
    Write().update(Member, keys.member(world.org_id, world.people[role]), [Member.role.set(to)]).commit()


# --- the way as it should be --------------------------------------------------------------------------------------


def test_who_may_not_do_it_cannot_have_it_done(world: World, of_org: JobType, bench: Bench) -> None:
    with pytest.raises(Forbidden):
        submitted(world, of_org, "member")
    assert local_table.take_calls() == []


def test_a_job_is_done_step_by_step(world: World, of_org: JobType, bench: Bench, events_made: Events) -> None:
    job = submitted(world, of_org)
    assert (now(job).state, used(world)) == ("queued", (1, 1))
    bench.run()
    done = now(job)
    assert (done.state, done.facts, int(done.done), int(done.total)) == ("succeeded", {"sum": 6}, 3, 3)
    assert content(job) == "1\n2\n3\n"
    assert done.checkpoint is None
    assert done.lease_until is None
    assert (int(done.attempts), used(world)) == (1, (0, 0))
    assert abs(int(done.ttl) - clock.epoch(clock.in_(days=7))) < 60
    assert finished(events_made, job) == ["succeeded"]


def test_a_healthy_job_asks_the_table_for_little_and_the_scheduler_for_nothing(
    world: World, of_org: JobType, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = submitted(world, of_org)
    told: list[telemetry.Work] = []

    def note(work: telemetry.Work, _: float) -> None:
        told.append(work)

    monkeypatch.setattr(telemetry, "_write", note)
    bench.run()
    (work,) = told
    # looks at job and membership, takes it, three checkpoints with what they write, the end; and whom to tell, twice
    expected = ["BatchGetItem", "UpdateItem", *["TransactWriteItems"] * 4]
    assert [call for call in work.table_log if call != "Query"] == expected
    assert now(job).state == "succeeded"


def test_only_so_many_are_under_way(world: World, own: JobType, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [submitted(world, own) for _ in range(5)]
    with pytest.raises(QuotaExceeded):
        submitted(world, own)
    bench.run()
    assert {now(job).state for job in made} == {"succeeded"}
    submitted(world, own)


def test_more_work_than_one_invocation_has_time_for_goes_on_in_the_next(
    world: World, of_org: JobType, bench: Bench
) -> None:
    bench.seconds = 20  # less than is kept for a step: one step each
    job = submitted(world, of_org, numbers=list(range(12)))
    bench.run()
    done = now(job)
    assert (done.state, done.facts["sum"], int(done.fence), int(done.attempts)) == ("succeeded", 66, 13, 1)
    assert counted_once(job, 12)


# --- what dies ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", range(5))
def test_a_worker_may_die_at_every_write(
    world: World, of_org: JobType, bench: Bench, events_made: Events, monkeypatch: pytest.MonkeyPatch, number: int,
    after: bool,
) -> None:  # fmt: skip
    job = submitted(world, of_org)
    calls = kill_at(monkeypatch, Write, "commit", {number}, after=after)
    bench.run()
    assert len(calls) > number, "it never came to that write"
    assert (now(job).state, now(job).facts) == ("succeeded", {"sum": 6})
    assert content(job) == "1\n2\n3\n"
    assert counted_once(job)
    assert used(world) == (0, 0)
    written = [e for e in events_made if e["type"] == "job.finished"]
    assert now(job).ev[0]["id"] in {e["id"] for e in written}


@pytest.mark.parametrize("seconds", [300, 20], ids=["one invocation", "an invocation a step"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_and_at_several_and_at_every_part(
    world: World, of_org: JobType, bench: Bench, monkeypatch: pytest.MonkeyPatch, after: bool, seconds: float
) -> None:
    bench.seconds = seconds
    job = submitted(world, of_org)
    kill_at(monkeypatch, Write, "commit", {1, 4}, after=after)
    kill_at(monkeypatch, files, "put_part", {1}, after=after)
    kill_at(monkeypatch, files, "join", {0}, after=after)
    bench.run()
    assert (now(job).state, now(job).facts, content(job)) == ("succeeded", {"sum": 6}, "1\n2\n3\n")
    assert counted_once(job)


def test_who_is_killed_while_handing_on_loses_nothing(
    world: World, of_org: JobType, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.seconds = 20
    job = submitted(world, of_org)
    kill_at(monkeypatch, worker, "call", {0, 2}, after=False)
    bench.run()
    assert now(job).state == "succeeded"
    assert counted_once(job)


def test_a_job_whose_workers_all_die_ends_as_failed(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench, events_made: Events
) -> None:
    def dies(_: Work) -> Next | Done:
        raise jobs.Killed

    kinds.step = dies
    job = submitted(world, of_org)
    bench.run()
    assert (now(job).state, now(job).reason, int(now(job).attempts)) == ("failed", "worker_lost", 5)
    assert finished(events_made, job) == ["failed"]
    assert used(world) == (0, 0)


def test_two_workers_never_both_write(world: World, of_org: JobType, kinds: Kinds, bench: Bench) -> None:
    """One hangs in a step until its lease is over, and another has taken the job from it."""
    job = submitted(world, of_org)
    overtaken: list[str] = []

    def hangs(work: Work) -> Next | Done:
        answer = add(work)
        if not overtaken and isinstance(answer, Next) and answer.done == 2:
            overtaken.append("")
            bench.now += moves.LEASE + 1
            bench.call("sums", submitting.message_of(job))
            overtaken[0] = str(now(job).state)
        return answer

    kinds.step = hangs
    bench.run()
    assert overtaken == ["succeeded"]
    assert (now(job).facts, int(now(job).fence)) == ({"sum": 6}, 2)
    assert counted_once(job)
    assert content(job) == "1\n2\n3\n"


def test_whoever_was_overtaken_writes_nothing_though_the_job_still_runs(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench
) -> None:
    """The other one is at it, or dead: the state alone does not say whose turn it is."""
    job = submitted(world, of_org)
    overtaken: list[int] = []

    def hangs(work: Work) -> Next | Done:
        answer = add(work)
        if int(work.job.fence) == 2 and int(work.job.done) == 2:
            raise jobs.Killed
        if int(work.job.fence) == 1 and int(work.job.done) == 1:
            bench.now += moves.LEASE + 1
            with pytest.raises(jobs.Killed):
                bench.workers["sums"].handler(submitting.message_of(job), CONTEXT)
            overtaken.extend([int(now(job).fence), int(now(job).done)])
        return answer

    kinds.step = hangs
    bench.run()
    assert overtaken == [2, 2]
    assert (now(job).state, now(job).facts, int(now(job).fence)) == ("succeeded", {"sum": 6}, 3)
    assert counted_once(job)


def test_whoever_comes_while_another_is_at_it_comes_back_at_the_end_of_the_lease(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench
) -> None:
    job = submitted(world, of_org)

    def visited(work: Work) -> Next | Done:
        bench.call("sums", submitting.message_of(job))
        bench.call("sums", submitting.message_of(job))
        return add(work)

    kinds.step = visited
    local_table.take_calls()
    bench.call("sums", submitting.message_of(job))
    assert now(job).state == "succeeded"
    assert [name for name in bench.waiting if not name.startswith(str(job.job_id))] == []
    assert len(bench.waiting) == 1
    ((due, _),) = bench.waiting.values()
    assert due == bench.now + moves.LEASE + worker.SLACK
    bench.run()
    assert int(now(job).fence) == 1


# --- what goes wrong ----------------------------------------------------------------------------------------------


def test_what_may_pass_is_tried_again_after_a_while(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest: list[float] = []

    def shortest(least: float, most: float) -> float:
        longest.append(most)
        return least

    monkeypatch.setattr(random, "uniform", shortest)
    faults = [Unavailable("The table is away."), ValueError("?"), Unavailable("Still.")]

    def fails(work: Work) -> Next | Done:
        if work.checkpoint and faults:
            raise faults.pop(0)
        return add(work)

    kinds.step = fails
    job = submitted(world, of_org)
    for capability, message in local_table.take_calls():
        bench.call(capability, message)
    waiting = now(job)
    assert (waiting.state, waiting.reason, waiting.detail) == ("queued", "unavailable", "The table is away.")
    assert (int(waiting.attempts), used(world)) == (1, (1, 1))
    bench.run()
    assert (now(job).state, int(now(job).attempts)) == ("succeeded", 4)
    assert now(job).reason is None
    assert longest == [10, 20, 40]
    assert counted_once(job)


def test_what_never_passes_is_given_up_after_five_attempts(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench
) -> None:
    def fails(_: Work) -> Next | Done:
        raise RuntimeError("secret")

    kinds.step = fails
    job = submitted(world, of_org)
    bench.run()
    assert (now(job).state, now(job).reason, int(now(job).attempts)) == ("failed", "internal", 5)
    assert "secret" not in str(now(job).detail)


def test_what_will_not_pass_ends_it_at_once(world: World, of_org: JobType, kinds: Kinds, bench: Bench) -> None:
    def refused(_: Work) -> Next | Done:
        raise QuotaExceeded("Enough for today.", quota="mails_a_day", limit=1, used=1)

    kinds.step = refused
    job = submitted(world, of_org)
    bench.run()
    assert (now(job).state, now(job).reason, now(job).detail) == ("failed", "quota_exceeded", "Enough for today.")
    assert int(now(job).attempts) == 1


def test_an_act_after_the_checkpoint_is_tried_again_from_it(
    world: World, own: JobType, kinds: Kinds, bench: Bench
) -> None:
    sent: list[int] = []

    def mails(work: Work) -> Next | Done:
        if work.checkpoint and work.memory.get("sent"):
            return Done()

        def then() -> None:
            sent.append(len(sent))
            if len(sent) < 3:
                raise ConnectionError("no answer")
            work.memory["sent"] = True

        return Next({"mailed": False}, 1, then=then)

    kinds.step = mails
    job = submitted(world, own)
    bench.run()
    assert (now(job).state, sent) == ("succeeded", [0, 1, 2])


def test_whose_access_ends_gets_nothing_more(world: World, of_org: JobType, kinds: Kinds, bench: Bench) -> None:
    job = submitted(world, of_org)
    set_role(world, "manager", "member")
    bench.run()
    assert (now(job).state, now(job).reason, int(now(job).done)) == ("failed", "forbidden", 0)


def test_not_even_when_it_ends_during_the_last_step(world: World, of_org: JobType, kinds: Kinds, bench: Bench) -> None:
    def demoted(work: Work) -> Next | Done:
        set_role(world, "manager", "member")
        return add(work)

    kinds.step = demoted
    job = submitted(world, of_org)
    bench.run()
    assert (now(job).state, now(job).reason, now(job).file) == ("failed", "forbidden", None)


def test_a_file_of_many_pieces_is_laid_together(
    world: World, own: JobType, kinds: Kinds, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = 5 * 2**20  # the least that S3 takes
    monkeypatch.setattr(files, "PIECE", piece)
    lines = b"".join(b"%07d\n" % number for number in range(piece // 8 + 9))

    def large(work: Work) -> Next | Done:
        parts = [work.put_part(0, lines[:100]), work.put_part(1, lines[100:])]
        return Done({}, work.join(parts, "large.txt", "text/plain"))

    kinds.step = large
    job = submitted(world, own)
    bench.run()
    assert content(job) == lines.decode()
    monkeypatch.setattr(files, "LARGEST", piece)
    job = submitted(world, own)
    bench.run()
    assert (now(job).state, now(job).reason) == ("failed", "result_too_large")


def test_a_worker_waits_for_the_scheduler_of_its_own_function(
    world: World, of_org: JobType, kinds: Kinds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one test with the scheduler itself."""
    monkeypatch.setenv("HEARTH_LATER_TARGET", "arn:aws:lambda:eu-central-1:123456789012:function:unit-sums-jobs")
    monkeypatch.setenv("HEARTH_LATER_ROLE", "arn:aws:iam::123456789012:role/later")
    config.settings.cache_clear()
    scheduler = aws.client("scheduler")
    scheduler.create_schedule_group(Name="unit")

    def fails(_: Work) -> Next | Done:
        raise Unavailable("The table is away.")

    kinds.step = fails
    job = submitted(world, of_org)
    Worker(of_org).handler(submitting.message_of(job), CONTEXT)
    (waiting,) = scheduler.list_schedules(GroupName="unit")["Schedules"]
    made = scheduler.get_schedule(GroupName="unit", Name=waiting["Name"])
    assert json.loads(made["Target"]["Input"]) == {"job": job.place}
    assert waiting["Name"].startswith(str(job.job_id))
