"""From the log to the document: order, gaps, checks and loading (L11 to L13)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from pycrdt import Doc

from .errors import LinkLost, Problem, Refused, Unreachable
from .frames import Frame, decode, encode
from .inbox import Inbox
from .pacing import full_jitter
from .session import FINAL, Session
from .state_vector import covers

if TYPE_CHECKING:
    from .writer import Writer

GAP = 0.150
QUIET = 3.0
HEAD = 5.0


class Reader:
    """Applies updates in the order of the log: pycrdt does not place one before what it builds on."""

    def __init__(self, session: Session, writer: Writer) -> None:
        self._session = session
        self._writer = writer
        self._inbox = Inbox()
        self._held: list[Frame] = []
        self._early: dict[int, bytes] = {}
        self._loading = self._fetching = self._heal = False
        self._failures = 0
        session.epoch = session.store.epoch(session.topic)
        session.outbox.waiting += session.store.list(session.topic)  # words that an earlier session could not send

    @property
    def contiguous(self) -> int:
        """The highest place without a gap before it."""
        return self._inbox.contiguous

    def resume(self, head: int | None) -> None:
        """Subscribed, again or for the first time: only what is missing is fetched."""
        session = self._session
        if not session.loaded:
            session.spawn(self.load())
            return
        # A head behind us was overtaken by what came since, or the log went back: whoever asks now is told which.
        if head is None or head < self._inbox.contiguous:
            session.spawn(self.check())
        self._heard(head or 0)
        self.expect_quiet()

    def receive(self, frame: Frame) -> None:
        """An `update` of the topic (L16)."""
        session = self._session
        if not session.loaded:
            self._held.append(frame)
        elif frame["epoch"] != session.epoch:
            if session.epoch is None or frame["epoch"] > session.epoch:
                session.replace(frame["epoch"])
        elif "update" not in frame:
            self._heard(frame["seq"])
        else:
            self._take(frame)
            self._mind_gap(GAP)
            self.expect_quiet()

    def settled(self, seq: int) -> None:
        """A place in the order is taken by our own update."""
        self._inbox.accept(seq)
        self._apply_in_order()
        self._mind_gap(GAP)

    def heard_head(self, frame: Frame) -> None:
        """Where the server stands (L12)."""
        session = self._session
        if session.over or not session.loaded:
            return
        if frame["epoch"] != session.epoch:
            session.replace(frame["epoch"])
        else:
            self._heard(frame["seq"])

    def expect_quiet(self) -> None:
        """In company, a quiet topic is asked where it is once: a lost last frame heals within seconds (L12)."""
        session = self._session
        session.cancel("quiet")
        if session.live:
            session.later("quiet", QUIET, self._check_in_company)

    async def check(self) -> None:
        """Ask where the topic is; a socket that does not answer is given up."""
        session, here = self._session, self._inbox.contiguous
        frame = {"type": "check", "id": session.new_id(), "topic": session.topic, "seq": here}
        try:
            answer = await session.connection.request(frame, HEAD)
            if answer["seq"] < here and answer["epoch"] == session.epoch:
                self._went_back()
            else:
                self.heard_head(answer)
        except LinkLost:
            if session.live:
                session.connection.suspect()
        except Refused as refused:
            if refused.code in FINAL:
                session.ask_again(refused.code)

    def _went_back(self) -> None:
        """The server's log is shorter than what we had when we asked (a restored table): load, and give it that."""
        if self._session.over or not self._session.loaded:
            return
        self._inbox.rewind()
        self._early.clear()
        self._heal = True
        self.reload()

    def reload(self) -> None:
        """Everything anew: the log was folded away, or belongs to another history."""
        self._session.loaded = False
        self._session.spawn(self.load())

    async def load(self) -> None:
        """Snapshot and tail; tried again until it works or is refused."""
        session = self._session
        if self._loading or session.loaded or session.over:
            return
        self._loading = True
        try:
            await self._load_once()
        except (Problem, Unreachable) as error:
            if not session.refused_for_good(error):
                self._failures += 1
                wait = 0.2 + full_jitter(session.random, self._failures, 0.4, 15)
                session.later("load", wait, lambda: session.spawn(self.load()))
        finally:
            self._loading = False
            session.changed.set()

    async def fetch_missing(self) -> None:
        """What lies between our place and the head."""
        session = self._session
        if self._fetching or not session.loaded or session.over:
            return
        self._fetching = True
        try:
            await self._pages()
            self._failures = 0
        except Problem as problem:
            if problem.code == "updates_folded":
                self.reload()
                return
            if session.refused_for_good(problem):
                return
            self._failures += 1
        except Unreachable:
            self._failures += 1
        finally:
            self._fetching = False
            session.changed.set()
        self._mind_gap(0.2 + full_jitter(session.random, self._failures, 0.2, 10) if self._failures else GAP)

    async def _pages(self) -> None:
        session, more = self._session, True
        while more and not session.over:
            page = await session.http.updates(self._inbox.contiguous)
            if page["epoch"] != session.epoch:
                session.replace(page["epoch"])
                return
            for logged in await self._with_bytes(page["updates"]):
                self._take(logged)
            more = page["more"] and bool(page["updates"])

    async def _load_once(self) -> None:
        session = self._session
        page = await session.http.state()
        epoch = page["epoch"]
        stale = any(entry.epoch not in {None, epoch} for entry in session.outbox.all())
        if stale or session.epoch not in {None, epoch}:
            session.replace(epoch)
            return
        snapshot = page.get("snapshot")
        pieces: list[bytes] = []
        if snapshot:
            data = snapshot.get("data")
            pieces.append(decode(data) if data is not None else await session.http.download(snapshot["url"]))
            session.apply(pieces[0])
        session.epoch = epoch
        self._inbox.reset(snapshot["seq"] if snapshot else 0)
        head, role = page["head"], page.get("role")
        while True:
            for logged in await self._with_bytes(page["updates"]):
                pieces.append(decode(logged["update"]))
                self._take(logged)
            if session.over or not page["more"] or not page["updates"]:
                break
            page = await session.http.updates(self._inbox.contiguous)
            if page["epoch"] != epoch:
                session.replace(page["epoch"])
                return
        self._inbox.heard(head)
        if not session.over:
            self._give_back_what_is_missing(pieces)
            self._arrived(epoch, role)

    def _give_back_what_is_missing(self, pieces: list[bytes]) -> None:
        """After the server's log went back: what we hold and it does not."""
        if not self._heal:
            return
        server: Doc[Any] = Doc(client_id=secrets.randbits(32))
        for piece in pieces:
            server.apply_update(piece)
        if not covers(server.get_state(), self._session.doc.get_state()):
            self._writer.enqueue(self._session.doc.get_update(server.get_state()))

    def _arrived(self, epoch: int, role: str | None) -> None:
        session = self._session
        self._failures = 0
        for entry in session.outbox.all():
            session.apply(entry.update)  # words of an earlier session, now that what they build on is here
        session.loaded = True
        self._heal = False
        session.store.set_epoch(session.topic, epoch)
        if role and session.role is None:
            session.set_role(role)
        held, self._held = self._held, []
        for frame in held:
            self.receive(frame)
        self._mind_gap(0)
        self.expect_quiet()
        self._writer.schedule()

    async def _with_bytes(self, updates: list[Frame]) -> list[Frame]:
        """A large one comes as a link (L13)."""
        download = self._session.http.download
        return [one if "update" in one else {**one, "update": encode(await download(one["url"]))} for one in updates]

    def _take(self, logged: Frame) -> None:
        if self._inbox.accept(logged["seq"]):
            self._early[logged["seq"]] = decode(logged["update"])
            self._apply_in_order()

    def _apply_in_order(self) -> None:
        session = self._session
        for seq in sorted(self._early):
            if seq > self._inbox.contiguous:
                break
            update = self._early.pop(seq)
            own = session.outbox.find_flying(update)
            if own:
                self._writer.acked(own.id, {"seq": seq, "epoch": session.epoch, "others": session.others})
            else:
                session.apply(update)

    def _heard(self, head: int) -> None:
        self._inbox.heard(head)
        self._mind_gap(0)

    def _mind_gap(self, seconds: float) -> None:
        """Wait a moment for the missing ones, or not at all (L11)."""
        if self._inbox.gap:
            if seconds == 0:
                self._session.cancel("gap")
            self._session.later("gap", seconds, self._fetch_if_missing)

    def _fetch_if_missing(self) -> None:
        if self._inbox.gap:
            self._session.spawn(self.fetch_missing())

    def _check_in_company(self) -> None:
        if self._session.company:
            self._session.spawn(self.check())
