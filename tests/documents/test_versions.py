"""The history of a document: what is kept while people write, by name and before going back, and what goes with age."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.documents.collab import LOG
from functions.documents.models import Document, Version
from functions.documents.service import fold
from hearth import clock, files, ids
from hearth.collab import folding, history, versions, writing
from hearth.collab import repository as logs
from hearth.errors import Unavailable
from hearth.keys import collab as log_keys
from hearth.keys import documents as document_keys
from hearth.table.write import Write
from tests.documents.factories import Org, Writer
from tests.documents.test_fold import Killed, loaded
from tests.support.http import Answer

MINUTE = timedelta(minutes=1)


class Clock:
    """The time of day, as the test says."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def later(self, span: timedelta) -> None:
        self.time += span


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    watch = Clock()
    monkeypatch.setattr(clock, "now", watch)
    return watch


def write(org: Org, document: dict[str, Any], writer: Writer, *lines: str, by: str = "member") -> None:
    for line in lines:
        assert org.write(document, writer.type(line), by).status == 200


def fold_it(org: Org, document: dict[str, Any]) -> bool:
    writing.marks.forget()
    return fold.fold(org.id, document["id"], 10**9)


def history_of(org: Org, document: dict[str, Any], by: str = "member", **query: str) -> list[dict[str, Any]]:
    answer = org.get(document, by, "/versions", **query)
    assert answer.status == 200, answer.body
    return list(answer.body["items"])


def said(org: Org, document: dict[str, Any], version: dict[str, Any]) -> str:
    answer = org.get(document, tail=f"/versions/{version['id']}/content", format="text")
    assert answer.status == 200, answer.body
    return " ".join(answer.body["content"].split())


def keep(org: Org, document: dict[str, Any], name: str, by: str = "member", **headers: str) -> Answer:
    return org.people[by]("POST", f"{org.path}/{document['id']}/versions", {"name": name}, headers=headers)


def name(org: Org, document: dict[str, Any], version: dict[str, Any], to: str | None, **headers: str) -> Answer:
    path = f"{org.path}/{document['id']}/versions/{version['id']}"
    return org.member("PATCH", path, {"name": to}, headers={key.replace("_", "-"): it for key, it in headers.items()})


# --- what folding keeps -------------------------------------------------------------------------------------------


def test_ten_minutes_of_writing_are_a_version(org: Org, time: Clock) -> None:
    document, writer = org.create(), Writer()
    for minute in range(21):
        write(org, document, writer, f"m{minute}")
        fold_it(org, document)
        time.later(MINUTE)
    kept = history_of(org, document)
    assert [(one["seq"], one["kind"], one["name"]) for one in kept] == [
        (21, "automatic", None),
        (11, "automatic", None),
    ]
    assert kept[1]["created_at"] == "2026-11-21T09:10:00.000Z"
    assert said(org, document, kept[1]) == " ".join(f"m{minute}" for minute in range(11))
    assert kept[1]["words"] == 11


def test_the_end_of_a_sitting_is_a_version_once_the_next_begins(org: Org, time: Clock) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "morning")
    fold_it(org, document)
    assert history_of(org, document) == [], "it is what the document says now"
    time.later(timedelta(hours=3))
    write(org, document, writer, "afternoon", by="admin")
    fold_it(org, document)
    (morning,) = history_of(org, document)
    assert (said(org, document, morning), morning["created_at"]) == ("morning", "2026-11-21T09:00:00.000Z")
    assert morning["by"] == [org.member.person_id]
    time.later(timedelta(hours=3))
    write(org, document, writer, "evening")
    fold_it(org, document)
    afternoon, _ = history_of(org, document)
    assert (said(org, document, afternoon), afternoon["by"]) == ("morning afternoon", [org.admin.person_id])


def test_a_sitting_that_ended_inside_of_one_tail_is_kept_as_it_was(org: Org, time: Clock) -> None:
    document = org.create(markdown="As it was made.")
    time.later(timedelta(days=2))
    assert org.write(document, Writer().type("Two days later."), after=1).status == 200
    fold_it(org, document)
    (made,) = history_of(org, document)
    assert (said(org, document, made), made["seq"], made["by"]) == ("As it was made.", 1, [org.member.person_id])


def test_nothing_is_kept_twice(org: Org, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "one")
    time.later(9 * MINUTE)
    write(org, document, writer, "two")
    time.later(9 * MINUTE)
    write(org, document, writer, "three")
    with monkeypatch.context() as patch:
        patch.setattr(folding, "_write", _killed)
        with pytest.raises(Killed):
            fold_it(org, document)
    assert len(history_of(org, document)) == 1
    assert fold_it(org, document)
    (kept,) = history_of(org, document)
    assert (kept["seq"], said(org, document, kept)) == (3, "one two three")
    time.later(timedelta(hours=1))
    write(org, document, writer, "four")
    fold_it(org, document)
    assert len(history_of(org, document)) == 1, "that sitting ended with a version"


def _killed(*_: Any) -> None:
    raise Killed


def test_a_bucket_that_does_not_answer_costs_neither_version_nor_fold(
    org: Org, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "one")
    time.later(9 * MINUTE)
    write(org, document, writer, "two")
    time.later(2 * MINUTE)
    write(org, document, writer, "three")
    with monkeypatch.context() as patch:
        patch.setattr(files, "put", _down)
        with pytest.raises(Unavailable):
            fold_it(org, document)
    assert fold_it(org, document)
    assert [one["seq"] for one in history_of(org, document)] == [3]


def _down(*_: Any) -> None:
    raise Unavailable("The store of large contents did not answer.")


# --- names --------------------------------------------------------------------------------------------------------


def test_what_it_says_now_is_kept_under_a_name(org: Org) -> None:
    document = org.create(markdown="To be *printed*.")
    answer = keep(org, document, "  As sent  ")
    assert answer.status == 201
    version = answer.body
    assert (version["name"], version["kind"], version["seq"], version["epoch"]) == ("As sent", "named", 1, 1)
    assert (version["by"], version["words"]) == ([org.member.person_id], 3)
    org.write(document, Writer().type("And more."), after=1)
    content = org.get(document, tail=f"/versions/{version['id']}/content", format="markdown").body
    assert (content["content"], content["title"], content["id"]) == ("To be *printed*.\n", "Plan", document["id"])
    assert history_of(org, document) == [version]


def test_a_name_is_given_changed_and_taken_off(org: Org) -> None:
    document = org.create(markdown="words")
    version = keep(org, document, "First").body
    renamed = name(org, document, version, "Second", If_Match='"1"')
    assert (renamed.status, renamed.body["name"], renamed.body["version"]) == (200, "Second", 2)
    assert name(org, document, version, "Third", If_Match='"1"').status == 412
    bare = name(org, document, version, None)
    assert (bare.body["name"], bare.body["version"], bare.body["kind"]) == (None, 3, "named")
    assert name(org, document, version, None).body["version"] == 3
    head = Document.find(document_keys.document(org.id, document["id"]))
    assert head is not None
    assert (int(head.named), int(head.version)) == (0, 1), "the head's own version is another matter"


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": " "}, {"name": "x" * 121}, {"name": "a\nb"}, {"name": 7}])
def test_what_is_no_name(org: Org, body: dict[str, Any]) -> None:
    document = org.create(markdown="words")
    assert org.member("POST", f"{org.path}/{document['id']}/versions", body).status == 422
    version = keep(org, document, "Fine").body
    assert org.member("PATCH", f"{org.path}/{document['id']}/versions/{version['id']}", body).status == 422
    assert [one["name"] for one in history_of(org, document)] == ["Fine"]


def test_names_are_bounded(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MOST_NAMED", 2)
    document = org.create(markdown="words")
    one, two = keep(org, document, "one").body, keep(org, document, "two").body
    refused = keep(org, document, "three")
    assert (refused.status, refused.body["code"]) == (409, "too_many_versions")
    assert name(org, document, one, None).status == 200
    assert keep(org, document, "three").status == 201
    assert name(org, document, one, "one again").body["code"] == "too_many_versions"
    assert name(org, document, two, "two again").status == 200, "another name is not one more"


def test_the_same_key_keeps_one_version(org: Org) -> None:
    document = org.create(markdown="words")
    first = keep(org, document, "Once", **{"Idempotency-Key": "k"})
    again = keep(org, document, "Once", **{"Idempotency-Key": "k"})
    assert (again.status, again.body) == (201, first.body)
    assert len(history_of(org, document)) == 1


def test_naming_is_told(org: Org) -> None:
    document = org.create(markdown="words")
    version = keep(org, document, "As sent").body
    stored = Version.find(log_keys.log_version(document_keys.document_partition(org.id, document["id"]), version["id"]))
    assert stored is not None
    (event,) = stored.ev
    assert (event["type"], event["changes"]) == ("document.version_named", {"name": [None, "As sent"]})
    assert event["data"] == {"title": "Plan", "version_id": version["id"]}
    assert event["audience"] == {"org": True}


# --- the list -----------------------------------------------------------------------------------------------------


def test_the_list_comes_in_pages_latest_first(org: Org) -> None:
    document = org.create(markdown="words")
    made = [keep(org, document, f"v{n}").body["id"] for n in range(5)]
    found: list[str] = []
    query: dict[str, str] = {"limit": "2"}
    while True:
        page = org.get(document, tail="/versions", **query).body
        found += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert found == sorted(made, reverse=True)


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("guest", 404), ("stranger", 404)])
def test_history_is_for_those_who_may_write(org: Org, who: str, status: int) -> None:
    """What was taken out of a document is in its history."""
    document = org.create(markdown="words")
    version = keep(org, document, "As sent").body
    path = f"{org.path}/{document['id']}/versions"
    calls: list[Callable[[], Answer]] = [
        lambda: org.people[who]("GET", path),
        lambda: org.people[who]("GET", f"{path}/{version['id']}/content"),
        lambda: org.people[who]("POST", path, {"name": "Mine"}),
        lambda: org.people[who]("PATCH", f"{path}/{version['id']}", {"name": "Mine"}),
        lambda: org.people[who]("POST", f"{org.path}/{document['id']}/revert", {"version": version["id"]}),
    ]
    assert [call().status for call in calls] == [status] * len(calls)
    assert [one["name"] for one in history_of(org, document)] == ["As sent"]


def test_a_version_is_found_under_its_own_document_only(org: Org) -> None:
    document, other = org.create(markdown="words"), org.create(markdown="others")
    version = keep(org, document, "As sent").body
    for tail in (f"/versions/{version['id']}/content", f"/versions/{ids.new_id()}/content"):
        answer = org.get(other, tail=tail)
        assert (answer.status, answer.body["code"]) == (404, "version_not_found")
    assert name(org, other, version, "x").body["code"] == "version_not_found"
    answer = org.member("POST", f"{org.path}/{other['id']}/revert", {"version": version["id"]})
    assert (answer.status, answer.body["code"]) == (404, "version_not_found")
    assert org.get(other).body["epoch"] == 1


def test_of_a_document_in_the_bin_nothing_is_shown_or_kept(org: Org) -> None:
    document = org.create(markdown="words")
    version = keep(org, document, "As sent").body
    org.member("DELETE", f"{org.path}/{document['id']}")
    assert org.get(document, tail="/versions").status == 404
    assert keep(org, document, "More").status == 404
    org.member("POST", f"{org.path}/{document['id']}/restore")
    assert history_of(org, document) == [version]


# --- going back ---------------------------------------------------------------------------------------------------


def test_back_to_a_version_and_forth_again(org: Org) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "one")
    version = keep(org, document, "One").body
    write(org, document, writer, "two")
    path = f"{org.path}/{document['id']}/revert"
    answer = org.member("POST", path, {"version": version["id"]})
    assert (answer.status, answer.body["epoch"]) == (200, 2)
    assert loaded(org, document).text == "<paragraph>one</paragraph>"
    before, _ = history_of(org, document)
    assert (before["kind"], before["epoch"], before["seq"]) == ("before_revert", 1, 2)
    assert said(org, document, before) == "one two"
    assert org.member("POST", path, {"version": before["id"]}).body["epoch"] == 3, "a version outlives its epoch"
    assert said(org, document, {"id": before["id"]}) == "one two"
    assert loaded(org, document).text == "<paragraph>one</paragraph><paragraph>two</paragraph>"
    head = Document.find(document_keys.document(org.id, document["id"]))
    assert head is not None
    (event,) = [one for one in head.ev if one["type"] == "document.reverted"]
    assert event["data"] == {"title": "Plan", "seq": 2, "version_id": before["id"]}


@pytest.mark.parametrize("body", [{}, {"seq": 1, "version": ids.new_id()}, {"version": "x"}, {"seq": -1}])
def test_where_nobody_can_go_back_to(org: Org, body: dict[str, Any]) -> None:
    document = org.create(markdown="one")
    assert org.member("POST", f"{org.path}/{document['id']}/revert", body).status == 422
    assert history_of(org, document) == []


def test_versions_go_with_their_document(org: Org) -> None:
    document = org.create(markdown="one")
    keep(org, document, "One")
    (blob,) = [str(one.blob) for one in logs.list_all_versions(LOG, org.id, document["id"])]
    assert files.find_size(blob)
    Write().delete(Document, document_keys.document(org.id, document["id"])).commit()
    from functions.documents.service import purge

    purge.purge(org.id, document["id"])
    assert logs.list_all_versions(LOG, org.id, document["id"]) == []
    assert files.find_size(blob) is None


# --- with age -----------------------------------------------------------------------------------------------------


def test_a_name_keeps(org: Org, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create(markdown="one")
    first = keep(org, document, "first").body
    second = keep(org, document, "second").body
    third = keep(org, document, "third").body
    for version in (first, second):
        name(org, document, version, None)
    (blob, *_) = [str(one.blob) for one in logs.list_all_versions(LOG, org.id, document["id"])]
    time.later(timedelta(days=3))
    writer = Writer()
    write(org, document, writer, "x")
    fold_it(org, document)  # the end of the first sitting is kept, so old ones are looked at
    left = [one["id"] for one in history_of(org, document)]
    assert third["id"] in left
    assert second["id"] in left, "the latest of its day without a name"
    assert first["id"] not in left
    assert files.find_size(blob) is None


def test_a_name_given_in_the_last_moment_keeps(org: Org, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create(markdown="one")
    made = [keep(org, document, called).body for called in ("first", "second")]
    for version in made:
        name(org, document, version, None)
    old = logs.list_all_versions(LOG, org.id, document["id"])
    name(org, document, made[0], "first again")
    monkeypatch.setattr(logs, "list_all_versions", lambda *_: old)
    time.later(timedelta(days=3))
    history.thin(LOG, org.id, document["id"])
    assert {one["id"] for one in history_of(org, document)} == {one["id"] for one in made}
    assert said(org, document, made[0]) == "one"
