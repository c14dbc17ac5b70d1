"""Items of connections and subscriptions.

A connection lists its own topics, so that its end needs no index to find what to clean up. A subscription holds all
that a frame needs to be judged and passed on, so that one Query of the topic is enough.
"""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import size

from hearth import quotas
from hearth.access import Principal
from hearth.errors import HearthError
from hearth.keys import Key
from hearth.keys import realtime as keys
from hearth.live.topics import Topic
from hearth.quotas.realtime import CONNECTIONS
from hearth.table.batch import discard, read_all, take
from hearth.table.item import Item
from hearth.table.query import query_all
from hearth.table.write import Write

LIFE = 2 * 3600 + 600
"""Seconds after which an item about a connection is surely about a dead one: API Gateway ends them after two hours."""
TOPICS_PER_CONNECTION = 100


class _OfSomebody(Item):
    """Whose it is."""

    connection_id = UnicodeAttribute()
    person_id = UnicodeAttribute()
    session_id = UnicodeAttribute(default="")
    scopes = UnicodeAttribute(null=True)
    name = UnicodeAttribute(default="")
    picture = UnicodeAttribute(null=True)

    @property
    def who(self) -> Principal:
        """The person, for decisions."""
        scopes = frozenset(self.scopes.split()) if self.scopes is not None else None
        return Principal(self.person_id, session_id=self.session_id, scopes=scopes, name=self.name)

    @property
    def person(self) -> dict[str, Any]:
        """The person, as frames show them."""
        return {"id": self.person_id, "name": self.name, **({"picture": self.picture} if self.picture else {})}

    @property
    def left(self) -> dict[str, Any]:
        """How frames say that it is not there any more (L9)."""
        return {"connection": self.connection_id, "person": self.person}


class Connection(_OfSomebody, discriminator="connection"):
    """A live connection and the names of the topics it watches."""

    topics = UnicodeSetAttribute(null=True)
    strikes = NumberAttribute(default=0)


class Connections(Item, discriminator="connections"):
    """A person's connections (and those that have ended since there was room the last time), so that they are counted.

    `passed` are the frames of all of them that workers have told of in the time window `window` (L21).
    """

    ids = UnicodeSetAttribute(null=True)
    window = NumberAttribute(default=0)
    passed = NumberAttribute(default=0)


class Subscription(_OfSomebody, discriminator="subscription"):
    """One connection watching one topic. `held_until` (epoch seconds) is the penalty of one that floods.

    `epoch` is the document's at the last decision (0: not known), so that a write needs no other read (L18).
    """

    org_id = UnicodeAttribute(null=True)
    topic = UnicodeAttribute()
    role = UnicodeAttribute()
    epoch = NumberAttribute(default=0)
    since = UnicodeAttribute()
    idle = BooleanAttribute(default=False)
    held_until = NumberAttribute(default=0)

    @property
    def participant(self) -> dict[str, Any]:
        """How the others see it (L9)."""
        return {
            "connection": self.connection_id,
            "person": self.person,
            "role": self.role,
            "since": self.since,
            "idle": bool(self.idle),
        }


class Gathering(Item, discriminator="gathering"):
    """The list of those who come to a topic, or leave it, when many do in one second. One of them closes it and tells
    of all. Of those who come it has the connections; of those who leave what a frame says of them, as text."""

    connections = UnicodeSetAttribute(null=True)
    closed = BooleanAttribute(null=True)


def subscriptions(topic: Topic, *, consistent: bool = False) -> list[Subscription]:
    """Everybody on a topic, in one Query; bounded by the number of participants."""
    return query_all(Subscription, topic.partition, "SUBSCRIBER#", consistent=consistent)


def connections_of(person_id: str) -> list[Connection]:
    """The connections of a person, through the index (which may lag behind by moments)."""
    place = keys.connection_index(person_id, "")
    return query_all(Connection, place.pk, place.sk, index="gsi1")


def subscription_key(topic: Topic, connection_id: str) -> Key:
    """Where the subscription of a connection to a topic is."""
    return keys.subscription(topic.name, topic.org_id, connection_id)


def enter(write: Write, connection: Connection) -> Write:
    """Let a write make a connection and count it among its person's; QuotaExceeded when there are too many."""
    quota = CONNECTIONS

    def full(raw: dict[str, Any] | None) -> HearthError:
        return quotas.exceeded(quota, len((raw or {}).get("ids", {}).get("SS", ())))

    room = Connections.ids.does_not_exist() | (size("ids") < quota.limit)  # type: ignore[no-untyped-call]
    mine = [
        Connections.ids.add({connection.connection_id}),
        Connections.ttl.set(connection.ttl),
        Connections.kind.set(Connections),
    ]
    return write.create(connection).update(Connections, keys.person_connections(connection.person_id), mine, room, full)


def lasting(names: Iterable[str]) -> list[Connection]:
    """Those of these connections that have not ended, as far as the table knows."""
    wanted = [keys.connection(name) for name in names]
    raws = read_all(wanted) if wanted else {}
    found = [Connection.from_raw_data(raw) for raw in raws.values()]
    return [one for one in found if not one.expired]


def take_connection(connection_id: str) -> Connection | None:
    """Remove a connection and return what it was; None when somebody else had done so already."""
    raw = take(keys.connection(connection_id))
    return Connection.from_raw_data(raw) if raw else None


def remove_subscriptions(connection_id: str, topics: Iterable[Topic]) -> None:
    """Forget that a connection watched these."""
    discard(subscription_key(topic, connection_id) for topic in topics)
