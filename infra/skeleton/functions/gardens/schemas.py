"""What requests may hold and answers show."""

from hearth.schema import Body, Name, Versioned, changes_of, page_of


class NewGarden(Body):
    """One more."""

    name: Name


class GardenChange(Body):
    """What is to change."""

    name: Name


class Garden(Versioned):
    """One garden."""

    name: str


GardenPage = page_of(Garden)
GardenChanges = changes_of(Garden)
