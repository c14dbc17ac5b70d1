"""Sample data, made through the API as people would: accounts verified by their mails, an org, teams, invitations.

    python -m infra.sample        load it into the stack of .hearth/stack.json

Loading again adds what is missing and repeats nothing. `load` returns the login of the org's owner.
"""

from __future__ import annotations

import importlib
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType

from infra.local.state import Stack
from infra.sample.people import ORG, OWNER, PASSWORD, Sample, settle


def parts() -> list[ModuleType]:
    """The modules of this package with a `load(sample)`, each behind those it names in `AFTER`."""
    names = [path.stem for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))]
    found = {name: module for name in names if hasattr(module := importlib.import_module(f"{__name__}.{name}"), "load")}
    before = {name: getattr(module, "AFTER", ()) for name, module in found.items()}
    return [found[name] for name in TopologicalSorter(before).static_order()]


def load(stack: Stack) -> dict[str, str]:
    """Fill the stack. Returns what `.hearth/stack.json` keeps as `login`."""
    sample = settle(stack.rest_url, stack.endpoint)
    for part in parts():
        part.load(sample)
    return {"email": OWNER.email, "password": PASSWORD, "org": sample.org_id, "org_name": ORG}


__all__ = ["Sample", "load"]
