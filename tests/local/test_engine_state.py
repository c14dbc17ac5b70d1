"""What the engine wrote is mended before it is read again."""

from __future__ import annotations

import json
from pathlib import Path

from infra.local.engine_state import end_interrupted_updates, forget_stream_positions


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
