"""The kinds of entries: which file of a capability is a function, and what is said of such a function everywhere.

A new kind is a row here and what calls it, in `capability.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearth.consumers import SECURITY, Consumer

if TYPE_CHECKING:
    from infra.template.capability import Capability


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry.

    `suffix` ends the logical ids of its functions. `called_by` says of one what calls it, for people. `letters` is the
    queue that it leaves its dead letters in, as `hearth redrive` calls it: `*` for one of the capability's name, None
    where somebody waits for the answer. `plain` is an entry that the kernel does not make: a function of its own.
    """

    suffix: str
    called_by: Callable[[Capability], str]
    letters: str | None = None
    plain: bool = False


def _routes(one: Capability) -> str:
    count = len(one.module("handler").api.routes)
    return f"{count} route{'s' if count != 1 else ''} of the API"


def _frames(one: Capability) -> str:
    return "frames: " + ", ".join(f"`{route}`" for route in one.module("socket").socket.routes)


def _events(one: Capability) -> str:
    consumer: Consumer = one.module("queue").consumer
    if consumer.hears == SECURITY:
        return "every event that bears on security"
    if not consumer.hears:
        return "other functions, by name"
    waiting = {name: f" ({seconds} s later)" for name, seconds in consumer.later.items()}
    return "events: " + ", ".join(f"`{name}`{waiting.get(name, '')}" for name in sorted(consumer.hears))


def _jobs(one: Capability) -> str:
    return "jobs: " + ", ".join(f"`{kind.name}`" for kind in one.kinds_of_jobs)


KINDS = {
    "handler": Kind("Http", _routes),
    "authorizer": Kind("Authorizer", lambda _: "API Gateway, before it calls another", plain=True),
    "socket": Kind("Socket", _frames),
    "queue": Kind("QueueFunction", _events, letters="*"),
    "stream": Kind("Stream", lambda _: "changes of the table that carry events", letters="stream"),
    "schedule": Kind("Schedule", lambda _: "the clock", plain=True),
    "jobs": Kind("Jobs", _jobs, letters="jobs"),
    "picture": Kind(
        "Picture", lambda one: f"uploads under `{one.told['picture']['Uploads']}`", letters="pictures", plain=True
    ),
}
"""By the name of the file."""
