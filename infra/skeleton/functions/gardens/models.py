"""The items of gardens."""

from pynamodb.attributes import UnicodeAttribute

from hearth.table.item import Item


class Garden(Item, discriminator="garden"):
    """One garden of an org."""

    org_id = UnicodeAttribute()
    garden_id = UnicodeAttribute()
    name = UnicodeAttribute()
    deleted_at = UnicodeAttribute(null=True)
