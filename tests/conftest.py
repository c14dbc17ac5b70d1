"""What every test may use: an in-process table (moto), and a function's environment."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from hearth import months, onrecord
from hearth.http import ratelimit
from tests.support import contracts, live, local_table


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty table, bucket, queue and parameters in moto, with the environment a function sees."""
    ratelimit.forget()
    with local_table.running(monkeypatch) as name:
        yield name


@pytest.fixture(autouse=True)
def events_made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """The events that the test has made so far; each was held to its schema in `events/` as it was made."""
    yield from contracts.checked_events(monkeypatch)


@pytest.fixture(autouse=True)
def nothing_told() -> None:
    """A process that has put nothing on record yet."""
    onrecord.forget()


@pytest.fixture
def one_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists by month ask for this month and no other, on its first and its last day as well."""
    monkeypatch.setattr(months, "CLOCKS_BEHIND", timedelta(0))
    monkeypatch.setattr(months, "CLOCKS_AHEAD", timedelta(0))


@pytest.fixture
def dead_letters(table: str) -> Callable[[], list[dict[str, Any]]]:
    """Takes what stream readers have parked."""
    return local_table.take_dead_letters


@pytest.fixture
def gateway(table: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[live.Gateway]:
    """The live gateway's management endpoint, faked on loopback; without this fixture nobody is told anything."""
    with live.running(monkeypatch) as running:
        yield running


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--seed` replays one run of a seeded test."""
    parser.addoption("--seed", action="store", default=None, help="replay one seed of a fuzz test")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that uses the table is a contract test too: `hearth test conformance` runs it on AWS's DynamoDB."""
    for item in items:
        if "table" in getattr(item, "fixturenames", ()):
            item.add_marker("contract")
        if "conformance" in item.path.parts:
            item.add_marker("conformance")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Long values name no test: some are random, and every process of a run must collect the same names."""
    return f"long-{argname}" if isinstance(val, bytes | str) and len(val) > 24 else None
