"""docs/deploy.md shows what the commands print, word for word: its scenes are played, and compared.

A scene is a fenced block after `<!-- rehearsal: name -->`. `HEARTH_WRITE_DOCS=1 pytest tests/infra/test_deploy_docs.py`
writes the blocks anew after a change of words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from infra.environments import ROOT
from tests.identity.conftest import PASSWORD, quick_hashes
from tests.infra.account import Account
from tests.infra.conftest import Run

__all__ = ["quick_hashes"]

GUIDE = ROOT / "docs" / "deploy.md"
BLOCK = re.compile(r"<!-- rehearsal: (?P<name>[a-z-]+) -->\n```text\n(?P<text>.*?)```", re.DOTALL)
DOMAIN = "hearth.example.org"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/4f7c1b2e-0d7a-4f6c-9d57-1f4a5b6c7d8e"
FIRST = ["", "", "hello@example.org", "", "", "", "ada@example.org", "Ada Lovelace", PASSWORD, PASSWORD]
BLUE = ["", "blue@example.org", "", "", "", ""]
AGAIN = ["y"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One command in its place of the story."""

    command: str
    shown: str
    answers: list[str]
    before: Callable[[Account], None] = field(default=lambda account: None)
    code: int = 0


def new_account(account: Account) -> None:
    """As AWS hands one over."""
    account.concurrency, account.sandbox = 10, True


def settled(account: Account) -> None:
    """Everything that was asked for has been granted, and Ada works in it."""
    account.concurrency, account.sandbox, account.signed_in = 1000, False, True
    account.identities["hello@example.org"] = True


def fails(account: Account) -> None:
    """CloudFront does not know this account yet."""
    account.sam_fails("deploy")
    reason = "Your account must be verified before you can add new CloudFront resources."
    failed = {"ResourceStatus": "CREATE_FAILED", "LogicalResourceId": "Distribution", "ResourceStatusReason": reason}
    begun = {"ResourceStatus": "CREATE_IN_PROGRESS", "ResourceType": "AWS::CloudFormation::Stack"}
    account.events = [failed, {**begun, "LogicalResourceId": "hearth"}]


def mended(account: Account) -> None:
    """AWS has looked at the account."""
    account.sam_fails("deploy", fails=False)


def certified(account: Account) -> None:
    """The certificate is issued."""
    account.certificates = [(DOMAIN, CERTIFICATE)]


def fresh(account: Account) -> None:
    """Nobody has signed in to the other stack."""
    account.signed_in = False


def used(account: Account) -> None:
    """There is something to lose."""
    account.parameters = {"/hearth/hearth/signing-keys"}


SCENES = {
    "first": Scene("deploy", "make deploy", FIRST, new_account),
    "again": Scene("deploy", "make deploy", AGAIN, settled),
    "no-certificate": Scene(f"deploy --domain {DOMAIN}", f'make deploy ARGS="--domain {DOMAIN}"', [], code=1),
    "domain": Scene(f"deploy --domain {DOMAIN}", f'make deploy ARGS="--domain {DOMAIN}"', AGAIN, certified),
    "second": Scene("deploy --stack-name blue", 'make deploy ARGS="--stack-name blue"', BLUE, fresh),
    "destroy": Scene("destroy --stack-name hearth", 'make destroy ARGS="--stack-name hearth"', ["hearth"], used),
    "destroy-data": Scene(
        "destroy --stack-name hearth --data", 'make destroy ARGS="--stack-name hearth --data"', ["hearth"]
    ),
}
STUMBLE = {
    "failed": Scene("deploy", "make deploy", [*FIRST[:5], "y"], fails, code=1),
    "retried": Scene("deploy", "make deploy", ["y", ""], mended),
}


@pytest.fixture(autouse=True)
def surroundings(table: str, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that names a region; the accounts that are made go into the test's table."""
    monkeypatch.setenv("HEARTH_BREACH_URL", "")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    account.table = table


def played(account: Account, run: Run, scenes: dict[str, Scene]) -> dict[str, str]:
    """What stands on the screen in each scene, one after another."""
    shown = {}
    for name, scene in scenes.items():
        scene.before(account)
        code, said = run(scene.command, answers=scene.answers)
        assert code == scene.code, said
        said = said.replace(account.table, "hearth-Table-1A2B3C")
        shown[name] = f"$ {scene.shown}\n{said.rstrip()}\n"
    return shown


def _written(found: re.Match[str], shown: dict[str, str]) -> str:
    name = found["name"]
    return f"<!-- rehearsal: {name} -->\n```text\n{shown.get(name, found['text'])}```"


def in_the_guide() -> dict[str, str]:
    return {found["name"]: found["text"] for found in BLOCK.finditer(GUIDE.read_text())}


@pytest.mark.parametrize("scenes", [SCENES, STUMBLE], ids=["story", "stumble"])
def test_the_guide_shows_what_the_commands_print(account: Account, run: Run, scenes: dict[str, Scene]) -> None:
    shown = played(account, run, scenes)
    if os.environ.get("HEARTH_WRITE_DOCS"):
        text = BLOCK.sub(lambda found: _written(found, shown), GUIDE.read_text())
        GUIDE.write_text(text)
    guide = in_the_guide()
    for name, said in shown.items():
        assert guide.get(name) == said, name


def test_the_guide_has_no_scene_that_nobody_plays() -> None:
    assert set(in_the_guide()) == set(SCENES) | set(STUMBLE)


def test_every_option_of_the_commands_is_in_the_guide() -> None:
    text = GUIDE.read_text()
    for module in ("release", "owner", "destroy"):
        source = (ROOT / "infra" / f"{module}.py").read_text()
        for option in re.findall(r'add_argument\(\s*"(--[a-z-]+)"', source):
            assert re.search(rf'[`" =]{option}\b', text), option
