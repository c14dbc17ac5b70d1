"""The item that says whether somebody watches an object."""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from hearth import clock
from hearth.keys import watching as keys
from hearth.table.item import Item

CHOSEN = "chosen"
CREATED = "created"
EDITED = "edited"
MENTIONED = "mentioned"


class Watch(Item, discriminator="watch"):
    """Whether a person watches an object, and why: they chose (for or against), or it came by itself.

    What came by itself never takes the place of what is there, so a "no" stays one. `mentioned` is how often the
    person has been told to be mentioned in the object (`hearth.mentions`); the item carries the event of the last time.
    """

    org_id = UnicodeAttribute()
    person_id = UnicodeAttribute()
    object_type = UnicodeAttribute()
    object_id = UnicodeAttribute()
    watching = BooleanAttribute()
    reason = UnicodeAttribute()
    mentioned = NumberAttribute(default=0)

    @classmethod
    def new(
        cls, org_id: str, object_type: str, object_id: str, person_id: str, *, watching: bool, reason: str
    ) -> "Watch":
        """One that has not been written yet."""
        made = cls.at(
            keys.watch(org_id, object_type, object_id, person_id),
            org_id=org_id,
            object_type=object_type,
            object_id=object_id,
            person_id=person_id,
        )
        made.decide(watching=watching, reason=reason)
        return made

    def decide(self, *, watching: bool, reason: str) -> None:
        """Watch it from now on, or do not."""
        self.watching, self.reason = watching, reason
        place = keys.watch_index(self.org_id, self.person_id, watching, clock.iso(clock.now()), self.object_id)
        self.gsi1pk, self.gsi1sk = place
