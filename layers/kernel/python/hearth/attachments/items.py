"""The item of an attachment. A capability makes a class of it, with the kind that is written into its items."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from hearth.table.item import Item


class Attachment(Item):
    """A file that was announced: what it is said to be, and where its bytes lie, or will lie.

    The signed form takes that many bytes of that type to that place and nothing else, so what arrives is what was
    announced. Its bytes are counted from the announcement on.
    """

    attachment_id = UnicodeAttribute()
    name = UnicodeAttribute()
    media_type = UnicodeAttribute()
    size = NumberAttribute()
    blob = UnicodeAttribute()
    by = UnicodeAttribute()
