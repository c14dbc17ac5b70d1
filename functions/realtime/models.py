"""The items of this capability that nobody else reads; connections and subscriptions are the kernel's."""

from pynamodb.attributes import UnicodeAttribute

from hearth.table.item import Item

TICKET_SECONDS = 30


class Ticket(Item, discriminator="ticket"):
    """The right to connect once, within half a minute. Kept under the hash of its secret, which is kept nowhere.

    `until` is the end of the API key that it was asked for with: what it opens does not outlive it.
    """

    person_id = UnicodeAttribute()
    session_id = UnicodeAttribute(null=True)
    key_id = UnicodeAttribute(null=True)
    scopes = UnicodeAttribute(null=True)
    until = UnicodeAttribute(null=True)
    name = UnicodeAttribute(default="")
    picture = UnicodeAttribute(null=True)
