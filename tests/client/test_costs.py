"""The bill adds up, and what the design promises about it stays true."""

from __future__ import annotations

import json

from infra import costs

COUNTED = json.loads(costs.COUNTED.read_text())


def test_twice_the_people_cost_twice_as_much() -> None:
    one, two = (costs.month(costs.Team(people=people), COUNTED).total for people in (50, 100))
    assert round(two / one, 6) == 2


def test_nobody_working_costs_storage_only() -> None:
    bill = costs.month(costs.Team(days=0), COUNTED)
    assert {part for part, dollars in bill.parts.items() if dollars} == {"table", "files"}


def test_the_table_names_the_date_of_its_prices_and_every_part() -> None:
    shown = costs.table(costs.Team(), COUNTED)
    assert costs.PRICES_DATE in shown
    assert all(part in shown for part in costs.month(costs.Team(), COUNTED).parts)
