"""What a type of object declares about its access, and how that of one object is read from its item."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from hearth.access.roles import Rule
from hearth.errors import NotFound
from hearth.keys import Key

if TYPE_CHECKING:
    from hearth.access import Member


class Shared(Protocol):
    """An object that has its own access: open to the org, open to its space, or private; and shared with people and
    teams. A space is the place of a team: its id is the team's, and None is the common one of the whole org."""

    org_id: Any
    space_id: Any
    visibility: Any  # "org", "space" or "private"
    owner_id: Any
    shares: Any  # {"person:<id>" | "team:<id>": role}

    @property
    def object_type(self) -> "ObjectType":
        """Which type of object it is."""


@dataclass(frozen=True, slots=True)
class ObjectType:
    """A type of object with an access of its own.

    `name` stands in events (`object.type`), topics (`<name>:<org>/<id>`) and paths. `roles` are strongest first, each
    includes those after it. `key` is the item that holds the access: org_id, space_id, visibility, owner_id, shares,
    epoch and deleted_at are read of it and nothing else. `role_of` answers for an active member of the object's org;
    whoever has no role is told `not_found`. Who may `read` may watch its topic; without the scope of `edit` an API key
    watches as the weakest role. `closing` are events after which nobody may know of it. `log` is the first key of its
    collaborative log in an epoch, if it has one.
    """

    name: str
    roles: type[StrEnum]
    key: Callable[[str, str], Key]
    role_of: Callable[["Member", Shared], StrEnum | None]
    rules: Mapping[str, Rule]
    not_found: type[NotFound]
    read: str
    edit: str
    closing: frozenset[str] = frozenset()
    log: Callable[[str, str, int], Key] | None = None

    @property
    def ending(self) -> frozenset[str]:
        """Events after which somebody who watched it may have to stop."""
        return self.closing | {f"{self.name}.shares_changed"}

    @property
    def created(self) -> str:
        """The event after which there is one more."""
        return f"{self.name}.created"

    @property
    def purged(self) -> str:
        """The event after which it is gone for good."""
        return f"{self.name}.purged"

    @property
    def weakest(self) -> StrEnum:
        """The role of whoever may only look."""
        return list(self.roles)[-1]

    @property
    def absence(self) -> str:
        """What somebody is told who may not know of one."""
        return f"There is no such {self.name}, or it is not shared with you."

    def absent(self) -> NotFound:
        """The same as an error."""
        return self.not_found(self.absence)


@dataclass(slots=True)
class ObjectAccess:
    """The access of one object, read from its item without its model."""

    object_type: ObjectType
    org_id: str
    object_id: str
    owner_id: str
    visibility: str
    shares: dict[str, str] = field(default_factory=dict)
    epoch: int = 0
    deleted: bool = False
    space_id: str | None = None

    @classmethod
    def from_raw(cls, object_type: ObjectType, raw: dict[str, dict[str, Any]]) -> "ObjectAccess":
        """Of an item as DynamoDB gives it."""
        return cls(
            object_type=object_type,
            org_id=raw["org_id"]["S"],
            object_id=raw["pk"]["S"].rpartition("#")[2],
            owner_id=raw.get("owner_id", {}).get("S", ""),
            visibility=raw.get("visibility", {}).get("S", "private"),
            space_id=raw.get("space_id", {}).get("S"),
            shares=_shares(raw.get("shares", {})),
            epoch=int(raw.get("epoch", {}).get("N", 0)),
            deleted="S" in raw.get("deleted_at", {}),
        )

    def role_of(self, member: "Member | None") -> StrEnum | None:
        """The role that somebody has in it; None for strangers, and for everybody once it is deleted."""
        if member is None or self.deleted or not member.active or member.org_id != self.org_id:
            return None
        return self.object_type.role_of(member, self)


def by_space(member: "Member", thing: Shared) -> bool:
    """Whether the object is open to the people of its space, and the member is one of them."""
    return thing.visibility != "private" and thing.space_id is not None and thing.space_id in member.teams


def strongest(roles: type[StrEnum], given: Iterable[str | None]) -> StrEnum | None:
    """The first of a type's roles that is among those given, None for none."""
    held = set(given)
    return next((role for role in roles if role in held), None)


def _shares(raw: dict[str, Any]) -> dict[str, str]:
    if "M" in raw:
        return {name: value["S"] for name, value in raw["M"].items() if "S" in value}
    if "S" in raw:
        value = json.loads(raw["S"])
        return value if isinstance(value, dict) else {}
    return {}
