"""Files from elsewhere become documents: by a job, once however often its workers die, and with what is wrong named."""

import zipfile
from typing import Any

import boto3
import pytest

from functions.documents import jobs as worker_entry
from functions.documents.imports import job as import_job
from functions.documents.imports import plan
from hearth import files, quotas
from hearth.quotas.documents import DOCUMENTS, DOCUMENTS_A_DAY, STORAGE
from hearth.table.write import Write
from tests.documents.factories import Org
from tests.documents.imports import PNG, ask, bring, job_of, markdown_of, packed, tree, upload
from tests.support import jobs
from tests.support.jobs import Bench
from tests.support.local_table import BUCKET
from tests.support.usage import counted, set_count

NOTION = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def bench(org: Org, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return jobs.bench(monkeypatch, worker_entry.worker)


@pytest.mark.parametrize("by", ["viewer", "guest", "stranger"])
def test_who_may_make_no_documents_imports_none(org: Org, bench: Bench, by: str) -> None:
    path = f"/v1/orgs/{org.id}/document-imports"
    assert org.people[by]("POST", path + "/uploads", {"name": "a.md", "size": 3}).status in {403, 404}
    assert ask(org, [{"upload": "01900000-0000-7000-8000-000000000000", "name": "a.md"}], by).status in {403, 404}


def test_nobody_imports_what_another_has_uploaded(org: Org, bench: Bench) -> None:
    given = upload(org, "secret.md", b"# Secret", "admin")
    answer = ask(org, [given])
    bench.run()
    job = job_of(org, answer)
    assert (job["state"], job["reason"]["code"]) == ("failed", "upload_not_found")


def test_nothing_goes_under_a_document_that_is_not_for_the_asker(org: Org, bench: Bench) -> None:
    closed = org.create("admin", visibility="private")
    answer = ask(org, [upload(org, "a.md", b"x")], parent_id=closed["id"])
    assert (answer.status, answer.body["code"]) == (422, "parent_not_found")


@pytest.mark.parametrize(("name", "size", "code"), [
    ("tool.exe", 5, "unsupported_file"), ("noending", 5, "unsupported_file"), ("a.md", 11 * 2**20, "too_large"),
    ("a.zip", 101 * 2**20, "too_large"), ("a/b.md", 5, "invalid_body"),
])  # fmt: skip
def test_a_file_that_cannot_be_imported_is_refused_before_it_is_sent(
    org: Org, bench: Bench, name: str, size: int, code: str
) -> None:
    answer = org.member("POST", f"/v1/orgs/{org.id}/document-imports/uploads", {"name": name, "size": size})
    assert answer.body["code"] == code


def test_each_file_becomes_a_document_where_it_was_asked_for(org: Org, bench: Bench) -> None:
    parent = org.create(title="Shelf")
    job = bring(
        org,
        bench,
        {"notes.md": "# Notes\n\n- [x] done", "page.html": "<title>Page</title><p>Hi <b>there</b>", "plain.txt": "*a*"},
        parent_id=parent["id"],
        visibility="private",
    )
    assert job["state"] == "succeeded"
    assert job["result"]["facts"] == {
        "documents": 3, "pictures": 0, "failed": [], "failed_more": 0, "notes": [],
        "first": job["result"]["facts"]["first"],
    }  # fmt: skip
    assert tree(org) == {"Shelf": {"Notes": {}, "Page": {}, "plain": {}}}
    assert markdown_of(org, "Notes") == "- [x] done\n"
    assert markdown_of(org, "Page") == "Hi **there**\n"
    assert markdown_of(org, "plain") == "\\*a\\*\n"
    assert list(tree(org, "admin")) == ["Shelf"]


def test_an_archive_becomes_a_tree_with_its_pictures_and_links(org: Org, bench: Bench) -> None:
    archive = packed({
        f"Export/Ideas {NOTION}.md": f"# Ideas\n\n![a cat](Ideas%20{NOTION}/cat.png)\n\n"
        f"[Deep](Ideas%20{NOTION}/Deep%20{NOTION}.md)",
        f"Export/Ideas {NOTION}/cat.png": PNG,
        f"Export/Ideas {NOTION}/Deep {NOTION}.md": "# Deep\n\n![gone](no.png) ![far](https://example.com/x.png)",
        "Export/Guide/index.md": "Welcome.",
        "Export/Guide/2 second.md": "two",
        "Export/Guide/10 tenth.md": "ten",
        "Export/data.csv": "a,b",
        "__MACOSX/._x.md": "noise",
    })  # fmt: skip
    job = bring(org, bench, {"notion.zip": archive})
    facts = job["result"]["facts"]
    assert tree(org) == {"Ideas": {"Deep": {}}, "Guide": {"2 second": {}, "10 tenth": {}}}
    assert (facts["documents"], facts["pictures"]) == (5, 1)
    assert facts["failed"] == [{"file": "Export/data.csv", "code": "unsupported_file"}]
    assert {note["what"] for note in facts["notes"]} == {"picture_missing", "picture_linked"}
    ideas = markdown_of(org, "Ideas")
    deep = next(one for one in org.member("GET", org.path).body["items"] if one["title"] == "Deep")
    assert f"[Deep](/o/{org.id}/documents/{deep['id']})" in ideas
    image = ideas.partition("(hearth-image:")[2].partition(")")[0]
    holder = next(one for one in org.member("GET", org.path).body["items"] if one["title"] == "Ideas")
    assert org.get(holder, tail=f"/images/{image}").status == 302
    stored = boto3.client("s3").get_object(Bucket=BUCKET, Key=f"documents/{org.id}/{holder['id']}/images/{image}")
    assert stored["Body"].read() == PNG
    assert counted(STORAGE, org.id) == len(PNG)
    assert markdown_of(org, "Deep") == "\\[gone\\]\n\n[far](https://example.com/x.png)\n"


def test_one_archive_in_another_is_opened_and_no_more(org: Org, bench: Bench) -> None:
    inner = packed({"a.md": "# A", "deeper.zip": packed({"b.md": "# B"})})
    facts = bring(org, bench, {"outer.zip": packed({"Part-1.zip": inner})})["result"]["facts"]
    assert tree(org) == {"A": {}}
    assert facts["failed"] == [{"file": "deeper.zip", "code": "unsafe_archive"}]


def test_a_file_that_is_wrong_is_named_and_the_others_come(org: Org, bench: Bench) -> None:
    given: dict[str, bytes | str] = {
        "bad.docx": "no archive",
        "good.md": "# Good",
        "bad.zip": packed({"x.md": "x"})[:-30],
    }
    facts = bring(org, bench, given)["result"]["facts"]
    assert tree(org) == {"Good": {}}
    assert sorted(facts["failed"], key=lambda one: one["file"]) == [
        {"file": "bad.docx", "code": "broken_file"}, {"file": "bad.zip", "code": "broken_file"},
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "code"), [
    ("bomb.zip", packed({"a.md": b"0" * 60_000_000}), "unsafe_archive"),
    ("many.zip", packed({f"{one}.txt": b"" for one in range(5_001)}, zipfile.ZIP_STORED), "unsafe_archive"),
    ("bomb.docx", packed({"word/document.xml": b" " * 60_000_000}), "unsafe_archive"),
    ("empty.zip", packed({}), "nothing_to_import"),
    ("long.html", "<p>x</p>" * 30_000, "content_too_large"),
    ("long.md", "x " * 1_100_000, "content_too_large"),
    ("deep.html", "<div>" * 100_000 + "bottom", "broken_file"),
    ("binary.md", b"\x00\x01\x02", "broken_file"),
])  # fmt: skip
def test_what_cannot_become_anything_says_why(org: Org, bench: Bench, name: str, data: bytes | str, code: str) -> None:
    job = bring(org, bench, {name: data})
    assert (job["state"], job["reason"]["code"]) == ("failed", code)
    assert tree(org) == {}
    assert counted(DOCUMENTS, org.id) is None


def test_a_path_that_leads_out_of_an_archive_leads_nowhere(org: Org, bench: Bench) -> None:
    archive = packed({"a.md": "![x](../../etc/cat.png)", "../../evil.md": "# Evil", "/abs.md": "x", "C:/c.md": "x"})
    facts = bring(org, bench, {"a.zip": archive})["result"]["facts"]
    assert tree(org) == {"a": {}}
    assert sorted(one["file"] for one in facts["failed"]) == ["../../evil.md", "/abs.md", "C:/c.md"]


def test_too_many_documents_at_once_are_none(org: Org, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MOST", 3)
    job = bring(org, bench, {"a.zip": packed({f"{one}.md": "x" for one in range(4)})})
    assert (job["state"], job["reason"]["code"]) == ("failed", "too_many_documents")
    assert tree(org) == {}


ARCHIVE = packed({"A.md": "".join(f"![{one}]({one}.png)\n\n" for one in range(3)), "A/B.md": "# B", "C.md": "c"} | {
    f"{one}.png": PNG + bytes([one]) for one in range(3)
})  # fmt: skip


def all_came_once(org: Org, job: dict[str, Any]) -> None:
    assert job["state"] == "succeeded"
    assert tree(org) == {"A": {"B": {}}, "C": {}}
    assert (job["result"]["facts"]["documents"], job["result"]["facts"]["pictures"]) == (3, 3)
    assert counted(DOCUMENTS, org.id) == 3
    assert counted(STORAGE, org.id) == 3 * (len(PNG) + 1)


@pytest.mark.parametrize(("number", "after"), [*((one, False) for one in range(2, 7)), (2, True), (4, True), (6, True)])
def test_a_worker_may_die_at_every_write(
    org: Org, bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int, after: bool
) -> None:
    monkeypatch.setattr(import_job, "AT_ONCE", 2)
    answer = ask(org, [upload(org, "a.zip", ARCHIVE)])
    calls = jobs.kill_at(monkeypatch, Write, "commit", {number}, after=after)
    bench.run()
    assert len(calls) > number
    all_came_once(org, job_of(org, answer))


@pytest.mark.parametrize(("number", "after"), [(0, False), (1, True)])
def test_and_at_a_picture(org: Org, bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int, after: bool) -> None:
    answer = ask(org, [upload(org, "a.zip", ARCHIVE)])
    jobs.kill_at(monkeypatch, files, "put", {number}, after=after)
    bench.run()
    all_came_once(org, job_of(org, answer))


def test_when_the_day_is_used_up_it_goes_on_the_next(org: Org, bench: Bench) -> None:
    from functions.jobs.handler import api as jobs_api
    from tests.support.http import Caller

    person = str(org.member.person_id)
    set_count(DOCUMENTS_A_DAY, person, DOCUMENTS_A_DAY.limit - 1)
    answer = ask(org, [upload(org, "a.zip", ARCHIVE)])
    bench.run()
    job = job_of(org, answer)
    assert (job["state"], job["reason"]["code"]) == ("failed", "quota_exceeded")
    assert tree(org) == {"A": {}}
    Write().delete(quotas.Usage, DOCUMENTS_A_DAY.key(person)).commit()
    assert Caller(jobs_api, person)("POST", answer.headers["Location"] + "/retry").status == 200
    bench.run()
    all_came_once(org, job_of(org, answer))


def test_a_document_that_was_deleted_before_its_pictures_came_gets_none(
    org: Org, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask(org, [upload(org, "a.zip", ARCHIVE)])
    original = import_job._Run.pictures

    def deleted(run: Any, so_far: dict[str, Any]) -> Any:
        monkeypatch.setattr(import_job._Run, "pictures", original)
        assert org.member("DELETE", f"{org.path}/{so_far['first']['id']}").status == 204
        return original(run, so_far)

    monkeypatch.setattr(import_job._Run, "pictures", deleted)
    bench.run()
    job = job_of(org, answer)
    assert job["state"] == "failed"
    assert job["reason"]["code"] == "parent_not_found"
    assert not counted(STORAGE, org.id)
