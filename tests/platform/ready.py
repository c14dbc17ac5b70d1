"""How each route of platform is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from tests.support.workspace import Call, Workspace

READY: dict[str, Callable[[Workspace], Call]] = {
    "health": lambda on: Call(on.ada),
}
