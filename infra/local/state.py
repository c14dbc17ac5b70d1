"""Where a local stack keeps its files, and what the rest of the project reads of it: `.hearth/stack.json`."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from infra.environments import ROOT

NAME = "hearth"
REGION = "us-east-1"


def home() -> Path:
    """The state folder: `.hearth`, or what HEARTH_HOME names (tests have their own stack beside a person's)."""
    return (ROOT / os.environ.get("HEARTH_HOME", ".hearth")).resolve()


@dataclass(frozen=True, slots=True)
class Stack:
    """Addresses of a running local stack, and who may sign in to its sample data."""

    name: str
    rest_url: str
    ws_url: str
    web_url: str
    docs_url: str
    table: str
    region: str
    endpoint: str
    outputs: dict[str, str]
    login: dict[str, str] | None = None

    def save(self) -> None:
        """Write stack.json whole or not at all."""
        path = home() / "stack.json"
        scratch = path.with_suffix(".tmp")
        scratch.write_text(json.dumps(asdict(self), indent=2) + "\n")
        scratch.replace(path)

    @classmethod
    def load(cls) -> Stack:
        """The stack that was deployed last. FileNotFoundError before the first `make up`."""
        return cls(**json.loads((home() / "stack.json").read_text()))


def client(service: str, stack: Stack | None = None, *, endpoint: str | None = None) -> Any:
    """An SDK client that talks to the local engine and to nothing else."""
    import boto3
    from botocore.config import Config

    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=endpoint or (stack or Stack.load()).endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the engine's, which checks none
        config=Config(retries={"mode": "standard", "total_max_attempts": 2}, connect_timeout=5, read_timeout=60),
    )


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def in_use(port: int) -> bool:
    """Whether somebody listens on a local port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
