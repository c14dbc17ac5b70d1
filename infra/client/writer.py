"""From the local edit to its ack (L14, L15, L17)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .errors import LinkLost, Problem, Refused, Unreachable
from .frames import Frame, encode
from .pacing import full_jitter
from .session import FINAL, Session
from .store import Pending

if TYPE_CHECKING:
    from .outbox import Batch
    from .reader import Reader

FRAME_BASE64 = 24_000
ACK = 5.0
NEVER_TAKEN = frozenset({"invalid_update", "update_not_allowed", "update_too_complex", "too_large", "invalid_frame"})


class Writer:
    """One update is under way at a time, so that the log keeps the order in which we wrote (L14)."""

    def __init__(self, session: Session, tick: Callable[[], float]) -> None:
        self._session = session
        self._tick = tick
        self._last_tick = float("inf")
        self._silences = 0
        self._last_sent = float("-inf")
        self._not_before = 0.0
        self.reader: Reader
        self.written = 0
        self.acknowledged = 0
        self.on_ack: Callable[[Batch], None] = lambda _: None
        self.on_sent: Callable[[Batch], None] = lambda _: None
        self.on_trace: Callable[[Batch, Frame], None] | None = None

    def enqueue(self, update: bytes) -> None:
        """An edit; it is in the store before anything else happens to it."""
        session = self._session
        entry = Pending(session.new_id(), session.epoch, update, session.loop.time())
        self.written += 1
        session.outbox.waiting.append(entry)
        session.store.append(session.topic, entry)
        self.schedule()

    def schedule(self) -> None:
        """At once after a pause; then one update per tick, shorter the closer somebody watches (L17)."""
        session = self._session
        if self._can_send() and not session.waiting("send"):
            due = max(self._last_sent + self._tick(), self._not_before)
            session.later("send", due - session.loop.time(), self.flush)

    def reschedule(self) -> None:
        """The tick may be another. Whoever has just come closer sees at once what they could not see before."""
        now = self._tick()
        if now < self._last_tick:
            self._last_sent = float("-inf")
        self._last_tick = now
        self._session.cancel("send")
        self.schedule()

    def flush(self) -> None:
        """Send what waits now."""
        self._session.cancel("send")
        if self._can_send():
            self._send()

    def line_is_down(self) -> None:
        """What was in flight waits again."""
        self._session.cancel("send")
        self._session.outbox.give_back_all()
        self._silences = 0

    async def over_http(self) -> None:
        """Without a socket: the same update as a request."""
        outbox = self._session.outbox
        if self._session.may_write and outbox.waiting and not outbox.flying:
            await self._send_http(outbox.take(self._session.new_id()))

    def acked(self, batch_id: str, ack: Frame) -> None:
        """Durable: forgotten here, counted, and a place in the order."""
        session = self._session
        batch = session.outbox.flying.get(batch_id)
        entries = session.outbox.settle(batch_id)
        self.acknowledged += len(entries)
        session.store.remove(session.topic, {entry.key for entry in entries})
        if batch and entries:
            self.on_ack(batch)
        if session.over:
            return
        if ack["epoch"] != session.epoch:
            session.replace(ack["epoch"])
            return
        session.others = int(ack.get("others") or 0)
        self.reader.settled(ack["seq"])
        session.changed.set()

    def _can_send(self) -> bool:
        session = self._session
        return session.may_write and session.live and bool(session.outbox.waiting) and not session.outbox.flying

    def _send(self) -> None:
        session = self._session
        batch = session.outbox.take(session.new_id())
        self._last_sent = session.loop.time()
        self.on_sent(batch)
        fits = (len(batch.update) + 2) // 3 * 4 <= FRAME_BASE64
        session.spawn(self._send_frame(batch) if fits else self._send_http(batch))
        self.reader.expect_quiet()

    async def _send_frame(self, batch: Batch) -> None:
        session = self._session
        frame = {
            "type": "update",
            "id": batch.id,
            "topic": session.topic,
            "epoch": session.epoch,
            "after": self.reader.contiguous,
            "update": encode(batch.update),
        }
        if self.on_trace:
            frame["trace"] = True
        try:
            answer = await session.connection.request(frame, min(30.0, ACK * 2.0**batch.attempt))
        except Refused as refused:
            self._refused(batch, refused.frame)
        except LinkLost:
            session.outbox.give_back(batch.id)
            self._count_silence()
        else:
            self._silences = 0
            if self.on_trace and "trace" in answer:
                self.on_trace(batch, answer)
            self.acked(batch.id, answer)
        self.schedule()
        session.changed.set()

    def _count_silence(self) -> None:
        if self._session.live:
            self._silences += 1
            if self._silences >= 2:
                self._silences = 0
                self._session.connection.suspect()

    async def _send_http(self, batch: Batch) -> None:
        session = self._session
        try:
            answer = await session.http.push(batch.id, session.epoch or 0, self.reader.contiguous, batch.update)
        except Problem as problem:
            if problem.status < 500 and problem.status not in {401, 429}:
                self._refused(batch, {**problem.body, "code": problem.code})
            else:
                self._try_later(batch, problem.retry_after or 0.5)
        except Unreachable:
            self._try_later(batch, 0.5)
        else:
            self.acked(batch.id, answer)
        self.schedule()
        session.changed.set()

    def _try_later(self, batch: Batch, seconds: float) -> None:
        session = self._session
        session.outbox.give_back(batch.id)
        self._not_before = session.loop.time() + seconds + full_jitter(session.random, batch.attempt + 1)

    def _refused(self, batch: Batch, frame: Frame) -> None:
        session, code = self._session, frame["code"]
        if code in NEVER_TAKEN:
            # It will never be taken. The words are kept, and what is typed next is not held up by them.
            session.keep(code)
            session.store.remove(session.topic, {entry.key for entry in session.outbox.settle(batch.id)})
            return
        session.outbox.give_back(batch.id)
        if code == "epoch_changed":
            if frame.get("epoch") is None:
                self.reader.reload()
            else:
                session.replace(frame["epoch"])
        elif code == "forbidden":
            session.barred = code
        elif code in FINAL:
            self._not_before = session.loop.time() + 1
            session.ask_again(code)
        else:
            self._try_later(batch, float(frame.get("retry_after") or 1))
