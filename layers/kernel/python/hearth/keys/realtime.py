"""The keys of live connections and what they watch."""

from hearth.keys import Key, org_partition, person_partition


def ticket(digest: str) -> Key:
    """A one-time ticket for a live connection, by its hash."""
    return Key(f"TICKET#{digest}", "TICKET")


def connection(connection_id: str) -> Key:
    """A live connection. It lists its own topics, so its subscriptions need no index."""
    return Key(f"CONNECTION#{connection_id}", "CONNECTION")


def connection_index(person_id: str, connection_id: str) -> Key:
    """A connection's place on gsi1: the connections of a person."""
    return Key(person_partition(person_id), f"CONNECTION#{connection_id}")


def topic_partition(topic: str, org_id: str | None = None) -> str:
    """The subscribers of a topic. Topics of an org start with it like everything else of the org."""
    return f"{org_partition(org_id)}#TOPIC#{topic}" if org_id else f"TOPIC#{topic}"


def subscription(topic: str, org_id: str | None, connection_id: str) -> Key:
    """One connection's subscription to a topic."""
    return Key(topic_partition(topic, org_id), f"SUBSCRIBER#{connection_id}")


def gathering(topic: str, org_id: str | None, second: int) -> Key:
    """The list of those who come to a topic in one second, to be told of together."""
    return Key(topic_partition(topic, org_id), f"GATHERING#{second}")


def leaving(topic: str, org_id: str | None, second: int) -> Key:
    """The list of those who leave a topic in one second, to be told of together."""
    return Key(topic_partition(topic, org_id), f"LEAVING#{second}")


def person_connections(person_id: str) -> Key:
    """The list of a person's live connections, and the frames they have sent."""
    return Key(f"USAGE#{person_id}", "CONNECTIONS")
