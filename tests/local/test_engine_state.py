"""What the engine wrote is mended before it is read again."""

from __future__ import annotations

import json
from pathlib import Path

from infra.local.engine_state import end_interrupted_updates, forget_stream_positions
from infra.local.table_journal import Journal


def test_readers_of_the_stream_start_over(tmp_path: Path) -> None:
    content = {"payload": {"functions": {"kept": 1}, "dynamodb_stream_positions": {"data": {"reader": 441}}}}
    (tmp_path / "lambda.json").write_text(json.dumps(content))
    forget_stream_positions(tmp_path)
    mended = json.loads((tmp_path / "lambda.json").read_text())["payload"]
    assert mended == {"functions": {"kept": 1}, "dynamodb_stream_positions": {"data": {}}}


def test_an_interrupted_update_is_over(tmp_path: Path) -> None:
    stacks = [{"StackStatus": "UPDATE_IN_PROGRESS"}, {"StackStatus": "CREATE_IN_PROGRESS"}]
    (tmp_path / "cloudformation.json").write_text(json.dumps(stacks))
    end_interrupted_updates(tmp_path)
    statuses = [stack["StackStatus"] for stack in json.loads((tmp_path / "cloudformation.json").read_text())]
    assert statuses == ["UPDATE_ROLLBACK_COMPLETE", "CREATE_IN_PROGRESS"]


def test_nothing_to_mend_is_fine(tmp_path: Path) -> None:
    forget_stream_positions(tmp_path)
    end_interrupted_updates(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_journal_has_what_no_snapshot_has_in_order(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    for number in (1, 2):
        with first.writing() as append:
            append({"n": number})
    with first.turned() as covered:
        pass
    with first.writing() as append:
        append({"n": 3})

    assert list(first.read()) == [], "what this engine wrote itself, it has"
    assert [entry["n"] for entry in Journal(tmp_path).read()] == [1, 2, 3], "killed before the snapshot was done"
    first.forget(covered)
    assert [entry["n"] for entry in Journal(tmp_path).read()] == [3]


def test_a_line_cut_short_by_a_kill_is_left_out(tmp_path: Path) -> None:
    with Journal(tmp_path).writing() as append:
        append({"n": 1})
    with (tmp_path / "table-00000001.journal").open("ab") as file:
        file.write(b'{"n": 2, "bo')
    assert [entry["n"] for entry in Journal(tmp_path).read()] == [1]


def test_after_a_graceful_stop_nothing_is_done_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with journal.writing() as append:
        append({"n": 1})
    journal.forget_all()
    assert list(Journal(tmp_path).read()) == []
