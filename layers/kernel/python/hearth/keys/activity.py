"""The keys of the feeds of activity."""

from hearth.keys import Key, org_partition, person_partition


def feed(org_id: str, moment: str, entry_id: str) -> Key:
    """An entry of the org's activity; a partition a month."""
    return Key(f"{org_partition(org_id)}#FEED#{moment[:7]}", f"{moment}#{entry_id}")


def object_feed(org_id: str, kind: str, object_id: str, moment: str, entry_id: str) -> Key:
    """The same entry under the object it is about."""
    return Key(f"{org_partition(org_id)}#FEED#{kind}#{object_id}", f"{moment}#{entry_id}")


def person_feed(person_id: str, moment: str, entry_id: str) -> Key:
    """The same entry under the person who should know of it."""
    return Key(f"{person_partition(person_id)}#FEED", f"{moment}#{entry_id}")
