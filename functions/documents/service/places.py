"""Where a document stands: under which other, in which space, and who may see it because of that."""

from typing import Any

from pynamodb.expressions.operand import Path

from functions.documents import order, policies, repository
from functions.documents.errors import NoSpace, ParentCycle, ParentNotFound, SpaceNotFound, TreeTooDeep
from functions.documents.models import DEEPEST, Document
from hearth.context import RequestContext
from hearth.keys import organizations as keys
from hearth.table.item import Item
from hearth.table.write import Write, changed_meanwhile


def stand(
    write: Write, context: RequestContext, *, parent_id: str | None, space_id: str | None, visibility: str | None
) -> tuple[str | None, str]:
    """Let `write` put a new document there; returns its space, and who may see it: as above, unless said otherwise."""
    if parent_id is not None:
        parent = stand_under(write, context, parent_id, moving=None)
        space_id, given = parent.space_id, str(parent.visibility)
    else:
        enter(context, space_id)
        given = _of_place(space_id, None)
    check_space(write, context, space_id, visibility or given)
    return space_id, visibility or given


def move(write: Write, context: RequestContext, document: Document, wanted: dict[str, Any]) -> None:
    """Put a document where `wanted` says: under another, at the top, in another space; the place is proven in `write`.

    In the space of what it stands under it always is. What was open to those who share its old place is open to those
    who share the new one; what was narrower or wider stays that.
    """
    parent_id, space_id = wanted.get("parent_id", document.parent_id), wanted.get("space_id", document.space_id)
    if space_id != document.space_id and "parent_id" not in wanted:
        parent_id = None
    parent = None
    if parent_id != document.parent_id:
        if parent_id is not None:
            parent = stand_under(write, context, parent_id, moving=document)
            space_id = parent.space_id
        if "position" not in wanted:
            last = repository.find_last_child(str(document.org_id), parent_id)
            document.position = order.between(last.position if last else None, None)
        document.parent_id = parent_id
    if space_id != document.space_id:
        context.require(policies.SHARE, document)
        if parent is None:
            enter(context, space_id)
        if document.visibility == _of_place(document.space_id, None):
            document.visibility = _of_place(space_id, parent)
        document.space_id = space_id
    elif wanted.get("visibility") != "space":
        return
    check_space(write, context, space_id, wanted.get("visibility", document.visibility))


def _of_place(space_id: str | None, parent: Document | None) -> str:
    """Who may see what stands there: the people of the space; in the common one everybody, or as the parent says."""
    if space_id is not None:
        return "space"
    return str(parent.visibility) if parent is not None else "org"


def enter(context: RequestContext, space_id: str | None) -> None:
    """SpaceNotFound unless the asker is in the team of the space: to others it does not say whether there is one."""
    if space_id is not None and space_id not in context.member.teams:
        raise _no_such_space()


def check_space(write: Write, context: RequestContext, space_id: str | None, visibility: str) -> None:
    """Let `write` fail if the team of the space is gone: what comes into its space then would be left behind."""
    if space_id is None:
        if visibility == "space":
            raise NoSpace("It stands in no team's space: open it to everyone, or to nobody.")
        return
    alive = Item.pk.exists() & Path("deleted_at").does_not_exist()
    write.check(Item, keys.team(str(context.member.org_id), space_id), alive, _no_such_space())


def _no_such_space() -> SpaceNotFound:
    return SpaceNotFound("There is no such space, or you are not in its team.")


def same_space(document: Document) -> Any:
    """The condition that a document is still in the space it was read in."""
    return Document.space_id.does_not_exist() if document.space_id is None else Document.space_id == document.space_id


def stand_under(write: Write, context: RequestContext, parent_id: str, moving: Document | None) -> Document:
    """Let `write` put a document under `parent_id`: a living one that the asker may edit, and no descendant of it. It
    stays in the space that it is returned in.

    Every ancestor is proven in the transaction, for two people may move A under B and B under A at the same moment.
    """
    org_id = str(context.member.org_id)
    parent = repository.find_document(org_id, parent_id, context.prefetched)
    if parent is None or policies.role_in(context.member, parent) is None:
        raise ParentNotFound("There is no such parent document, or it is not shared with you.")
    context.require(policies.EDIT, parent)
    lost = changed_meanwhile()
    alive = Document.deleted_at.does_not_exist() & _same_parent(parent) & same_space(parent)
    write.check(Document, parent.key, alive, lost)
    ancestor = parent
    for level in range(1, DEEPEST):
        if moving is not None and ancestor.document_id == moving.document_id:
            raise ParentCycle("A document cannot stand under itself.")
        upper = ancestor.parent_id
        above = repository.find_document(org_id, upper, deleted=True) if upper is not None else None
        if above is None:
            if moving is not None:
                _fit(moving, DEEPEST - level)
            return parent
        if moving is not None and above.document_id != moving.document_id:
            write.check(Document, above.key, _same_parent(above), lost)
        ancestor = above
    raise _too_deep()


def _fit(moving: Document, levels: int) -> None:
    """TreeTooDeep if what moves, and all that stands under it, needs more levels than there are left.

    Of a document that has something under it, the documents of the org tell (one query for some thousand of them): to
    ask each for its children would take one for every document that moves. Unlike the ancestors, what comes under it in
    this very moment is not proven in the transaction; a level more then does no harm.
    """
    org_id = str(moving.org_id)
    if levels < 1:
        raise _too_deep()
    if not repository.list_children(org_id, str(moving.document_id), limit=1, cursor=None).items:
        return
    under = repository.map_children(org_id)
    level = [str(moving.document_id)]
    for _ in range(levels):
        level = [child for parent in level for child in under.get(parent, ())]
        if not level:
            return
    raise _too_deep()


def _too_deep() -> TreeTooDeep:
    return TreeTooDeep(f"The tree of documents has at most {DEEPEST} levels.")


def _same_parent(document: Document) -> Any:
    return (
        Document.parent_id.does_not_exist() if document.parent_id is None else Document.parent_id == document.parent_id
    )
