"""The one socket of a client: reconnecting with full jitter (L4), renewal before its time (L3), resuming of topics."""

from __future__ import annotations

import asyncio
import random as random_module
from typing import TYPE_CHECKING, Any, Protocol, Self

from .errors import LinkLost, Refused, TicketRefused
from .link import Dial, Ended, Link, TicketSource, open_link
from .pacing import full_jitter
from .wire import dial as dial_websocket

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from .frames import Frame

SETTLED = 10.0
LINGER = 5.0
AGAIN = frozenset({"topic_full", "rate_limited", "unavailable"})


class TopicListener(Protocol):
    """What a topic's owner hears. All of it can repeat: resuming is the normal path."""

    def on_subscribed(self, frame: Frame) -> None: ...
    def on_frame(self, frame: Frame) -> None: ...
    def on_refused(self, frame: Frame) -> None: ...
    def on_down(self) -> None: ...
    def on_quiet(self) -> bool: ...


class LiveConnection:
    """Knows topics, not documents. `phase` is idle, connecting, open, waiting, signed-out, ended or stopped."""

    def __init__(
        self,
        ticket: TicketSource,
        *,
        dial: Dial = dial_websocket,
        random: random_module.Random | None = None,
        client: str = "hearth-python",
    ) -> None:
        self._ticket = ticket
        self._dial = dial
        self._random = random or random_module.SystemRandom()
        self._client = client
        self._link: Link | None = None
        self._topics: dict[str, TopicListener] = {}
        self._live: set[str] = set()
        self._mine: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._counted = (0, 0)
        self.phase = "idle"
        self.ended: Ended | None = None
        self.opened = asyncio.Event()

    # ---- for its owner ----------------------------------------------------------------------------------------

    def start(self) -> None:
        """Connect, and stay connected until `stop`."""
        self._spawn(self._run())

    async def stop(self) -> None:
        """Close for good; what listeners hold stays with them."""
        self.phase = "stopped"
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        self._drop()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def messages(self) -> tuple[int, int]:
        """Frames sent and received so far: what API Gateway counts."""
        sent, received = self._counted
        link = self._link
        return (sent + link.sent, received + link.received) if link else (sent, received)

    # ---- for listeners ----------------------------------------------------------------------------------------

    def join(self, topic: str, listener: TopicListener) -> None:
        """Subscribe now and after every reconnect."""
        self._topics[topic] = listener
        if self._link and self._link.open:
            self._spawn(self._subscribe(self._link, topic))

    def leave(self, topic: str) -> None:
        """Unsubscribe; nobody waits for the answer."""
        if self._topics.pop(topic, None) is None:
            return
        link = self._link
        if topic in self._live and link and link.open:
            link.send({"type": "unsubscribe", "id": link.new_id(), "topic": topic})
        self._live.discard(topic)

    def live(self, topic: str) -> bool:
        """The topic is subscribed on an open socket."""
        return topic in self._live and self._link is not None and self._link.open

    def is_mine(self, connection: str) -> bool:
        """One of our own sockets: there are two while renewing."""
        return connection in self._mine

    def send(self, frame: Frame, *, may_be_lost: bool = False) -> bool:
        """A frame without an answer."""
        return self._link is not None and self._link.send(frame, may_be_lost=may_be_lost)

    async def request(self, frame: Frame, seconds: float = 10.0) -> Frame:
        """A frame with an answer: see Link.request."""
        if self._link is None:
            raise LinkLost("not connected")
        return await self._link.request(frame, seconds)

    def again(self, topic: str) -> None:
        """The server does not know us on this topic: ask again, and hear the reason if it means it."""
        if self._link and self._link.open and topic in self._topics:
            self._spawn(self._subscribe(self._link, topic))

    def suspect(self) -> None:
        """The socket is open but answers nothing: take another."""
        if self._link:
            self._link.close()

    # ---- its own life -----------------------------------------------------------------------------------------

    async def _run(self) -> None:
        attempt = 0
        while True:
            self.phase = "connecting"
            started = asyncio.get_running_loop().time()
            at_least = 0.0
            try:
                link = await self._open()
            except TicketRefused:
                self._end("signed-out", None)
                return
            except Refused as refused:
                self._end("ended", Ended(refused.code, str(refused)))
                return
            except (LinkLost, OSError):
                attempt += 1
            else:
                end = await self._while_open(link)
                if end.final:
                    self._end("ended", end)
                    return
                at_least = end.retry_after
                held = asyncio.get_running_loop().time() - started
                attempt = 1 if held >= SETTLED else attempt + 1
            self._drop()
            self.phase = "waiting"
            await asyncio.sleep(at_least + full_jitter(self._random, attempt))

    async def _open(self) -> Link:
        link = await open_link(self._ticket, self._dial, self._random, self._client, self._dispatch)
        link.on_quiet = self._quiet
        self._mine.add(link.connection)
        return link

    async def _while_open(self, link: Link) -> Ended:
        """Until the current socket ends and no renewed one carries on."""
        self._take(link)
        for topic in list(self._topics):
            self._spawn(self._subscribe(link, topic))
        while True:
            current = self._link
            assert current is not None
            renewal = self._spawn(self._renew(current))
            end = await asyncio.shield(current.ended)
            renewal.cancel()
            self._mine.discard(current.connection)
            if end.final or self._link is current:
                return end

    def _take(self, link: Link) -> None:
        if self._link:
            self._count(self._link)
        self._link = link
        self.phase = "open"
        self.opened.set()

    async def _renew(self, old: Link) -> None:
        await asyncio.sleep(old.life)
        while old.open:
            try:
                link = await self._open()
            except (LinkLost, OSError, TicketRefused, Refused):
                await asyncio.sleep(15 + self._random.random() * 15)
                continue
            # The renewed socket takes over once every topic has answered on it: no moment is without one (L3).
            await asyncio.gather(*(self._subscribe(link, topic) for topic in list(self._topics)))
            if not link.open:
                continue
            self._take(link)
            asyncio.get_running_loop().call_later(LINGER, old.close, 1001)
            return

    async def _subscribe(self, link: Link, topic: str) -> None:
        while link.open:
            listener = self._topics.get(topic)
            if listener is None:
                return
            try:
                answer = await link.request({"type": "subscribe", "id": link.new_id(), "topic": topic})
            except LinkLost:
                link.close()  # open but silent
                return
            except Refused as refused:
                self._live.discard(topic)
                listener.on_refused(refused.frame)
                if refused.code not in AGAIN:
                    return
                await asyncio.sleep(5 + self._random.random() * 10)
                continue
            if answer["type"] == "subscribed" and self._topics.get(topic) is listener and link.open:
                self._live.add(topic)
                listener.on_subscribed(answer)
            return

    def _dispatch(self, link: Link, frame: Frame) -> None:
        listener = self._topics.get(str(frame.get("topic")))
        if listener is None:
            return
        if frame["type"] == "access-ended" and link is self._link:
            self._live.discard(frame["topic"])
        listener.on_frame(frame)

    def _quiet(self) -> bool:
        served = [listener.on_quiet() for listener in list(self._topics.values())]
        return any(served)

    def _drop(self) -> None:
        self.opened.clear()
        link, self._link = self._link, None
        if link:
            self._count(link)
            link.close()
        self._mine.clear()
        live, self._live = self._live, set()
        for topic in live:
            if topic in self._topics:
                self._topics[topic].on_down()

    def _count(self, link: Link) -> None:
        sent, received = self._counted
        self._counted = (sent + link.sent, received + link.received)

    def _end(self, phase: str, ended: Ended | None) -> None:
        self._drop()
        self.phase = phase
        self.ended = ended

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)  # a task nobody refers to may be collected in the middle of its work
        task.add_done_callback(self._tasks.discard)
        return task
