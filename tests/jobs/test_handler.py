"""Jobs over HTTP: the wrong people first; then looking, cancelling, trying again, and taking the file."""

from typing import Any

import boto3
import pytest

from functions.jobs import queue
from functions.jobs.handler import api
from hearth import ids
from hearth.access import Member
from hearth.events import SYSTEM, Event
from hearth.jobs import submitting as kernel
from hearth.jobs.items import Job
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.keys import organizations as keys
from hearth.live import topics
from hearth.live.items import subscriptions
from hearth.table.write import Write
from tests.jobs.conftest import Kinds, add, now, submitted
from tests.support import local_table
from tests.support.deliveries import CONTEXT
from tests.support.http import Answer, Caller
from tests.support.jobs import Bench
from tests.support.live import Gateway, connect, watch
from tests.support.local_table import BUCKET
from tests.support.world import World

Events = list[dict[str, Any]]


def ask(world: World, role: str, path: str, method: str = "GET", **more: Any) -> Answer:
    return Caller(api, person_id=world.people[role], session_id="s")(method, path, **more)


def path(job: Job, tail: str = "") -> str:
    return str(job.path) + tail


def fails(_: Work) -> Next | Done:
    raise RuntimeError("a step that fails every time")


# --- the wrong people ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["member", "viewer", "guest"])
@pytest.mark.parametrize(("method", "tail"), [("GET", ""), ("GET", "/result"), ("POST", "/cancel"), ("POST", "/retry")])
def test_whose_work_it_is_not_may_not_know_of_it(
    world: World, of_org: JobType, bench: Bench, who: str, method: str, tail: str
) -> None:
    job = submitted(world, of_org)
    answer = ask(world, who, path(job, tail), method)
    assert (answer.status, answer.body["code"]) == (404, "job_not_found")


@pytest.mark.parametrize(("method", "tail"), [("GET", "/result"), ("POST", "/retry")])
def test_whoever_else_may_see_it_takes_nothing_and_has_nothing_done_in_anothers_name(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench, method: str, tail: str
) -> None:
    job = submitted(world, of_org)
    if method == "POST":
        kinds.step = fails
    bench.run()
    answer = ask(world, "owner", path(job, tail), method)
    assert (answer.status, answer.body["code"]) == (403, "job_not_yours")


def test_another_persons_own_job_is_nowhere(world: World, own: JobType, bench: Bench) -> None:
    job = submitted(world, own)
    assert ask(world, "owner", path(job)).status == 404
    assert ask(world, "manager", path(job)).status == 200


def test_a_job_of_one_org_is_not_found_in_another(world: World, of_org: JobType, bench: Bench) -> None:
    job = submitted(world, of_org)
    elsewhere = f"/v1/orgs/{world.other_org_id}/jobs/{job.job_id}"
    assert ask(world, "elsewhere", elsewhere).body["code"] == "job_not_found"
    assert ask(world, "manager", elsewhere).body["code"] == "org_not_found"


def test_who_may_not_do_it_any_more_neither_takes_the_file_nor_tries_again(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench
) -> None:
    done = submitted(world, of_org)
    bench.run()
    kinds.step = fails
    failed = submitted(world, of_org)
    bench.run()
    key = keys.member(world.org_id, world.people["manager"])
    Write().update(Member, key, [Member.role.set("viewer")]).commit()
    assert ask(world, "manager", path(done, "/result")).body["code"] == "forbidden"
    assert ask(world, "manager", path(failed, "/retry"), "POST").body["code"] == "forbidden"
    assert ask(world, "manager", path(done)).status == 200


def test_an_api_key_takes_a_file_only_with_the_scope_of_what_made_it(
    world: World, of_org: JobType, bench: Bench
) -> None:
    job = submitted(world, of_org)
    bench.run()
    key = Caller(api, person_id=world.people["manager"], key_id=ids.new_id(), scopes="org:read")
    assert key("GET", path(job)).status == 200
    assert key("GET", path(job, "/result")).body["code"] == "scope_missing"


# --- looking ------------------------------------------------------------------------------------------------------


def test_lists_hold_what_is_the_askers_to_see(world: World, of_org: JobType, own: JobType, bench: Bench) -> None:
    first, second = submitted(world, of_org), submitted(world, of_org, "owner")
    personal = submitted(world, own)
    strange = submitted(world, own, "member")

    def listed(role: str, at: str) -> list[str]:
        return [one["id"] for one in ask(world, role, at).body["items"]]

    org = f"/v1/orgs/{world.org_id}/jobs"
    assert listed("owner", org) == listed("manager", org) == [second.job_id, first.job_id]
    assert listed("member", org) == []
    assert listed("manager", "/v1/me/jobs") == [personal.job_id, first.job_id]
    assert listed("member", "/v1/me/jobs") == [strange.job_id]
    key = keys.member(world.org_id, world.people["manager"])
    Write().update(Member, key, [Member.status.set("removed")]).commit()
    assert listed("manager", "/v1/me/jobs") == [personal.job_id]


def test_a_member_sees_their_own_in_the_org(world: World, of_org: JobType, bench: Bench) -> None:
    job = submitted(world, of_org)
    key = keys.member(world.org_id, world.people["manager"])
    Write().update(Member, key, [Member.role.set("member")]).commit()
    answer = ask(world, "manager", f"/v1/orgs/{world.org_id}/jobs")
    assert [one["id"] for one in answer.body["items"]] == [job.job_id]


def test_a_job_in_each_state(world: World, of_org: JobType, kinds: Kinds, bench: Bench) -> None:
    seen: list[dict[str, Any]] = []

    def looks(work: Work) -> Next | Done:
        seen.append(ask(world, "manager", path(job)).body)
        return add(work)

    kinds.step = looks
    job = submitted(world, of_org)
    seen.append(ask(world, "manager", path(job)).body)
    bench.run()
    seen.append(ask(world, "manager", path(job)).body)
    told = [(one["state"], one["progress"]["done"], one["progress"]["total"]) for one in seen]
    assert told == [
        ("queued", 0, None), ("running", 0, None), ("running", 1, 3), ("running", 2, 3), ("running", 3, 3),
        ("succeeded", 3, 3),
    ]  # fmt: skip
    versions = [one["version"] for one in seen]
    assert versions == sorted(set(versions))
    assert seen[-1]["result"] == {
        "file": {"name": "sum.txt", "content_type": "text/plain", "size": 6}, "facts": {"sum": 6},
    }  # fmt: skip
    assert "Signature" not in str(seen)
    link = ask(world, "manager", path(job, "/result")).body["url"]
    assert "Signature" in link
    assert link not in str(now(job).attribute_values)


def test_there_is_no_file_before_the_end(world: World, of_org: JobType, bench: Bench) -> None:
    job = submitted(world, of_org)
    assert ask(world, "manager", path(job, "/result")).body["code"] == "job_no_file"


# --- cancelling and trying again ----------------------------------------------------------------------------------


def test_a_queued_job_ends_at_once(world: World, of_org: JobType, bench: Bench, events_made: Events) -> None:
    job = submitted(world, of_org)
    answer = ask(world, "manager", path(job, "/cancel"), "POST")
    assert (answer.body["state"], answer.body["cancelling"]) == ("cancelled", False)
    bench.run()
    assert (now(job).state, int(now(job).attempts)) == ("cancelled", 0)
    made = [event["type"] for event in events_made if event["type"].startswith("job.")]
    assert made.count("job.cancelled") == made.count("job.finished") == 1
    assert ask(world, "manager", path(job, "/cancel"), "POST").body["code"] == "job_ended"
    assert [event["type"] for event in now(job).ev] == ["job.cancelled", "job.finished"]


def test_a_running_one_at_its_next_checkpoint(world: World, of_org: JobType, kinds: Kinds, bench: Bench) -> None:
    answers: list[dict[str, Any]] = []

    def cancelled(work: Work) -> Next | Done:
        if work.job.done == 1:
            answers.extend(ask(world, "owner", path(job, "/cancel"), "POST").body for _ in range(2))
        return add(work)

    kinds.step = cancelled
    job = submitted(world, of_org)
    bench.run()
    assert [(one["state"], one["cancelling"]) for one in answers] == [("running", True)] * 2
    assert (now(job).state, int(now(job).done), now(job).checkpoint["at"]) == ("cancelled", 1, 1)


def test_even_at_its_last(world: World, of_org: JobType, kinds: Kinds, bench: Bench) -> None:
    def cancelled(work: Work) -> Next | Done:
        answer = add(work)
        if isinstance(answer, Done):
            ask(world, "manager", path(job, "/cancel"), "POST")
        return answer

    kinds.step = cancelled
    job = submitted(world, of_org)
    bench.run()
    assert (now(job).state, now(job).file) == ("cancelled", None)


def test_and_one_whose_worker_is_gone_when_somebody_looks(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench
) -> None:
    from tests.support.jobs import Killed

    def dies(_: Work) -> Next | Done:
        ask(world, "manager", path(job, "/cancel"), "POST")
        raise Killed

    kinds.step = dies
    job = submitted(world, of_org)
    bench.run()
    assert (now(job).state, int(now(job).attempts)) == ("cancelled", 1)


def test_what_failed_goes_on_from_where_it_was(
    world: World, of_org: JobType, kinds: Kinds, bench: Bench, events_made: Events
) -> None:
    def half(work: Work) -> Next | Done:
        return add(work) if work.job.done < 2 else fails(work)

    kinds.step = half
    job = submitted(world, of_org)
    bench.run()
    assert (now(job).state, int(now(job).done)) == ("failed", 2)
    kinds.step = add
    answer = ask(world, "manager", path(job, "/retry"), "POST")
    body = answer.body
    assert (body["state"], body["attempts"], body["reason"], body["expires_at"]) == ("queued", 0, None, None)
    assert answer.table_calls <= 3
    assert ask(world, "manager", path(job, "/retry"), "POST").body["code"] == "job_not_to_retry"
    bench.run()
    assert (now(job).state, now(job).facts) == ("succeeded", {"sum": 6})
    (event,) = [event for event in events_made if event["type"] == "job.retried"]
    assert (event["security"], event["actor"]["id"]) == (True, world.people["manager"])


def test_trying_again_takes_a_place(world: World, own: JobType, kinds: Kinds, bench: Bench) -> None:
    kinds.step = fails
    failed = submitted(world, own)
    bench.run()
    for _ in range(5):
        submitted(world, own)
    answer = ask(world, "manager", path(failed, "/retry"), "POST")
    assert (answer.status, answer.body["quota"]) == (409, "my_jobs")


# --- being told ---------------------------------------------------------------------------------------------------


def at_home(world: World, role: str) -> str:
    """Somebody's connection, which hears what concerns them."""
    person = world.people[role]
    return str(watch(connect(person), f"user:{person}").connection_id)


def test_the_person_hears_of_it_live(
    world: World, of_org: JobType, bench: Bench, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = at_home(world, "manager"), at_home(world, "owner")
    job = submitted(world, of_org)
    bench.run()
    frames = gateway.to(mine, "changed")
    assert [(frame["event"], frame["job"]["state"]) for frame in frames] == [
        ("job.progressed", "running"), ("job.finished", "succeeded"),
    ]  # fmt: skip
    assert frames[-1]["object"] == {"type": "job", "id": job.job_id, "version": int(now(job).version)}
    assert gateway.to(theirs) == []


def test_whoever_is_gone_is_cleaned_up_after(world: World, of_org: JobType, bench: Bench, gateway: Gateway) -> None:
    person = world.people["manager"]
    away = connect(person)
    watch(away, f"user:{person}")
    watch(away, topics.document(world.org_id, ids.new_id()))
    gateway.gone.add(str(away.connection_id))
    job = submitted(world, of_org)
    assert ask(world, "manager", path(job, "/cancel"), "POST").body["state"] == "cancelled"
    assert subscriptions(topics.user(person)) == []


def test_progress_is_told_once_a_second(
    world: World, of_org: JobType, bench: Bench, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearth.jobs import broadcast

    ticks = iter(range(1000))
    monkeypatch.setattr(broadcast, "now", lambda: next(ticks) * 0.3)
    mine = at_home(world, "manager")
    submitted(world, of_org, numbers=list(range(30)))
    bench.run()
    states = [frame["job"]["state"] for frame in gateway.to(mine, "changed")]
    assert (states[0], states[-1]) == ("running", "succeeded")
    assert 5 < len(states) < 12


# --- what hears of it from the bus --------------------------------------------------------------------------------


def from_bus(type_: str, thing: str, org_id: str | None, **data: Any) -> None:
    event = Event(type_, "job", thing, SYSTEM, org_id=org_id, data=data, audience={}, security=type_ == "job.retried")
    detail = event.envelope() if type_.startswith("job.") else {**template(), "type": type_}
    detail["object"]["id"] = thing
    queue.handler({"version": "0", "source": "hearth", "detail-type": type_, "detail": detail}, CONTEXT)


def template() -> dict[str, Any]:
    return Event("test.happened", "job", "x", SYSTEM).envelope()


@pytest.mark.parametrize("whose", ["org", "own"])
def test_a_job_whose_submitter_was_cut_short_is_begun(
    world: World, of_org: JobType, own: JobType, bench: Bench, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    kind = of_org if whose == "org" else own

    def lost(_: Job) -> None:
        raise ConnectionError("Lambda is away.")

    with monkeypatch.context() as patch:
        patch.setattr(kernel, "call", lost)
        job = submitted(world, kind)
    assert local_table.take_calls() == []
    data = {"type": kind.name, "person_id": world.people["manager"]}
    from_bus("job.submitted", str(job.job_id), job.org_id, **data)
    from_bus("job.submitted", str(job.job_id), job.org_id, **data)
    bench.run()
    assert (now(job).state, int(now(job).fence)) == ("succeeded", 1)
    from_bus("job.submitted", str(job.job_id), job.org_id, **data)
    assert local_table.take_calls() == []


def test_nothing_is_left_of_who_is_gone(world: World, of_org: JobType, own: JobType, bench: Bench) -> None:
    orgs, mine, others = submitted(world, of_org), submitted(world, own), submitted(world, own, "member")
    bench.run()
    for _ in range(2):
        from_bus("org.purged", world.org_id, world.org_id)
        from_bus("person.deleted", world.people["manager"], None)
    assert [Job.find(job.key) for job in (orgs, mine)] == [None, None]
    assert Job.find(others.key) is not None
    left = boto3.client("s3").list_objects_v2(Bucket=BUCKET)["Contents"]
    assert {one["Key"].rsplit("/", 2)[0].removesuffix("/parts") + "/" for one in left} == {others.folder}
