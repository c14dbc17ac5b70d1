"""Ids sort by their time, and one that is made from what it names is the same each time."""

from datetime import UTC, datetime, timedelta

from hearth import ids

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_an_id_of_something_is_the_same_each_time() -> None:
    one = ids.id_of(NOON, "document", 1, 7)
    assert one == ids.id_of(NOON, "document", 1, 7)
    assert len({one, ids.id_of(NOON, "document", 1, 8), ids.id_of(NOON, "document", 17)}) == 3
    assert ids.is_id(one)
    assert (one[14], one[19] in "89ab") == ("7", True)  # RFC 9562: version and variant
    assert ids.time_of(one) == NOON


def test_ids_sort_by_time() -> None:
    moments = [NOON + timedelta(milliseconds=step) for step in (0, 1, 900, 86_400_000)]
    made = [ids.id_of(moment, step) for step, moment in enumerate(moments)]
    assert made == sorted(made)
    assert ids.time_of(ids.new_id()) <= datetime.now(UTC)
