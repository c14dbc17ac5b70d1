"""Posting frames to many connections at once, each with a time limit, so that a slow one delays no other (L23).

The management API takes one signed HTTPS request for each receiver; the SDK's own work for each is what costs. So:
signatures of our own (`hearth.signing`), and a few connections that stay open, worked by one thread, with others beside
them while something hangs (`hearth.live.pool`).
"""

import random
import time
from collections.abc import Container, Iterable
from functools import cache, partial
from typing import Literal
from urllib.parse import quote, urlsplit

from hearth import signing
from hearth.config import settings
from hearth.live.pool import Answer, ConnectionPool, Job

FRAME_LIMIT = 32_768
"""Bytes of a frame; API Gateway closes the connection (1009) over a larger one."""
SECONDS = 1.0
"""How long one receiver may take, retries included. API Gateway answers in milliseconds or not at all."""
PATIENCE = 5.0
"""The same for what somebody waits for: an answer that is given up costs them a reconnection."""
PAUSE = 0.02
"""Seconds before a second try, at most; doubled with each one."""

Outcome = Literal["sent", "gone", "late", "failed"]


def post(
    messages: Iterable[tuple[str, bytes]], method: str = "POST", patient: Container[str] = ()
) -> list[tuple[str, Outcome]]:
    """Send each body to its connection and say how each went, in no order. Never raises for a receiver's sake.

    Those in `patient` get more time. `gone` is a connection that no longer exists, `late` one that did not answer in
    time, `failed` anything else. Tried again while the gateway says 429 or 5xx, or has dropped a connection.
    """
    listed = list(messages)
    if not listed or not settings().live_endpoint:
        return []
    endpoint = _endpoint(settings().live_endpoint)
    jobs = [
        Job(to, partial(endpoint.build, method, to, body), PATIENCE if to in patient else SECONDS)
        for to, body in listed
    ]
    jobs.sort(key=lambda job: _slow.get(job.to, 0.0))  # those that hung lately go last
    outcomes: list[tuple[str, Outcome]] = []

    def done(job: Job, answer: Answer) -> float | None:
        outcome = _outcome(answer)
        if outcome is None:
            return random.uniform(PAUSE / 2, PAUSE) * 2.0 ** (job.tries - 1)  # noqa: S311
        _remember(job.to, outcome)
        outcomes.append((job.to, outcome))
        return None

    endpoint.lanes.run(jobs, done)
    return outcomes


def _outcome(answer: Answer) -> Outcome | None:
    """What an answer means; None when it is worth another try."""
    if answer in {200, 204}:
        return "sent"
    if answer == 410:
        return "gone"
    if answer == "late":
        return "late"
    if answer == "failed" or (answer != 429 and answer < 500):
        return "failed"
    return None


_slow: dict[str, float] = {}


def _remember(connection_id: str, outcome: Outcome) -> None:
    if outcome == "late":
        if len(_slow) > 1000:
            _slow.clear()
        _slow[connection_id] = time.monotonic()
    elif _slow:
        _slow.pop(connection_id, None)


class _Endpoint:
    """The management API of the WebSocket API: its address and the connections to it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.lanes = ConnectionPool(url)
        self._host = parts.netloc
        self._base = parts.path.rstrip("/")

    def build(self, method: str, connection_id: str, body: bytes) -> bytes:
        """A request as it goes over the wire, signed now."""
        path = f"{self._base}/@connections/{quote(connection_id, safe='')}"
        headers = signing.signed("execute-api", method, self._host, path, body)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"{method} {path} HTTP/1.1\r\n{lines}content-length: {len(body)}\r\n\r\n".encode("latin-1") + body


@cache
def _endpoint(url: str) -> _Endpoint:
    return _Endpoint(url)


def forget() -> None:
    """Drop what is cached of the environment. For tests."""
    _endpoint.cache_clear()
    signing.forget()
    _slow.clear()
