"""Builds template.yaml with the SAM CLI and deploys it onto the local engine, when something that matters changed."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

from infra import environments
from infra.environments import ROOT, EnvironmentProblem
from infra.local import layers, processes, state


def _sam(*arguments: str, **variables: str) -> None:
    """Run the SAM CLI quietly; its whole output is shown when it fails."""
    program = environments.python_of("sam").parent / "sam"
    log = state.home() / "logs" / "sam.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [str(program), *arguments]
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=environments.environ(**variables),
        check=False,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    log.write_text(result.stdout)
    if result.returncode and "build" not in arguments and not processes.alive("engine"):
        raise EnvironmentProblem("The engine stopped in the middle of the deployment. Run `make up` again.")
    if result.returncode:
        raise EnvironmentProblem(f"sam {arguments[0]} failed:\n{result.stdout[-6000:]}")


def digest(template: Path, parameters: dict[str, str]) -> str:
    """Changes when a deployment is needed. Code is not part of it: local functions run from their sources."""
    content = hashlib.sha256(json.dumps(parameters, sort_keys=True).encode())
    requirements = sorted((ROOT / "layers").glob("*/requirements.txt"))
    for path in (template, ROOT / "infra" / "api.yaml", *requirements):
        content.update(path.read_bytes())
    return content.hexdigest()


def deploy(name: str, template: Path, port: int, parameters: dict[str, str]) -> bool:
    """Bring the engine's stack in line with the template; False when it already was."""
    endpoint = f"http://127.0.0.1:{port}"
    wanted = digest(template, parameters)
    stamp = state.home() / f"deployed-{name}"
    if stamp.exists() and stamp.read_text() == wanted and stack_status(name, endpoint).endswith("_COMPLETE"):
        return False
    stamp.unlink(missing_ok=True)
    _clear_the_way(name, endpoint)
    build = state.home() / "build" / name
    _sam("build", "--template", str(template), "--build-dir", str(build), "--parallel", **_layer_environment())
    _sam(
        "deploy",
        "--template-file", str(build / "template.yaml"),
        "--stack-name", name,
        "--region", state.REGION,
        "--resolve-s3",
        "--capabilities", "CAPABILITY_IAM",
        "--no-confirm-changeset",
        "--no-fail-on-empty-changeset",
        "--no-progressbar",
        "--parameter-overrides", *[f"{key}={value}" for key, value in parameters.items()],
        AWS_ENDPOINT_URL=endpoint,
    )  # fmt: skip
    stamp.write_text(wanted)
    return True


def _layer_environment() -> dict[str, str]:
    return layers.environment() | {"HEARTH_LAYER_ELSEWHERE": "1"}


def stack_status(name: str, endpoint: str) -> str:
    """CloudFormation's word for the state of a stack; empty when there is none."""
    from botocore.exceptions import ClientError

    try:
        stacks = state.client("cloudformation", endpoint=endpoint).describe_stacks(StackName=name)["Stacks"]
    except ClientError:
        return ""
    return str(stacks[0]["StackStatus"])


def outputs(name: str, endpoint: str) -> dict[str, str]:
    """The outputs of a deployed stack."""
    stacks = state.client("cloudformation", endpoint=endpoint).describe_stacks(StackName=name)["Stacks"]
    return {item["OutputKey"]: item["OutputValue"] for item in stacks[0].get("Outputs", [])}


def _clear_the_way(name: str, endpoint: str) -> None:
    """Remove a stack that an interrupted first deployment left half made; nothing of a person's is in it."""
    status = stack_status(name, endpoint)
    if status in ("CREATE_IN_PROGRESS", "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED",
                  "REVIEW_IN_PROGRESS"):  # fmt: skip
        cloudformation = state.client("cloudformation", endpoint=endpoint)
        cloudformation.delete_stack(StackName=name)
        cloudformation.get_waiter("stack_delete_complete").wait(
            StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
        )
