"""`hearth check`: everything CI asks of the code beside tests. `hearth check --fix` repairs what a tool can."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

from infra import environments
from infra import web as client
from infra.environments import ROOT

WRITERS = ("infra.openapi", "infra.template", "infra.pages")
"""What writes committed files from the code; `--fix` runs them, a check compares."""

NPM = ("npm", "--prefix", str(client.WEB), "run", "--silent")
PYTHON = ("functions", "layers/kernel/python", "layers/build.py", "infra", "tests")


def commands() -> dict[str, list[str]]:
    """What is run, by the name a person reads."""
    environments.ensure("sam")
    tools = environments.python_of("app").parent
    sam = environments.python_of("sam").parent
    python = str(tools / "python")
    existing = [path for path in PYTHON if (ROOT / path).exists()]
    return {
        **_web(),
        "lint": [str(tools / "ruff"), "check", *existing],
        "format": [str(tools / "ruff"), "format", "--check", *existing],
        "types": [str(tools / "mypy"), *existing],
        "imports": [python, "-m", "infra.imports"],
        "sizes": [python, "-m", "infra.sizes"],
        "openapi": [python, "-m", "infra.openapi", "--check"],
        "composed": [python, "-m", "infra.template", "--check"],
        "pages": [python, "-m", "infra.pages", "--check"],
        "template": [str(sam / "sam"), "validate", "--lint", "--template", "template.yaml", "--region", "us-east-1"],
        "expanded": [str(sam / "python"), "-m", "infra.transform", "--lint"],
        "bare template": [str(sam / "cfn-lint"), "infra/bench/bare/template.yaml"],
    }


def main(arguments: Sequence[str]) -> int:
    """Run all, or those named; show the output of those that fail."""
    if "--fix" in arguments:
        python = str(environments.python_of("app"))
        ruff = str(environments.python_of("app").parent / "ruff")
        subprocess.run([ruff, "check", "--fix", "--quiet", *PYTHON], cwd=ROOT, check=False)
        subprocess.run([ruff, "format", "--quiet", *PYTHON], cwd=ROOT, check=False)
        for module in WRITERS:  # in this order: the template names the deployment after the API
            subprocess.run([python, "-m", module], cwd=ROOT, env=_environment(), check=True)
        _format_web()
    named = [argument for argument in arguments if not argument.startswith("-")]
    failed = []
    for name, command in commands().items():
        if named and name not in named:
            continue
        began = time.monotonic()
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=_environment(),
            check=False,
            capture_output=True,
            text=True,
        )
        print(
            f"  {name:14} {'ok' if result.returncode == 0 else 'FAILED':7} {time.monotonic() - began:5.1f} s",
            flush=True,
        )
        if result.returncode:
            failed.append(name)
            print((result.stdout + result.stderr).strip(), flush=True)
    if failed:
        print(f"\n{len(failed)} of the checks failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _environment() -> dict[str, str]:
    return environments.environ(PYTHONPATH=f"{ROOT}:{ROOT / 'layers' / 'kernel' / 'python'}")


def _web() -> dict[str, list[str]]:
    """What is asked of the client, where this machine has Node: it is not fetched for a check."""
    if not client.exists() or client.node_problem() is not None:
        return {}
    client.install()
    return {
        "web api": [*NPM, "api", "--", "--check"],
        "web types": [*NPM, "check"],
        "web lint": [*NPM, "lint"],
        "web format": [*NPM, "format"],
    }


def _format_web() -> None:
    if _web():
        subprocess.run([*NPM, "format", "--", "--write"], cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
