"""Coming to a topic, leaving it, and where it is."""

from typing import Any

from pynamodb.expressions.condition import size

from functions.realtime.service import joining, leaving
from functions.realtime.service.connections import life_of
from hearth import clock, quotas
from hearth.access import RULES, ObjectAccess, Principal
from hearth.collab.repository import find_end
from hearth.config import settings
from hearth.errors import Conflict, HearthError, NotFound, RateLimited, Unavailable
from hearth.keys import realtime as keys
from hearth.live import gateway as live
from hearth.live import topics
from hearth.live.items import TOPICS_PER_CONNECTION, Connection, Subscription, subscription_key, subscriptions
from hearth.live.topics import Granted, Topic
from hearth.quotas.realtime import PLACES
from hearth.table.batch import read_all
from hearth.table.item import Item
from hearth.table.write import Write

KEPT_FOR_EDITORS = 5
"""One place in so many of a document's is kept for those who may write in it."""


def subscribe(connection_id: str, who: Principal, picture: str | None, frame_id: str, topic: Topic) -> None:
    """Let somebody watch a topic (L7), and tell them and the others: five round trips for a document, two for `user:`.

    The decision is made before the subscription is written, so that no frame goes to a stranger, and once more behind
    it, so that nothing is left over when access ends in between:

        removal:    member gone ──── end_access finds no subscription
        subscribe:  decide ✓ ────────────────────────────────── write ─ decide ✗ ─ unwatch
    """
    granted = topics.decide(who, topic)
    mine = _write(connection_id, who, picture, topic, granted)
    everybody = subscriptions(topic, consistent=True)
    # Behind the subscription: of what is stored from now on they are told, and what was stored before is up to here.
    seq = _head(topic, granted.epoch) if granted.epoch is not None else None
    try:
        if _no_room(mine, everybody) and (full := _no_room(mine, everybody := live.sweep(topic.name, everybody))):
            raise full
        if topic.org_id is not None and topics.decide(who, topic) != granted:
            raise Unavailable("Your access changed this moment. Subscribe again.")
    except HearthError:
        live.unwatch(topic, connection_id)
        raise
    where = {} if seq is None else {"head": seq, "epoch": granted.epoch}
    joining.answer(frame_id, topic, mine, everybody, where)


def _write(connection_id: str, who: Principal, picture: str | None, topic: Topic, granted: Granted) -> Subscription:
    now = clock.now()
    mine = Subscription.at(
        subscription_key(topic, connection_id),
        connection_id=connection_id,
        topic=topic.name,
        org_id=topic.org_id,
        person_id=who.person_id,
        session_id=who.session_id or who.key_id or "",
        scopes=" ".join(sorted(who.scopes)) if who.scopes is not None else None,
        name=who.name,
        picture=picture,
        role=str(granted.role),
        epoch=granted.epoch or 0,
        since=clock.iso(now),
        ttl=life_of(who),
    )
    room = Connection.topics.does_not_exist() | Connection.topics.contains(topic.name)
    room |= size("topics") < TOPICS_PER_CONNECTION  # type: ignore[no-untyped-call]

    def refused(raw: dict[str, Any] | None) -> HearthError:
        if raw is None:
            return NotFound("The connection has ended.", code="not_found")
        return RateLimited(60, detail=f"A connection watches at most {TOPICS_PER_CONNECTION} topics.")

    write = Write().put(mine)
    add = [Connection.topics.add({topic.name})]
    write.update(Connection, keys.connection(connection_id), add, Item.pk.exists() & room, refused)
    write.commit()
    return mine


def _no_room(mine: Subscription, everybody: list[Subscription]) -> HearthError | None:
    """Why this one has no place (L22), None if it has one.

    One person has a few places, not all of them; of a document's, a fifth is kept for those who may write in it, so
    that who may only read cannot shut them out. Of those who come at once, the same ones stay whoever counts; clocks
    that differ may let in one more.
    """
    place = (mine.since, mine.connection_id)
    before = [one for one in everybody if (one.since, one.connection_id) < place]
    own = sum(one.person_id == mine.person_id for one in before)
    if own >= PLACES.limit:
        return quotas.exceeded(PLACES, own)
    most = settings().live_participants
    readers = [one for one in before if not _writes(one)]
    kept = most // KEPT_FOR_EDITORS
    if len(before) >= most or (not _writes(mine) and len(readers) >= most - kept):
        return Conflict("There are as many people here as there is room for.", code="topic_full")
    return None


def _writes(one: Subscription) -> bool:
    """Whether somebody may write in the object of their topic. A feed has only readers, and keeps no places."""
    kind = topics.parse(one.topic).object_type
    return kind is None or RULES[kind.edit].allows_in_object(one.role)


def unsubscribe(connection_id: str, frame_id: str, topic: Topic) -> None:
    """Stop watching; nothing happens when one did not (L8). Who leaves is answered before the others hear it."""
    mine = live.unwatch(topic, connection_id)
    live.deliver([(connection_id, {"type": "unsubscribed", "id": frame_id, "topic": topic.name})])
    if mine is not None:
        live.leave(topic, mine, tell=leaving.tell)


def find_head(connection_id: str, topic: Topic) -> dict[str, Any]:
    """Where a document is (L12): two round trips. NotFound for who does not watch it, and once it is deleted."""
    kind = topic.object_type
    if kind is None or kind.log is None or topic.org_id is None:
        raise NotFound("This topic has no order to check.", code="not_found")
    mine, key = subscription_key(topic, connection_id), kind.key(topic.org_id, topic.object_id)
    found = read_all([mine, key])
    thing = ObjectAccess.from_raw(kind, found[key]) if key in found else None
    if mine not in found or thing is None or thing.deleted:
        raise NotFound("You are not on this topic. Subscribe first.", code="not_found")
    return {"type": "head", "topic": topic.name, "seq": _head(topic, thing.epoch), "epoch": thing.epoch}


def _head(topic: Topic, epoch: int) -> int:
    """Where the log of a topic's object ends: one consistent read."""
    assert topic.object_type is not None
    assert topic.org_id is not None
    return find_end(topic.object_type, topic.org_id, topic.object_id, epoch)
