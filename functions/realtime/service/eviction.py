"""Room for one more connection of a person who has as many as they may (L21).

The list of a person's connections is only added to: an end costs no write, and what has ended is taken out when it
is full. If all of them still last, the oldest idle one is closed: of many tabs that is one nobody looks at. Its client
hears why and comes back when somebody does.
"""

from hearth import clock
from hearth.keys import realtime as keys
from hearth.live import gateway as live
from hearth.live import topics
from hearth.live.items import Connection, Connections, Subscription, lasting, subscription_key
from hearth.live.post import post
from hearth.table.batch import read_all
from hearth.table.write import Write

COME_BACK_AFTER = 300
"""Seconds after which a client that was closed may try again by itself; at once when its page is shown."""

OPENING = 30
"""Seconds that a connection may take to open (API Gateway waits 29 for `$connect`). Until then the gateway knows
nothing of it, and answers as for one that has ended."""


def evict_idle(person_id: str) -> None:
    """Take connections that have ended off a person's list; if there are none, close the oldest idle one."""
    listed = Connections.find(keys.person_connections(person_id))
    names = set(listed.ids or ()) if listed is not None else set()
    there = lasting(names)
    ended = names - {one.connection_id for one in there} | _gone(there)
    if not ended and there:
        one = _least_needed(there)
        detail = "You are connected in too many places. This is the one that was idle the longest."
        live.close(one, "too_many_connections", detail, retry_after=COME_BACK_AFTER)
        ended = {one.connection_id}
    if ended:
        Write().update(Connections, keys.person_connections(person_id), [Connections.ids.delete(ended)]).commit()


def _gone(there: list[Connection]) -> set[str]:
    """Those of whose end nobody was told; cleaned up after on the way. One that is being opened is not among them."""
    opened = clock.iso(clock.in_(seconds=-OPENING))
    outcomes = post([(one.connection_id, b"") for one in there if (one.created_at or "") < opened], method="GET")
    gone = {connection_id for connection_id, outcome in outcomes if outcome == "gone"}
    live.cleanup_connections(gone)
    return gone


def _least_needed(there: list[Connection]) -> Connection:
    """The oldest of those who watch nothing or are idle wherever they are; the oldest of all if nobody is."""
    watched = {
        subscription_key(topics.parse(name), one.connection_id): one.connection_id
        for one in there
        for name in one.topics or ()
    }
    raws = read_all(watched) if watched else {}
    busy = {watched[key] for key, raw in raws.items() if not Subscription.from_raw_data(raw).idle}
    return min(there, key=lambda one: (one.connection_id in busy, one.created_at or clock.iso(clock.now())))
