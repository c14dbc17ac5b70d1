"""Inviting hundreds by a CSV: a job that answers for every line, and mails each person once."""

import csv
import io
from typing import Any

import boto3
import pytest

from functions.organizations.jobs import worker
from functions.organizations.models import Invitation
from functions.organizations.service import importing, invitations
from hearth import mail, quotas
from hearth.jobs.items import Job
from hearth.keys import organizations as keys
from hearth.keys.jobs import job as job_key
from hearth.quotas.organizations import MAILS_A_DAY
from hearth.table.write import Write
from tests.organizations.conftest import House, mails, token_in
from tests.support import jobs
from tests.support.http import Answer, Caller
from tests.support.jobs import Bench, kill_at
from tests.support.local_table import BUCKET
from tests.support.usage import counted, set_count


@pytest.fixture
def bench(house: House, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr(importing, "STRETCH", 3)
    mails()
    return jobs.bench(monkeypatch, worker)


def people(number: int, first: int = 0) -> str:
    return "email\n" + "".join(f"p{one}@example.org\n" for one in range(first, first + number))


def bring(house: House, text: str, by: Caller | None = None, **more: Any) -> Answer:
    return (by or house.owner)("POST", house.path("/invitations/import"), {"csv": text, **more})


def stand(house: House, answer: Answer) -> Job:
    assert answer.status == 202, answer.body
    job = Job.find(job_key(house.org_id, str(house.owner.person_id), answer.body["id"]))
    assert job is not None
    return job


def report(job: Job) -> list[tuple[str, str, str, str]]:
    text = boto3.client("s3").get_object(Bucket=BUCKET, Key=job.file["key"])["Body"].read().decode()
    rows = csv.DictReader(io.StringIO(text))
    return [(row["line"], row["email"], row["result"], row["reason"]) for row in rows]


def opens(house: House, sent: dict[str, Any]) -> bool:
    token = token_in(sent["data"]["link"])
    return Caller(house.owner.api)("POST", "/v1/invitations/lookup", {"token": token}).status == 200


def test_members_bring_nobody(house: House, bench: Bench) -> None:
    assert bring(house, people(1), house.join("Bob")).body["code"] == "forbidden"


def test_every_line_is_answered_for(house: House, bench: Bench) -> None:
    house.owner("POST", house.path("/invitations"), {"email": "p1@example.org"})
    mails()
    answer = bring(
        house,
        people(6).replace("email", "email,role", 1) + "nobody\nP2@example.org\nking@example.org,king\n",
        role="viewer",
    )
    assert (answer.table_calls, answer.body["progress"]["total"]) == (2, None)
    bench.run()
    job = stand(house, answer)
    assert (job.state, job.facts) == ("succeeded", {"created": 5, "skipped": 2, "failed": 2})
    rows = report(job)
    assert [row[:1] + row[2:] for row in rows[:3]] == [
        ("2", "created", ""), ("3", "skipped", "already_invited"), ("4", "created", ""),
    ]  # fmt: skip
    assert ("8", "nobody", "failed", "invalid_email") in rows
    assert sorted(sent["to"] for sent in mails()) == [f"p{one}@example.org" for one in (0, 2, 3, 4, 5)]


@pytest.mark.parametrize("text", ["eve@example.org", "name\nEve", "email\n", people(1001)], ids=["1", "2", "3", "4"])
def test_what_is_no_such_file_is_refused_at_once(house: House, bench: Bench, text: str) -> None:
    answer = bring(house, text)
    assert (answer.status, answer.body["errors"][0]["pointer"]) == (422, "/csv")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", range(6))
def test_a_worker_may_die_at_every_write(
    house: House, bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int, after: bool
) -> None:
    answer = bring(house, people(5))
    kill_at(monkeypatch, Write, "commit", {number}, after=after)
    bench.run()
    all_are_invited_once(house, stand(house, answer))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", range(2))
def test_and_at_every_mailing(
    house: House, bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int, after: bool
) -> None:
    answer = bring(house, people(5))
    kill_at(monkeypatch, mail, "send_many", {number}, after=after)
    bench.run()
    all_are_invited_once(house, stand(house, answer))


def all_are_invited_once(house: House, job: Job) -> None:
    assert (job.state, job.facts) == ("succeeded", {"created": 5, "skipped": 0, "failed": 0})
    assert [row[2] for row in report(job)] == ["created"] * 5
    assert counted(MAILS_A_DAY, house.org_id) == 5
    last = {str(sent["to"]): sent for sent in mails()}
    assert len(last) == 5
    assert all(opens(house, sent) for sent in last.values())


def test_whoever_came_in_by_the_first_mail_is_not_invited_anew(
    house: House, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = bring(house, people(2))
    original = mail.send_many

    def dies(*given: Any) -> None:
        original(*given)
        key = keys.invitation(house.org_id, invitations.id_for(house.org_id, "p0@example.org"))
        Write().update(Invitation, key, [Invitation.status.set("accepted")]).commit()
        monkeypatch.setattr(mail, "send_many", original)
        raise jobs.Killed

    monkeypatch.setattr(mail, "send_many", dies)
    bench.run()
    assert stand(house, answer).state == "succeeded"
    assert sorted(sent["to"] for sent in mails()) == ["p0@example.org", "p1@example.org", "p1@example.org"]


def test_somebody_else_inviting_the_same_person_costs_another_look(
    house: House, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = bring(house, people(2))
    original = invitations.count

    def meanwhile(*given: Any, **named: Any) -> None:
        monkeypatch.setattr(invitations, "count", original)
        assert house.owner("POST", house.path("/invitations"), {"email": "p0@example.org"}).status == 201
        original(*given, **named)

    monkeypatch.setattr(invitations, "count", meanwhile)
    bench.run()
    assert stand(house, answer).facts == {"created": 1, "skipped": 1, "failed": 0}


def test_when_the_day_is_used_up_it_goes_on_the_next(house: House, bench: Bench) -> None:
    from functions.jobs.handler import api as jobs_api

    set_count(MAILS_A_DAY, house.org_id, MAILS_A_DAY.limit - 4)
    answer = bring(house, people(5))
    bench.run()
    assert (stand(house, answer).state, stand(house, answer).reason) == ("failed", "quota_exceeded")
    assert len(mails()) == 3
    Write().delete(quotas.Usage, MAILS_A_DAY.key(house.org_id)).commit()
    caller = Caller(jobs_api, house.owner.person_id)
    assert caller("POST", answer.headers["Location"] + "/retry").body["state"] == "queued"
    bench.run()
    assert stand(house, answer).facts == {"created": 5, "skipped": 0, "failed": 0}
    assert len(mails()) == 2
