"""Who may do what: the one table of roles and actions, and the one function that answers.

Routes, socket topics, search hits, history, exports, notifications and file links all ask here. `docs/permissions.md`
is generated from this table, and so are the tests that try every route as everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pynamodb.attributes import ListAttribute, UnicodeAttribute

from hearth.access.objects import TYPES, ObjectAccess, ObjectType, Shared
from hearth.access.objects.document import DOCUMENT, DocumentRole
from hearth.access.roles import ADMINS, EVERYBODY, MANAGERS, MEMBERS, OWNERS, VIEWERS, Role, Rule
from hearth.access.rules import RULES, SCOPES
from hearth.errors import Forbidden, HearthError, NotFound
from hearth.events import Actor
from hearth.keys import Key
from hearth.keys import organizations as keys
from hearth.table.batch import Prefetched, read_all
from hearth.table.item import Item
from hearth.table.write import Write

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition

__all__ = [
    "ADMINS",
    "DOCUMENT",
    "EVERYBODY",
    "MANAGERS",
    "MEMBERS",
    "OWNERS",
    "RULES",
    "SCOPES",
    "TYPES",
    "VIEWERS",
    "DocumentRole",
    "Member",
    "ObjectAccess",
    "ObjectType",
    "Principal",
    "Role",
    "Rule",
    "Shared",
    "find_member",
    "forbidden",
    "get_member",
    "get_member_prefetching",
    "guard",
    "guard_with_membership",
    "not_a_member",
    "require",
    "role_in",
]  # fmt: skip


class Member(Item, discriminator="member"):
    """A person's membership of an org: the item that decides what they may do there.

    `status` is active, suspended, removed (a tombstone stays) or dormant (the org is deleted and may be restored).
    Name, email and picture are copies, kept fresh by the person's events, so that a list of members is one query.
    `teams` are team ids. `ended` tells of a tombstone whether the person left or was removed, `ended_at` when.
    """

    org_id = UnicodeAttribute()
    person_id = UnicodeAttribute()
    role = UnicodeAttribute()
    status = UnicodeAttribute(default="active")
    name = UnicodeAttribute(default="")
    email = UnicodeAttribute(default="")
    picture = UnicodeAttribute(null=True)
    title = UnicodeAttribute(null=True)
    teams: ListAttribute[str] = ListAttribute(default=list)
    invited_by = UnicodeAttribute(null=True)
    ended = UnicodeAttribute(null=True)
    ended_at = UnicodeAttribute(null=True)

    @property
    def active(self) -> bool:
        """Whether the membership gives anything."""
        return bool(self.status == "active")


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who is signed in: by a session, or by an API key that has only its scopes.

    `until` is known of live connections by a key: when that ends.
    """

    person_id: str
    session_id: str | None = None
    key_id: str | None = None
    scopes: frozenset[str] | None = None
    name: str = ""
    address: str = ""
    agent: str = ""
    until: str = ""

    @property
    def actor(self) -> Actor:
        """How events and the audit log name them."""
        kind = "key" if self.key_id else "person"
        return Actor(kind, self.person_id, self.name, self.session_id or self.key_id or "", self.address, self.agent)

    def need_scope(self, scope: str) -> None:
        """Forbidden(`scope_missing`) unless the credential reaches that far."""
        if self.scopes is not None and scope not in self.scopes:
            raise Forbidden(f"The API key lacks the scope {scope}.", code="scope_missing", scope=scope)


def find_member(org_id: str, person_id: str) -> Member | None:
    """The membership, or None. One consistent read."""
    return Member.find(keys.member(org_id, person_id))


def get_member(org_id: str, person_id: str) -> Member:
    """The active membership. NotFound when there is none: a stranger may not learn which orgs exist."""
    member = find_member(org_id, person_id)
    if member is None or not member.active:
        raise not_a_member(member)
    return member


def get_member_prefetching(org_id: str, person_id: str, others: Sequence[Key]) -> tuple[Member, Prefetched]:
    """The active membership, and the items at other keys: one round trip for all that decides."""
    if not others:
        return get_member(org_id, person_id), Prefetched()
    mine = keys.member(org_id, person_id)
    found = read_all([mine, *others])
    member = Member.from_raw_data(found[mine]) if mine in found else None
    if member is None or not member.active:
        raise not_a_member(member)
    return member, Prefetched(others, found)


def not_a_member(member: Member | None = None) -> HearthError:
    """What a stranger, a removed or a suspended member is told."""
    if member is not None and member.status == "suspended":
        return Forbidden("Your membership of this organization is suspended.", code="membership_suspended")
    return NotFound("There is no such organization, or you are not a member of it.", code="org_not_found")


def role_in(member: Member, thing: Shared) -> str | None:
    """The strongest role that `member` has in an object with its own access; None for none."""
    if not member.active or member.org_id != thing.org_id:
        return None
    return thing.object_type.role_of(member, thing)


def require(member: Member, action: str, thing: Shared | None = None) -> None:
    """Return if `member` may do `action` (to the object `thing`).

    Forbidden if they may not, NotFound(`<type>_not_found`) if they may not even know of it.
    """
    rule = RULES[action]
    if rule.object_roles is not None:
        if thing is None:
            raise AssertionError(f"{action} is decided by an object")
        role = role_in(member, thing)
        if role is None:
            raise thing.object_type.absent()
        if not rule.allows_in_object(role):
            raise forbidden(action, role)
    if member.role not in rule.org or not member.active:
        raise forbidden(action, member.role)


def forbidden(action: str, role: str) -> Forbidden:
    """Known, but not allowed."""
    return Forbidden(f"Your role ({role}) does not allow this.", action=action, role=str(role))


def guard(write: Write, member: Member, action: str) -> Write:
    """Make a write stand on the decision: it fails if the membership has lost what it gave in the meantime."""
    return guard_with_membership(
        write, member.org_id, member.person_id, action, teams=member.teams if RULES[action].object_roles else None
    )


def guard_with_membership(
    write: Write, org_id: str, person_id: str, action: str, teams: "list[str] | None" = None
) -> Write:
    """The same for a membership that has not been read: the condition is the only check there is."""
    condition: Condition = Member.status == "active"
    allowed = RULES[action].org
    if allowed != EVERYBODY:
        condition &= Member.role.is_in(*sorted(allowed))
    if teams:
        condition &= Member.teams == list(teams)

    def lost(raw: dict[str, Any] | None) -> HearthError:
        member = Member.from_raw_data(raw) if raw else None
        return not_a_member(member) if member is None or not member.active else forbidden(action, member.role)

    return write.check(Member, keys.member(org_id, person_id), condition, lost)
