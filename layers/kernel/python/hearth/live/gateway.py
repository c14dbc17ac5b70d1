"""Sending frames to people who are connected, and ending their access: the interface for whoever has written something.

    live.push(topics.activity(org_id).name, live.changed(("project", id, version), "project.renamed", actor, at))

Call after the write has been committed. Nothing here raises because of a receiver or of the gateway: what was written
stands, and a client that missed a frame finds out by itself. `docs/live-protocol.md` has the rules (L1 ...).
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from hearth import clock, telemetry
from hearth.config import settings
from hearth.errors import HearthError
from hearth.events import Actor
from hearth.keys.realtime import connection as connection_key
from hearth.live import topics
from hearth.live.items import (
    Connection,
    Subscription,
    connections_of,
    remove_subscriptions,
    subscription_key,
    subscriptions,
    take_connection,
)
from hearth.live.post import FRAME_LIMIT, post
from hearth.live.presence import FEW
from hearth.live.topics import Granted, Topic
from hearth.table.batch import read_all, take
from hearth.table.item import Item
from hearth.table.write import Write

Frame = dict[str, Any]
T = TypeVar("T")
SWEEP_EVERY = 60
_swept: dict[str, float] = {}
NOT_AGAIN = frozenset({"welcome", "pong", "bye", "access-ended", "role-changed", "user-joined", "users-joined"})
"""Frames that somebody waits for, besides answers with an `id`, or that nothing would make up for."""


# --- telling -----------------------------------------------------------------------------------------------------


def push(topic: str, frame: Frame, *, exclude: Collection[str] = ()) -> int:
    """Tell everybody on a topic, but for the connections in `exclude`; returns how many were reached.

    One Query. `topic` is added to the frame. Gone connections are cleaned up on the way.
    """
    return _safely(lambda: _tell(subscribers(topic), {**frame, "topic": topic}, exclude)) or 0


def subscribers(topic: str, *, consistent: bool = False) -> list[Subscription]:
    """Everybody on a topic: one Query."""
    return subscriptions(topics.parse(topic), consistent=consistent)


@dataclass(frozen=True, slots=True)
class Audience:
    """A topic as seen from one connection: `me` is its own subscription (None when it has none), and the others."""

    me: Subscription | None
    others: list[Subscription]


def audience(topic: str, connection_id: str, *, consistent: bool = True) -> Audience:
    """Who is on a topic, and what `connection_id` may do there (`me.role`): one Query decides and addresses a frame.

    Read consistently unless told otherwise, so that somebody who has just come misses nothing.
    """
    everybody = subscribers(topic, consistent=consistent)
    me = next((one for one in everybody if one.connection_id == connection_id), None)
    if me is None and not consistent:
        return audience(topic, connection_id, consistent=True)
    return Audience(me, [one for one in everybody if one.connection_id != connection_id])


def deliver(messages: Iterable[tuple[str, Frame]]) -> int:
    """Send frames, each to its connection, all at the same time; returns how many were reached.

    An answer and what the others hear go in one call: nobody waits for anybody.
    """
    encoded: dict[int, bytes] = {}
    listed = list(messages)
    for _, frame in listed:
        if id(frame) not in encoded:
            encoded[id(frame)] = encode(frame)
    return _safely(lambda: _deliver(listed, encoded)) or 0


def changed(thing: tuple[str, str, int], event: str, actor: Actor, at: str, **more: Any) -> Frame:
    """The frame that says that a thing (type, id, version) is newer than what somebody may be looking at (L24)."""
    who = {name: value for name in ("kind", "id", "name") if (value := getattr(actor, name))}
    kind, object_id, version = thing
    newer = {"type": kind, "id": object_id, "version": int(version)}
    return {"type": "changed", "object": newer, "event": event, "actor": who, "at": at, **more}


def encode(frame: Frame) -> bytes:
    """A frame as it travels. AssertionError when it is too large for one: whoever builds it must see to that."""
    body = json.dumps(frame, separators=(",", ":"), ensure_ascii=False).encode()
    if len(body) > FRAME_LIMIT:
        raise AssertionError(f"a {frame.get('type')} frame of {len(body)} bytes")
    return body


def _tell(receivers: Iterable[Subscription], frame: Frame, exclude: Collection[str] = ()) -> int:
    return deliver([(one.connection_id, frame) for one in receivers if one.connection_id not in exclude])


def _deliver(messages: Sequence[tuple[str, Frame]], encoded: dict[int, bytes]) -> int:
    waited_for = {to for to, frame in messages if "id" in frame or frame["type"] in NOT_AGAIN}
    outcomes = post(((to, encoded[id(frame)]) for to, frame in messages), patient=waited_for)
    count = {name: sum(outcome == name for _, outcome in outcomes) for name in ("sent", "gone", "late", "failed")}
    for name, number in count.items():
        if number:
            telemetry.count(f"Frames{name.capitalize()}", number)
    gone = {connection_id for connection_id, outcome in outcomes if outcome == "gone"}
    if gone:
        named = {(to, str(frame["topic"])) for to, frame in messages if to in gone and "topic" in frame}
        cleanup_connections(gone, [(to, topics.parse(name)) for to, name in named])
    return count["sent"]


# --- leaving -----------------------------------------------------------------------------------------------------


def cleanup_connections(
    connection_ids: Iterable[str], known: Collection[tuple[str, Topic]] = (), tell: "Tell | None" = None
) -> None:
    """Clean up after connections that are no more, and tell their company (L23). `known`: topics they were found on.

    Those who are found together are told of together; whoever is found gone by that, next.
    """
    waiting = set(connection_ids)
    buried: set[str] = set()
    while waiting:
        left: dict[Topic, list[Connection]] = {}
        for connection_id in waiting:
            connection = take_connection(connection_id)
            named = {topics.parse(name) for name in (connection.topics or ())} if connection else set()
            watched = named | {topic for whose, topic in known if whose == connection_id}
            remove_subscriptions(connection_id, watched)
            if connection is not None:
                for topic in watched:
                    left.setdefault(topic, []).append(connection)
        buried |= waiting
        found = [(tell or tell_of_leaving)(topic, gone, buried) for topic, gone in left.items()]
        waiting = {one for gone in found for one in gone} - buried


def sweep(topic: str, everybody: Sequence[Subscription]) -> list[Subscription]:
    """Ask the gateway who of these is still connected; the others are cleaned up, and those that are there returned.

    One request for each, so not more than once a minute for a topic.
    """
    now = clock.now().timestamp()
    if now - _swept.get(topic, 0.0) < SWEEP_EVERY:
        return list(everybody)
    _swept.clear()  # one topic is enough to remember: being full is rare
    _swept[topic] = now
    outcomes = _safely(lambda: post([(one.connection_id, b"") for one in everybody], method="GET")) or []
    gone = {connection_id for connection_id, outcome in outcomes if outcome == "gone"}
    cleanup_connections(gone, [(connection_id, topics.parse(topic)) for connection_id in gone])
    return [one for one in everybody if one.connection_id not in gone]


Left = Sequence[Connection | Subscription]
Tell = Callable[[Topic, Left, Collection[str]], list[str]]


def leave(topic: Topic, *gone: Connection | Subscription, tell: Tell | None = None) -> None:
    """Tell the others on a topic that these are not there any more (L9)."""
    cleanup_connections((tell or tell_of_leaving)(topic, gone, {one.connection_id for one in gone}))


def tell_of_leaving(topic: Topic, gone: Left, buried: Collection[str]) -> list[str]:
    """Tell of those who left, of a few one by one; returns the connections that turned out to be gone as well."""
    if not topic.has_presence:
        return []
    others = [one for one in subscriptions(topic) if one.connection_id not in buried]
    return tell_who_left(topic, [one.left for one in gone], others, together=len(gone) > FEW)


def tell_who_left(
    topic: Topic, left: Sequence[Frame], others: Sequence[Subscription], *, together: bool, patient: bool = False
) -> list[str]:
    """The same, of what frames say of them (`Subscription.left`). `patient`: where nobody waits for the end of it."""
    if together:
        frames = fill({"type": "users-left", "topic": topic.name, "left": []}, "left", left)
    else:
        frames = [{"type": "user-left", "topic": topic.name, **one} for one in left]
    bodies = [encode(frame) for frame in frames]
    receivers = {one.connection_id for one in others}
    outcomes = post([(to, body) for body in bodies for to in receivers], patient=receivers if patient else ())
    return [connection_id for connection_id, outcome in outcomes if outcome == "gone"]


def fill(frame: Frame, name: str, entries: Sequence[Frame]) -> list[Frame]:
    """Frames like this one that hold these entries between them, in their list `name`: as many as it takes."""
    frames: list[Frame] = []
    room = 0
    for entry in entries:
        room -= len(encode(entry)) + 1
        if not frames or room < 0:
            frames.append({**frame, name: []})
            room = FRAME_LIMIT - len(encode(frames[-1])) - len(encode(entry)) - 1
        frames[-1][name].append(entry)
    return frames


def close(connection: Connection, code: str, detail: str, **more: Any) -> None:
    """End a connection: it hears why (`bye`, L5), is closed, and its company hears that it left."""
    watched = [topics.parse(name) for name in connection.topics or ()]
    take_connection(connection.connection_id)
    remove_subscriptions(connection.connection_id, watched)
    deliver([(connection.connection_id, {"type": "bye", "code": code, "detail": detail, **more})])
    _safely(lambda: post([(connection.connection_id, b"")], method="DELETE"))
    for topic in watched:
        leave(topic, connection)


# --- access that ends --------------------------------------------------------------------------------------------


def end_session(person_id: str, session_id: str | None = None, *, spare: str | None = None) -> int:
    """Close the connections of a session or API key, or of all of a person's (but `spare`); returns how many (L20)."""
    return _safely(lambda: _end_session(person_id, session_id, spare)) or 0


def _end_session(person_id: str, session_id: str | None, spare: str | None) -> int:
    mine = [one for one in connections_of(person_id) if session_id in {None, one.session_id}]
    mine = [one for one in mine if session_id is not None or spare is None or one.session_id != spare]
    for one in mine:
        current = Connection.find(connection_key(one.connection_id)) or one  # the index may not know its newest topic
        close(current, "session_ended", "This session has ended. Sign in again.")
    return len(mine)


def end_access(org_id: str, person_id: str, *, code: str = "access_ended") -> int:
    """Decide again about everything that a person watches in an org; returns how many subscriptions changed (L20).

    For whoever removes, suspends or changes the role or teams of somebody. What they may no longer watch is ended with
    `code`, a lower or higher role is told, the rest stays.
    """
    return _safely(lambda: _end_access(org_id, person_id, code)) or 0


def _end_access(org_id: str, person_id: str, code: str) -> int:
    held: list[Subscription] = []
    for one in connections_of(person_id):
        current = Connection.find(connection_key(one.connection_id)) or one
        watched = [topic for name in current.topics or () if (topic := topics.parse(name)).org_id == org_id]
        raws = read_all([subscription_key(topic, one.connection_id) for topic in watched]) if watched else {}
        held += [Subscription.from_raw_data(raw) for raw in raws.values()]
    return _decide_again(held, code)[0]


def recheck(topic: str, *, code: str = "access_ended") -> int:
    """Decide again about everybody on a topic: for whoever changes the shares, owner or visibility of its object, or
    deletes it (`code="deleted"`). Returns how many subscriptions changed."""
    return _safely(lambda: _decide_again(subscribers(topic, consistent=True), code)[0]) or 0


def revalidate(topic: str, *, code: str = "access_ended") -> list[Subscription]:
    """The same; returns who may still be there: whom to tell next, without asking again. Nobody, if that failed."""
    return _safely(lambda: _decide_again(subscribers(topic, consistent=True), code)[1]) or []


def _decide_again(held: Sequence[Subscription], code: str) -> tuple[int, list[Subscription]]:
    """How many subscriptions changed, and those that are left."""
    answers = topics.decide_all([(one.who, topics.parse(one.topic)) for one in held])
    changed = 0
    ended: dict[Topic, list[Subscription]] = {}
    try:
        for one, answer in zip(held, answers, strict=True):
            if isinstance(answer, HearthError):
                changed += 1
                if unwatch(topics.parse(one.topic), one.connection_id) is not None:
                    ended.setdefault(topics.parse(one.topic), []).append(one)
            elif answer.role != one.role or (answer.epoch or 0) != one.epoch:
                changed += _change(one, answer)
    finally:  # whoever was taken off hears it, even if the table then gave up
        gone = [one for group in ended.values() for one in group]
        deliver([(one.connection_id, {"type": "access-ended", "topic": one.topic, "code": code}) for one in gone])
        for topic, group in ended.items():
            leave(topic, *group)
    return changed, [one for one, answer in zip(held, answers, strict=True) if not isinstance(answer, HearthError)]


def _change(one: Subscription, answer: Granted) -> bool:
    """Write down another role or epoch, and tell of the role; another epoch tells itself with the next update (L18)."""
    key = subscription_key(topics.parse(one.topic), one.connection_id)
    there = Item.pk.exists()
    now = [Subscription.role.set(str(answer.role)), Subscription.epoch.set(answer.epoch or 0)]
    try:
        Write().update(Subscription, key, now, there).commit()
    except HearthError:
        return False  # it left in the meantime
    if answer.role == one.role:
        return False
    deliver([(one.connection_id, {"type": "role-changed", "topic": one.topic, "role": str(answer.role)})])
    return True


def unwatch(topic: Topic, connection_id: str) -> Subscription | None:
    """Remove a subscription and return it; None when there was none. The connection itself may be gone already."""
    raw = take(subscription_key(topic, connection_id))
    if raw is None:
        return None
    try:
        drop = [Connection.topics.delete({topic.name})]
        Write().update(Connection, connection_key(connection_id), drop, Item.pk.exists()).commit()
    except HearthError:
        pass
    return Subscription.from_raw_data(raw)


def _safely(work: Callable[[], T]) -> T | None:
    """Nobody's write fails because somebody else could not be told; the queue and the clients' checks heal that."""
    if not settings().live_endpoint:
        return None
    try:
        return work()
    except AssertionError:
        raise
    except Exception as error:  # noqa: BLE001
        telemetry.unexpected(error)
        return None


def now() -> str:
    """The time as frames write it."""
    return clock.iso(clock.now())
