"""Rate limits: a counter for an address or a person in a fixed window.

On routes that strangers call, one update each request. On routes of people who are signed in, a `block` of requests
passes in one worker before it adds them to the counter that all workers share: so a limit costs most requests no round
trip. However many workers there are, no more than `most` and one block of each (less one) pass in a window. Whoever is
over a limit is refused for the rest of the window without asking the table.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Literal

from pynamodb.attributes import NumberAttribute

from hearth import keys
from hearth.addresses import network
from hearth.errors import RateLimited
from hearth.table.item import Item

_REMEMBERED = 2000


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` requests in `seconds`, counted by the caller's address or person, `block` at a time."""

    most: int
    seconds: int
    by: Literal["address", "person"] = "address"
    block: int = 1


class Counter(Item, discriminator="rate"):
    """Requests counted in one window. DynamoDB forgets it when the window is over."""

    n = NumberAttribute(default=0)


@dataclass(slots=True)
class _Seen:
    """What this worker knows of a counter: what the table said last, and what it has let pass since."""

    window: int
    known: int = 0
    unseen: int = 0


_seen: OrderedDict[tuple[str, str], _Seen] = OrderedDict()


def spend(limit: Limit, name: str, subject: str) -> dict[str, str]:
    """Count one request and return the `RateLimit-*` headers; RateLimited when there is none left."""
    subject = network(subject) if limit.by == "address" else subject
    now = int(time.time())
    window = now // limit.seconds
    reset = (window + 1) * limit.seconds - now
    left = limit.most - _spend(limit, name, subject, window)
    headers = {
        "RateLimit-Limit": str(limit.most),
        "RateLimit-Remaining": str(max(left, 0)),
        "RateLimit-Reset": str(reset),
    }
    if left < 0:
        error = RateLimited(reset, limit=limit.most)
        error.extra["headers"] = headers
        raise error
    return headers


def _spend(limit: Limit, name: str, subject: str, window: int) -> int:
    seen = _seen.pop((name, subject), None)
    if seen is None or seen.window != window:
        seen = _Seen(window)
    _seen[name, subject] = seen
    if len(_seen) > _REMEMBERED:
        _seen.popitem(last=False)
    if seen.known > limit.most:
        return seen.known  # refused here until the window is over, without asking
    seen.unseen += 1
    if seen.unseen >= limit.block or seen.known + seen.unseen > limit.most:
        seen.known, seen.unseen = _add(limit, name, subject, window, seen.unseen), 0
    return seen.known + seen.unseen


def _add(limit: Limit, name: str, subject: str, window: int, number: int) -> int:
    counter = Counter.at(keys.rate(name, subject, window))
    answer: Any = counter.update(
        actions=[Counter.n.add(number), Counter.ttl.set((window + 1) * limit.seconds + 60), Counter.kind.set(Counter)],
    )
    del answer
    return int(counter.n)


def forget() -> None:
    """As a new worker would be. For tests."""
    _seen.clear()
