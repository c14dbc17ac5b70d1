"""`hearth up` gets a stack up from whatever state it finds, and says plainly why when it cannot."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra import environments
from infra.environments import ROOT


class Person:
    """Somebody at a terminal, with a stack of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environ = environments.environ(HEARTH_HOME=str(home), HEARTH_SAMPLE="0", HEARTH_WEB="0")

    def start(self, command: str, **more: str) -> subprocess.Popen[str]:
        """Type a command."""
        return subprocess.Popen(
            [sys.executable, "-m", "infra.cli", command],
            cwd=ROOT,
            env=self.environ | more,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, command: str, **more: str) -> tuple[int, str]:
        """Type a command and wait; its exit code and what it said."""
        process = self.start(command, **more)
        said, _ = process.communicate(timeout=400)
        return process.returncode, said

    def kill_engine(self) -> None:
        """What a crash or an impatient person does."""
        os.kill(int((self.home / "engine.pid").read_text()), signal.SIGKILL)

    @property
    def stack(self) -> dict[str, Any]:
        """stack.json."""
        content: dict[str, Any] = json.loads((self.home / "stack.json").read_text())
        return content

    def client(self, service: str) -> Any:
        """The SDK on this person's engine."""
        ports = json.loads((self.home / "ports.json").read_text())
        endpoint = f"http://127.0.0.1:{ports['engine']}"
        return boto3.client(  # type: ignore[call-overload]
            service, endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="t", aws_secret_access_key="t"
        )


@pytest.fixture
def person(stack: object) -> Iterator[Person]:
    """A stack of its own beside the one under test, gone afterwards."""
    del stack  # asked for so that this runs only where integration tests do
    home = ROOT / ".hearth" / "killed"
    shutil.rmtree(home, ignore_errors=True)
    someone = Person(home)
    yield someone
    someone.run("down")
    shutil.rmtree(home, ignore_errors=True)


def wait_until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Look until it is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def deploying(person: Person) -> bool:
    """Whether CloudFormation is in the middle of making the stack."""
    try:
        stacks = person.client("cloudformation").describe_stacks(StackName="hearth")["Stacks"]
    except Exception:  # noqa: BLE001 - the engine is not there yet, or the stack is not
        return False
    return str(stacks[0]["StackStatus"]).endswith("IN_PROGRESS")


def test_a_killed_engine_is_only_an_interruption(person: Person) -> None:
    up = person.start("up")
    wait_until(lambda: deploying(person) or up.poll() is not None)
    person.kill_engine()
    said, _ = up.communicate(timeout=300)
    assert up.returncode == 1
    assert "Run `make up` again" in said
    assert "Traceback" not in said

    code, said = person.run("up")
    assert code == 0, said
    table, dynamodb = person.stack["table"], person.client("dynamodb")
    key = {"pk": {"S": "kept"}, "sk": {"S": "kept"}}
    for killed in (1, 2):
        dynamodb.update_item(
            TableName=table,
            Key=key,
            UpdateExpression="ADD seen :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )
        person.kill_engine()
        code, said = person.run("up")
        assert code == 0, said
        dynamodb = person.client("dynamodb")
        assert dynamodb.get_item(TableName=table, Key=key)["Item"]["seen"] == {"N": str(killed)}


def test_a_taken_port_is_named(person: Person) -> None:
    import socket

    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = str(stranger.getsockname()[1])
        code, said = person.run("up", HEARTH_PORT=port)
    assert code == 1
    assert f"Port {port} is taken by another program" in said
