"""The items of gardens."""

from pynamodb.attributes import UnicodeAttribute

from hearth.keys import gardens as keys
from hearth.sync import Feed
from hearth.table.item import Item


class Garden(Item, discriminator="garden"):
    """One garden of an org."""

    org_id = UnicodeAttribute()
    garden_id = UnicodeAttribute()
    name = UnicodeAttribute()
    deleted_at = UnicodeAttribute(null=True)


CHANGED = Feed("gardens", Garden, keys.gardens_changed)
"""The gardens of an org by the time they changed, so that clients ask for that and not for the list."""


def changed(garden: Garden, moment: str) -> Garden:
    """Put it where the feed finds it; before every write."""
    CHANGED.place(garden, garden.org_id, moment, garden.garden_id)
    return garden
