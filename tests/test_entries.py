"""What a cold start loads: the modules of each entry, looked at in a fresh process."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra.template.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
ENTRIES = sorted(path.relative_to(ROOT) for name in KINDS for path in (ROOT / "functions").glob(f"*/{name}.py"))

HEAVY = {
    "boto3": "PynamoDB sits on botocore and needs no boto3",
    "pydantic": "only schemas.py needs it, and only when a body comes",
    "argon2": "only what checks a password",
    "pycrdt": "only what opens a document",
    "markdown_it": "only what reads Markdown",
    "PIL": "only what resizes a picture",
    "aws_xray_sdk": "only when tracing is on",
    "opensearchpy": "only the search function",
    "aws_lambda_powertools.utilities.idempotency": "only a request with an Idempotency-Key",
    "jwt": "only what signs or checks a token",
    "cryptography": "only what signs or checks a token",
    "pyotp": "only what checks a second factor",
}
ALLOWED: dict[str, set[str]] = {
    # an authorizer exists to check tokens: loading it later would only move the cost into the same first call
    "functions/identity/authorizer.py": {"jwt", "cryptography"},
}


def loaded_by(entry: Path) -> set[str]:
    """The modules in memory after a fresh interpreter has imported `entry`, with no AWS environment at all."""
    module = ".".join(entry.with_suffix("").parts)
    script = f"import {module}, sys; print('\\n'.join(sys.modules))"
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'layers/kernel/python'}", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("entry", ENTRIES, ids=str)
def test_an_entry_loads_nothing_heavy_and_reads_no_environment(entry: Path) -> None:
    loaded = loaded_by(entry)
    found = {name for name in HEAVY if name in loaded} - ALLOWED.get(str(entry), set())
    assert not found, {name: HEAVY[name] for name in found}


@pytest.mark.parametrize("entry", ENTRIES, ids=str)
def test_an_entry_loads_no_other_capability(entry: Path) -> None:
    own = entry.parts[1]
    loaded = {name.split(".")[1] for name in loaded_by(entry) if name.startswith("functions.") and name.count(".")}
    assert loaded <= {own}
