"""Who may do what with a document. The table is `hearth.access`; here are the rules that need more than a role."""

from functions.documents.errors import OwnerOnly
from functions.documents.models import Document, Template
from hearth import access
from hearth.access import Member

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
TEMPLATE_CREATE = "template.create"
TEMPLATE_CHANGE = "template.change"
TEMPLATE_OTHERS = "template.others"


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


def check_visibility(member: Member, document: Document, visibility: str) -> None:
    """Only the owner closes a document to the org: anybody else would take it away from all, themselves included."""
    if visibility == "private" and document.visibility != "private" and document.owner_id != member.person_id:
        raise OwnerOnly("Only the owner of a document can make it private.")


def sees_template(member: Member, template: Template) -> bool:
    """Whether a template is for the member: one that is somebody's own is for nobody else."""
    return template.scope == "org" or template.owner_id == member.person_id


def action_on_template(member: Member, template: Template) -> str:
    """What it takes to change a template or to delete it: one's own, or one of the org as an admin."""
    return TEMPLATE_CHANGE if template.owner_id == member.person_id else TEMPLATE_OTHERS
