"""The item of a link."""

from typing import Self

from pynamodb.attributes import UnicodeAttribute

from hearth.keys import links as keys
from hearth.table.item import Item

Target = tuple[str, str]
"""The type of an object, and its id."""


class Link(Item, discriminator="link"):
    """That what stands in one object points at another.

    It lies with what it goes out from, and goes with it; the index shows it from the other end, where nothing is
    written: an object that is deleted, restored or purged has the same links leading to it as before.
    """

    org_id = UnicodeAttribute()
    source_type = UnicodeAttribute()
    source_id = UnicodeAttribute()
    target_type = UnicodeAttribute()
    target_id = UnicodeAttribute()

    @classmethod
    def new(cls, partition: str, org_id: str, source: Target, target: Target) -> Self:
        """One that has not been written yet."""
        made = cls.at(
            keys.link(partition, *target),
            org_id=org_id,
            source_type=source[0],
            source_id=source[1],
            target_type=target[0],
            target_id=target[1],
        )
        made.gsi1pk, made.gsi1sk = keys.link_index(org_id, target, source)
        return made

    @property
    def source(self) -> Target:
        """What it goes out from."""
        return str(self.source_type), str(self.source_id)

    @property
    def target(self) -> Target:
        """What it leads to."""
        return str(self.target_type), str(self.target_id)
