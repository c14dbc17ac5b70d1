"""Killing what a local stack runs its functions in: for storms and for the kill -9 comparison."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from infra.local import processes


def workers() -> list[int]:
    """The processes that run this stack's functions: children of the engine's zygotes."""
    engine = processes.pid_of("engine")
    if engine is None:
        return []
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    return [worker for zygote in children.get(engine, []) for worker in children.get(zygote, [])]


def busy(pid: int) -> bool:
    """Whether a worker serves a call: between calls it is stopped, as Lambda freezes it."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in {"T", "t", "Z", "X"}


def kill(pid: int) -> bool:
    """SIGKILL; False when it was gone."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
