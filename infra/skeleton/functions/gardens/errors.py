"""What can be refused here, by name."""

from hearth.errors import NotFound


class GardenNotFound(NotFound):
    """Absent, or deleted."""

    code = "garden_not_found"
