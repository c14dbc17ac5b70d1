"""Functions that do nothing, deployed beside Hearth to tell what the engine itself costs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from infra.local import deploy
from infra.local.state import Stack

NAME = "bare"


@dataclass(frozen=True, slots=True)
class Bare:
    """Addresses of the deployed functions."""

    rest_url: str
    ws_url: str
    table: str


def deploy_beside(stack: Stack) -> Bare:
    """Deploy them onto the engine of a running stack, unless they are there."""
    port = int(stack.endpoint.rsplit(":", 1)[1])
    deploy.deploy(NAME, Path(__file__).parent / "template.yaml", port, {"EndpointUrl": stack.endpoint})
    outputs = deploy.outputs(NAME, stack.endpoint)
    gateway = f"{stack.endpoint}/_aws/execute-api"
    return Bare(
        rest_url=f"{gateway}/{outputs['RestApiId']}/api",
        ws_url=f"{gateway.replace('http', 'ws', 1)}/{outputs['LiveApiId']}/live",
        table=outputs["TableName"],
    )
