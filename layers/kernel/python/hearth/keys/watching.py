"""The keys of watching: who watches an object, and what a person watches."""

from hearth.keys import Key, org_partition


def watchers_of(org_id: str, object_type: str, object_id: str) -> str:
    """The persons who watch an object, or were asked and said no."""
    return f"{org_partition(org_id)}#WATCHERS#{object_type}#{object_id}"


def watch(org_id: str, object_type: str, object_id: str, person_id: str) -> Key:
    """Whether one person watches an object."""
    return Key(watchers_of(org_id, object_type, object_id), f"PERSON#{person_id}")


def watched_by(org_id: str, person_id: str) -> str:
    """On gsi1: what a person watches in an org, and what they said no to."""
    return f"{org_partition(org_id)}#WATCHES#{person_id}"


def watched_prefix(watching: bool) -> str:
    """There: the part of what is watched, or of what was said no to."""
    return "ON#" if watching else "OFF#"


def watch_index(org_id: str, person_id: str, watching: bool, at: str, object_id: str) -> Key:
    """An item's place there, by the time of the choice."""
    return Key(watched_by(org_id, person_id), f"{watched_prefix(watching)}{at}#{object_id}")
