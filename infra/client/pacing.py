"""Keeps one connection below the server's limit (L21), and a crowd from coming back as one (L4)."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

RELAXED_QUEUE = 8


def full_jitter(random: Random, attempt: int, first: float = 0.2, most: float = 30.0) -> float:
    """Anything between nothing and the doubled step, in seconds."""
    return random.random() * min(most, first * 2.0 ** min(max(0, attempt - 1), 16))


class Pacer:
    """A token bucket: what matters goes first, and what may be lost is dropped rather than kept for seconds."""

    def __init__(self, per_second: float, burst: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._per_second = per_second
        self._burst = burst
        self._tokens = burst
        self._filled = self._loop.time()
        self._urgent: deque[Callable[[], None]] = deque()
        self._relaxed: deque[Callable[[], None]] = deque(maxlen=RELAXED_QUEUE)
        self._timer: asyncio.TimerHandle | None = None

    def run(self, act: Callable[[], None], *, may_be_lost: bool = False) -> None:
        """Do it now, or as soon as the rate allows."""
        (self._relaxed if may_be_lost else self._urgent).append(act)
        self._drain()

    def pause(self, seconds: float) -> None:
        """The server said `rate_limited`: nothing goes out before that."""
        self._tokens = 0
        self._filled = self._loop.time() + seconds
        self._cancel()
        self._drain()

    def stop(self) -> None:
        """Forget what waits."""
        self._cancel()
        self._urgent.clear()
        self._relaxed.clear()

    def _cancel(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _drain(self) -> None:
        if self._timer:
            return
        now = self._loop.time()
        if now > self._filled:
            self._tokens = min(self._burst, self._tokens + (now - self._filled) * self._per_second)
            self._filled = now
        while self._tokens >= 1:
            queue = self._urgent or self._relaxed
            if not queue:
                return
            self._tokens -= 1
            queue.popleft()()
        if not self._urgent and not self._relaxed:
            return
        wait = max(0.0, self._filled - now) + (1 - self._tokens) / self._per_second + 0.001
        self._timer = self._loop.call_later(wait, self._again)

    def _again(self) -> None:
        self._timer = None
        self._drain()
