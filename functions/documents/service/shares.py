"""Whom a document is shared with."""

from functions.documents import events, policies, repository
from functions.documents.collab import LOG
from functions.documents.errors import TooManyShares, UnknownSubject
from functions.documents.models import MOST_FORMER, Document
from functions.documents.service import tree
from hearth.access import Member
from hearth.collab import broadcast
from hearth.context import RequestContext
from hearth.errors import Conflict, PreconditionFailed
from hearth.events import difference
from hearth.keys import organizations as keys
from hearth.table.item import Item
from hearth.table.write import Write, changed_meanwhile

MOST_ADDED = 80
"""Subjects that one call can add: each is proven in the transaction, which holds a hundred operations."""


def set_shares(context: RequestContext, document_id: str, wanted: dict[str, str], expected: int | None) -> Document:
    """Replace the shares by `wanted` (`person:<id>` or `team:<id>` to a role). New subjects must exist in the org."""
    for _ in range(tree.TRIES):
        document = repository.get_document(context.member.org_id, document_id, context.prefetched)
        context.require(policies.SHARE, document)
        if expected is not None and int(document.version) != expected:
            raise changed_meanwhile()
        before = dict(document.shares)
        changes = {f"shares/{subject}": pair for subject, pair in difference(before, wanted).items()}
        if not changes:
            return document
        added = sorted(wanted.keys() - before.keys())
        if len(added) > MOST_ADDED:
            raise TooManyShares(f"Share with at most {MOST_ADDED} more at once.")
        document.shares = wanted
        document.former = sorted({*document.former, *before.keys()} - wanted.keys())[:MOST_FORMER]
        happened = events.shares_changed(document, context.who.actor, changes)
        write = Write()
        for subject in added:
            _prove(write, str(document.org_id), subject)
        try:
            tree.save(write, document, [happened], context, policies.SHARE)
        except PreconditionFailed:
            if expected is not None:
                raise
            continue
        broadcast.decide_again(LOG, document, happened.type, context.who.actor)
        return document
    raise Conflict("Others are changing the same document. Try again.", code="busy")


def _prove(write: Write, org_id: str, subject: str) -> None:
    kind, _, subject_id = subject.partition(":")
    unknown = UnknownSubject("One of those it should be shared with is not in this organization.", subject=subject)
    if kind == "person":
        write.check(Member, keys.member(org_id, subject_id), Member.status == "active", unknown)
    else:
        write.check(Item, keys.team(org_id, subject_id), Item.pk.exists(), unknown)
