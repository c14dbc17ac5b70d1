"""What each capability's tests say of its routes, found by where it stands: `tests/<capability>/ready.py`.

`READY` has for each route how to call it so that it succeeds. Where there are any, `MORE` has the routes that ask the
table more often than usual, with the reason, `KNOWN` what is there for the names in paths, and `ENDS` the routes after
which nothing would be left to ask about, with what goes: odd requests (`tests/fuzz`) go to what is known, and those of
`ENDS` to ids of nothing.
"""

from collections.abc import Callable

from tests.support import found
from tests.support.workspace import Call, Workspace

READY: dict[str, Callable[[Workspace], Call]] = found.together("ready", "READY")
MORE: dict[str, tuple[int, str]] = found.together("ready", "MORE")


KNOWN: dict[str, Callable[[Workspace], str]] = found.together("ready", "KNOWN")
ENDS = frozenset(found.together("ready", "ENDS"))


def ready(space: Workspace, name: str) -> Call:
    """How to call the route of that name so that it succeeds."""
    return READY[name](space)
