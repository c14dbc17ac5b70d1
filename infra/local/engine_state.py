"""What the engine remembers: written while it runs, mended before it is read again."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
import time
from pathlib import Path

from infra.local.table_journal import Journal

SNAPSHOT_SECONDS = 60


class Snapshots:
    """Writes the engine's state now and then, so that the table's journal stays short.

    MiniStack saves only when stopped gracefully, and saving in place would stall every request. A forked copy has the
    state of one instant and disturbs nobody; one that hangs on a lock somebody held is killed and tried again later.
    """

    def __init__(self, journal: Journal) -> None:
        self.wanted = threading.Event()
        self._journal = journal
        self._entries_seen = 0

    def run(self) -> None:
        """For ever: every minute if the table was written to, and at once when told to (SIGUSR1)."""
        while True:
            asked = self.wanted.wait(SNAPSHOT_SECONDS)
            self.wanted.clear()
            if asked or self._journal.entries != self._entries_seen:
                self._entries_seen = self._journal.entries
                self._take(whole=asked)

    def _take(self, *, whole: bool) -> None:
        if _deploying():
            return
        with self._journal.turned() as covered:
            pid = os.fork()
            if pid == 0:
                _save_and_exit(self._journal, covered, whole=whole)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if os.waitpid(pid, os.WNOHANG)[0]:
                return
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _save_and_exit(journal: Journal, covered: int, *, whole: bool) -> None:
    """In the forked copy. Functions and layers, most of the bytes, change when deployed, which asks for the whole."""
    try:
        from ministack import app
        from ministack.core import persistence

        os.nice(10)
        services = app._build_persistence_save_dict()
        persistence.save_all({name: get for name, get in services.items() if whole or name != "lambda"})
        journal.forget(covered)
    finally:
        os._exit(0)


def _deploying() -> bool:
    """A snapshot of a half-made stack would be a stack that is half made for ever."""
    with contextlib.suppress(ImportError, AttributeError, RuntimeError):
        from ministack.services.cloudformation import _stacks

        return any(str(stack.get("StackStatus", "")).endswith("IN_PROGRESS") for stack in list(_stacks.values()))
    return False


def forget_stream_positions(state: Path) -> None:
    """Stream records are not saved but the readers' positions are: a reader would sleep until as many new records came.

    Without a position a reader starts at the oldest record (StartingPosition TRIM_HORIZON), which is the first new one.
    """
    path = state / "lambda.json"
    if not path.exists():
        return
    content = json.loads(path.read_text())
    positions = content.get("payload", {}).get("dynamodb_stream_positions")
    if isinstance(positions, dict) and positions.get("data"):
        positions["data"] = type(positions["data"])()
        path.write_text(json.dumps(content))


def end_interrupted_updates(state: Path) -> None:
    """An update that was under way when the engine stopped is under way for ever; nobody works on it any more.

    What it had changed stays, and the next deployment brings the rest. A first deployment is left as it is: deploy.py
    removes it whole.
    """
    path = state / "cloudformation.json"
    if not path.exists():
        return
    text = path.read_text()
    for status in ("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS"):
        text = text.replace(f'"StackStatus": "{status}"', '"StackStatus": "UPDATE_ROLLBACK_COMPLETE"')
    path.write_text(text)
