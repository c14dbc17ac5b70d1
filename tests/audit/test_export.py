"""Copies of the log: asked for on record, made by a job, taken by whoever asked and may do so still."""

import csv
import io
import json
from typing import Any

import boto3
import pytest

from functions.audit import export
from functions.audit.handler import api
from functions.audit.jobs import worker
from functions.jobs.handler import api as jobs_api
from hearth import access, events, ids
from hearth.access import Member
from hearth.jobs import files
from hearth.jobs.items import Job
from hearth.keys import organizations as keys
from hearth.keys.jobs import job as job_key
from hearth.quotas.jobs import MY_JOBS
from hearth.table.write import Write
from tests.audit.conftest import BOB, act
from tests.support import jobs, local_table, whose
from tests.support.http import Answer, Caller
from tests.support.jobs import Bench, kill_at
from tests.support.local_table import BUCKET
from tests.support.world import World


@pytest.fixture
def bench(world: World, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return jobs.bench(monkeypatch, worker)


def ask(world: World, role: str = "admin", **body: str) -> Answer:
    return Caller(api, person_id=world.people[role])("POST", f"/v1/orgs/{world.org_id}/audit/export", body)


def stand(world: World, answer: Answer) -> dict[str, Any]:
    """The job, as whoever submitted it sees it."""
    found = Caller(jobs_api, person_id=world.people["admin"])("GET", answer.headers["Location"])
    assert found.status == 200, found.body
    body: dict[str, Any] = found.body
    return body


def copy(world: World, bench: Bench, **body: str) -> str:
    """Ask for a copy, let it be made, and take it."""
    answer = ask(world, **body)
    assert answer.status == 202, answer.body
    bench.run()
    assert stand(world, answer)["state"] == "succeeded", stand(world, answer)
    link = Caller(jobs_api, person_id=world.people["admin"])("GET", answer.headers["Location"] + "/result")
    assert (link.status, link.body["expires_in"]) == (200, files.LINK_SECONDS)
    key = link.body["url"].partition("?")[0].partition(".com/")[2].removeprefix(f"{BUCKET}/")
    return str(boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read().decode())


def ids_in(text: str) -> list[str]:
    return [json.loads(line)["id"] for line in text.splitlines()]


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("stranger", 404), ("elsewhere", 404)])
def test_others_get_no_copy(world: World, bench: Bench, who: str, status: int) -> None:
    assert ask(world, who).status == status
    assert local_table.take_calls() == []


def test_a_copy_is_one_json_object_a_line(world: World, bench: Bench) -> None:
    made = [act(world, at=f"2026-11-0{day}T10:00:00.000Z", data={"title": "Zoë\n\U0001f525"}) for day in (1, 2)]
    text = copy(world, bench)
    assert ids_in(text) == [made[1]["id"], made[0]["id"]]
    assert json.loads(text.splitlines()[0])["object"]["title"] == "Zoë\n\U0001f525"


def test_what_the_job_tells(world: World, bench: Bench) -> None:
    act(world, at="2026-11-01T10:00:00.000Z")
    answer = ask(world, format="csv")
    job = answer.body
    assert (job["type"], job["state"], job["org_id"]) == ("audit.export", "queued", world.org_id)
    assert answer.table_calls == 3  # the limit, the permission, and the one write
    bench.run()
    done = stand(world, answer)
    assert (done["result"]["facts"], done["progress"]) == ({"entries": 1}, {"done": 1, "total": 1, "step": None})
    assert done["result"]["file"]["name"].startswith("audit-")
    assert done["result"]["file"]["content_type"] == "text/csv; charset=utf-8"


def test_a_spreadsheet_takes_no_cell_for_a_formula(world: World, bench: Bench) -> None:
    name = '=HYPERLINK("https://evil.example","x")'
    act(world, actor=access.Principal(ids.new_id(), name=name, agent="@SUM(1)").actor, changes={"role": ("a", "b")})
    (row,) = csv.DictReader(io.StringIO(copy(world, bench, format="csv")))
    assert row["actor_name"] == f"'{name}"
    assert row["agent"] == "'@SUM(1)"
    assert json.loads(row["changes"]) == {"role": ["a", "b"]}


def test_filters_and_times_bound_it(world: World, bench: Bench) -> None:
    made = [act(world, "test.removed", actor=BOB, at=f"2026-11-{day:02d}T10:00:00.000Z") for day in range(1, 6)]
    act(world, at="2026-11-03T10:00:00.000Z")
    bounds = {"from": "2026-11-02T10:00:00Z", "to": "2026-11-04T10:00:00Z"}
    expected = [event["id"] for event in reversed(made[1:4])]
    assert ids_in(copy(world, bench, type="test.removed", **bounds)) == expected
    assert ids_in(copy(world, bench, actor=BOB.id, **bounds)) == expected
    thing = made[2]["object"]["id"]
    assert ids_in(copy(world, bench, object_id=thing)) == [made[2]["id"]]


@pytest.mark.parametrize("body", [{"from": "yesterday"}, {"format": "xlsx"}, {"color": "red"}])
def test_a_wrong_filter_is_told(world: World, bench: Bench, body: dict[str, str]) -> None:
    assert ask(world, **body).status == 422


def test_an_empty_log_makes_an_empty_file(world: World, bench: Bench) -> None:
    assert copy(world, bench) == ""
    assert copy(world, bench, format="csv").split(",")[0] == "at"


def test_a_copy_is_put_on_record(world: World, bench: Bench, events_made: list[dict[str, Any]]) -> None:
    ask(world, type="member", format="csv")
    (event,) = [event for event in events_made if event["type"] == "audit.exported"]
    assert event["actor"]["id"] == world.people["admin"]
    assert event["data"] == {"format": "csv", "filter": {"type": "member"}}
    assert (event["security"], event["audience"]) == (True, {"admins": True})


def test_nothing_is_begun_unless_the_record_is_written(
    world: World, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: Any) -> None:
        raise ConnectionError("no table")

    monkeypatch.setattr(Write, "commit", lost)
    monkeypatch.setattr("hearth.http.api.spend", lambda *_: {})
    assert ask(world).status == 500
    assert local_table.take_calls() == []


def demote(world: World) -> None:
    with whose.somebody_else():
        demoted = [Member.role.set("member")]
        Write().update(Member, keys.member(world.org_id, world.people["admin"]), demoted).commit()


def test_whoever_lost_the_role_meanwhile_gets_no_copy(
    world: World, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = events.announce

    def announce(*given: Any) -> Write:
        demote(world)
        return original(*given)

    monkeypatch.setattr(export, "announce", announce)
    assert ask(world).status == 403


def test_nor_who_loses_it_before_it_is_made_or_before_it_is_taken(world: World, bench: Bench) -> None:
    late = ask(world)
    bench.run()
    early = ask(world)
    demote(world)
    bench.run()
    assert stand(world, early)["reason"]["code"] == "forbidden"
    refused = Caller(jobs_api, person_id=world.people["admin"])("GET", late.headers["Location"] + "/result")
    assert (stand(world, late)["state"], refused.status) == ("succeeded", 403)


def test_another_admin_sees_it_and_cannot_take_it(world: World, bench: Bench) -> None:
    answer = ask(world)
    bench.run()
    owner = Caller(jobs_api, person_id=world.people["owner"])
    assert owner("GET", answer.headers["Location"]).body["state"] == "succeeded"
    refused = owner("GET", answer.headers["Location"] + "/result")
    assert (refused.status, refused.body["code"]) == (403, "job_not_yours")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_long_copy_survives_its_workers(
    world: World, bench: Bench, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    monkeypatch.setattr(export, "PAGE", 2)
    monkeypatch.setattr(export, "PAGES", 1)
    made = [act(world, at=f"2026-{month:02d}-10T10:00:00.000Z") for month in range(5, 12)]
    kill_at(monkeypatch, files, "put_part", {0, 2}, after=after)
    # the submission, the taking, a step, a step, and so on
    kill_at(monkeypatch, Write, "commit", {3, 6}, after=after)
    assert ids_in(copy(world, bench, type="test")) == [event["id"] for event in reversed(made)]


def test_what_happens_after_it_was_asked_for_is_not_in_it(world: World, bench: Bench) -> None:
    made = act(world, at="2026-11-01T10:00:00.000Z")
    answer = ask(world)
    act(world, at="2036-11-01T10:00:00.000Z")
    bench.run()
    job = Job.find(job_key(world.org_id, world.people["admin"], answer.body["id"]))
    assert job is not None
    assert job.facts == {"entries": 1}, made


def test_a_repeat_is_answered_as_before_though_there_is_no_more_room(world: World, bench: Bench) -> None:
    caller = Caller(api, person_id=world.people["admin"])
    path, key = f"/v1/orgs/{world.org_id}/audit/export", {"Idempotency-Key": "k"}
    first = caller("POST", path, {}, headers=key)
    for _ in range(MY_JOBS.limit - 1):
        assert ask(world).status == 202
    assert ask(world).body["quota"] == "my_jobs"
    again = caller("POST", path, {}, headers=key)
    assert (again.status, again.body) == (202, first.body)


def test_copies_are_rationed(world: World, bench: Bench) -> None:
    answers = []
    for _ in range(21):
        answers.append(ask(world).status)
        bench.run()
    assert answers[-2:] == [202, 429]
