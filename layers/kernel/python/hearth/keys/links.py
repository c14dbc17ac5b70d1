"""The keys of links from one object to another."""

from hearth.keys import Key, org_partition


def links_of() -> str:
    """The prefix of all links that go out from an object, in its partition."""
    return "LINK#"


def link(partition: str, object_type: str, object_id: str) -> Key:
    """The link from the object of a partition to another one."""
    return Key(partition, f"{links_of()}{object_type}#{object_id}")


def linking_to(org_id: str, object_type: str, object_id: str) -> str:
    """On gsi1: the links that lead to an object."""
    return f"{org_partition(org_id)}#LINKING#{object_type}#{object_id}"


def link_index(org_id: str, to: tuple[str, str], source: tuple[str, str]) -> Key:
    """A link's place there, by what it goes out from."""
    return Key(linking_to(org_id, *to), f"{source[0]}#{source[1]}")
