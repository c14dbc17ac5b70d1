"""Rate limits on sensitive routes: a counter an address or a person in a fixed window, one update each request."""

import time
from dataclasses import dataclass
from typing import Any, Literal

from pynamodb.attributes import NumberAttribute

from hearth import keys
from hearth.errors import RateLimited
from hearth.item import Item


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` requests in `seconds`, counted by the caller's address or person."""

    most: int
    seconds: int
    by: Literal["address", "person"] = "address"


class Counter(Item, discriminator="rate"):
    """Requests counted in one window. DynamoDB forgets it when the window is over."""

    n = NumberAttribute(default=0)


def spend(limit: Limit, name: str, subject: str) -> dict[str, str]:
    """Count one request and return the `RateLimit-*` headers; RateLimited when there is none left."""
    now = int(time.time())
    window = now // limit.seconds
    reset = (window + 1) * limit.seconds - now
    counter = Counter.at(keys.rate(name, subject, window))
    answer: Any = counter.update(
        actions=[Counter.n.add(1), Counter.ttl.set((window + 1) * limit.seconds + 60), Counter.kind.set(Counter)],
    )
    del answer
    left = limit.most - int(counter.n)
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
