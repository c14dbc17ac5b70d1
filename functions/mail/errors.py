"""Why a mail cannot be written."""

from hearth.consumers import Poison


class UnknownTemplate(Poison):
    """There is no such template in any language."""


class BrokenTemplate(ValueError):
    """A template that does not read: a section that is not closed, or closed twice."""


class NotAMail(Poison):
    """A message that is none of ours."""
