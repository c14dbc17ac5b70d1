"""What integration tests share: the running stack, and the bare functions beside it."""

from __future__ import annotations

import os
import urllib.error
import urllib.request

import pytest

from infra.bench import bare as bare_functions
from infra.bench.bare import Bare
from infra.local.state import Stack


def _running() -> Stack | None:
    try:
        stack = Stack.load()
        with urllib.request.urlopen(f"{stack.endpoint}/_ministack/health", timeout=5):
            return stack
    except (FileNotFoundError, TypeError, urllib.error.URLError, OSError):
        return None


@pytest.fixture(scope="session")
def stack() -> Stack:
    """The local stack that HEARTH_HOME names. Without one these tests are skipped; `make test` starts one."""
    found = _running()
    if found is None:
        if os.environ.get("HEARTH_REQUIRE_STACK"):
            pytest.fail("the local stack does not answer")
        pytest.skip("no local stack is running")
    return found


@pytest.fixture(scope="session")
def bare(stack: Stack) -> Bare:
    """Functions that do nothing, or fail as they are told, deployed on the same engine."""
    return bare_functions.deploy_beside(stack)
