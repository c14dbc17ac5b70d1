"""The access patterns of links."""

from hearth.keys import links as keys
from hearth.links.items import Link, Target
from hearth.table.query import Page, query

MOST = 1000
"""Objects that one object links to. What it points at beyond that is shown, and stands in no list of backlinks."""


def list_links(partition: str) -> list[Link]:
    """Where an object leads to: Query of `LINK#` in its partition, consistent."""
    return query(Link, partition, keys.links_of(), limit=MOST, consistent=True).items


def list_linking(org_id: str, target: Target, *, limit: int, cursor: str | None) -> Page[Link]:
    """What leads to an object, by type and id (so by age): one query of gsi1."""
    return query(Link, keys.linking_to(org_id, *target), index="gsi1", limit=limit, cursor=cursor)
