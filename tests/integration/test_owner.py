"""The operator's command, as a program, on the running stack: whom it made an account signs in."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys

from infra import environments
from infra.environments import ROOT
from infra.local.state import Stack
from tests.support.web import call

PASSWORD = "a quiet meadow at noon"


def owner(stack: Stack, email: str, password: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "infra.cli", "owner", "--stack-name", stack.name, "--region", stack.region]
    path = f"{ROOT}:{ROOT / 'layers' / 'kernel' / 'python'}"
    return subprocess.run(
        [*command, "--email", email, "--name", "Grace Hopper"],
        input=f"{password}\n",
        env=environments.environ(AWS_ENDPOINT_URL=stack.endpoint, PYTHONPATH=path),
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )


def login(stack: Stack, email: str, password: str) -> int:
    body = json.dumps({"email": email, "password": password}).encode()
    headers = {"Content-Type": "application/json"}
    return call("POST", f"{stack.rest_url}/v1/auth/login", headers=headers, body=body).status


def test_the_first_account_comes_from_the_command_line(stack: Stack) -> None:
    email = f"grace-{secrets.token_hex(4)}@example.com"
    assert login(stack, email, PASSWORD) == 401
    refused = owner(stack, email, "password2026")
    assert refused.returncode == 1, refused.stdout
    assert "too common" in refused.stderr
    made = owner(stack, email, PASSWORD)
    assert made.returncode == 0, made.stderr
    assert f"can sign in at {stack.web_url}" in made.stdout
    assert login(stack, email, PASSWORD) == 200
    again = owner(stack, email, PASSWORD)
    assert again.returncode == 1
    assert "There is an account with this address" in again.stderr
