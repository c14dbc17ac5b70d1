"""Folding may end anywhere, run twice, late, or beside itself: nothing that was acknowledged is ever lost."""

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from functions.documents import repository
from functions.documents.models import Document, Update
from functions.documents.service import fold
from hearth import aws, clock, files
from hearth.collab import broadcast, folding, replica, writing
from hearth.collab import repository as logs
from hearth.collab.items import Snapshot
from hearth.keys import collab as log_keys
from hearth.keys import documents as document_keys
from hearth.table.write import Write
from tests.documents.factories import Org, Writer, log_of


class Killed(BaseException):
    """The process is gone."""


def write(org: Org, document: dict[str, Any], writer: Writer, *lines: str) -> None:
    for line in lines:
        assert org.write(document, writer.type(line)).status == 200


def loaded(org: Org, document: dict[str, Any]) -> Writer:
    """What somebody gets who opens the document now."""
    state = org.get(document, tail="/state").body
    reader = Writer()
    seq = 0
    if state["snapshot"] is not None:
        shown = state["snapshot"]
        reader.hear(base64.b64decode(shown["data"]) if "data" in shown else _fetch(shown["url"]))
        seq = shown["seq"]
    for one in state["updates"]:
        assert one["seq"] == seq + 1, "no gap"
        seq = one["seq"]
        reader.hear(base64.b64decode(one["update"]) if "update" in one else _fetch(one["url"]))
    assert seq == state["head"]
    return reader


def _fetch(url: str) -> bytes:
    key = url.partition("?")[0].partition(".amazonaws.com/")[2]
    data: bytes = aws.client("s3").get_object(Bucket="hearth-unit-files", Key=key)["Body"].read()
    return data


def snapshots(org: Org, document: dict[str, Any]) -> list[Snapshot]:
    return logs.list_snapshots(log_of(org.id, document["id"]), most=10)


def seqs(org: Org, document: dict[str, Any]) -> list[int]:
    return [one.seq for one in logs.read_log(log_of(org.id, document["id"]), 0).updates]


def fold_it(org: Org, document: dict[str, Any]) -> bool:
    writing.marks.forget()
    return fold.fold(org.id, document["id"], 10**9)


def test_folding_leaves_the_same_document_with_less_to_load(org: Org) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, *(f"line {n}" for n in range(10)))
    assert fold_it(org, document)
    assert loaded(org, document).text == writer.text
    state = org.get(document, tail="/state").body
    assert (state["snapshot"]["seq"], state["updates"], state["head"]) == (10, [], 10)
    head = org.get(document).body
    assert (head["preview"][:13], head["words"], head["version"]) == ("line 0 line 1", 20, 1)
    assert seqs(org, document) == list(range(1, 11)), "what is young stays to be fetched"
    write(org, document, writer, "more")
    assert loaded(org, document).text == writer.text


def test_a_large_state_lies_in_the_bucket(org: Org) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "x" * 50_000)
    assert fold_it(org, document)
    assert org.get(document, tail="/state").body["snapshot"]["url"].startswith("https://")
    assert loaded(org, document).text == writer.text


def test_folding_twice_and_late_changes_nothing(org: Org) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "a", "b")
    assert fold_it(org, document)
    assert not fold_it(org, document)
    assert len(snapshots(org, document)) == 1


def test_a_later_mark_does_the_work(org: Org) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "a")
    writing.marks.forget()
    write(org, document, writer, "b")
    assert not fold.fold(org.id, document["id"], 1)
    assert fold.fold(org.id, document["id"], 2)


def test_a_long_tail_is_folded_anyway(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "LONG", 3)
    document, writer = org.create(), Writer()
    write(org, document, writer, "a", "b")
    writing.marks.forget()
    write(org, document, writer, "c")
    assert fold.fold(org.id, document["id"], 1)


def test_somebody_who_writes_slowly_is_folded_as_well(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every update carries a mark then, and each mark would leave the work to the next: nothing was folded for an hour
    of slow writing, or while sources were saved again and again."""
    document, writer = org.create(), Writer()
    for line in "abc":
        writing.marks.forget()
        write(org, document, writer, line)
    assert not fold.fold(org.id, document["id"], 1)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + folding.PATIENCE)
    assert fold.fold(org.id, document["id"], 1)
    assert snapshots(org, document)[0].seq == 3


def dies(*_: Any, **__: Any) -> Any:
    raise Killed


def kill_nth_commit(monkeypatch: pytest.MonkeyPatch, n: int, *, after: bool) -> None:
    original = Write.commit
    count = [0]

    def commit(self: Write, token: str | None = None) -> None:
        count[0] += 1
        if count[0] == n and not after:
            raise Killed
        original(self, token)
        if count[0] == n:
            raise Killed

    monkeypatch.setattr(Write, "commit", commit)


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "before the bytes": lambda patch: patch.setattr(files, "put", dies),
    "before the snapshot": lambda patch: kill_nth_commit(patch, 1, after=False),
    "after the snapshot": lambda patch: kill_nth_commit(patch, 1, after=True),
    "before the head": lambda patch: kill_nth_commit(patch, 2, after=False),
    "after the head": lambda patch: kill_nth_commit(patch, 2, after=True),
    "while telling": lambda patch: patch.setattr(broadcast, "tell_changed", dies),
    "before trimming": lambda patch: patch.setattr(folding, "discard", dies),
    "before the blobs": lambda patch: patch.setattr(files, "delete", dies),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_loses_nothing(org: Org, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "KEPT", timedelta(seconds=-10))
    document, writer = org.create(), Writer()
    for words in ("a" * 9000, "b" * 9000, "c" * 9000):
        write(org, document, writer, words, "short")
        assert fold_it(org, document)
    write(org, document, writer, "d" * 9000, "last")
    with monkeypatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(Killed):
            fold_it(org, document)
    assert loaded(org, document).text == writer.text, "right after the kill"
    write(org, document, writer, "on we go")
    fold_it(org, document)
    assert loaded(org, document).text == writer.text, "and after the next fold"
    fold_it(org, document)
    assert org.get(document).body["words"] == 11
    assert len(snapshots(org, document)) == 2


def test_trimming_takes_only_what_two_snapshots_hold_and_what_is_old(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "a", "b")
    fold_it(org, document)
    write(org, document, writer, "c", "d")
    fold_it(org, document)
    assert seqs(org, document) == [1, 2, 3, 4]
    monkeypatch.setattr(folding, "KEPT", timedelta(seconds=-10))
    write(org, document, writer, "e")
    fold_it(org, document)
    assert seqs(org, document) == [5], "4 is in two snapshots, 5 in one"
    assert loaded(org, document).text == writer.text
    answer = org.get(document, tail="/updates", after="2")
    assert (answer.status, answer.body["code"]) == (410, "updates_folded")
    assert org.get(document, tail="/updates", after="4").body["head"] == 5
    assert len(snapshots(org, document)) == 2


def test_what_waits_for_others_is_kept(org: Org) -> None:
    document, writer = org.create(), Writer()
    first, second, third = (writer.type(word) for word in ("one", "two", "three"))
    org.write(document, first)
    org.write(document, third)
    fold_it(org, document)
    assert "three" not in loaded(org, document).text
    assert len(snapshots(org, document)[0].pending) == 1
    org.write(document, Writer().type("somebody else"))
    fold_it(org, document)
    org.write(document, second)
    reader = loaded(org, document)
    assert "three" in reader.text, "it came late, and everything it had before it"
    fold_it(org, document)
    assert snapshots(org, document)[0].pending == []
    assert loaded(org, document).text == reader.text


def test_too_much_that_waits_stops_the_fold_before_it(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "PENDING_BYTES", 10)
    document, writer = org.create(), Writer()
    first, second, third = (writer.type(word) for word in ("one", "two", "three"))
    org.write(document, first)
    org.write(document, third)
    assert fold_it(org, document)
    assert snapshots(org, document)[0].seq == 1
    org.write(document, second)
    assert fold_it(org, document)
    assert loaded(org, document).text == writer.text


def test_a_state_that_reads_back_otherwise_is_not_stored(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "a", "b")
    monkeypatch.setattr(replica, "encode", lambda _made, _waiting: Writer().type("wrong"))
    with pytest.raises(folding.NotTheSame):
        fold_it(org, document)
    assert snapshots(org, document) == []
    assert loaded(org, document).text == writer.text


def test_two_folds_at_the_same_moment_agree(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "a" * 9000, "b")
    original = files.put
    inside: list[int] = []

    def put(key: str, data: bytes) -> None:
        if not inside:
            inside.append(1)
            write(org, document, writer, "c")
            assert fold_it(org, document)
        original(key, data)

    monkeypatch.setattr(files, "put", put)
    fold_it(org, document)
    assert loaded(org, document).text == writer.text
    assert repository.get_document(org.id, document["id"]).folded_seq == 3, "the older one does not set it back"


def test_loading_writes_nothing(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "a")
    monkeypatch.setattr(Write, "commit", dies)
    monkeypatch.setattr(files, "put", dies)
    assert loaded(org, document).text == writer.text


def test_a_snapshot_that_the_head_does_not_know_of_yet_is_found(org: Org) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "a", "b", "c")
    fold_it(org, document)
    Write().update(Document, document_keys.document(org.id, document["id"]), [Document.folded_seq.set(0)]).commit()
    for seq in (1, 2):
        Write().delete(
            Update, log_keys.log_update(document_keys.document_partition(org.id, document["id"]), 1, seq)
        ).commit()
    assert loaded(org, document).text == writer.text


def test_a_document_that_is_not_there_folds_to_nothing(org: Org) -> None:
    assert not fold.fold(org.id, clock.iso(clock.now()))
