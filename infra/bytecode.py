"""Bytecode for what was built: a zip on Lambda is read-only, so without it every cold start compiles again.

By content and unchecked, because zipping changes the times. Only the Python that will run it can make it, to the minor
version; where there is none here, nothing is made and that is said (docs/decisions/0044).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from infra import environments
from infra.environments import EnvironmentProblem


def target() -> str:
    """The minor version that the functions run on: the first that the template names."""
    found = re.search(r"\bpython(3\.\d+)\b", (environments.ROOT / "template.yaml").read_text())
    assert found, "template.yaml names no Python"
    return found[1]


def compiler(version: str) -> str | None:
    """A Python of that minor version on this machine: the one that runs this, one on the path, or one that uv knows."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    found = shutil.which(f"python{version}") or _known_to_uv(version)
    return found if found and _runs(found) else None


def _runs(python: str) -> bool:
    """A name on the path may be a version manager's, which knows the version and has not got it."""
    return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0


def _known_to_uv(version: str) -> str | None:
    try:
        uv = str(environments.uv())
    except EnvironmentProblem:
        return None
    command = [uv, "python", "find", "--no-python-downloads", version]
    found = subprocess.run(command, check=False, capture_output=True, text=True)
    return found.stdout.strip() or None if found.returncode == 0 else None


def add(folder: Path, version: str, find: Callable[[str], str | None] = compiler) -> bool:
    """Compile everything under `folder`. False, and a word about it, when there is no Python that could."""
    python = find(version)
    if python is None:
        print(
            f"\nThere is no Python {version} here, so the functions ship without bytecode: a cold start compiles them,"
            " which takes it up to a tenth of a second longer. Install that Python and build again to avoid it.",
            file=sys.stderr,
        )
        return False
    command = [python, "-m", "compileall", "-q", "-f", "-j", "2", "--invalidation-mode", "unchecked-hash", str(folder)]
    subprocess.run(command, check=False)
    return True
