"""`hearth deploy --localstack`: addresses that both this machine and the functions' containers can use."""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import Any

import pytest

from infra import build, environments, release, release_localstack
from infra.local import processes, state
from tests.infra.account import Account

OUTPUTS = {"RestApiId": "rest1", "LiveApiId": "live1", "TableName": "t", "EdgeKey": "k"}


class Engine:
    """CloudFormation and SES of a LocalStack."""

    def __init__(self) -> None:
        self.senders: list[str] = []

    def describe_stacks(self, **_: str) -> dict[str, Any]:
        return {"Stacks": [{"Outputs": [{"OutputKey": k, "OutputValue": v} for k, v in OUTPUTS.items()]}]}

    def verify_email_identity(self, *, EmailAddress: str) -> None:  # noqa: N803
        self.senders.append(EmailAddress)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("http://localhost:4566", "http://localhost.localstack.cloud:4566"),
        ("http://127.0.0.1:4567", "http://localhost.localstack.cloud:4567"),
        ("https://localhost.localstack.cloud:4566", "https://localhost.localstack.cloud:4566"),
        ("http://localstack:4566/", "http://localstack:4566"),
    ],
)
def test_localhost_is_said_as_containers_know_it(monkeypatch: pytest.MonkeyPatch, given: str, address: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", given)
    assert release_localstack.endpoint() == address


def test_without_an_address_localstacks_own_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    assert release_localstack.endpoint() == "http://localhost.localstack.cloud:4566"


@pytest.mark.parametrize(("machine", "architecture"), [("x86_64", "x86_64"), ("aarch64", "arm64"), ("arm64", "arm64")])
def test_built_for_this_processor_and_the_templates_python_behind_an_edge(
    account: Account, monkeypatch: pytest.MonkeyPatch, machine: str, architecture: str
) -> None:
    engine = Engine()
    edges: list[int] = []
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:4566")
    monkeypatch.setenv("HEARTH_HOME", str(account.home / "stack"))
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(state, "client", lambda *_, **__: engine)
    monkeypatch.setattr(processes, "ports", lambda: {"engine": 1, "edge": 8123})
    monkeypatch.setattr(processes, "start_edge", edges.append)
    assert release.main(["--localstack", "--parameter-overrides", "LogLevel=DEBUG"]) == 0
    built, deployed = account.sam()
    assert built["environ"]["HEARTH_LAYER_PROCESSOR"] == build.PROCESSORS[architecture]
    assert "HEARTH_LAYER_PYTHON" not in built["environ"]
    said = deployed["arguments"]
    for parameter in (
        f"Architecture={architecture}", "Edge=none", "EndpointUrl=http://localhost.localstack.cloud:4566",
        "WebUrl=http://127.0.0.1:8123", "MailFrom=hearth@example.com", "LogLevel=DEBUG",
    ):  # fmt: skip
        assert parameter in said
    assert "--no-fail-on-empty-changeset" in said
    assert deployed["environ"]["AWS_ENDPOINT_URL"] == "http://localhost.localstack.cloud:4566"
    assert deployed["environ"]["AWS_ACCESS_KEY_ID"] == "test"  # never a real account by accident
    stack = json.loads((account.home / "stack" / "stack.json").read_text())
    assert stack["rest_url"] == "http://localhost.localstack.cloud:4566/_aws/execute-api/rest1/api"
    assert stack["ws_url"] == "ws://live1.execute-api.localhost.localstack.cloud:4566/live"
    assert stack["web_url"] == "http://127.0.0.1:8123"
    assert edges == [8123]
    assert engine.senders == ["hearth@example.com"]
    assert Path(environments.python_of("sam")).is_relative_to(account.home)
