"""Thousands of odd updates: each is refused by name or taken, and whatever was stored, a log is read and folded."""

import base64
import json
from pathlib import Path

import pytest

from functions.documents.collab import LOG
from functions.documents.content import html, markdown_out, plain, stored
from functions.documents.errors import InvalidUpdate, UpdateNotAllowed, UpdateTooComplex
from hearth.collab import assembly, replica
from tests.documents.harmful import HARMFUL
from tests.documents.odd_fuzz import Odd, spoil

REFUSED = (InvalidUpdate, UpdateNotAllowed, UpdateTooComplex)
FIXTURE = Path(__file__).parent / "odd.json"
ROUNDS = range(8)


def is_taken(data: bytes) -> bool:
    try:
        replica.check_update(LOG, data)
    except REFUSED:
        return False
    return True


def assert_loads(log: list[bytes]) -> None:
    """It is put together, shown in every form, and its state says the same."""
    made = assembly.Assembly(LOG)
    for seq, data in enumerate(log, 1):
        made.add(seq, data)
    content = stored.read(made.made)
    json.dumps(content, allow_nan=False)
    for show in (plain.to_text, markdown_out.to_markdown, html.to_html):
        assert isinstance(show(content), str)
    again = assembly.Assembly(LOG)
    again.begin(replica.encode(made.made, []), [piece.data for piece in made.waiting])
    assert stored.read(again.made) == content
    stored.mend(made.made)
    assert stored.read(made.made) == content


@pytest.mark.parametrize("seed", ROUNDS)
def test_random_bytes_and_spoilt_updates(seed: int) -> None:
    odd = Odd(seed, 0.9)
    taken = []
    for n in range(150):
        data = spoil(odd.update(1 + n % 5), seed * 1000 + n)
        if is_taken(data):
            taken.append(data)
    assert_loads(taken)


@pytest.mark.parametrize("sense", [0.3, 0.9, 0.98])
@pytest.mark.parametrize("seed", ROUNDS)
def test_odd_pieces_anywhere(seed: int, sense: float) -> None:
    odd = Odd(seed, sense)
    taken = [data for data in (odd.update(1 + n % 40, 3) for n in range(120)) if is_taken(data)]
    assert taken
    assert_loads(taken)


@pytest.mark.parametrize("seed", ROUNDS)
def test_what_nobody_checked_loads_as_well(seed: int) -> None:
    """As logs are that were written before: pycrdt panics at some of it, and the rest is shown."""
    odd = Odd(seed, 0.95)
    assert_loads([odd.update(1 + n % 3, 3) for n in range(30)])


def samples() -> dict[str, list[str]]:
    """What the client's tests are fed with: logs of taken updates, and what was stored before there were checks."""
    logs = {}
    for seed in range(60):
        odd = Odd(seed, 0.97)
        made = [data for data in (odd.update(1 + n % 3, 3) for n in range(30)) if is_taken(data)]
        logs[f"taken {seed}"] = made
    for seed in range(20):
        odd = Odd(seed, 0.9)
        logs[f"stored {seed}"] = [odd.update(1 + n, 3) for n in range(10)]
    small = {name: [data] for name, data in HARMFUL.items() if len(data) < 2_000}
    return {name: [base64.b64encode(data).decode() for data in log] for name, log in (logs | small).items()}


def test_the_clients_samples_are_what_is_made_here() -> None:
    """`python -m tests.documents.test_odd_fuzz` writes them."""
    assert json.loads(FIXTURE.read_text()) == samples()


if __name__ == "__main__":
    FIXTURE.write_text(json.dumps(samples(), indent=0) + "\n")
