"""Jobs on the deployed stack: a worker that is killed in the middle is replaced, and what it makes is whole."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

import pytest

from functions.audit.models import entry
from hearth import clock, ids
from hearth.jobs.items import key_of
from infra.client import jobs
from infra.client.errors import Problem
from infra.client.mail import LocalMail
from infra.demo import chaos
from infra.demo.people import Party, gather
from infra.local import state
from infra.local.state import Stack
from tests.integration.eventually import eventually
from tests.support.deliveries import happened

pytestmark = pytest.mark.integration

ENTRIES = 6_000
"""Enough for some steps, each of which asks the table four times."""


@pytest.fixture(scope="module")
def party(stack: Stack) -> Party:
    return gather(stack.rest_url, stack.endpoint, 2)


def fill_the_log(stack: Stack, org_id: str) -> set[str]:
    """Write entries as the audit function does; returns their ids."""
    now = clock.now()
    events = [
        happened(org_id=org_id, at=clock.iso(now - timedelta(milliseconds=number % 500)), security=True)
        for number in range(ENTRIES)
    ]
    raws: list[Any] = [entry(org_id, event).serialize() for event in events]
    dynamodb = state.client("dynamodb", stack)
    for start in range(0, ENTRIES, 25):
        writes = [{"PutRequest": {"Item": raw}} for raw in raws[start : start + 25]]
        dynamodb.batch_write_item(RequestItems={stack.table: writes})
    return {event["id"] for event in events}


def lose_the_lease(stack: Stack, job: dict[str, Any], person_id: str) -> None:
    """Let the minute be over for which a worker counts as alive."""
    pk, sk = key_of({"org_id": job["org_id"], "person_id": person_id, "job_id": job["id"]})
    state.client("dynamodb", stack).update_item(
        TableName=stack.table,
        Key={"pk": {"S": pk}, "sk": {"S": sk}},
        UpdateExpression="SET lease_until = :past",
        ConditionExpression="#state = :running",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={":past": {"N": str(int(time.time()) - 1)}, ":running": {"S": "running"}},
    )


def test_a_job_goes_on_when_its_worker_is_killed(stack: Stack, party: Party) -> None:
    owner = party.owner.client
    seeded = fill_the_log(stack, party.org_id)
    job = jobs.submit(owner, f"/v1/orgs/{party.org_id}/audit/export", {"format": "ndjson"})

    def at_work() -> bool:
        return bool(0 < jobs.look(owner, job)["progress"]["done"] < ENTRIES)

    eventually(at_work, "a step of the job")
    killed = [pid for pid in chaos.workers() if chaos.busy(pid) and chaos.kill(pid)]
    assert killed
    before = jobs.look(owner, job)
    assert before["state"] == "running", "it was over before anybody could be killed"
    lose_the_lease(stack, before, str(owner.person["id"]))
    done = jobs.wait(owner, before, seconds=120, every=0.2)
    assert (done["state"], done["attempts"]) == ("succeeded", 2)
    lines = [json.loads(line)["id"] for line in jobs.result(owner, done).splitlines()]
    assert len(lines) == len(set(lines)) == done["result"]["facts"]["entries"]
    assert seeded <= set(lines)


def test_a_copy_of_ones_data_is_made_and_a_mail_tells(stack: Stack, party: Party) -> None:
    person = party.people[1]
    job = jobs.wait(person.client, jobs.submit(person.client, "/v1/me/export"), every=0.2)
    assert json.loads(jobs.result(person.client, job))["profile"]["email"] == person.email
    with pytest.raises(Problem) as refused:
        jobs.look(party.owner.client, job)
    assert refused.value.code == "job_not_found"
    mail = LocalMail(stack.endpoint)
    eventually(lambda: len(mail.messages(person.email)) > 1, "the mail that tells of it")
    assert job["id"] in {one["id"] for one in jobs.mine(person.client)}


def test_invitations_by_the_hundred_reach_everybody(stack: Stack, party: Party) -> None:
    owner, mail = party.owner.client, LocalMail(stack.endpoint)
    people = [f"{ids.new_id()}@demo.hearth.example" for _ in range(100)]
    body = {"csv": "email\n" + "\n".join(people), "role": "member"}
    job = jobs.wait(owner, jobs.submit(owner, f"/v1/orgs/{party.org_id}/invitations/import", body), every=0.2)
    assert job["result"]["facts"] == {"created": 100, "skipped": 0, "failed": 0}
    assert jobs.result(owner, job).count(b"created") == 100
    eventually(lambda: mail.messages(people[0]) and mail.messages(people[-1]), "the mails")
