"""The bill adds up and follows the template and the log lines: what an idle month and a person cost stays true."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from hearth import telemetry
from infra import costs, deployed
from infra.costs import Team, idle, live, month
from infra.deployed import Deployed

COUNTED: dict[str, Any] = json.loads(costs.COUNTED.read_text())
QUIET = Deployed(
    polled_queues=0,
    direct_targets=9,
    metrics=0,
    bytes_a_call=(460, 480),
    http_gb=0.75,
    socket_gb=1.0,
    other_gb=0.5,
    schedules=1,
    traced=False,
)
"""Without polled queues and metrics of our own, with short lines: what the template is to be."""


def test_nothing_that_polls_is_nothing_while_idle() -> None:
    assert f"{idle(QUIET).total:.2f}" == "0.00"


def test_a_queue_that_lambda_polls_costs_a_quarter_dollar_while_idle() -> None:
    assert idle(replace(QUIET, polled_queues=1)).total - idle(QUIET).total == pytest.approx(0.263, abs=0.001)


def test_a_person_costs_at_most_thirty_cents_of_what_is_invoiced() -> None:
    bill = month(Team(), COUNTED, QUIET)
    assert bill.after_allowances / 50 <= 0.30
    assert bill.total / 50 <= 0.37, "at list prices"
    assert bill.total > bill.after_allowances


def test_the_tick_that_follows_the_distance_saves_a_third_of_the_messages() -> None:
    adaptive, steady = (live(Team(), COUNTED, adaptive=which) for which in (True, False))
    assert adaptive.messages < 0.67 * steady.messages
    assert adaptive.updates < 0.65 * steady.updates


def test_metrics_traces_and_lines_are_on_the_bill() -> None:
    usual = month(Team(), COUNTED, QUIET)
    loud = month(Team(), COUNTED, replace(QUIET, metrics=270, traced=True, bytes_a_call=(940, 968)))
    assert loud.parts["metrics"] == pytest.approx(24.4, abs=0.1)
    assert loud.parts["logs"] > 1.9 * usual.parts["logs"]
    assert "traces" in loud.parts
    assert "traces" not in usual.parts


def test_every_part_that_aws_bills_is_there() -> None:
    parts = set(month(Team(), COUNTED, QUIET).parts)
    assert {
        "live messages", "connections", "REST", "functions", "table", "events and queues", "files", "CloudFront",
        "logs", "metrics", "mail", "queues that Lambda polls", "schedules",
    } <= parts  # fmt: skip


def test_the_model_reads_the_template_and_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    built = deployed.read()
    assert built.schedules >= 1
    assert not built.traced
    assert 0.25 <= built.http_gb <= 2
    assert 250 < built.bytes_a_call[0] < 1200
    written = telemetry._write

    def longer(work: Any, milliseconds: float) -> None:
        work.fields["more"] = "x" * 1000
        written(work, milliseconds)

    monkeypatch.setattr(telemetry, "_write", longer)
    assert deployed.read().bytes_a_call[0] > built.bytes_a_call[0] + 1000


def test_it_prints_what_idle_and_a_person_cost(capsys: pytest.CaptureFixture[str]) -> None:
    assert costs.main([]) == 0
    told = capsys.readouterr().out
    for words in ("$ idle", "$ a person and month:", "for ever", "| unseen | 2000 |", "X-Ray: off"):
        assert words in told


def test_twice_the_people_cost_twice_as_much() -> None:
    rest = idle(QUIET).total
    one, two = (month(Team(people=people), COUNTED, QUIET).total - rest for people in (50, 100))
    assert round(two / one, 6) == 2


def test_nobody_working_costs_storage_only() -> None:
    bill = month(Team(days=0), COUNTED, QUIET)
    assert {part for part, dollars in bill.parts.items() if dollars} == {"table", "files", "schedules"}
    assert bill.parts["schedules"] < 0.005


def test_the_table_names_the_date_of_its_prices_and_every_part() -> None:
    shown = costs.table(Team(), COUNTED, QUIET)
    assert costs.PRICES_DATE in shown
    assert all(part in shown for part in month(Team(), COUNTED, QUIET).parts)
