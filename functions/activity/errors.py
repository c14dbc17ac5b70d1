"""The errors of the feeds."""

from hearth.errors import Conflict


class NotPublic(Conflict):
    """The object is not open to the org (any more), so the org's feed does not tell of it."""

    code = "not_public"
