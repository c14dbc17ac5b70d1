"""Releases are rehearsed in an account of the test's own."""

from __future__ import annotations

import builtins
import getpass
import sys
from collections.abc import Callable, Iterator

import pytest

from hearth import config
from infra import bytecode, destroy, owner, release
from infra.environments import EnvironmentProblem
from tests.infra.account import Account, account

__all__ = ["account"]

Run = Callable[..., tuple[int, str]]
FIRST = ["", "eu-central-1", "hello@example.org", "", "", "", ""]
"""Name, region, sender, name of one's own, address or domain, deploy, and the first account later."""
SILENT = "deploy --yes --region eu-central-1 --sender hello@example.org"
COMMANDS = {"deploy": release.main, "destroy": destroy.main, "owner": owner.main}


class Terminal:
    """A standard input at which somebody sits, or nobody."""

    def __init__(self, *, somebody: bool) -> None:
        self.somebody = somebody

    def isatty(self) -> bool:
        return self.somebody


def regions(account: Account, service: str | None = None) -> set[str]:
    """In which regions a service, or any, was called; what is one for all regions left out."""
    return {region for name, _, region in account.calls if service in (None, name)} - {"aws-global"}


def show(text: str) -> None:
    """A line on the screen."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@pytest.fixture
def run(account: Account, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a `hearth` command; with `answers`, somebody types them. Returns exit code and what stood on the screen."""

    def running(command: str, *, answers: list[str] | None = None) -> tuple[int, str]:
        name, *arguments = command.split()
        typed = iter(answers or [])

        def type_(prompt: str = "") -> str:
            answer = next(typed)
            show(f"{prompt}{answer}")
            return answer

        def type_hidden(prompt: str = "") -> str:
            show(prompt)
            return next(typed)

        monkeypatch.setattr(sys, "stdin", Terminal(somebody=answers is not None))
        monkeypatch.setattr(builtins, "input", type_)
        monkeypatch.setattr(getpass, "getpass", type_hidden)
        monkeypatch.setattr(owner, "getpass", type_hidden)
        # which Pythons this machine has is not the story's
        monkeypatch.setattr(bytecode, "add", lambda *_: True)
        capfd.readouterr()
        try:
            code = COMMANDS[name](arguments)
        except EnvironmentProblem as problem:  # as infra.cli shows it
            show(f"\n{problem}")
            code = 1
        out, errors = capfd.readouterr()
        assert next(typed, None) is None, "somebody typed more than was asked"
        return code, out + errors

    yield running
    config.settings.cache_clear()  # `hearth owner` is a function's environment for as long as it runs
