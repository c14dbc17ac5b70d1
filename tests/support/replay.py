"""Seeded tests: a failure says with which command it comes again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def replayable(path: str, seed: int, what: object = "") -> Iterator[None]:
    """Around a seeded story: what fails in it names its seed, the command, and `what` had happened by then."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"seed {seed}; replay it with: pytest {path} --seed {seed}")
        if what:
            error.add_note(f"by then: {what}")
        raise
