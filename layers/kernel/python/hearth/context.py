"""The request context of a use case: who asks, as what, and what was prefetched. The kernel's `Request` is one."""

from typing import Protocol

from hearth import access
from hearth.access import Member, Principal
from hearth.table.batch import Prefetched


class RequestContext(Protocol):
    """Somebody who is signed in and a member of the org at hand."""

    prefetched: Prefetched
    """What was read together with the membership."""

    @property
    def who(self) -> Principal:
        """The person and how they are signed in."""

    @property
    def member(self) -> Member:
        """Their active membership."""

    def require(self, action: str, thing: access.Shared | None = None) -> Member:
        """Decide by the permission table; raises what the asker may be told."""
