"""What the tests of each capability say of it, found by where it stands: `tests/<capability>/<name>.py`."""

import importlib
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent.parent


def together(name: str, attribute: str) -> dict[str, Any]:
    """The entries under `attribute` in all modules of that name. Two of one key are an error."""
    entries: dict[str, Any] = {}
    for capability in sorted(path.parent.name for path in TESTS.glob(f"*/{name}.py") if path.parent.name != "support"):
        module = importlib.import_module(f"tests.{capability}.{name}")
        for key, value in getattr(module, attribute, {}).items():
            assert key not in entries, f"{module.__name__} speaks of {key}, as another capability does"
            entries[key] = value
    return entries
