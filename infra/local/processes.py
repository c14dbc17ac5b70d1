"""The two processes of a local stack, engine and edge: started in the background, found again, stopped."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from infra import environments
from infra.environments import ROOT, EnvironmentProblem
from infra.local import layers, state


def ports() -> dict[str, int]:
    """The same ports at every start, so that addresses last; HEARTH_PORT and HEARTH_EDGE_PORT choose them.

    A port that a stranger has taken in the meantime is replaced, and everything that knew it is deployed again.
    """
    path = state.home() / "ports.json"
    chosen: dict[str, int] = json.loads(path.read_text()) if path.exists() else {}
    for name, variable in (("engine", "HEARTH_PORT"), ("edge", "HEARTH_EDGE_PORT")):
        wanted = os.environ.get(variable)
        if wanted:
            chosen[name] = int(wanted)
        elif name not in chosen or (state.in_use(chosen[name]) and not alive(name)):
            chosen[name] = state.free_port()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(chosen))
    return chosen


def pid_of(name: str) -> int | None:
    """The process id last started under this name, if that process still runs."""
    path = state.home() / f"{name}.pid"
    try:
        pid = int(path.read_text())
        os.kill(pid, 0)
    except (FileNotFoundError, ValueError, ProcessLookupError, PermissionError):
        return None
    process = Path(f"/proc/{pid}")
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        command = (process / "cmdline").read_bytes()  # empty for a moment while a program starts
        if command and f"infra.local.{name}".encode() not in command:
            return None  # the number was given to somebody else since
        if (process / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return None
    return pid


def alive(name: str) -> bool:
    """Whether it runs."""
    return pid_of(name) is not None


def start_engine(port: int) -> None:
    """Start MiniStack with our runtime and wait until it answers."""
    if alive("engine") and _answers(f"http://127.0.0.1:{port}/_ministack/health"):
        return
    stop("engine")
    if state.in_use(port):
        raise EnvironmentProblem(f"Port {port} is taken by another program; choose another with HEARTH_PORT.")
    home = state.home()
    for folder in ("state", "s3", "logs"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    built = layers.build_all()
    settings = {
        "root": str(ROOT),
        "home": str(home),
        "python": str(environments.python_of("app")),
        "layers": {name: str(folder) for name, folder in built.items() if name != "lambda"},
        "provided": str(built["lambda"]),
    }
    environ = environments.environ(
        HEARTH_ENGINE=json.dumps(settings),
        GATEWAY_PORT=str(port),
        BIND_HOST="127.0.0.1",
        IOT_MTLS_ENABLED="0",
        SFTP_ENABLED="0",
        PERSIST_STATE="1",
        S3_PERSIST="1",
        STATE_DIR=str(home / "state"),
        S3_DATA_DIR=str(home / "s3"),
        LOG_LEVEL="WARNING",
        PYTHONPATH=str(ROOT),
        PYTHONDONTWRITEBYTECODE="",
    )
    _spawn("engine", [str(environments.python_of("engine")), "-m", "infra.local.engine"], environ)
    _wait("engine", f"http://127.0.0.1:{port}/_ministack/health", 60)


def start_edge(port: int) -> None:
    """Start the local edge (again, since it reads the addresses at start) and wait until it answers."""
    stop("edge")
    if state.in_use(port):
        raise EnvironmentProblem(f"Port {port} is taken by another program; choose another with HEARTH_EDGE_PORT.")
    environ = environments.environ(HEARTH_HOME=str(state.home()), HEARTH_EDGE=str(port), PYTHONPATH=str(ROOT))
    _spawn("edge", [sys.executable, "-m", "infra.local.edge"], environ)
    _wait("edge", f"http://127.0.0.1:{port}/-/health", 20)


def stop(name: str, patience: float = 40) -> None:
    """Ask it to end, and wait: the engine writes its state on the way out."""
    pid = pid_of(name)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + patience
        while pid_of(name) is not None:
            _reap(pid)
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
                break
            time.sleep(0.05)
    (state.home() / f"{name}.pid").unlink(missing_ok=True)


def tell_engine(number: signal.Signals) -> None:
    """SIGUSR1: take a snapshot. SIGUSR2: warm every function."""
    pid = pid_of("engine")
    if pid is not None:
        os.kill(pid, number)


def _spawn(name: str, command: list[str], environ: dict[str, str]) -> None:
    log = state.home() / "logs" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    (state.home() / f"{name}.pid").write_text(str(process.pid))


def _wait(name: str, url: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not _answers(url):
        pid = pid_of(name)
        if pid is not None:
            _reap(pid)
        if pid_of(name) is None or time.monotonic() > deadline:
            log = state.home() / "logs" / f"{name}.log"
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise EnvironmentProblem(f"The {name} did not start. The end of {log}:\n{tail}")
        time.sleep(0.05)


def _reap(pid: int) -> None:
    """A child that ended stays in the process table until its parent asks; ours may be the parent."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
