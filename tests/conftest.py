"""What every test may use: an in-process table (moto), and a function's environment."""

from collections.abc import Iterator

import pytest

from tests.support import local_table


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty table, bucket, queue and parameters in moto, with the environment a function sees."""
    with local_table.running(monkeypatch) as name:
        yield name
