"""Documents as things in a tree: made, renamed, moved, closed, put into the bin and taken out again."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from functions.documents import events, order, policies, repository
from functions.documents.collab import LOG
from functions.documents.errors import ParentCycle, ParentNotFound, TreeTooDeep
from functions.documents.models import DEEPEST, Beginning, Document, new_document, place
from hearth import access, clock, quotas
from hearth.collab import blobs, broadcast, writing
from hearth.context import RequestContext
from hearth.errors import AlreadyExists, Conflict, HearthError, Invalid, PreconditionFailed
from hearth.events import Actor, Event, difference, record, record_end
from hearth.keys import organizations as keys
from hearth.orgs import OrgPolicy
from hearth.quotas.documents import DOCUMENTS, DOCUMENTS_A_DAY
from hearth.table.write import Commit, NotWritten, Write, changed_meanwhile, commit_only

if TYPE_CHECKING:
    from pynamodb.expressions.update import Action

    from hearth.table.query import Page

TRIES = 4


# --- reading ------------------------------------------------------------------------------------------------------


def list_documents(
    asker: RequestContext, *, parent: str | None, since: str | None, deleted: bool, limit: int, cursor: str | None
) -> tuple[list[tuple[Document, str | None]], str | None]:
    """One page of documents with the asker's role in each; None is the role of a tombstone.

    Filtered item by item, so a page may be shorter than `limit` although there are more. Tombstones (deleted, or no
    longer for the asker) are in a delta (`since`) only.
    """
    org_id, member = str(asker.member.org_id), asker.member
    page: Page[Document]
    if deleted:
        page = repository.list_deleted(org_id, limit=limit, cursor=cursor)
    elif parent is not None:
        page = repository.list_children(org_id, None if parent == "top" else parent, limit=limit, cursor=cursor)
    else:
        page = repository.list_changed(org_id, since, limit=limit, cursor=cursor)
    shown: list[tuple[Document, str | None]] = []
    for document in page.items:
        role = policies.role_in(member, document)
        gone = role is None or (document.deleted and not deleted)
        if not gone:
            shown.append((document, role))
        elif since is not None and (role is not None or policies.lost_sight_of(member, document)):
            shown.append((document, None))
    return shown, page.next


def get_document(asker: RequestContext, document_id: str, action: str = policies.READ) -> Document:
    """A document that the asker may do `action` to."""
    document = repository.get_document(asker.member.org_id, document_id, asker.prefetched)
    asker.require(action, document)
    return document


# --- making -------------------------------------------------------------------------------------------------------


def create_document(
    asker: RequestContext,
    *,
    document_id: str | None,
    title: str,
    icon: str | None,
    parent_id: str | None,
    position: str | None,
    visibility: str,
    content: Callable[[], Beginning] | None,
    commit: Commit[Document] = commit_only,
) -> Document:
    """Make a document; with `content`, its Yjs update becomes the first of the log, in the same transaction.

    A client that chose the id may ask again after a lost answer: the same document comes back to its owner.
    QuotaExceeded when the org has as many as it may, or the asker has made as many today.
    """
    member = asker.member
    org_id = str(member.org_id)
    write = Write()
    if parent_id is not None:
        _stand_under(write, asker, parent_id, moving=None)
    if position is None:
        last = repository.find_last_child(org_id, parent_id)
        position = order.between(last.position if last else None, None)
    document = new_document(
        org_id,
        str(member.person_id),
        document_id=document_id,
        title=title,
        icon=icon,
        parent_id=parent_id,
        position=position,
        visibility=visibility,
    )
    record(document, events.created(document, asker.who.actor))
    first = _begin(write, document, content(), asker.who.actor) if content is not None else nullcontext()
    write.create(document, _there_already(document_id, member.person_id))
    access.guard(write, member, policies.CREATE)
    quotas.take(write, DOCUMENTS, org_id)
    quotas.take(write, DOCUMENTS_A_DAY, str(member.person_id))
    try:
        with first:
            return commit(write, document)
    except _AskedAgain as again:
        return again.document


class _AskedAgain(NotWritten):
    """The asker has made this very document before."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document


def _there_already(chosen: str | None, person_id: str) -> Callable[[dict[str, Any] | None], HearthError]:
    """What to say of an id that is taken."""

    def meet(raw: dict[str, Any] | None) -> HearthError:
        there = Document.from_raw_data(raw) if raw else None
        if chosen and there is not None and there.owner_id == person_id and not there.deleted:
            raise _AskedAgain(there)
        return AlreadyExists("It exists already.")

    return meet


def _begin(write: Write, document: Document, beginning: Beginning, actor: Actor) -> AbstractContextManager[None]:
    """Put the first update into the log, and what lists show into the head: nothing is folded before somebody edits.

    Returns what holds the bytes while `write` is committed.
    """
    document.preview, document.words, document.size = beginning.preview, beginning.words, len(beginning.data)
    place = LOG.place_of(document)
    blob = blobs.place_for(LOG, place.org_id, place.object_id, beginning.data)
    first = writing.new_update(LOG, place.update_key(1), beginning.data, document.owner_id, blob)
    first.created_at = document.created_at
    if beginning.fold:
        record(first, events.changed(document, actor, 1))
    write.put(first)
    return blobs.staged_blob(blob, beginning.data)


# --- changing -----------------------------------------------------------------------------------------------------


def change_document(asker: RequestContext, document_id: str, wanted: dict[str, Any], expected: int | None) -> Document:
    """Set title, icon, parent, position and visibility, as far as `wanted` names them.

    Each part is asked for by its own action. Without an expected version, somebody else's change at the same moment is
    no error: the decision is made again on what they left.
    """
    for _ in range(TRIES):
        document = repository.get_document(asker.member.org_id, document_id, asker.prefetched)
        asker.require(policies.READ, document)
        _ask_for_parts(asker, document, wanted)
        if expected is not None and int(document.version) != expected:
            raise changed_meanwhile()
        write = Write()
        changes = _set(write, asker, document, wanted)
        if not changes:
            return document
        action = _strictest(changes)
        if changes.get("visibility") == ("org", "private"):
            document.former = sorted({*document.former, "org"})
        happened = _happened(document, asker, changes)
        try:
            save(write, document, happened, asker, action)
        except PreconditionFailed:
            if expected is not None:
                raise
            continue
        if "visibility" in changes:
            broadcast.decide_again(LOG, document, happened[0].type, asker.who.actor)
        else:
            broadcast.tell_changed(LOG, document, happened[0].type, asker.who.actor, str(document.updated_at))
        return document
    raise Conflict("Others are changing the same document. Try again.", code="busy")


def _set(write: Write, asker: RequestContext, document: Document, wanted: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Put what is wanted into the head; returns what that changes. A new parent is proven in `write`."""
    before = {name: getattr(document, name) for name in (*wanted, "position")}
    parent_id = wanted.get("parent_id", document.parent_id)
    if parent_id != document.parent_id:
        if parent_id is not None:
            _stand_under(write, asker, parent_id, moving=document)
        if "position" not in wanted:
            last = repository.find_last_child(str(document.org_id), parent_id)
            document.position = order.between(last.position if last else None, None)
    for name, value in wanted.items():
        setattr(document, name, value)
    return difference(before, {name: getattr(document, name) for name in before})


def _ask_for_parts(asker: RequestContext, document: Document, wanted: dict[str, Any]) -> None:
    parts = {
        "title": policies.RENAME,
        "icon": policies.RENAME,
        "parent_id": policies.MOVE,
        "position": policies.MOVE,
        "visibility": policies.SHARE,
    }
    for action in sorted({parts[name] for name in wanted}):
        asker.require(action, document)
    if "visibility" in wanted:
        policies.check_visibility(asker.member, document, wanted["visibility"])


def _strictest(changes: dict[str, Any]) -> str:
    if "visibility" in changes:
        return policies.SHARE
    return policies.MOVE if changes.keys() & {"parent_id", "position"} else policies.RENAME


def _happened(document: Document, asker: RequestContext, changes: dict[str, tuple[Any, Any]]) -> list[Event]:
    actor = asker.who.actor
    groups = (
        (events.renamed, ("title", "icon")),
        (events.moved, ("parent_id", "position")),
        (events.shares_changed, ("visibility",)),
    )
    happened = []
    for build, names in groups:
        part = {name: changes[name] for name in names if name in changes}
        if part:
            happened.append(build(document, actor, part))
    return happened


def delete_document(asker: RequestContext, document_id: str, expected: int | None) -> Document:
    """Put a document into the bin. Its children stay as they are (see the README): nothing of theirs is written."""
    return _flip(asker, document_id, policies.DELETE, expected, deleted=True)


def restore_document(asker: RequestContext, document_id: str) -> Document:
    """Take a document out of the bin, to where it stood. Restoring a living one changes nothing.

    What is in the bin counts as none, so QuotaExceeded if others have taken its place.
    """
    return _flip(asker, document_id, policies.RESTORE, None, deleted=False)


def _flip(asker: RequestContext, document_id: str, action: str, expected: int | None, *, deleted: bool) -> Document:
    for _ in range(TRIES):
        document = repository.get_document(asker.member.org_id, document_id, asker.prefetched, deleted=not deleted)
        asker.require(action, document)
        if expected is not None and int(document.version) != expected:
            raise changed_meanwhile()
        if document.deleted == deleted:
            return document
        document.deleted_at = clock.iso(clock.now()) if deleted else None
        document.deleted_by = asker.who.person_id if deleted else None
        document.ttl, document.gone = (_purge_at(asker) if deleted else None), None
        if deleted:
            record_end(document, events.purged(document))
        happened = events.deleted(document, asker.who.actor) if deleted else events.restored(document, asker.who.actor)
        count = quotas.give_back if deleted else quotas.take
        try:
            save(count(Write(), DOCUMENTS, str(document.org_id)), document, [happened], asker, action)
        except PreconditionFailed:
            if expected is not None:
                raise
            continue
        broadcast.decide_again(LOG, document, happened.type, asker.who.actor)
        return document
    raise Conflict("Others are changing the same document. Try again.", code="busy")


def _purge_at(asker: RequestContext) -> int:
    """When what is deleted now is gone for good, by the org's retention as it is now."""
    (org,) = asker.prefetched.read((OrgPolicy, keys.org(str(asker.member.org_id))))
    return clock.epoch(clock.in_(days=(org or OrgPolicy()).retention_days))


SAVED = (
    "title",
    "icon",
    "parent_id",
    "position",
    "visibility",
    "shares",
    "former",
    "epoch",
    "deleted_at",
    "deleted_by",
    "ttl",
    "gone",
    "updated_at",
    "gsi1sk",
    "gsi2pk",
    "gsi2sk",
)


def save(
    write: Write,
    document: Document,
    happened: list[Event],
    asker: RequestContext,
    action: str,
    *,
    also: tuple[str, ...] = (),
    commit: Commit[Document] = commit_only,
) -> None:
    """Write what was decided about a head, standing on the version and the membership it was decided on.

    Attribute by attribute rather than as a whole: folding writes its hints into the same item at any time.
    """
    seen = int(document.version)
    document.version = seen + 1
    document.updated_at = clock.iso(clock.now())
    place(document)
    record(document, *happened)
    actions: list[Action] = [Document.version.set(document.version), Document.ev.set(document.ev)]
    for name in (*SAVED, *also):
        attribute, value = getattr(Document, name), getattr(document, name)
        actions.append(attribute.remove() if value is None else attribute.set(value))
    write.update(Document, document.key, actions, Document.version == seen, changed_meanwhile())
    commit(access.guard(write, asker.member, action), document)


# --- the tree -----------------------------------------------------------------------------------------------------


def _stand_under(write: Write, asker: RequestContext, parent_id: str, moving: Document | None) -> None:
    """Let `write` put a document under `parent_id`: a living one that the asker may edit, and no descendant of it.

    Every ancestor is proven in the transaction, for two people may move A under B and B under A at the same moment.
    """
    org_id = str(asker.member.org_id)
    ancestor = repository.find_document(org_id, parent_id, asker.prefetched)
    if ancestor is None or policies.role_in(asker.member, ancestor) is None:
        raise ParentNotFound("There is no such parent document, or it is not shared with you.")
    asker.require(policies.EDIT, ancestor)
    lost = changed_meanwhile()
    write.check(Document, ancestor.key, Document.deleted_at.does_not_exist() & _same_parent(ancestor), lost)
    for level in range(1, DEEPEST):
        if moving is not None and ancestor.document_id == moving.document_id:
            raise ParentCycle("A document cannot stand under itself.")
        parent = ancestor.parent_id
        above = repository.find_document(org_id, parent, deleted=True) if parent is not None else None
        if above is None:
            if moving is not None:
                _fit(moving, DEEPEST - level)
            return
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


def check_position(position: str | None) -> None:
    """Invalid unless `position` can be an order key."""
    if position is not None and not order.is_position(position):
        raise Invalid("A position is a fractional order key.", code="invalid_position")
