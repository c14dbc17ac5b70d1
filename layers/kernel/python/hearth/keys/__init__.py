"""Every key of the table, built here and nowhere else. `docs/data-model.md` lists who uses which.

A new capability's keys stand in a module of its name beside this one.

A key is a function of ids. Everything that an org owns starts with `ORG#<org>`, so that a slip cannot cross tenants.
"""

from typing import NamedTuple


class Key(NamedTuple):
    """A partition key and a sort key."""

    pk: str
    sk: str


def person_partition(person: str) -> str:
    """All that belongs to one person: profile, sessions, API keys, preferences."""
    return f"PERSON#{person}"


def org_partition(org: str) -> str:
    """The org itself, its members, teams and invitations."""
    return f"ORG#{org}"


def org_usage(org_id: str, day: str = "") -> Key:
    """What an org has of what is limited; with a day (`2026-11-30`), what was counted on it."""
    return Key(org_partition(org_id), f"USAGE#{day}" if day else "USAGE")


def person_usage(person_id: str, day: str = "") -> Key:
    """What a person has of what is limited; with a day, what was counted on it. Apart from the person's own partition,
    so that whoever counts needs no right to write there."""
    return Key(f"USAGE#{person_id}", f"USAGE#{day}" if day else "USAGE")


def rate(name: str, subject: str, window: int) -> Key:
    """A counter of requests in one window of time."""
    return Key(f"RATE#{name}#{subject}#{window}", "RATE")


def outbox(event_id: str) -> Key:
    """An event of something that has no item of its own; spread by its id."""
    return Key(f"OUTBOX#{event_id}", "OUTBOX")


def idempotency(subject: str, key: str) -> Key:
    """What was answered to a request with an Idempotency-Key."""
    return Key(f"IDEMPOTENCY#{subject}#{key}", "IDEMPOTENCY")


def processed(consumer: str, event_id: str) -> Key:
    """That a consumer has dealt with an event."""
    return Key(f"PROCESSED#{consumer}#{event_id}", "PROCESSED")
