"""The project's Python environments: made from the lock files, remade only when a lock changes.

Three, because the engine and the SAM CLI pin different versions of botocore: `app` (tests, tools, the edge), `engine`
(MiniStack) and `sam`. This module runs before any of them exists, so it imports the standard library only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "infra" / "locks"
HOME = ROOT / ".venv"
UV = "uv==0.13.8"
OLDEST = (3, 11)

# What each lock is resolved from: dependency groups of pyproject.toml.
LOCKED_GROUPS = {
    "app": ("runtime", "crdt", "imaging", "office", "tools", "test", "lint", "load"),
    "engine": ("local",),
    "sam": ("sam",),
}
# Lambda's Python runtime brings the SDK; Chalice's command line never runs in a function.
BROUGHT_BY_LAMBDA = ("boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "six", "urllib3")
NEVER_IN_A_FUNCTION = (
    "ansicon", "blessed", "click", "colorama", "editor", "inquirer", "jinxed", "pip", "pyyaml", "readchar", "runs",
    "setuptools", "wcwidth", "wheel", "xmod", "opensearch-protobufs", "grpcio", "protobuf",
)  # fmt: skip
LAYER_GROUPS = {"dependencies": "runtime", "crdt": "crdt", "imaging": "imaging", "office": "office"}


class EnvironmentProblem(Exception):
    """Something the machine lacks, said so that a person can fix it."""


def python_of(name: str) -> Path:
    """The interpreter of an environment, whether or not it exists yet."""
    return HOME / name / "bin" / "python"


def run(*command: str | Path, quiet: bool = True) -> None:
    """Run a program of the tool chain; what it said becomes the error when it fails."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        check=False,
        text=True,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
    )
    if result.returncode:
        raise EnvironmentProblem(f"{' '.join(map(str, command))}\n{result.stdout or ''}".strip())


def _interpreter() -> str:
    """A Python new enough to run Hearth: the one in use, or the newest on the path."""
    if sys.version_info >= OLDEST:
        return str(getattr(sys, "_base_executable", None) or sys.executable)
    for minor in (13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    raise EnvironmentProblem(f"Hearth needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")


def uv() -> Path:
    """The installer, in an environment of its own so that nothing global is needed."""
    # What the machine trusts, as every other program does; a company's own authority is known there and nowhere else.
    os.environ.setdefault("UV_SYSTEM_CERTS", "1")
    program = HOME / "uv" / "bin" / "uv"
    stamp = HOME / "uv" / ".hearth"
    if program.exists() and stamp.exists() and stamp.read_text() == UV:
        return program
    shutil.rmtree(HOME / "uv", ignore_errors=True)
    run(_interpreter(), "-m", "venv", HOME / "uv")
    run(HOME / "uv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    stamp.write_text(UV)
    return program


def ensure(name: str) -> Path:
    """Make the environment if it is missing or its lock changed; returns its interpreter."""
    lock = LOCKS / f"{name}.txt"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = HOME / name / ".hearth"
    if stamp.exists() and stamp.read_text() == wanted and python_of(name).exists():
        return python_of(name)
    installer = uv()
    if not python_of(name).exists():
        run(installer, "venv", "--quiet", "--clear", "--python", _interpreter(), HOME / name)
    stamp.unlink(missing_ok=True)
    run(installer, "pip", "sync", "--quiet", "--require-hashes", "--python", python_of(name), lock)
    stamp.write_text(wanted)
    return python_of(name)


def lock() -> None:
    """Resolve every lock anew from pyproject.toml (`hearth lock`)."""
    compile_ = (
        uv(), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
        "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "pyproject.toml",
    )  # fmt: skip
    for name, groups in LOCKED_GROUPS.items():
        run(*compile_, *[part for group in groups for part in ("--group", group)], "-o", LOCKS / f"{name}.txt")
    left_out = [
        part for package in (*BROUGHT_BY_LAMBDA, *NEVER_IN_A_FUNCTION) for part in ("--no-emit-package", package)
    ]
    for layer, group in LAYER_GROUPS.items():
        target = ROOT / "layers" / layer / "requirements.txt"
        run(*compile_, "--group", group, "-c", LOCKS / "app.txt", *left_out, "-o", target)
    run(*compile_, "--group", "lambda", "-c", LOCKS / "app.txt", "-o", LOCKS / "lambda.txt")


def environ(**extra: str) -> dict[str, str]:
    """The environment for programs that talk to the local engine: never a real account by accident."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "MINISTACK_"))}
    return (
        kept
        | {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "SAM_CLI_TELEMETRY": "0",
            "PYTHONUNBUFFERED": "1",
        }
        | extra
    )
