"""Sample data, made through the API as people would: accounts verified by their mails, an org, teams, invitations.

    python -m infra.sample        load it into the stack of .hearth/stack.json

Loading again adds what is missing and repeats nothing. `load` returns the login of the org's owner.
"""

from __future__ import annotations

import importlib
import importlib.util

from infra.local.state import Stack
from infra.sample.people import ORG, OWNER, PASSWORD, Sample, settle

LATER = ("documents",)
"""Modules of this package with a `load(sample)` of their own, in their order; one that is not there is left out."""


def load(stack: Stack) -> dict[str, str]:
    """Fill the stack. Returns what `.hearth/stack.json` keeps as `login`."""
    sample = settle(stack.rest_url, stack.endpoint)
    for name in LATER:
        module = f"{__name__}.{name}"
        if importlib.util.find_spec(module) is not None:
            importlib.import_module(module).load(sample)
    return {"email": OWNER.email, "password": PASSWORD, "org": sample.org_id, "org_name": ORG}


__all__ = ["Sample", "load"]
