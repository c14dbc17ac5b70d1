"""Roles in an org, and what a row of the permission table says."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A person's role in an org."""

    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    MEMBER = "member"
    VIEWER = "viewer"
    GUEST = "guest"


OWNERS = frozenset({Role.OWNER})
ADMINS = OWNERS | {Role.ADMIN}
MANAGERS = ADMINS | {Role.MANAGER}
MEMBERS = MANAGERS | {Role.MEMBER}
VIEWERS = MEMBERS | {Role.VIEWER}
EVERYBODY = VIEWERS | {Role.GUEST}

ANY_ROLE: frozenset[str] = frozenset({"any role"})
"""In a rule: whoever has a role in the object at hand, whatever its type and whichever role."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table. Without `object_roles` the org role decides; with them, the role in the object at hand too.

    `scope` is what an API key needs for the action; a session of a person has every scope.
    """

    scope: str
    org: frozenset[Role]
    object_roles: frozenset[str] | None = None

    def allows_in_object(self, role: str) -> bool:
        """Whether a role in the object is enough for the action."""
        return self.object_roles is None or self.object_roles is ANY_ROLE or role in self.object_roles
