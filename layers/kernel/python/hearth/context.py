"""The request context: who asks a use case, as what, and what was prefetched. The kernel's `Request` is one.

A use case takes it first, then the ids of what it is about, then what is wanted of that:
`change_team(context, team_id, change, expected)`. It loads the items itself, through `context.prefetched` where its
route has read them together with the membership.
"""

from typing import Protocol

from hearth import access
from hearth.access import Member, Principal
from hearth.table.batch import Prefetched


class PersonContext(Protocol):
    """Somebody who is signed in, in no org or in any. A job's `Work` is one too: it acts as whoever submitted it."""

    @property
    def who(self) -> Principal:
        """The person and how they are signed in."""


class AccountContext(PersonContext, Protocol):
    """The same, for what begins with their own account."""

    @property
    def email_hint(self) -> str | None:
        """Their address as it was half a minute ago at most: to read ahead by, not to rely on."""


class RequestContext(PersonContext, Protocol):
    """Somebody who is signed in and a member of the org at hand."""

    prefetched: Prefetched
    """What was read together with the membership."""

    @property
    def member(self) -> Member:
        """Their active membership, loaded before the use case began."""

    def require(self, action: str, thing: access.Shared | None = None) -> Member:
        """Decide by the permission table; raises what the asker may be told."""
