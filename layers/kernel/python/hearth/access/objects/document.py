"""Documents: roles, who has which, and what each may do."""

from enum import StrEnum
from typing import TYPE_CHECKING

from hearth.access.objects.types import ObjectType, Shared, by_space, strongest
from hearth.access.roles import EVERYBODY, MEMBERS, VIEWERS, Role, Rule
from hearth.errors import NotFound
from hearth.keys import collab as log_keys
from hearth.keys import documents as document_keys

if TYPE_CHECKING:
    from hearth.access import Member


class DocumentRole(StrEnum):
    """What a person may do with one document; each includes those after it."""

    EDITOR = "editor"
    COMMENTER = "commenter"
    VIEWER = "viewer"


class DocumentNotFound(NotFound):
    """Absent, deleted, or not for the asker to know about."""

    code = "document_not_found"


EDITORS: frozenset[str] = frozenset({DocumentRole.EDITOR})
COMMENTERS = EDITORS | {DocumentRole.COMMENTER}
READERS = COMMENTERS | {DocumentRole.VIEWER}

RULES = {
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


def role_of(member: "Member", document: Shared) -> DocumentRole | None:
    """The strongest role that `member` has in a document: by the org or its space, as its owner, or by a share; None
    for none.

    Admins and owners of the org may open private documents only if shared with them: privacy is worth more than reach.
    A guest and an org viewer get what was shared with them by name, whatever their org role. What is open to the org or
    to a space, its members edit; viewers look at it, and so does a guest who is in the space's team.
    """
    given = [document.shares.get(f"person:{member.person_id}")]
    given += [document.shares.get(f"team:{team}") for team in member.teams]
    if document.owner_id == member.person_id and member.role != Role.GUEST:
        given.append(DocumentRole.EDITOR)
    if by_space(member, document) or (document.visibility == "org" and member.role in VIEWERS):
        given.append(DocumentRole.EDITOR if member.role in MEMBERS else DocumentRole.VIEWER)
    role = strongest(DocumentRole, given)
    return DocumentRole(role) if role is not None else None


DOCUMENT = ObjectType(
    name="document",
    roles=DocumentRole,
    key=document_keys.document,
    role_of=role_of,
    rules=RULES,
    not_found=DocumentNotFound,
    read="document.read",
    edit="document.edit",
    closing=frozenset({"document.deleted"}),
    log=lambda org_id, document_id, epoch: log_keys.log_update(
        document_keys.document_partition(org_id, document_id), epoch, 0
    ),
)

OBJECT = DOCUMENT
