"""Who may call a route: part of its declaration, decided before its handler runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hearth import access
from hearth.keys import Key


@dataclass(frozen=True, slots=True)
class Public:
    """Anybody."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whoever is signed in; an API key needs `scope`. With `session_only`, an API key is refused altogether."""

    scope: Literal["me:read", "me:write"]
    session_only: bool = False


@dataclass(frozen=True, slots=True)
class InOrg:
    """A member of the org in the path, for `action` of the permission table.

    Where the org role decides, the kernel decides. Where an object does (`Rule.object_roles`), the kernel lets members
    through and the use case must call `access.require` with the object; a route that answers without having asked is a
    defect that the kernel turns into an error.

    `prefetch` names, of a request, the items that the use case will ask for: they are read with the membership, in one
    round trip, and handed on as `request.prefetched`. The body may name them; then it is read before the decision.
    """

    action: str
    prefetch: Callable[[Any], Sequence[Key]] | None = None

    @property
    def rule(self) -> access.Rule:
        """The row of the table."""
        return access.RULES[self.action]


Allow = Public | SignedIn | InOrg
