"""The first account on the command line, and as the end of a deployment."""

from __future__ import annotations

import pytest

from functions.identity.models import Login
from hearth.keys import identity as keys
from tests.identity.conftest import PASSWORD, quick_hashes
from tests.infra.account import Account
from tests.infra.conftest import SILENT, Run

__all__ = ["quick_hashes"]

OWNER = "owner --email Ada@Example.org --name Ada"


@pytest.fixture
def stack(table: str, account: Account, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deployed stack whose table is the test's."""
    for name in ("HEARTH_BREACH_URL", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "eu-central-1" if name.startswith("AWS") else "")
    account.table = table
    assert run(SILENT)[0] == 0


def test_without_a_stack_nothing_is_asked(account: Account, run: Run) -> None:
    code, said = run("owner --region eu-central-1 --email ada@example.org --name Ada", answers=[])
    assert code == 1
    assert "There is no stack hearth in eu-central-1" in said


def test_a_weak_password_is_asked_for_again(stack: None, run: Run) -> None:
    code, said = run(OWNER, answers=["password2026", "password2026", PASSWORD, PASSWORD])
    assert code == 0
    assert "too common" in said
    login = Login.find(keys.login("ada@example.org"))
    assert login is not None
    assert login.verified
    assert "can sign in at https://d111111abcdef8.cloudfront.net" in said


def test_two_passwords_that_differ_are_asked_for_again(stack: None, run: Run) -> None:
    code, said = run(OWNER, answers=[PASSWORD, f"{PASSWORD}!", PASSWORD, PASSWORD])
    assert code == 0
    assert "differ" in said


def test_a_password_can_come_from_a_pipe(stack: None, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.infra import conftest

    monkeypatch.setattr(conftest.Terminal, "readline", lambda _: f"{PASSWORD}\n", raising=False)
    assert run(OWNER)[0] == 0
    assert Login.find(keys.login("ada@example.org")) is not None


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("owner --email nobody --name Ada", "email"),
        (f"{OWNER} --time-zone Mars/Base", "time_zone"),
        (f"{OWNER} --locale 1", "locale"),
    ],
)
def test_what_registering_refuses_is_refused_here(stack: None, run: Run, command: str, reason: str) -> None:
    code, said = run(command, answers=[PASSWORD, PASSWORD])
    assert code == 1
    assert reason in said
    assert Login.find(keys.login("ada@example.org")) is None


def test_an_account_that_is_there_is_told(stack: None, run: Run) -> None:
    assert run(OWNER, answers=[PASSWORD, PASSWORD])[0] == 0
    code, said = run(OWNER, answers=[PASSWORD, PASSWORD])
    assert code == 1
    assert "There is an account with this address" in said


def test_the_password_is_never_an_argument(stack: None, run: Run) -> None:
    with pytest.raises(SystemExit):
        run(f"{OWNER} --password {'x' * 12}", answers=[])
    assert Login.find(keys.login("ada@example.org")) is None


def test_a_first_deployment_ends_with_somebody_who_can_sign_in(
    table: str, account: Account, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HEARTH_BREACH_URL", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "eu-central-1" if name.startswith("AWS") else "")
    account.table = table
    answers = ["", "", "hello@example.org", "", "", "", "ada@example.org", "Ada Lovelace", PASSWORD, PASSWORD]
    code, said = run("deploy", answers=answers)
    assert code == 0
    assert "Ada Lovelace can sign in at https://" in said
    assert PASSWORD not in said
    assert Login.find(keys.login("ada@example.org")) is not None
