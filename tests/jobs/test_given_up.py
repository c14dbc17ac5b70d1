"""A worker that does not load, or dies before it has looked: Lambda gives up on the call, and the job ends."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from functions.jobs import queue, service
from functions.jobs.handler import api
from hearth.jobs import moves
from hearth.jobs.items import Job
from hearth.jobs.submitting import message_of
from hearth.jobs.types import JobType
from hearth.live import topics
from hearth.quotas.jobs import JOBS, MY_JOBS
from infra.redrive import Call, call_of
from tests.jobs.conftest import now, submitted
from tests.support import local_table
from tests.support.deliveries import CONTEXT
from tests.support.http import Caller
from tests.support.jobs import Bench
from tests.support.live import Gateway, connect, watch
from tests.support.usage import counted
from tests.support.world import World

Letters = Callable[[], list[dict[str, Any]]]
ARN = "arn:aws:lambda:eu-central-1:123456789012:function:unit-sums-jobs:$LATEST"


def give_up(payload: Any) -> dict[str, Any]:
    """What Lambda writes of a call that failed three times."""
    letter = {
        "version": "1.0",
        "requestContext": {"functionArn": ARN, "condition": "RetriesExhausted", "approximateInvokeCount": 3},
        "requestPayload": payload,
        "responsePayload": {"errorType": "Runtime.ImportModuleError", "errorMessage": "No module named 'gone'"},
    }
    queue.handler(letter, CONTEXT)
    return letter


def ends(job: Job) -> tuple[str, str | None]:
    return str(now(job).state), now(job).reason


@pytest.mark.parametrize("whose", ["org", "own"])
def test_a_job_whose_worker_does_not_load_fails_with_its_reason(
    world: World, of_org: JobType, own: JobType, gateway: Gateway, dead_letters: Letters, whose: str
) -> None:
    person = world.people["manager"]
    home = connect(person)
    watch(home, topics.user(person))
    job = submitted(world, of_org if whose == "org" else own)
    letter = give_up(message_of(job))
    assert ends(job) == ("failed", "worker_lost")
    assert (counted(MY_JOBS, person), counted(JOBS, world.org_id) or 0) == (0, 0)
    (finished,) = [event for event in now(job).ev if event["type"] == "job.finished"]
    assert finished["data"]["reason"] == "worker_lost"
    (told,) = gateway.to(str(home.connection_id), "changed")
    assert (told["job"]["state"], told["job"]["reason"]["code"]) == ("failed", "worker_lost")
    assert dead_letters() == [letter], "who mends the cause finds what Lambda wrote"


def test_the_letter_is_kept_as_redriving_needs_it(world: World, own: JobType, dead_letters: Letters) -> None:
    job = submitted(world, own)
    give_up(message_of(job))
    (kept,) = dead_letters()
    message = {"Body": json.dumps(kept)}
    assert call_of(message, "unit") == Call("unit-sums-jobs", message_of(job))


def test_a_second_letter_changes_nothing(world: World, own: JobType, dead_letters: Letters) -> None:
    job = submitted(world, own)
    give_up(message_of(job))
    before = now(job).version
    give_up(message_of(job))
    assert now(job).version == before
    assert counted(MY_JOBS, world.people["manager"]) == 0
    assert len(dead_letters()) == 2


def test_a_job_that_a_worker_has_in_hands_is_left_to_it(
    world: World, own: JobType, bench: Bench, dead_letters: Letters
) -> None:
    job = submitted(world, own)
    moves.taken(now(job))
    give_up(message_of(job))
    assert ends(job) == ("running", None)
    bench.now += moves.LEASE + 1
    give_up(message_of(job))
    assert ends(job) == ("failed", "worker_lost")
    assert len(dead_letters()) == 2


def test_a_job_that_is_to_be_tried_later_waits_for_that(world: World, own: JobType, bench: Bench) -> None:
    job = submitted(world, own)
    moves.taken(taken := now(job))
    moves.queued(taken, bench.now + 100, attempts=1, reason="unavailable")
    give_up(message_of(job))
    assert ends(job) == ("queued", "unavailable")
    bench.now += 101
    give_up(message_of(job))
    assert ends(job) == ("failed", "worker_lost")


def test_a_job_that_a_worker_takes_at_the_same_moment_goes_on(
    world: World, own: JobType, bench: Bench, dead_letters: Letters
) -> None:
    job = submitted(world, own)
    late = now(job)
    bench.run()
    assert ends(job) == ("succeeded", None)
    service.end_lost(late)
    assert ends(job) == ("succeeded", None)


def test_who_had_asked_for_its_end_gets_that(world: World, own: JobType, bench: Bench) -> None:
    job = submitted(world, own)
    moves.taken(now(job))
    caller = Caller(api, world.people["manager"])
    assert caller("POST", f"/v1/me/jobs/{job.job_id}/cancel").body["cancelling"] is True
    bench.now += moves.LEASE + 1
    give_up(message_of(job))
    assert ends(job) == ("cancelled", None)


def test_once_the_cause_is_mended_its_person_tries_it_again(
    world: World, own: JobType, bench: Bench, dead_letters: Letters
) -> None:
    job = submitted(world, own)
    local_table.take_calls()
    give_up(message_of(job))
    caller = Caller(api, world.people["manager"])
    assert caller("POST", f"/v1/me/jobs/{job.job_id}/retry").body["state"] == "queued"
    bench.run()
    assert ends(job) == ("succeeded", None)


@pytest.mark.parametrize("payload", [None, {}, {"job": 7}, {"job": {"org_id": None}}, "text"])
def test_a_call_that_named_no_job_is_kept_all_the_same(table: str, dead_letters: Letters, payload: Any) -> None:
    letter = give_up(payload)
    assert dead_letters() == [letter]
