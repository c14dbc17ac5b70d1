"""Who may do what with a document. The table is `hearth.access`; here are the rules that need more than a role."""

from collections.abc import Mapping
from typing import Any

from functions.documents.errors import NotInSpace, OwnerOnly
from functions.documents.models import Document
from hearth import access
from hearth.access import Member

Changes = Mapping[str, tuple[Any, Any]]
"""What is different: names to what was and what is."""

READ = "document.read"
LIST = "document.list"
CREATE = "document.create"
HISTORY = "document.history"
EDIT = "document.edit"
RENAME = "document.rename"
MOVE = "document.move"
DELETE = "document.delete"
RESTORE = "document.restore"
SHARE = "document.share"


def role_in(member: Member, document: Document) -> str | None:
    """The member's role in a document, None for none."""
    return access.role_in(member, document)


def lost_sight_of(member: Member, document: Document) -> bool:
    """Whether the member could see the document once: a client that syncs must hear that it is gone for them."""
    if role_in(member, document) is not None:
        return False
    subjects = {f"person:{member.person_id}", *(f"team:{team}" for team in member.teams)}
    if member.role in access.VIEWERS:
        subjects.add("org")
    return bool(subjects & set(document.former))


def circles(document: Document) -> set[str]:
    """Who may open it because of where it stands, as `former` names them: the org, the people of its space."""
    open_to = {"org"} if document.visibility == "org" else set()
    if document.visibility != "private" and document.space_id is not None:
        open_to.add(f"team:{document.space_id}")
    return open_to


def check_access(member: Member, document: Document, changes: Changes) -> None:
    """Only the owner closes a document: anybody else would take it away from all, themselves included.

    An admin may move what everyone sees into a team's space too. Out of a space it is moved by the people of it: what
    stands under it goes along, which nobody else may know of.
    """
    if document.owner_id == member.person_id:
        return
    was, becomes = changes.get("visibility", (document.visibility, document.visibility))
    if was != "private" and becomes == "private":
        raise OwnerOnly("Only the owner of a document can make it private.")
    if was == "org" and becomes != "org" and member.role not in access.ADMINS:
        raise OwnerOnly("Only the owner of a document or an admin can close it to the organization.")
    left = changes["space_id"][0] if "space_id" in changes else None
    if left is not None and left not in member.teams:
        raise NotInSpace("Only its owner, or somebody of the space, can move a document out of it.")
