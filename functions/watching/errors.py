"""The errors of the routes of watching."""

from hearth.errors import NotFound


class NotWatchable(NotFound):
    """No type of object of that name has watchers."""

    code = "object_type_not_found"
