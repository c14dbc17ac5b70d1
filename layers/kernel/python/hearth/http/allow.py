"""Who may call a route: stated in its declaration, decided before its handler runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

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

    Where the org role decides, the kernel decides. Where an object does (`Rule.document`), the kernel lets members
    through and the use case must call `access.require` with the object; a route that answers without having asked is a
    defect that the kernel turns into an error.

    `beside` names the object's item by the parameters of the path: it is read with the membership, in one round trip,
    and handed on as `request.beside`.
    """

    action: str
    beside: Callable[[Mapping[str, str]], Key | None] | None = None

    @property
    def rule(self) -> access.Rule:
        """The row of the table."""
        return access.RULES[self.action]


Allow = Public | SignedIn | InOrg
