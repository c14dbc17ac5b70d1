"""`hearth deploy --localstack`: the template on a LocalStack that runs here, behind an edge of ours.

LocalStack has no CloudFront without a paid plan, so the local edge puts client, API and live endpoint on one origin, as
it does before our own engine; docs/deploy.md says what works there and what does not.
"""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from infra import build, environments
from infra.environments import ROOT, EnvironmentProblem
from infra.local import processes, state
from infra.local.state import Stack

HOST = "localhost.localstack.cloud"
"""A name that means this machine here and LocalStack inside the containers of its functions."""
SENDER = "hearth@example.com"


def deploy(parameters: dict[str, str], sam: Sequence[str]) -> int:
    """Build for this machine's processor, deploy, and start the edge."""
    os.environ.setdefault("HEARTH_HOME", ".hearth/localstack")
    state.home().mkdir(parents=True, exist_ok=True)
    address = endpoint()
    edge = processes.ports()["edge"]
    architecture = "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
    if built := build.main(["--architecture", architecture]):
        return built
    wanted = {
        "Architecture": architecture,
        "Edge": "none",
        "EndpointUrl": address,
        "WebUrl": f"http://127.0.0.1:{edge}",
        "MailFrom": SENDER,
    } | parameters
    if failed := _sam_deploy(address, wanted, sam):
        return failed
    stack = describe(address, edge)
    stack.save()
    state.client("ses", stack).verify_email_identity(EmailAddress=SENDER)
    processes.start_edge(edge)
    print(f"\n  Web        {stack.web_url}")
    print(f"  API        {stack.rest_url}/v1")
    print(f"  Live       {stack.ws_url}   (WebSocket APIs need LocalStack's Base plan)")
    return 0


def endpoint() -> str:
    """Where LocalStack listens, by its own client's rules (AWS_ENDPOINT_URL, LOCALSTACK_HOST, EDGE_PORT).

    `localhost` becomes the name that functions in containers can use as well: to them, localhost is themselves.
    """
    from localstack_client.config import get_service_endpoint

    address = os.environ.get("AWS_ENDPOINT_URL") or get_service_endpoint("cloudformation")
    if not address:
        raise EnvironmentProblem("LocalStack's address is unknown; set AWS_ENDPOINT_URL.")
    parts = urlsplit(address)
    if parts.hostname in ("localhost", "127.0.0.1"):
        return f"{parts.scheme}://{HOST}:{parts.port or 4566}"
    return address.rstrip("/")


def describe(address: str, edge: int) -> Stack:
    """The stack's addresses, as the edge wants them."""
    client: Any = state.client("cloudformation", endpoint=address)
    described = client.describe_stacks(StackName=state.NAME)["Stacks"][0]
    outputs = {item["OutputKey"]: item["OutputValue"] for item in described["Outputs"]}
    scheme, _, host = address.partition("://")
    origin = f"http://127.0.0.1:{edge}"
    return Stack(
        name=state.NAME,
        rest_url=f"{address}/_aws/execute-api/{outputs['RestApiId']}/api",
        ws_url=f"{'wss' if scheme == 'https' else 'ws'}://{outputs['LiveApiId']}.execute-api.{host}/live",
        web_url=origin,
        docs_url=f"{origin}/docs",
        table=outputs["TableName"],
        region=state.REGION,
        endpoint=address,
        outputs=outputs,
    )


def _sam_deploy(address: str, parameters: dict[str, str], more: Sequence[str]) -> int:
    environments.ensure("sam")
    program = str(environments.python_of("sam").parent / "sam")
    command = [program, "deploy", "--stack-name", state.NAME, "--region", state.REGION, "--resolve-s3"]
    command += ["--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset", "--no-fail-on-empty-changeset"]
    command += ["--parameter-overrides", *[f"{name}={value}" for name, value in parameters.items()], *more]
    environ = environments.environ(AWS_ENDPOINT_URL=address)
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode
