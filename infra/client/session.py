"""What the writing and the reading side of one live document share: where it stands, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from .errors import Problem
from .outbox import Outbox, merge_all
from .store import Kept

if TYPE_CHECKING:
    import random as random_module

    from pycrdt import Doc

    from .connection import LiveConnection
    from .document_http import DocumentHttp
    from .frames import Frame
    from .store import Pending, PendingStore

# Codes that say there is nothing here for us.
FINAL = frozenset({"not_found", "document_not_found", "org_not_found", "access_ended"})


class Session:
    """An ending happens once; after it nothing is sent, applied or fetched. `over` is its code."""

    def __init__(
        self,
        topic: str,
        doc: Doc[Any],
        connection: LiveConnection,
        http: DocumentHttp,
        *,
        store: PendingStore,
        random: random_module.Random,
    ) -> None:
        self.topic = topic
        self.doc = doc
        self.connection = connection
        self.http = http
        self.store = store
        self.random = random
        self.loop = asyncio.get_running_loop()
        self.outbox = Outbox()
        self.changed = asyncio.Event()
        self.participants: dict[str, Frame | None] = {}
        self.others = 0
        self.role: str | None = None
        self.epoch: int | None = None
        self.loaded = False
        self.barred: str | None = None
        self.over: str | None = None
        self.on_over: Callable[[], None] = lambda: None
        self.on_remote: Callable[[], None] = lambda: None
        self.applying = False
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def live(self) -> bool:
        """Subscribed on an open socket."""
        return self.connection.live(self.topic)

    @property
    def company(self) -> bool:
        """Somebody else watches, as far as we know (L9)."""
        return bool(self.participants) or self.others > 0

    @property
    def may_write(self) -> bool:
        """Loaded, allowed, and not over."""
        return self.loaded and not self.over and not self.barred and self.role != "viewer"

    def apply(self, update: bytes) -> None:
        """Somebody's update; it is no edit of ours."""
        self.applying = True
        try:
            self.doc.apply_update(update)
        finally:
            self.applying = False
        self.on_remote()

    def set_role(self, role: str) -> None:
        """What this person may do here now."""
        self.role = role
        if role == "editor":
            self.barred = None
        elif role == "viewer" and len(self.outbox):
            self.barred = "forbidden"

    def keep(self, reason: str, entries: Sequence[Pending] = ()) -> None:
        """The whole document as it is here, kept for the person; with words that could not be placed in it yet, because
        what they build on has not been loaded: pycrdt's own encoding leaves those out."""
        state = merge_all([self.doc.get_update(), *(entry.update for entry in entries)])
        self.store.keep(self.topic, Kept(reason, self.epoch, state))

    def replace(self, epoch: int) -> None:
        """Another history (L18): unsaved words become a copy, and are never merged."""
        if self.over:
            return
        entries = self.outbox.clear()
        if entries:
            self.keep("epoch_changed", entries)
        self.store.remove(self.topic, {entry.key for entry in entries})
        self.store.set_epoch(self.topic, epoch)
        self.release("epoch_changed")

    def release(self, code: str) -> None:
        """The end, for a reason."""
        if self.over:
            return
        self.over = code
        for name in list(self._timers):
            self.cancel(name)
        self.on_over()
        self.connection.leave(self.topic)
        self.changed.set()

    def ask_again(self, code: str) -> None:
        """A subscription can be lost without access being lost (a server that took us for dead): the answer decides."""
        if self.live:
            self.connection.again(self.topic)
        else:
            self.release(code)

    def refused_for_good(self, error: Exception) -> bool:
        """HTTP said that there is nothing here for us.

        A signed link that is over, or leads nowhere any more, says so of itself only: the next load brings another.
        """
        if isinstance(error, Problem) and error.status in {403, 404} and error.code != "download_refused":
            self.release(error.code)
            return True
        return False

    def new_id(self) -> str:
        """For batches, edits and questions."""
        return f"{self.random.getrandbits(48):012x}"

    def later(self, name: str, seconds: float, act: Callable[[], object]) -> None:
        """At most one timer of a name runs."""
        if name in self._timers or self.over:
            return

        def run() -> None:
            del self._timers[name]
            act()

        self._timers[name] = self.loop.call_later(max(0.0, seconds), run)

    def waiting(self, name: str) -> bool:
        """A timer of that name runs."""
        return name in self._timers

    def cancel(self, name: str) -> None:
        """Harmless when there is none."""
        timer = self._timers.pop(name, None)
        if timer:
            timer.cancel()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """A task nobody refers to may be collected in the middle of its work."""
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
