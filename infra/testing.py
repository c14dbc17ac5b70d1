"""`hearth test`: unit tests, then integration tests on a stack of their own, which is gone afterwards.

hearth test                  both, and the client's own tests when Node is there
hearth test unit | integration | web | browser | conformance      one of them; anything after it goes to pytest
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from infra import environments
from infra.environments import ROOT
from infra.local import state

TEST_HOME = ROOT / ".hearth" / "test"
CALLS = ROOT / ".hearth" / "calls"
NOT_UNIT = ("tests/integration", "tests/conformance", "tests/browser", "tests/load")


def _environ(**more: str) -> dict[str, str]:
    path = f"{ROOT}:{ROOT / 'layers' / 'kernel' / 'python'}"
    # one person makes an organization for each of many tests
    return environments.environ(HEARTH_HOME=str(TEST_HOME), PYTHONPATH=path, HEARTH_PARAMETERS="QuotaOrgs=1000", **more)


def _pytest(*arguments: str, **more: str) -> int:
    command = [str(environments.python_of("app")), "-m", "pytest", "-q", *arguments]
    result = subprocess.run(command, cwd=ROOT, env=_environ(**more), check=False).returncode
    return 0 if result == 5 and "CI" not in os.environ else result  # 5: nothing to run


def unit(arguments: Sequence[str]) -> int:
    """Everything that needs no stack; if that is all of it, also whether the roles fit what functions asked for."""
    ignored = [f"--ignore={path}" for path in NOT_UNIT]
    if arguments:
        return _pytest("-n", "2", *ignored, *arguments)
    shutil.rmtree(CALLS, ignore_errors=True)
    result = _pytest("-n", "2", "-p", "tests.support.recorded_calls", *ignored, "tests", HEARTH_CALLS=str(CALLS))
    return result or _permissions()


def _permissions() -> int:
    """The roles against what was recorded (`infra.permissions`)."""
    command = [str(environments.python_of("app")), "-m", "infra.permissions", str(CALLS)]
    return subprocess.run(command, cwd=ROOT, env=_environ(), check=False).returncode


def integration(arguments: Sequence[str]) -> int:
    """What needs the deployed stack: over HTTP and sockets, as anybody would."""
    with _stack() as started:
        if not started():
            return 1
        return _pytest(*(arguments or ["tests/integration"]), HEARTH_REQUIRE_STACK="1")


def conformance(arguments: Sequence[str]) -> int:
    """Tests that use the table, on AWS's own DynamoDB Local, and those with the real editor. Needs Java and Maven."""
    from infra import web as client
    from tests.conformance import dynamodb_local

    client.install()  # TipTap itself is one of the other sides; without its packages its tests would be left out
    with dynamodb_local.running() as endpoint:
        ignored = [f"--ignore={path}" for path in ("tests/integration", "tests/browser", "tests/load")]
        chosen = ("-n", "2", "-m", "contract or conformance", *ignored, *(arguments or ["tests"]))
        return _pytest(*chosen, HEARTH_TEST_DYNAMODB=endpoint)


def browser(arguments: Sequence[str]) -> int:
    """Two people in a real browser, against the built client on a stack of its own."""
    from infra import web as client

    with _stack() as started:
        return client.browser(_environ(), arguments) if started() else 1


def web(_: Sequence[str] = (), **more: str) -> int:
    """The client's and the provider's own tests. Those against a stack are left out unless one runs or is required."""
    from infra import web as client

    return client.test(_environ(**more))


class _stack:  # noqa: N801 - used like a function
    """A stack of its own, brought up in the background while other tests run, and always taken down."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._log = TEST_HOME / "up.log"

    def __enter__(self) -> Callable[[], bool]:
        _command("down")
        shutil.rmtree(TEST_HOME, ignore_errors=True)
        TEST_HOME.mkdir(parents=True)
        with self._log.open("wb") as log:
            command = [sys.executable, "-m", "infra.cli", "up"]
            self._process = subprocess.Popen(command, cwd=ROOT, env=_environ(), stdout=log, stderr=log)
        return self._started

    def _started(self) -> bool:
        assert self._process is not None
        if self._process.wait() == 0:
            return True
        print(f"The test stack did not start:\n{self._log.read_text()}", file=sys.stderr)
        return False

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        _command("down")
        _keep_logs()
        shutil.rmtree(TEST_HOME, ignore_errors=True)


def _command(name: str) -> None:
    subprocess.run([sys.executable, "-m", "infra.cli", name], cwd=ROOT, env=_environ(), check=False)


def _keep_logs() -> None:
    """What the functions said outlives the stack, for whoever looks into a failure."""
    kept = ROOT / ".hearth" / "test-logs"
    shutil.rmtree(kept, ignore_errors=True)
    if (TEST_HOME / "logs").exists():
        shutil.copytree(TEST_HOME / "logs", kept)


def everything() -> int:
    """Unit tests while the stack comes up, then integration tests, then the client's."""
    began = time.monotonic()
    results = {}
    with _stack() as started:
        results["unit"] = unit(())
        results["integration"] = _pytest("tests/integration", HEARTH_REQUIRE_STACK="1") if started() else 1
        results["web"] = web(HEARTH_REQUIRE_STACK="1")
    for name, result in results.items():
        print(f"  {name:12} {'ok' if result == 0 else 'FAILED'}")
    print(f"  {time.monotonic() - began:.0f} s")
    return max(results.values())


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for, or everything that `make test` promises."""
    named: dict[str, Callable[[Sequence[str]], int]] = {
        "unit": unit,
        "integration": integration,
        "conformance": conformance,
        "web": web,
        "browser": browser,
    }
    if not arguments:
        return everything()
    if arguments[0] not in named:
        print(__doc__, file=sys.stderr)
        return 2
    return named[arguments[0]](arguments[1:])


def home() -> Path:
    """The stack that tests talk to."""
    return state.home()
