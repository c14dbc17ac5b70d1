"""How each route of previews is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from tests.support.workspace import Call, Workspace

READY: dict[str, Callable[[Workspace], Call]] = {
    "preview_page": lambda on: Call(on.ada, {}, {"url": "https://example.com/article"}),
}
