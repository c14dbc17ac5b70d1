"""Previews over HTTP: asked for, looked at by a worker that may do nothing else, and told to whoever asked."""

import re
from pathlib import Path
from typing import Any

import pytest

from functions.jobs.handler import api as jobs_api
from functions.previews import looking
from functions.previews.handler import api
from functions.previews.jobs import worker
from hearth import ids
from tests.kernel.test_preview import HERE, moved, page, serving
from tests.support import jobs
from tests.support.http import Answer, Caller
from tests.support.jobs import Bench

ADA = ids.new_id()


@pytest.fixture
def bench(table: str, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return jobs.bench(monkeypatch, worker)


def ask(url: str) -> Answer:
    return Caller(api, ADA, session_id=ids.new_id(), name="Ada")("POST", "/v1/me/previews", {"url": url})


def seen(answer: Answer, person_id: str = ADA) -> Answer:
    return Caller(jobs_api, person_id, session_id=ids.new_id())("GET", f"/v1/me/jobs/{answer.body['id']}")


def looked(bench: Bench, url: str) -> dict[str, Any]:
    answer = ask(url)
    assert answer.status == 202, answer.body
    bench.run()
    body: dict[str, Any] = seen(answer).body
    return body


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "example.com",
        "https://",
        "https://a b/",
        "",
        "https://x/" + "y" * 2000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused_at_once(table: str, url: str) -> None:
    answer = ask(url)
    assert (answer.status, answer.body["code"]) == (422, "invalid_body")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "https://1.1.1.1:22/",
    ],
)
def test_a_private_address_has_no_preview(bench: Bench, url: str) -> None:
    job = looked(bench, url)
    assert (job["state"], job["reason"]["code"]) == ("failed", "address_not_allowed")


def test_a_page_that_leads_to_a_private_address_has_none(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "RULES", HERE)
    with serving(moved("http://169.254.169.254/latest/meta-data/")) as (address, _):
        job = looked(bench, address)
    assert (job["state"], job["reason"]["code"]) == ("failed", "address_not_allowed")


def test_whoever_asked_is_told_what_the_page_says_and_nobody_else_is(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "RULES", HERE)
    with serving(page(b"<title>A page</title><meta name=description content='About it'>")) as (address, _):
        answer = ask(address)
        bench.run()
    assert seen(answer, ids.new_id()).status == 404
    job = seen(answer).body
    assert job["state"] == "succeeded"
    told = {"url": address, "title": "A page", "description": "About it", "site": "127.0.0.1"}
    assert job["result"]["facts"] == told


def test_whoever_asks_for_more_than_sixty_in_ten_minutes_is_told_to_wait(bench: Bench) -> None:
    person = Caller(api, ids.new_id(), session_id=ids.new_id())

    def asked() -> Answer:
        answer = person("POST", "/v1/me/previews", {"url": "http://127.0.0.1/"})
        bench.run()  # no more of them are under way at once than the quota has
        return answer

    assert {asked().status for _ in range(60)} == {202}
    refused = asked()
    assert (refused.status, refused.body["code"]) == (429, "rate_limited")


def test_production_has_the_strict_rule() -> None:
    assert not looking.RULES.allows("127.0.0.1")
    assert looking.RULES.own_ports


def test_whoever_fetches_may_reach_nothing_but_its_own_jobs() -> None:
    text = Path("template.yaml").read_text(encoding="utf-8")
    start = text.index("  PreviewsJobsRole:\n")
    role = text[start : text.index("\n  PreviewsJobsLaterRole:", start)]
    keys = {key for found in re.findall(r"LeadingKeys: \[(.*?)\]", role) for key in found.split(", ")}
    assert keys == {"PERSON#*#JOBS", "USAGE#*", "TOPIC#*", "CONNECTION#*", "ORG#*#TOPIC#*"}
    assert set(re.findall(r"FilesBucket.Arn\}(\S*?)\"", role)) == {"/jobs/people/*/*"}
    assert not any(much in role for much in ("ssm:", "ses:", "kms:", "secretsmanager:", "s3:DeleteObject"))
