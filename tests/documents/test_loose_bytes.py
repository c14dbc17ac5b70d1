"""Bytes lie in the bucket for as long as an item names them: a refused request leaves none behind, and what a killed
process leaves is found by the next one that thins versions out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from functions.documents.collab import LOG
from functions.documents.models import Update, Version
from hearth import files, ids
from hearth.access import Member
from hearth.collab import blobs, history, log, versions, writing
from hearth.collab import repository as logs
from hearth.errors import Unavailable
from hearth.keys import collab as log_keys
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys
from hearth.table.write import Write
from tests.documents.factories import Org, Writer, log_of
from tests.documents.test_fold import Killed
from tests.documents.test_versions import Clock, fold_it, keep, name, time, write

__all__ = ["time"]

LONG_AGO = timedelta(days=-36500)
"""As SETTLED: everything in the bucket is older than that, whatever the clock of a test says."""


def lying(org: Org, document: dict[str, Any]) -> list[str]:
    return files.list_keys(blobs.folder(LOG, org.id, document["id"]) + "/")


def named(org: Org, document: dict[str, Any]) -> list[str]:
    return sorted(str(one.blob) for one in logs.list_all_versions(LOG, org.id, document["id"]))


def when_bytes_are_put(monkeypatch: pytest.MonkeyPatch, happen: Callable[[], object]) -> None:
    """Let something happen between the bytes of a request and its item."""
    put = files.put

    def and_then(*given: Any) -> None:
        put(*given)
        happen()

    monkeypatch.setattr(files, "put", and_then)


def suspend(org: Org) -> None:
    key = org_keys.member(org.id, str(org.member.person_id))
    Write().update(Member, key, [Member.status.set("suspended")], Member.pk.exists()).commit()


def kill(*_: Any, **__: Any) -> None:
    raise Killed


# --- refused ------------------------------------------------------------------------------------------------------


def test_one_name_too_many_puts_nothing(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MOST_NAMED", 1)
    document = org.create(markdown="words")
    keep(org, document, "one")
    monkeypatch.setattr(files, "put", kill)
    assert keep(org, document, "two").body["code"] == "too_many_versions"
    assert lying(org, document) == named(org, document)
    assert len(lying(org, document)) == 1


def test_the_last_name_taken_by_another_at_the_same_moment(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MOST_NAMED", 1)
    document = org.create(markdown="words")
    with monkeypatch.context() as patch:
        once = [lambda: keep(org, document, "theirs", by="admin")]
        when_bytes_are_put(patch, lambda: once and once.pop()())
        assert keep(org, document, "mine").body["code"] == "too_many_versions"
    assert [one.name for one in logs.list_all_versions(LOG, org.id, document["id"])] == ["theirs"]
    assert lying(org, document) == named(org, document)
    assert len(lying(org, document)) == 1


@pytest.mark.parametrize(("tail", "body"), [("/versions", {"name": "mine"}), ("/revert", {"seq": 1})])
def test_somebody_whose_access_ends_meanwhile(
    org: Org, monkeypatch: pytest.MonkeyPatch, tail: str, body: dict[str, Any]
) -> None:
    monkeypatch.setattr(blobs, "INLINE_UPDATE", 10)
    document = org.create(markdown="words")
    before = lying(org, document)
    assert len(before) == 1, "its first update"
    with monkeypatch.context() as patch:
        when_bytes_are_put(patch, lambda: suspend(org))
        answer = org.member("POST", f"{org.path}/{document['id']}{tail}", body)
    assert answer.status in {403, 412}, answer.body
    assert lying(org, document) == before
    assert named(org, document) == []


def test_going_back_from_what_has_changed_meanwhile(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create(markdown="words")
    path = f"{org.path}/{document['id']}"
    with monkeypatch.context() as patch:
        when_bytes_are_put(patch, lambda: org.admin("PATCH", path, {"title": "Other"}))
        assert org.member("POST", f"{path}/revert", {"seq": 1}).status == 412
    assert lying(org, document) == []
    assert org.member("POST", f"{path}/revert", {"seq": 1}).status == 200
    assert lying(org, document) == named(org, document)
    assert len(lying(org, document)) == 1


def test_the_same_request_again(org: Org) -> None:
    document = org.create(markdown="words")
    for _ in range(3):
        assert keep(org, document, "once", **{"Idempotency-Key": "k"}).status == 201
    assert keep(org, document, "another", **{"Idempotency-Key": "k"}).status == 422
    assert lying(org, document) == named(org, document)
    assert len(lying(org, document)) == 1


def test_a_document_that_is_made_again_brings_its_bytes_once(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "INLINE_UPDATE", 10)
    wanted = ids.new_id()
    document = org.create(id=wanted, markdown="words")
    assert org.create(id=wanted, markdown="words") == document
    taken = org.admin("POST", org.path, {"id": wanted, "title": "Mine", "markdown": "other words"})
    assert taken.body["code"] == "already_exists"
    (first,) = logs.read_log(log_of(org.id, wanted), 0).updates
    assert lying(org, document) == [first.blob]


def test_an_update_that_found_no_place(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "INLINE_UPDATE", 10)
    document = org.create()
    with monkeypatch.context() as patch:
        patch.setattr("hearth.collab.log.TRIES", 0)
        assert org.write(document, Writer().type("words")).body["code"] == "busy"
    assert lying(org, document) == []


def test_bytes_that_are_named_after_all_stay(org: Org, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repeat after a lost answer meets its own first try, and is refused."""
    document = sitting(org, time)
    commit = Write.commit

    def twice(write: Write, token: str | None = None) -> None:
        commit(write, token)
        commit(write, token)

    with monkeypatch.context() as patch:
        patch.setattr(Write, "commit", twice)
        patch.setattr("hearth.collab.folding._write", kill)
        with pytest.raises(Killed):
            fold_it(org, document)
    assert lying(org, document) == named(org, document)
    assert len(lying(org, document)) == 1


def test_while_nobody_knows_whether_it_was_written_the_bytes_stay(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create(markdown="words")

    def no_answer(*_: Any) -> None:
        raise Unavailable("The database did not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(Write, "commit", no_answer)
        assert keep(org, document, "mine").status == 503
    assert len(lying(org, document)) == 1
    history.thin(LOG, org.id, document["id"])
    assert len(lying(org, document)) == 1, "they may be named in the next moment"
    monkeypatch.setattr(history, "SETTLED", LONG_AGO)
    history.thin(LOG, org.id, document["id"])
    assert lying(org, document) == []


# --- folded -------------------------------------------------------------------------------------------------------


def test_a_fold_that_is_done_again_leaves_one(org: Org, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    document = sitting(org, time)
    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr("hearth.collab.folding._write", kill)
            with pytest.raises(Killed):
                fold_it(org, document)
    assert fold_it(org, document)
    assert lying(org, document) == named(org, document)
    assert len(lying(org, document)) == 1


def sitting(org: Org, time: Clock) -> dict[str, Any]:
    """A document with more than ten minutes of writing that nobody has folded."""
    document, writer = org.create(), Writer()
    write(org, document, writer, "one")
    time.later(timedelta(minutes=9))
    write(org, document, writer, "two")
    time.later(timedelta(minutes=9))
    write(org, document, writer, "three")
    return document


@pytest.mark.parametrize("where", ["before the item", "before the bytes", "after the first bytes"])
def test_thinning_that_is_cut_is_finished_when_the_message_comes_again(
    org: Org, time: Clock, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(history, "SETTLED", LONG_AGO)
    document = org.create(markdown="words")
    for called in ("first", "second", "third"):
        name(org, document, keep(org, document, called).body, None)
    time.later(timedelta(days=3))
    write(org, document, Writer(), "x")
    assert len(lying(org, document)) == 3
    with monkeypatch.context() as patch:
        cut(patch, where)
        with pytest.raises(Killed):
            fold_it(org, document)
    assert len(lying(org, document)) >= len(named(org, document)), "no version without its bytes"
    assert set(named(org, document)) <= set(lying(org, document))
    assert fold_it(org, document)
    assert lying(org, document) == named(org, document)
    assert len(lying(org, document)) == 1, "the latest of its day"


def cut(patch: pytest.MonkeyPatch, where: str) -> None:
    """Kill the process that thins out."""
    match where:
        case "before the item":
            patch.setattr(Write, "delete", kill)
        case "before the bytes":
            patch.setattr(files, "delete", kill)
        case _:
            delete = files.delete

            def some(blobs: list[str]) -> None:
                delete(blobs[:1])
                kill()

            patch.setattr(files, "delete", some)


def test_what_a_killed_request_left_is_found(org: Org, time: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    document = sitting(org, time)
    with monkeypatch.context() as patch:
        patch.setattr(Write, "commit", kill)
        with pytest.raises(Killed):
            keep(org, document, "mine")
    assert (len(lying(org, document)), named(org, document)) == (1, [])
    monkeypatch.setattr(history, "SETTLED", LONG_AGO)
    assert fold_it(org, document)
    assert lying(org, document) == named(org, document)
    assert len(lying(org, document)) == 1


def test_only_bytes_of_versions_are_looked_through(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "SETTLED", LONG_AGO)
    monkeypatch.setattr(blobs, "INLINE_UPDATE", 10)
    document, other = org.create(markdown="words"), org.create(markdown="other words")
    keep(org, other, "theirs")
    history.thin(LOG, org.id, document["id"])
    assert (len(lying(org, document)), len(lying(org, other))) == (1, 2)
    first = Update.find(log_keys.log_update(document_keys.document_partition(org.id, document["id"]), 1, 1))
    assert first is not None
    assert writing.read_bytes(first)


def test_bytes_are_named_by_one_version(org: Org) -> None:
    document = org.create(markdown="words")
    one, two = keep(org, document, "one").body, keep(org, document, "two").body
    found = [
        Version.find(log_keys.log_version(document_keys.document_partition(org.id, document["id"]), version["id"]))
        for version in (one, two)
    ]
    assert len({version.blob for version in found if version}) == 2


def test_bytes_stay_when_nobody_knows_whether_the_item_was_written(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item that names bytes which are gone would be a document that never loads again."""
    monkeypatch.setattr(blobs, "INLINE_UPDATE", 10)
    document = org.create()
    append = log.append

    def written_and_unheard(*given: Any) -> int:
        append(*given)
        raise OSError("the line went dead")

    with monkeypatch.context() as patch:
        patch.setattr(log, "append", written_and_unheard)
        assert org.write(document, Writer().type("words that are long")).status == 500
    assert len(lying(org, document)) == 1
    assert org.member("GET", f"{org.path}/{document['id']}/state").status == 200
