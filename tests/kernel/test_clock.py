"""Times: one form, whatever year somebody asks about."""

from datetime import UTC, datetime

import pytest

from hearth import clock


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2026-11-21T10:30:00.1239Z", "2026-11-21T10:30:00.123Z"),
        ("2026-11-21T12:30:00+02:00", "2026-11-21T10:30:00.000Z"),
        ("0473-06-13T12:28:50.42366Z", "0473-06-13T12:28:50.423Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"),
    ],
)
def test_a_time_is_written_in_one_form_that_sorts_and_reads_back(given: str, written: str) -> None:
    assert clock.iso(clock.parse(given)) == written
    assert clock.parse(written) == clock.parse(written.replace("Z", "+00:00"))


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-21T10:30:00", "x"])
def test_what_is_no_time_in_utc_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        clock.parse(text)


def test_seconds_and_moments_are_the_same() -> None:
    moment = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
    assert clock.at(clock.epoch(moment)) == moment
