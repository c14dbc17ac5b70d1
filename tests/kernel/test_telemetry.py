"""The line that every call leaves: short, of plain fields, and nothing that CloudWatch would make metrics of."""

import json
import re
from typing import Any

import pytest

from hearth import config, telemetry


def line(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    (text,) = capsys.readouterr().out.splitlines()
    assert len(text) < 400
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_call_leaves_one_line_of_plain_fields(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    with telemetry.measure("create_org", request_id="r", status=201):
        telemetry.count("OrgsCreated")
        telemetry.count("OrgsCreated")
        telemetry.table_called("TransactWriteItems", 6, 0.004)
        telemetry.table_called("GetItem", 0.5, 0.001)
    told = line(capsys)
    assert (told["level"], told["operation"], told["request_id"], told["OrgsCreated"]) == ("INFO", "create_org", "r", 2)
    assert (told["table_calls"], told["table_units"], told["table_writes"], told["table_ms"]) == (2, 6.5, 6, 5)


def test_no_custom_metric_comes_of_it(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each metric and value of its dimensions is $0.30 a month: with one for each operation there were some 270."""
    with telemetry.measure("create_org"):
        telemetry.count("OrgsCreated")
    assert "_aws" not in line(capsys)


def test_a_call_that_asks_nothing_of_the_table_says_nothing_of_it(
    table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with telemetry.measure("health"):
        pass
    assert not [name for name in line(capsys) if name.startswith("table_")]


def test_an_error_keeps_its_level_on_lambda(
    table: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lambda takes a line for INFO, and may drop it, unless it says its level and an RFC 3339 time."""
    # a name of its own: a logger keeps the output that it was made with
    monkeypatch.setenv("HEARTH_FUNCTION", "unit-level")
    config.settings.cache_clear()
    telemetry.logger.cache_clear()
    telemetry.unexpected(RuntimeError("x"))
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["level"] == "ERROR"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\+00:00|Z)", told["timestamp"])
