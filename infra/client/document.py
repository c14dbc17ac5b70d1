"""One Yjs document kept equal with everybody else's, in Python (pycrdt). Rules: docs/live-protocol.md."""

from __future__ import annotations

import asyncio
import random as random_module
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pycrdt import Doc, TransactionEvent

from infra.client.errors import LinkLost, Problem, Refused, Unreachable
from infra.client.frames import Frame, decode, encode
from infra.client.inbox import Inbox
from infra.client.outbox import Batch, Outbox
from infra.client.pacing import full_jitter
from infra.client.state_vector import covers
from infra.client.store import Kept, MemoryStore, Pending, PendingStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from infra.client.connection import LiveConnection
    from infra.client.http import DocumentHttp

FRAME_BASE64 = 24_000
GAP = 0.150
QUIET = 3.0
ACK = 5.0
HTTP_AFTER = 3.0
TICK_COMPANY = 0.030
TICK_ALONE = 1.0
FINAL = frozenset({"not_found", "document_not_found", "org_not_found", "access_ended"})
NEVER_TAKEN = frozenset({"invalid_update", "too_large", "invalid_frame"})
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
        tick: tuple[float, float] = (TICK_COMPANY, TICK_ALONE),
        client_id: int | None = None,
        random: random_module.Random | None = None,
    ) -> None:
        self.topic = f"document:{org_id}/{document_id}"
        # Always given: processes forked from one image would otherwise share ids, and corrupt documents.
        self.doc: Doc[Any] = Doc(client_id=secrets.randbits(32) if client_id is None else client_id)
        self.role: str | None = None
        self.epoch: int | None = None
        self.over: str | None = None
        self.barred: str | None = None
        self.participants: dict[str, Frame | None] = {}
        self.acknowledged = 0
        self.written = 0
        self.on_remote: Callable[[], None] = lambda: None
        self.on_ack: Callable[[Batch], None] = lambda _: None
        self.on_sent: Callable[[Batch], None] = lambda _: None
        self.on_broadcast: Callable[[Frame], None] = lambda _: None
        self._connection = connection
        self._http = http
        self._store: PendingStore = store or MemoryStore()
        self._tick = tick
        self._random = random or random_module.SystemRandom()
        self._loop = asyncio.get_running_loop()
        self._inbox = Inbox()
        self._outbox = Outbox()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[Frame] = []
        self._early: dict[int, bytes] = {}
        self._changed = asyncio.Event()
        self._remote = self._heal = False
        self._loaded = self._loading = self._fetching = False
        self._failures = self._silences = 0
        self._others = 0
        self._last_sent = float("-inf")
        self._not_before = 0.0
        self._acts: dict[str, Callable[[Frame], None]] = {
            "update": self._receive,
            "ack": lambda frame: self._acked(frame["id"], frame),
            "broadcast": self._hear,
            "user-joined": lambda frame: self._joined(frame["participant"]),
            "user-left": self._left,
            "role-changed": lambda frame: self._set_role(frame["role"]),
            "access-ended": lambda frame: self._release(frame["code"]),
            "head": self._heard_head,
        }
        self._restore()
        self._subscription = self.doc.observe(self._on_edit)
        connection.join(self.topic, self)
        self._later("http", HTTP_AFTER, self._over_http)

    # ---- for its owner ---------------------------------------------------------------------------------------

    @property
    def pending(self) -> int:
        """Edits that are not acknowledged."""
        return len(self._outbox)

    @property
    def seq(self) -> int:
        """The highest place in the document's order without a gap before it."""
        return self._inbox.contiguous

    @property
    def is_loaded(self) -> bool:
        """The server's words are in `doc`."""
        return self._loaded

    @property
    def saved(self) -> bool:
        """Everything written here is durable there."""
        return self._loaded and not self.pending

    @property
    def company(self) -> bool:
        """Somebody else watches, as far as we know (L9)."""
        return bool(self.participants) or self._others > 0

    async def until(self, what: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait for something to be true of this document. TimeoutError, or RuntimeError when the document ended."""
        async with asyncio.timeout(seconds):
            while not what():
                if self.over:
                    raise RuntimeError(f"{self.topic} ended: {self.over}")
                self._changed.clear()
                await self._changed.wait()

    async def loaded(self, seconds: float = 30.0) -> None:
        """Wait for the first content."""
        await self.until(lambda: self._loaded, seconds)

    async def all_saved(self, seconds: float = 30.0) -> None:
        """Wait until every edit is acknowledged."""
        await self.until(lambda: self.saved, seconds)

    def broadcast(self, kind: str, data: object) -> None:
        """Ephemeral (L10); nothing is sent when alone."""
        if self.company:
            frame = {"type": "broadcast", "topic": self.topic, "kind": kind, "data": data}
            self._connection.send(frame, may_be_lost=True)

    def flush(self) -> None:
        """Send what waits now."""
        self._cancel("send")
        if self._can_send():
            self._send()

    def close(self) -> None:
        """Stop syncing; what is not acknowledged stays in the store."""
        self._release("closed")

    # ---- local edits -----------------------------------------------------------------------------------------

    def _on_edit(self, event: TransactionEvent) -> None:
        if not self._remote and self.over is None and event.update != EMPTY:
            self._enqueue(event.update)

    def _enqueue(self, update: bytes) -> None:
        entry = Pending(self._new_id(), self.epoch, update, self._loop.time())
        self.written += 1
        self._outbox.waiting.append(entry)
        self._store.append(self.topic, entry)
        self._schedule()

    def _can_send(self) -> bool:
        return (
            self._loaded
            and not self.over
            and not self.barred
            and self.role != "viewer"
            and self._connection.live(self.topic)
            and bool(self._outbox.waiting)
            and not self._outbox.flying  # one at a time, so that the log keeps our order (L14)
        )

    def _schedule(self) -> None:
        """At once after a pause; then one update per tick, shorter while others watch (L17)."""
        if "send" not in self._timers and self._can_send():
            due = max(self._last_sent + self._tick[0 if self.company else 1], self._not_before)
            self._later("send", due - self._loop.time(), self._send_if_possible)

    def _send_if_possible(self) -> None:
        if self._can_send():
            self._send()

    def _send(self) -> None:
        batch = self._outbox.take(self._new_id())
        self._last_sent = self._loop.time()
        self.on_sent(batch)
        fits = (len(batch.update) + 2) // 3 * 4 <= FRAME_BASE64
        self._spawn(self._send_frame(batch) if fits else self._send_http(batch))
        self._expect_quiet()

    async def _send_frame(self, batch: Batch) -> None:
        frame = {
            "type": "update",
            "id": batch.id,
            "topic": self.topic,
            "epoch": self.epoch,
            "after": self._inbox.contiguous,
            "update": encode(batch.update),
        }
        try:
            answer = await self._connection.request(frame, min(30.0, ACK * 2.0**batch.attempt))
        except Refused as refused:
            self._send_refused(batch, refused.frame)
        except LinkLost:
            self._outbox.give_back(batch.id)
            if self._connection.live(self.topic):
                self._silences += 1
                if self._silences >= 2:
                    self._silences = 0
                    self._connection.suspect()
        else:
            self._silences = 0
            self._acked(batch.id, answer)
        self._schedule()
        self._changed.set()

    async def _send_http(self, batch: Batch) -> None:
        try:
            answer = await self._http.push(batch.id, self.epoch or 0, self._inbox.contiguous, batch.update)
        except Problem as problem:
            if problem.status < 500 and problem.status not in {401, 429}:
                self._send_refused(batch, {**problem.body, "code": problem.code})
            else:
                self._try_later(batch, problem.retry_after or 0.5)
        except Unreachable:
            self._try_later(batch, 0.5)
        else:
            self._acked(batch.id, answer)
        self._schedule()
        self._changed.set()

    def _try_later(self, batch: Batch, seconds: float) -> None:
        self._outbox.give_back(batch.id)
        self._not_before = self._loop.time() + seconds + full_jitter(self._random, batch.attempt + 1)

    def _acked(self, batch_id: str, ack: Frame) -> None:
        batch = self._outbox.flying.get(batch_id)
        entries = self._outbox.settle(batch_id)
        self.acknowledged += len(entries)
        self._store.remove(self.topic, {entry.key for entry in entries})
        if batch and entries:
            self.on_ack(batch)
        if self.over:
            return
        if ack["epoch"] != self.epoch:
            self._replace(ack["epoch"])
            return
        self._inbox.accept(ack["seq"])
        self._apply_in_order()
        self._others = int(ack.get("others") or 0)
        self._mind_gap(GAP)
        self._changed.set()

    def _send_refused(self, batch: Batch, frame: Frame) -> None:
        code = frame["code"]
        if code in NEVER_TAKEN:
            # It will never be taken. The words are kept, and what is typed next is not held up by them.
            self._keep(code)
            self._store.remove(self.topic, {entry.key for entry in self._outbox.settle(batch.id)})
            return
        self._outbox.give_back(batch.id)
        if code == "epoch_changed":
            self._loaded = False
            if frame.get("epoch") is None:
                self._spawn(self._load())
            else:
                self._replace(frame["epoch"])
        elif code == "forbidden":
            self.barred = code
        elif code in FINAL:
            self._ask_again(code)
        else:
            delay = float(frame.get("retry_after") or 1)
            self._not_before = self._loop.time() + delay + full_jitter(self._random, batch.attempt + 1)

    def _ask_again(self, code: str) -> None:
        """A subscription can be lost without access being lost (a server that took us for dead): the answer decides."""
        self._not_before = self._loop.time() + 1
        if self._connection.live(self.topic):
            self._connection.again(self.topic)
        else:
            self._release(code)

    # ---- the topic (TopicListener) ---------------------------------------------------------------------------

    def on_subscribed(self, frame: Frame) -> None:
        """Again after every reconnect: only what is missing is fetched."""
        if self.over:
            return
        self._silences = 0
        self._cancel("http")
        self._set_role(frame["role"])
        self._others = 0
        others = (one for one in frame["participants"] if not self._connection.is_mine(one["connection"]))
        self.participants = {one["connection"]: one for one in others}
        epoch, head = frame.get("epoch"), frame.get("head") or 0
        if self._loaded and epoch is not None and epoch != self.epoch:
            self._replace(epoch)
            return
        if self._loaded and head < self._inbox.contiguous:
            self._inbox.rewind()
            self._early.clear()
            self._loaded = False
            self._heal = True  # the server's log went back: load, and give it what it lost
        if self._loaded:
            self._inbox.heard(head)
            self._mind_gap(0)
            self._expect_quiet()
        else:
            self._spawn(self._load())
        self._schedule()
        self._changed.set()

    def on_frame(self, frame: Frame) -> None:
        """Everything that is told on the topic."""
        if self.over:
            return
        kind, connection = frame["type"], frame.get("connection")
        if kind in {"update", "broadcast"} and connection and not self._connection.is_mine(connection):
            self.participants.setdefault(connection, None)
        act = self._acts.get(kind)
        if act:
            act(frame)
        self._changed.set()

    def on_refused(self, frame: Frame) -> None:
        """The subscription was refused."""
        if frame["code"] in FINAL or frame["code"] == "forbidden":
            self._release(frame["code"])

    def on_down(self) -> None:
        """The socket ended; another will come."""
        if self.over:
            return
        self._outbox.give_back_all()
        self.participants.clear()
        self._others = 0
        self._cancel("send")
        self._cancel("quiet")
        self._later("http", HTTP_AFTER, self._over_http)

    def on_quiet(self) -> bool:
        """A check instead of a ping, at the same price (L12)."""
        if not self._loaded or self.over:
            return False
        self._spawn(self._check())
        return True

    def _joined(self, participant: Frame) -> None:
        if not self._connection.is_mine(participant["connection"]):
            self.participants[participant["connection"]] = participant
            self._cancel("send")  # the tick is shorter now
            self._schedule()

    def _hear(self, frame: Frame) -> None:
        self.on_broadcast(frame)

    def _left(self, frame: Frame) -> None:
        self.participants.pop(frame["connection"], None)
        self._others = 0

    def _set_role(self, role: str) -> None:
        self.role = role
        self.barred = "forbidden" if role == "viewer" and self.pending else None if role == "editor" else self.barred
        self._schedule()

    # ---- order, gaps and checks (L11, L12) -------------------------------------------------------------------

    def _receive(self, frame: Frame) -> None:
        if not self._loaded:
            self._held.append(frame)
        elif frame["epoch"] != self.epoch:
            if self.epoch is None or frame["epoch"] > self.epoch:
                self._replace(frame["epoch"])
        elif "update" not in frame:
            self._inbox.heard(frame["seq"])
            self._mind_gap(0)
        else:
            self._take(frame)
            self._mind_gap(GAP)
            self._expect_quiet()

    def _take(self, logged: Frame) -> None:
        """Apply what is next; hold what came early, since pycrdt does not place an update before what it builds on."""
        if not self._inbox.accept(logged["seq"]):
            return
        self._early[logged["seq"]] = decode(logged["update"])
        self._apply_in_order()

    def _apply_in_order(self) -> None:
        for seq in sorted(self._early):
            if seq > self._inbox.contiguous:
                break
            update = self._early.pop(seq)
            own = self._outbox.find_flying(update)
            if own:
                self._acked(own.id, {"seq": seq, "epoch": self.epoch, "others": self._others})
            else:
                self._apply(update)

    def _apply(self, update: bytes) -> None:
        self._remote = True
        try:
            self.doc.apply_update(update)
        finally:
            self._remote = False
        self.on_remote()

    def _mind_gap(self, seconds: float) -> None:
        if self._inbox.gap:
            if seconds == 0:
                self._cancel("gap")
            self._later("gap", seconds, self._fetch_if_missing)

    def _fetch_if_missing(self) -> None:
        if self._inbox.gap:
            self._spawn(self._fetch_missing())

    async def _fetch_missing(self) -> None:
        if self._fetching or not self._loaded or self.over:
            return
        self._fetching = True
        try:
            await self._pages()
            self._failures = 0
        except Problem as problem:
            if problem.code == "updates_folded":
                self._loaded = False
                self._spawn(self._load())
                return
            if self._refused_for_good(problem):
                return
            self._failures += 1
        except Unreachable:
            self._failures += 1
        finally:
            self._fetching = False
            self._changed.set()
        self._mind_gap(0.2 + full_jitter(self._random, self._failures, 0.2, 10) if self._failures else GAP)

    async def _pages(self) -> None:
        more = True
        while more and not self.over:
            page = await self._http.updates(self._inbox.contiguous)
            if page["epoch"] != self.epoch:
                self._replace(page["epoch"])
                return
            for logged in await self._with_bytes(page["updates"]):
                self._take(logged)
            more = page["more"] and bool(page["updates"])

    async def _with_bytes(self, updates: list[Frame]) -> list[Frame]:
        """A large one comes as a link (L13)."""
        return [
            one if "update" in one else {**one, "update": encode(await self._http.download(one["url"]))}
            for one in updates
        ]

    def _expect_quiet(self) -> None:
        self._cancel("quiet")
        if self._connection.live(self.topic):
            self._later("quiet", QUIET, self._check_in_company)

    def _check_in_company(self) -> None:
        if self.company:
            self._spawn(self._check())

    async def _check(self) -> None:
        frame = {"type": "check", "id": self._new_id(), "topic": self.topic, "seq": self._inbox.contiguous}
        try:
            self._heard_head(await self._connection.request(frame, ACK))
        except LinkLost:
            if self._connection.live(self.topic):
                self._connection.suspect()
        except Refused as refused:
            if refused.code in FINAL:
                self._ask_again(refused.code)

    def _heard_head(self, frame: Frame) -> None:
        if self.over or not self._loaded:
            return
        if frame["epoch"] != self.epoch:
            self._replace(frame["epoch"])
            return
        self._inbox.heard(frame["seq"])
        self._mind_gap(0)

    # ---- loading (L13) ---------------------------------------------------------------------------------------

    def _restore(self) -> None:
        """Read in what an earlier session could not send."""
        self.epoch = self._store.epoch(self.topic)
        self._outbox.waiting += self._store.list(self.topic)

    async def _load(self) -> None:
        if self._loading or self._loaded or self.over:
            return
        self._loading = True
        try:
            await self._load_once()
        except (Problem, Unreachable) as error:
            if not self._refused_for_good(error):
                self._failures += 1
                wait = 0.2 + full_jitter(self._random, self._failures, 0.4, 15)
                self._later("load", wait, lambda: self._spawn(self._load()))
        finally:
            self._loading = False
            self._changed.set()

    async def _load_once(self) -> None:
        page = await self._http.state()
        epoch = page["epoch"]
        stale = any(entry.epoch not in {None, epoch} for entry in self._outbox.all())
        if stale or self.epoch not in {None, epoch}:
            self._replace(epoch)
            return
        snapshot = page.get("snapshot")
        pieces: list[bytes] = []
        if snapshot:
            data = snapshot.get("data")
            pieces.append(decode(data) if data is not None else await self._http.download(snapshot["url"]))
            self._apply(pieces[0])
        self.epoch = epoch
        self._inbox.reset(snapshot["seq"] if snapshot else 0)
        head, role = page["head"], page.get("role")
        while True:
            for logged in await self._with_bytes(page["updates"]):
                pieces.append(decode(logged["update"]))
                self._take(logged)
            if self.over or not page["more"] or not page["updates"]:
                break
            page = await self._http.updates(self._inbox.contiguous)
            if page["epoch"] != epoch:
                self._replace(page["epoch"])
                return
        self._inbox.heard(head)
        if not self.over:
            self._give_back_what_is_missing(pieces)
            self._arrived(epoch, role)

    def _give_back_what_is_missing(self, pieces: list[bytes]) -> None:
        """After the server's log went back: what we hold and it does not."""
        if not self._heal:
            return
        server: Doc[Any] = Doc(client_id=secrets.randbits(32))
        for piece in pieces:
            server.apply_update(piece)
        if not covers(server.get_state(), self.doc.get_state()):
            self._enqueue(self.doc.get_update(server.get_state()))

    def _arrived(self, epoch: int, role: str | None) -> None:
        self._failures = 0
        for entry in self._outbox.all():
            self._apply(entry.update)  # words of an earlier session, now that what they build on is here
        self._loaded = True
        self._heal = False
        self._store.set_epoch(self.topic, epoch)
        if role and self.role is None:
            self._set_role(role)
        held, self._held = self._held, []
        for frame in held:
            self._receive(frame)
        self._mind_gap(0)
        self._expect_quiet()
        self._schedule()

    def _over_http(self) -> None:
        """The socket has been down for a while: the same document over plain HTTP, slower but as safe (L14)."""
        self._spawn(self._once_over_http())

    async def _once_over_http(self) -> None:
        if self.over or self._connection.live(self.topic):
            return
        if not self._loaded:
            await self._load()
        else:
            await self._fetch_missing()
            allowed = not self.barred and self.role != "viewer" and not self._outbox.flying
            if self._outbox.waiting and allowed and not self.over:
                await self._send_http(self._outbox.take(self._new_id()))
        if not self.over and not self._connection.live(self.topic):
            self._later("http", 2 + full_jitter(self._random, 5), self._over_http)

    # ---- endings ---------------------------------------------------------------------------------------------

    def _refused_for_good(self, error: Exception) -> bool:
        if isinstance(error, Problem) and error.status in {403, 404}:
            self._release(error.code)
            return True
        return False

    def _keep(self, reason: str) -> None:
        self._store.keep(self.topic, Kept(reason, self.epoch, self.doc.get_update()))

    def _replace(self, epoch: int) -> None:
        """Another history (L18): unsaved words become a copy, and are never merged."""
        if self.over:
            return
        entries = self._outbox.clear()
        if entries:
            self._keep("epoch_changed")
        self._store.remove(self.topic, {entry.key for entry in entries})
        self._store.set_epoch(self.topic, epoch)
        self._release("epoch_changed")

    def _release(self, code: str) -> None:
        if self.over:
            return
        self.over = code
        with suppress(KeyError):
            self.doc.unobserve(self._subscription)
        for name in list(self._timers):
            self._cancel(name)
        self._connection.leave(self.topic)
        self._changed.set()

    # ---- small things ----------------------------------------------------------------------------------------

    def _new_id(self) -> str:
        return f"{self._random.getrandbits(48):012x}"

    def _later(self, name: str, seconds: float, act: Callable[[], object]) -> None:
        if name in self._timers or self.over:
            return

        def run() -> None:
            del self._timers[name]
            act()

        self._timers[name] = self._loop.call_later(max(0.0, seconds), run)

    def _cancel(self, name: str) -> None:
        timer = self._timers.pop(name, None)
        if timer:
            timer.cancel()

    def _spawn(self, work: Any) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
