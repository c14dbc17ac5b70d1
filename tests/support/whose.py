"""In which function of ours a call happens, for `tests/support/recorded_calls.py`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

function: ContextVar[str] = ContextVar("function", default="")


@contextmanager
def somebody_else() -> Iterator[None]:
    """What a race of a test does in the middle of a call is not the function's own doing."""
    token = function.set("")
    try:
        yield
    finally:
        function.reset(token)
