"""Documents as things in a tree: made, renamed, moved, closed, put into the bin and taken out again."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from functions.documents import events, order, policies, repository
from functions.documents.collab import LOG
from functions.documents.models import MOST_FORMER, Beginning, Document, new_document, place
from functions.documents.service import places
from hearth import access, clock, quotas
from hearth.collab import blobs, broadcast, writing
from hearth.context import RequestContext
from hearth.errors import AlreadyExists, Conflict, HearthError, PreconditionFailed
from hearth.events import Actor, Event, difference, record, record_end
from hearth.keys import organizations as keys
from hearth.orgs import OrgPolicy
from hearth.quotas.documents import DOCUMENTS, DOCUMENTS_A_DAY, STORAGE
from hearth.table.write import Commit, NotWritten, Write, changed_meanwhile, commit_only

if TYPE_CHECKING:
    from pynamodb.expressions.update import Action

    from hearth.table.query import Page

TRIES = 4


# --- reading ------------------------------------------------------------------------------------------------------


def list_documents(
    context: RequestContext, *, parent: str | None, since: str | None, deleted: bool, limit: int, cursor: str | None
) -> tuple[list[tuple[Document, str | None]], str | None]:
    """One page of documents with the asker's role in each; None is the role of a tombstone.

    Filtered item by item, so a page may be shorter than `limit` although there are more. Tombstones (deleted, or no
    longer for the asker) are in a delta (`since`) only.
    """
    org_id, member = str(context.member.org_id), context.member
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


def get_document(context: RequestContext, document_id: str, action: str = policies.READ) -> Document:
    """A document that the asker may do `action` to."""
    document = repository.get_document(context.member.org_id, document_id, context.prefetched)
    context.require(action, document)
    return document


# --- making -------------------------------------------------------------------------------------------------------


def create_document(
    context: RequestContext,
    *,
    document_id: str | None,
    title: str,
    parent_id: str | None,
    position: str | None,
    visibility: str | None,
    space_id: str | None = None,
    content: Callable[[], Beginning] | None,
    storage: int = 0,
    commit: Commit[Document] = commit_only,
    **said: Any,
) -> Document:
    """Make a document, of which `said` are icon, cover and the like; with `content`, its Yjs update becomes the first
    of the log, in the same transaction.

    A client that chose the id may ask again after a lost answer: the same document comes back to its owner. `storage`
    are bytes of pictures that `commit` puts into it.
    QuotaExceeded when the org has as many as it may, or the asker has made as many today.
    """
    member = context.member
    org_id = str(member.org_id)
    write = Write()
    space_id, visibility = places.stand(write, context, parent_id=parent_id, space_id=space_id, visibility=visibility)
    if position is None:
        last = repository.find_last_child(org_id, parent_id)
        position = order.between(last.position if last else None, None)
    document = new_document(
        org_id,
        str(member.person_id),
        document_id=document_id,
        title=title,
        parent_id=parent_id,
        position=position,
        space_id=space_id,
        visibility=visibility,
        **said,
    )
    record(document, events.created(document, context.who.actor))
    first = _begin(write, document, content(), context.who.actor) if content is not None else nullcontext()
    write.create(document, _there_already(document_id, member.person_id))
    teams = list(member.teams) if space_id is not None else None
    access.guard_with_membership(write, org_id, str(member.person_id), policies.CREATE, teams=teams)
    quotas.take_all(write, org_id, (DOCUMENTS, 1), *([(STORAGE, storage)] if storage else []))
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


def change_document(
    context: RequestContext, document_id: str, wanted: dict[str, Any], expected: int | None
) -> Document:
    """Set title, looks, parent, space, position and visibility, as far as `wanted` names them.

    Each part is asked for by its own action. Without an expected version, somebody else's change at the same moment is
    no error: the decision is made again on what they left.
    """
    for _ in range(TRIES):
        document = repository.get_document(context.member.org_id, document_id, context.prefetched)
        context.require(policies.READ, document)
        _ask_for_parts(context, document, wanted)
        if expected is not None and int(document.version) != expected:
            raise changed_meanwhile()
        write = Write()
        changes = _set(write, context, document, wanted)
        if not changes:
            return document
        action = _strictest(changes)
        happened = _happened(document, context, changes)
        try:
            save(write, document, happened, context, action)
        except PreconditionFailed:
            if expected is not None:
                raise
            continue
        if changes.keys() & OPENS:
            broadcast.decide_again(LOG, document, happened[-1].type, context.who.actor)
        else:
            broadcast.tell_changed(LOG, document, happened[0].type, context.who.actor, str(document.updated_at))
        return document
    raise Conflict("Others are changing the same document. Try again.", code="busy")


OPENS = {"visibility", "space_id"}
"""What decides who may see it, beside its shares."""


def _set(
    write: Write, context: RequestContext, document: Document, wanted: dict[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Put what is wanted into the head; returns what that changes. A new place is proven in `write`."""
    names = {*wanted, "position", "parent_id", *OPENS}
    before, open_to = {name: getattr(document, name) for name in sorted(names)}, policies.circles(document)
    places.move(write, context, document, wanted)
    for name, value in wanted.items():
        if name not in {"parent_id", "space_id"}:
            setattr(document, name, value)
    changes = difference(before, {name: getattr(document, name) for name in before})
    policies.check_access(context.member, document, changes)
    document.former = sorted({*document.former, *open_to} - policies.circles(document))[:MOST_FORMER]
    return changes


def _ask_for_parts(context: RequestContext, document: Document, wanted: dict[str, Any]) -> None:
    parts = {
        "title": policies.RENAME,
        "icon": policies.RENAME,
        "cover": policies.RENAME,
        "wide": policies.RENAME,
        "parent_id": policies.MOVE,
        "position": policies.MOVE,
        "space_id": policies.MOVE,
        "visibility": policies.SHARE,
    }
    for action in sorted({parts[name] for name in wanted}):
        context.require(action, document)


def _strictest(changes: dict[str, Any]) -> str:
    if changes.keys() & OPENS:
        return policies.SHARE
    return policies.MOVE if changes.keys() & {"parent_id", "position"} else policies.RENAME


def _happened(document: Document, context: RequestContext, changes: dict[str, tuple[Any, Any]]) -> list[Event]:
    actor = context.who.actor
    groups = (
        (events.renamed, ("title", "icon", "cover", "wide")),
        (events.moved, ("parent_id", "space_id", "position")),
        (events.shares_changed, ("visibility", "space_id")),
    )
    happened = []
    for build, names in groups:
        part = {name: changes[name] for name in names if name in changes}
        if part:
            happened.append(build(document, actor, part))
    return happened


def delete_document(context: RequestContext, document_id: str, expected: int | None) -> Document:
    """Put a document into the bin. Its children stay as they are (see the README): nothing of theirs is written."""
    return _flip(context, document_id, policies.DELETE, expected, deleted=True)


def restore_document(context: RequestContext, document_id: str) -> Document:
    """Take a document out of the bin, to where it stood. Restoring a living one changes nothing.

    What is in the bin counts as none, so QuotaExceeded if others have taken its place.
    """
    return _flip(context, document_id, policies.RESTORE, None, deleted=False)


def _flip(context: RequestContext, document_id: str, action: str, expected: int | None, *, deleted: bool) -> Document:
    for _ in range(TRIES):
        document = repository.get_document(context.member.org_id, document_id, context.prefetched, deleted=not deleted)
        context.require(action, document)
        if expected is not None and int(document.version) != expected:
            raise changed_meanwhile()
        if document.deleted == deleted:
            return document
        document.deleted_at = clock.iso(clock.now()) if deleted else None
        document.deleted_by = context.who.person_id if deleted else None
        document.ttl, document.gone = (_purge_at(context) if deleted else None), None
        if deleted:
            record_end(document, events.purged(document))
        happened = (
            events.deleted(document, context.who.actor) if deleted else events.restored(document, context.who.actor)
        )
        count = quotas.give_back if deleted else quotas.take
        try:
            save(count(Write(), DOCUMENTS, str(document.org_id)), document, [happened], context, action)
        except PreconditionFailed:
            if expected is not None:
                raise
            continue
        broadcast.decide_again(LOG, document, happened.type, context.who.actor)
        return document
    raise Conflict("Others are changing the same document. Try again.", code="busy")


def _purge_at(context: RequestContext) -> int:
    """When what is deleted now is gone for good, by the org's retention as it is now."""
    (org,) = context.prefetched.read((OrgPolicy, keys.org(str(context.member.org_id))))
    return clock.epoch(clock.in_(days=(org or OrgPolicy()).retention_days))


SAVED = (
    "title",
    "icon",
    "cover",
    "wide",
    "parent_id",
    "space_id",
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
    context: RequestContext,
    action: str,
    *,
    also: tuple[str, ...] = (),
    commit: Commit[Document] = commit_only,
) -> None:
    """Write what was decided about a head, standing on the version and the membership it was decided on.

    Attribute by attribute rather than as a whole: folding writes its hints into the same item at any time.
    """
    put_head(write, document, happened, also=also)
    commit(access.guard(write, context.member, action), document)


def put_head(write: Write, document: Document, happened: list[Event], *, also: tuple[str, ...] = ()) -> None:
    """The same write without anybody whose decision it is: what follows from a decision (`spaces`)."""
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
