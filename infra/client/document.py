"""One Yjs document kept equal with everybody else's, in Python (pycrdt). Rules: docs/live-protocol.md."""

from __future__ import annotations

import asyncio
import random as random_module
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pycrdt import Doc, TransactionEvent

from .pacing import full_jitter
from .places import Place, Places, Tick, every
from .reader import Reader
from .session import FINAL, Session
from .store import MemoryStore, PendingStore
from .writer import Writer

if TYPE_CHECKING:
    from .connection import LiveConnection
    from .document_http import DocumentHttp
    from .frames import Frame
    from .outbox import Batch

HTTP_AFTER = 3.0
ANNOUNCE = 0.1
EMPTY = b"\x00\x00"


class LiveDocument:
    """Edit `doc` as you like; what is written is sent, acknowledged, and equal everywhere.

    `over` is None while it syncs, else the code that ended it: `epoch_changed` (the words were kept in the store as a
    copy: open the document anew), `access_ended`, `not_found`, `closed`.
    """

    def __init__(
        self,
        connection: LiveConnection,
        http: DocumentHttp,
        org_id: str,
        document_id: str,
        *,
        store: PendingStore | None = None,
        tick: Tick = Tick(),  # noqa: B008  immutable
        client_id: int | None = None,
        random: random_module.Random | None = None,
    ) -> None:
        self.topic = f"document:{org_id}/{document_id}"
        # Always given: processes forked from one image would otherwise share ids, and corrupt documents.
        self.doc: Doc[Any] = Doc(client_id=secrets.randbits(32) if client_id is None else client_id)
        random = random or random_module.SystemRandom()
        self._session = Session(self.topic, self.doc, connection, http, store=store or MemoryStore(), random=random)
        self._session.on_over = self._stop
        self._places = Places(self.doc)
        self._writer = Writer(self._session, lambda: every(tick, self._places.mine, self._others()))
        self._reader = self._writer.reader = Reader(self._session, self._writer)
        self.on_broadcast: Callable[[Frame], None] = lambda _: None
        self._acts: dict[str, Callable[[Frame], None]] = {
            "update": self._reader.receive,
            "ack": lambda frame: self._writer.acked(frame["id"], frame),
            "head": self._reader.heard_head,
            "broadcast": self._heard,
            "user-joined": lambda frame: self._joined([frame["participant"]]),
            "users-joined": lambda frame: self._joined(frame["participants"]),
            "user-left": lambda frame: self._left([frame]),
            "users-left": lambda frame: self._left(frame["left"]),
            "role-changed": lambda frame: self._set_role(frame["role"]),
            "access-ended": lambda frame: self._session.release(frame["code"]),
        }
        self._subscription = self.doc.observe(self._on_edit)
        connection.join(self.topic, self)
        self._session.later("http", HTTP_AFTER, self._over_http)

    # ---- for its owner ---------------------------------------------------------------------------------------

    @property
    def over(self) -> str | None:
        """Why it no longer syncs."""
        return self._session.over

    @property
    def role(self) -> str | None:
        """What this person may do here."""
        return self._session.role

    @property
    def epoch(self) -> int | None:
        """Which history this is (L18)."""
        return self._session.epoch

    @property
    def barred(self) -> str | None:
        """Why nothing is sent, while words wait."""
        return self._session.barred

    @property
    def participants(self) -> dict[str, Frame | None]:
        """The others, by connection (L9)."""
        return self._session.participants

    @property
    def pending(self) -> int:
        """Edits that are not acknowledged."""
        return len(self._session.outbox)

    @property
    def written(self) -> int:
        """Edits made here."""
        return self._writer.written

    @property
    def acknowledged(self) -> int:
        """Those of them that are durable."""
        return self._writer.acknowledged

    @property
    def seq(self) -> int:
        """The highest place in the document's order without a gap before it."""
        return self._reader.contiguous

    @property
    def is_loaded(self) -> bool:
        """The server's words are in `doc`."""
        return self._session.loaded

    @property
    def saved(self) -> bool:
        """Everything written here is durable there."""
        return self._session.loaded and not self.pending

    @property
    def company(self) -> bool:
        """Somebody else watches."""
        return self._session.company

    def watch(
        self,
        *,
        remote: Callable[[], None] | None = None,
        ack: Callable[[Batch], None] | None = None,
        sent: Callable[[Batch], None] | None = None,
        trace: Callable[[Batch, Frame], None] | None = None,
    ) -> None:
        """Be told when others' words arrive, when ours are durable, and when they leave; one listener of a kind.

        With `trace`, the server is asked where the time of each update went, and its ack is handed on (L15).
        """
        self._session.on_remote = remote or self._session.on_remote
        self._writer.on_ack = ack or self._writer.on_ack
        self._writer.on_sent = sent or self._writer.on_sent
        self._writer.on_trace = trace or self._writer.on_trace

    async def until(self, what: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait for something to be true of this document. TimeoutError, or RuntimeError when the document ended."""
        async with asyncio.timeout(seconds):
            while not what():
                if self.over:
                    raise RuntimeError(f"{self.topic} ended: {self.over}")
                self._session.changed.clear()
                await self._session.changed.wait()

    async def loaded(self, seconds: float = 30.0) -> None:
        """Wait for the first content."""
        await self.until(lambda: self.is_loaded, seconds)

    async def all_saved(self, seconds: float = 30.0) -> None:
        """Wait until every edit is acknowledged."""
        await self.until(lambda: self.saved, seconds)

    def broadcast(self, kind: str, data: object) -> None:
        """Ephemeral (L10); nothing is sent when alone."""
        if self.company:
            frame = {"type": "broadcast", "topic": self.topic, "kind": kind, "data": data}
            self._session.connection.send(frame, may_be_lost=True)

    def stand(self, at: int | None, first: int, last: int) -> None:
        """Say which block the caret is in (None: there is none) and which ones are on the screen (L17)."""
        self._places.stand(Place(at, first, last))
        self.broadcast("awareness", self._places.data())
        self._writer.reschedule()

    def flush(self) -> None:
        """Send what waits now."""
        self._writer.flush()

    def close(self) -> None:
        """Stop syncing; what is not acknowledged stays in the store."""
        self._session.release("closed")

    # ---- the topic (TopicListener) ---------------------------------------------------------------------------

    def on_subscribed(self, frame: Frame) -> None:
        """Again after every reconnect."""
        session = self._session
        if session.over:
            return
        session.cancel("http")
        self._set_role(frame["role"])
        session.others = 0
        others = (one for one in frame["participants"] if not session.connection.is_mine(one["connection"]))
        session.participants = {one["connection"]: one for one in others}
        epoch = frame.get("epoch")
        if session.loaded and epoch is not None and epoch != session.epoch:
            session.replace(epoch)
            return
        self._reader.resume(frame.get("head"))
        self._announce()
        self._writer.schedule()
        session.changed.set()

    def on_frame(self, frame: Frame) -> None:
        """Everything that is told on the topic."""
        session = self._session
        if session.over:
            return
        kind, connection = frame["type"], frame.get("connection")
        if kind in {"update", "broadcast"} and connection and not session.connection.is_mine(connection):
            session.participants.setdefault(connection, None)
        act = self._acts.get(kind)
        if act:
            act(frame)
        session.changed.set()

    def on_refused(self, frame: Frame) -> None:
        """The subscription was refused."""
        if frame["code"] in FINAL or frame["code"] == "forbidden":
            self._session.release(frame["code"])

    def on_down(self) -> None:
        """The socket ended; another will come."""
        session = self._session
        if session.over:
            return
        self._writer.line_is_down()
        session.participants.clear()
        session.others = 0
        session.cancel("quiet")
        session.later("http", HTTP_AFTER, self._over_http)

    def on_quiet(self) -> bool:
        """A check instead of a ping, at the same price (L12)."""
        if not self._session.loaded or self._session.over:
            return False
        self._session.spawn(self._reader.check())
        return True

    def _joined(self, participants: list[Frame]) -> None:
        for one in participants:
            if not self._session.connection.is_mine(one["connection"]):
                self._session.participants[one["connection"]] = one
        self._announce()
        self._writer.reschedule()  # the tick may be shorter now

    def _left(self, gone: list[Frame]) -> None:
        for one in gone:
            self._session.participants.pop(one["connection"], None)
        self._session.others = 0
        self._writer.reschedule()

    def _announce(self) -> None:
        """Those who come cannot know where we are; of several who come together, all hear it once."""
        if self._places.mine is not None:
            self._session.later("announce", ANNOUNCE, lambda: self.broadcast("awareness", self._places.data()))

    def _heard(self, frame: Frame) -> None:
        if frame["kind"] == "awareness":
            self._places.receive(frame["connection"], frame["data"])
            self._writer.reschedule()
        self.on_broadcast(frame)

    def _others(self) -> list[Place | None]:
        """Where the others are; None too for one of whom we only know that they are there."""
        if not self.company:
            return []
        return self._places.of(self._session.participants) or [None]

    def _set_role(self, role: str) -> None:
        self._session.set_role(role)
        self._writer.schedule()

    # ---- small things ----------------------------------------------------------------------------------------

    def _on_edit(self, event: TransactionEvent) -> None:
        if not self._session.applying and self.over is None and event.update != EMPTY:
            self._writer.enqueue(event.update)

    def _stop(self) -> None:
        with suppress(KeyError):
            self.doc.unobserve(self._subscription)

    def _over_http(self) -> None:
        """The socket has been down for a while: the same document over plain HTTP, slower but as safe (L14)."""
        self._session.spawn(self._once_over_http())

    async def _once_over_http(self) -> None:
        session = self._session
        if session.over or session.live:
            return
        if session.loaded:
            await self._reader.fetch_missing()
            await self._writer.over_http()
        else:
            await self._reader.load()
        if not session.over and not session.live:
            session.later("http", 2 + full_jitter(session.random, 5), self._over_http)
