"""Order keys: always room, always in order."""

from hypothesis import given
from hypothesis import strategies as st

from functions.documents.order import between, is_position


@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=60))
def test_any_sequence_of_insertions_stays_in_order(places: list[int]) -> None:
    row: list[str] = []
    for place in places:
        at = place % (len(row) + 1)
        row.insert(at, between(row[at - 1] if at else None, row[at] if at < len(row) else None))
    assert row == sorted(set(row))
    assert all(is_position(key) for key in row)


def test_appending_and_squeezing_in_stay_short() -> None:
    last = None
    for _ in range(1000):
        last = between(last, None)
    assert last is not None
    assert len(last) < 40
    low, high = between(None, None), between(between(None, None), None)
    for _ in range(300):
        high = between(low, high)
    assert len(high) < 80
