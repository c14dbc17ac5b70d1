"""What changed among the documents, and in the trash, since a client last asked."""

from functions.documents import policies, presenters
from functions.documents.models import CHANGED, TRASH, Document
from hearth import sync
from hearth.context import RequestContext
from hearth.keys import organizations as keys
from hearth.orgs import OrgPolicy


def list_changes(context: RequestContext, since: str | None, *, trash: bool, limit: int) -> sync.Changes:
    """A page of what changed among the documents that are there, or in the `trash`.

    What went from one to the other is gone from the first. What is purged has been in the trash, whose replicas know
    when that happens (`purge_at`): no trace of it is needed for longer than of what was deleted.
    """
    member = context.member
    (org,) = context.prefetched.read((OrgPolicy, keys.org(str(member.org_id))))

    def show(document: Document) -> dict[str, object] | None:
        role = policies.role_in(member, document)
        return presenters.document(document, role) if role is not None and document.deleted == trash else None

    def knew(document: Document) -> bool:
        return policies.role_in(member, document) is not None or policies.lost_sight_of(member, document)

    return sync.read(
        TRASH if trash else CHANGED,
        str(member.org_id),
        member,
        since,
        limit=limit,
        kept=(org or OrgPolicy()).traces,
        show=show,
        knew=knew,
    )
