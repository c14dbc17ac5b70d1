"""What each capability's tests say of its routes, found by where it stands: `tests/<capability>/ready.py`.

`READY` has for each route how to call it so that it succeeds; `MORE`, where there is one, the routes that ask the
table more often than usual, with the reason.
"""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.support.workspace import Call, Workspace

TESTS = Path(__file__).resolve().parent.parent


def _modules() -> list[ModuleType]:
    names = sorted(path.parent.name for path in TESTS.glob("*/ready.py"))
    return [importlib.import_module(f"tests.{name}.ready") for name in names if name != "support"]


def _together(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for module in _modules():
        for route, said in getattr(module, name, {}).items():
            assert route not in found, f"{module.__name__} speaks of {route}, as another capability does"
            found[route] = said
    return found


READY: dict[str, Callable[[Workspace], Call]] = _together("READY")
MORE: dict[str, tuple[int, str]] = _together("MORE")


def ready(space: Workspace, name: str) -> Call:
    """How to call the route of that name so that it succeeds."""
    return READY[name](space)
