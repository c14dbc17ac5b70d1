"""Telling those on a topic who leaves (L9): at once when few do, together when many leave in the same moment.

Fifty who leave one by one would be 1,225 frames. Each who leaves a company puts itself on the list of this second. The
first few on it are told of at once; the one after them gathers, and tells once the second is over; the rest are on the
list, and that is all they do.

    1 2 3 4 5   6 7 8 … 30 │        at most five frames and one more a second, for each who stays
    each told   6 gathers ─┘

Who is on the list is a frame's entry already, as text: what somebody was called went with their subscription.
"""

import json
from collections.abc import Collection, Sequence

from pynamodb.exceptions import PynamoDBException, UpdateError

from hearth import telemetry
from hearth.live import gateway as live
from hearth.live import presence
from hearth.live.items import Connection, Subscription, subscriptions
from hearth.live.topics import Topic


def tell(topic: Topic, gone: Sequence[Connection | Subscription], buried: Collection[str]) -> list[str]:
    """As `live.tell_of_leaving`, for an entry that nobody waits for: it has time for a second and a slow receiver."""
    if not topic.has_presence:
        return []
    others = [one for one in subscriptions(topic) if one.connection_id not in buried]
    left = [one.left for one in gone]
    listed = _gather(topic, {json.dumps(entry) for entry in left}) if len(others) > presence.FEW else None
    if listed is None:
        return live.tell_who_left(topic, left, others, together=len(left) > presence.FEW, patient=True)
    if not listed:
        return []
    left = sorted((json.loads(entry) for entry in listed), key=lambda entry: str(entry["connection"]))
    return live.tell_who_left(topic, left, subscriptions(topic, consistent=True), together=True, patient=True)


def _gather(topic: Topic, entries: set[str]) -> Collection[str] | None:
    """Get on the list of those who leave. Whom to tell of together; nobody if another does it; None: tell at once."""
    try:
        crowd = presence.join_batch(topic, entries, leaving=True)
        if len(crowd.listed) <= presence.FEW:
            return None
        first = len(crowd.listed) - len(entries) <= presence.FEW
        return crowd.close() if first else ()
    except UpdateError as error:
        if presence.is_closed(error):
            return ()  # a repeat of the gatherer, which has told by now
        telemetry.unexpected(error)
    except PynamoDBException as error:
        telemetry.unexpected(error)
    return None
