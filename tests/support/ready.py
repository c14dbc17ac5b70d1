"""What each capability's tests say of its routes, found by where it stands: `tests/<capability>/ready.py`.

`READY` has for each route how to call it so that it succeeds; `MORE`, where there is one, the routes that ask the
table more often than usual, with the reason.
"""

from collections.abc import Callable

from tests.support import found
from tests.support.workspace import Call, Workspace

READY: dict[str, Callable[[Workspace], Call]] = found.together("ready", "READY")
MORE: dict[str, tuple[int, str]] = found.together("ready", "MORE")


def ready(space: Workspace, name: str) -> Call:
    """How to call the route of that name so that it succeeds."""
    return READY[name](space)
