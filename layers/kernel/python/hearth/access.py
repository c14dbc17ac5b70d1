"""Who may do what: the one table of roles and actions, and the one function that answers.

Routes, socket topics, search hits, history, exports, notifications and file links all ask here. `docs/permissions.md`
is generated from this table, and so are the tests that try every route as everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from pynamodb.attributes import ListAttribute, UnicodeAttribute

from hearth import keys
from hearth.errors import Forbidden, HearthError, NotFound
from hearth.events import Actor
from hearth.item import Item
from hearth.table import Write
from hearth.table_batch import Ahead, read_all

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition


class Role(StrEnum):
    """A person's role in an org."""

    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    MEMBER = "member"
    VIEWER = "viewer"
    GUEST = "guest"


class DocumentRole(StrEnum):
    """What a person may do with one document; each includes those after it."""

    EDITOR = "editor"
    COMMENTER = "commenter"
    VIEWER = "viewer"


OWNERS = frozenset({Role.OWNER})
ADMINS = OWNERS | {Role.ADMIN}
MANAGERS = ADMINS | {Role.MANAGER}
MEMBERS = MANAGERS | {Role.MEMBER}
VIEWERS = MEMBERS | {Role.VIEWER}
EVERYBODY = VIEWERS | {Role.GUEST}

EDITORS = frozenset({DocumentRole.EDITOR})
COMMENTERS = EDITORS | {DocumentRole.COMMENTER}
READERS = COMMENTERS | {DocumentRole.VIEWER}


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table. Without `document`, the org role decides; with it, the role in the document at hand."""

    scope: str
    org: frozenset[Role]
    document: frozenset[DocumentRole] | None = None


RULES: dict[str, Rule] = {
    # the org itself
    "org.read": Rule("org:read", EVERYBODY),
    "org.usage": Rule("org:read", VIEWERS),  # how much of its quotas is taken
    "org.update": Rule("org:write", ADMINS),
    "org.delete": Rule("org:write", OWNERS),
    "org.transfer": Rule("org:write", OWNERS),
    "org.leave": Rule("org:write", EVERYBODY),
    # people
    "member.list": Rule("org:read", VIEWERS),
    "member.read": Rule("org:read", EVERYBODY),
    "member.update": Rule("org:write", ADMINS),
    "member.remove": Rule("org:write", ADMINS),
    "member.owners": Rule("org:write", OWNERS),  # change or remove somebody who is an owner, or make one
    "invitation.list": Rule("org:read", MANAGERS),
    "invitation.create": Rule("org:write", MANAGERS),
    "invitation.admins": Rule("org:write", ADMINS),  # invite somebody as an admin
    "invitation.revoke": Rule("org:write", MANAGERS),
    "team.list": Rule("org:read", VIEWERS),
    "team.create": Rule("org:write", MANAGERS),
    "team.update": Rule("org:write", MANAGERS),
    "team.delete": Rule("org:write", MANAGERS),
    # what happened
    "activity.list": Rule("org:read", VIEWERS),
    "activity.read": Rule("org:read", EVERYBODY, READERS),  # of an object with its own access
    "audit.list": Rule("audit:read", ADMINS),
    "audit.export": Rule("audit:read", ADMINS),
    # documents
    "document.list": Rule("documents:read", EVERYBODY),
    "document.create": Rule("documents:write", MEMBERS),
    "document.read": Rule("documents:read", EVERYBODY, READERS),
    "document.history": Rule("documents:read", EVERYBODY, EDITORS),  # what was taken out is in there too
    "document.edit": Rule("documents:write", EVERYBODY, EDITORS),
    "document.rename": Rule("documents:write", EVERYBODY, EDITORS),
    "document.move": Rule("documents:write", MEMBERS, EDITORS),
    "document.delete": Rule("documents:write", MEMBERS, EDITORS),
    "document.restore": Rule("documents:write", MEMBERS, EDITORS),
    "document.share": Rule("documents:write", MEMBERS, EDITORS),
}
"""The table. A scope is what an API key needs for the action; a session of a person has every scope."""

SCOPES = tuple(sorted({"me:read", "me:write", *(rule.scope for rule in RULES.values())}))
"""Every scope that an API key can have."""


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


class Shared(Protocol):
    """An object that has its own access: open to the org or private, and shared with people and teams."""

    org_id: Any
    visibility: Any  # "org" or "private"
    owner_id: Any
    shares: Any  # {"person:<id>" | "team:<id>": DocumentRole}


@dataclass(frozen=True, slots=True)
class Who:
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


def get_member_beside(org_id: str, person_id: str, others: Sequence[keys.Key]) -> tuple[Member, Ahead]:
    """The active membership, and the items at other keys: one round trip for all that decides."""
    if not others:
        return get_member(org_id, person_id), Ahead()
    mine = keys.member(org_id, person_id)
    found = read_all([mine, *others])
    member = Member.from_raw_data(found[mine]) if mine in found else None
    if member is None or not member.active:
        raise not_a_member(member)
    return member, Ahead(others, found)


def not_a_member(member: Member | None = None) -> HearthError:
    """What a stranger, a removed or a suspended member is told."""
    if member is not None and member.status == "suspended":
        return Forbidden("Your membership of this organization is suspended.", code="membership_suspended")
    return NotFound("There is no such organization, or you are not a member of it.", code="org_not_found")


def document_role(member: Member, document: Shared) -> DocumentRole | None:
    """The strongest role that `member` has in a document: by the org, as its owner, or by a share; None for none.

    Admins and owners of the org may open private documents only if shared with them: privacy is worth more than reach.
    A guest and an org viewer get what was shared with them by name, whatever their org role.
    """
    if not member.active or member.org_id != document.org_id:
        return None
    given = [document.shares.get(f"person:{member.person_id}")]
    given += [document.shares.get(f"team:{team}") for team in member.teams]
    if document.owner_id == member.person_id and member.role != Role.GUEST:
        given.append(DocumentRole.EDITOR)
    if document.visibility == "org" and member.role in VIEWERS:
        given.append(DocumentRole.EDITOR if member.role in MEMBERS else DocumentRole.VIEWER)
    for role in DocumentRole:
        if role in given:
            return role
    return None


def require(member: Member, action: str, document: Shared | None = None) -> None:
    """Return if `member` may do `action` (to `document`).

    Forbidden if they may not, NotFound if they may not even know of it.
    """
    rule = RULES[action]
    if rule.document is not None:
        if document is None:
            raise AssertionError(f"{action} is decided by a document")
        role = document_role(member, document)
        if role is None:
            raise NotFound("There is no such document, or it is not shared with you.", code="document_not_found")
        if role not in rule.document:
            raise forbidden(action, role)
    if member.role not in rule.org or not member.active:
        raise forbidden(action, member.role)


def forbidden(action: str, role: str) -> Forbidden:
    """Known, but not allowed."""
    return Forbidden(f"Your role ({role}) does not allow this.", action=action, role=str(role))


def still(write: Write, member: Member, action: str) -> Write:
    """Make a write stand on the decision: it fails if the membership has lost what it gave in the meantime."""
    return stands_on(
        write, member.org_id, member.person_id, action, teams=member.teams if RULES[action].document else None
    )


def stands_on(write: Write, org_id: str, person_id: str, action: str, teams: "list[str] | None" = None) -> Write:
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
