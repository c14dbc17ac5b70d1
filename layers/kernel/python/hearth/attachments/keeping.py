"""Attachments: announced, fetched, copied to another object, and removed with their object."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from hearth import access, files, ids, quotas
from hearth.attachments import repository
from hearth.attachments.items import Attachment
from hearth.attachments.types import AttachmentType
from hearth.context import RequestContext
from hearth.errors import AlreadyExists, Conflict, HearthError, TooLarge, Unavailable
from hearth.quotas.documents import STORAGE
from hearth.table.write import Commit, NotWritten, Write, commit_only


@dataclass(frozen=True, slots=True)
class Given:
    """A file that somebody has handed to the server."""

    attachment_id: str
    data: bytes
    media_type: str
    name: str = ""


def start(
    kind: AttachmentType,
    context: RequestContext,
    holder: Any,
    *,
    attachment_id: str | None,
    name: str,
    media_type: str,
    size: int,
    commit: Commit[Any] = commit_only,
) -> Any:
    """A file to come, of an object that the context may edit. The same id again gives the same file.

    QuotaExceeded when the org has no room for it, TooLarge, or what the type says of what it does not take.
    """
    context.require(kind.object_type.edit, holder)
    if media_type not in kind.media_types:
        raise kind.unsupported()
    if size > kind.largest:
        raise TooLarge(f"A {kind.name} may have at most {kind.largest} bytes.", limit=kind.largest)
    made = _build(kind, context, holder, attachment_id or ids.new_id(), name=name, media_type=media_type, size=size)
    write = quotas.take(Write().create(made, _there_already(made)), STORAGE, str(holder.org_id), size)
    try:
        return commit(access.guard(write, context.member, kind.object_type.edit), made)
    except _AskedAgain as again:
        return again.there


def store(kind: AttachmentType, write: Write, context: RequestContext, holder: Any, given: Sequence[Given]) -> None:
    """Files whose bytes the server has, of an object that the asker may edit. They lie there before `write`, which is
    to make their items and takes their room; should it be refused, those that come again with their ids take the place.
    """
    for one in given:
        size = len(one.data)
        made = _build(kind, context, holder, one.attachment_id, name=one.name, media_type=one.media_type, size=size)
        files.put(str(made.blob), one.data, one.media_type)
        write.create(made)
    if given:
        quotas.take(write, STORAGE, str(holder.org_id), sum(len(one.data) for one in given))


def upload_form(
    kind: AttachmentType, org_id: str, object_id: str, attachment_id: str, *, size: int, media_type: str
) -> dict[str, Any]:
    """The signed form that takes a file, made when it is asked for and good for ten minutes."""
    return files.upload_form(kind.blob(org_id, object_id, attachment_id), size, media_type)


def get_link(kind: AttachmentType, context: RequestContext, holder: Any, attachment_id: str) -> str:
    """A signed link to a file of an object that the context may read, made now and good for ten minutes."""
    context.require(kind.object_type.read, holder)
    found = _get(kind, context, holder, attachment_id)
    return files.link(
        str(found.blob), ResponseContentType=str(found.media_type), ResponseCacheControl="private, max-age=600"
    )


def copy(
    source: tuple[AttachmentType, Any], target: tuple[AttachmentType, Any], context: RequestContext, attachment_id: str
) -> Any:
    """A file of one object in another of the same org, as a file of its own: the context may read the one and edit the
    other. It takes room of its own, and stays when the first goes.

    Bytes first, then the item: if that is refused, the bytes go again.
    """
    (kind, holder), (wanted, other) = source, target
    context.require(kind.object_type.read, holder)
    context.require(wanted.object_type.edit, other)
    found = _get(kind, context, holder, attachment_id)
    if found.media_type not in wanted.media_types:
        raise wanted.unsupported()
    size = int(found.size)
    if size > wanted.largest:
        raise TooLarge(f"A {wanted.name} may have at most {wanted.largest} bytes.", limit=wanted.largest)
    if files.find_size(str(found.blob)) is None:
        raise kind.absent()  # announced, and not there yet
    named = {"name": str(found.name), "media_type": str(found.media_type), "size": size}
    made = _build(wanted, context, other, ids.new_id(), **named)
    write = quotas.take(Write().create(made), STORAGE, str(other.org_id), size)
    files.copy(str(found.blob), str(made.blob))
    try:
        access.guard(write, context.member, wanted.object_type.edit).commit()
    except Unavailable:
        raise  # nobody knows whether it was written
    except HearthError:
        with suppress(HearthError):
            files.delete([str(made.blob)])
        raise
    return made


def purge(kind: AttachmentType, org_id: str, object_id: str) -> None:
    """Remove the files of an object that is gone for good, and give their room back, once however often it is asked.
    Safe to cut short: bytes go before items, and the next time finds what is left."""
    there = repository.list_attachments(kind, org_id, object_id)
    files.delete([str(one.blob) for one in there])
    for one in there:
        write = Write().delete(kind.item, one.key, kind.item.pk.exists())
        try:
            quotas.give_back(write, STORAGE, org_id, int(one.size), counted=True).commit()
        except Conflict as error:  # an org that is gone has no count
            if error.name == "busy":
                raise  # the event comes again


def _build(kind: AttachmentType, context: RequestContext, holder: Any, attachment_id: str, **said: Any) -> Attachment:
    org_id, object_id = str(holder.org_id), str(holder.object_id)
    return kind.item.at(
        kind.key(org_id, object_id, attachment_id),
        attachment_id=attachment_id,
        blob=kind.blob(org_id, object_id, attachment_id),
        by=context.who.person_id,
        **said,
    )


def _get(kind: AttachmentType, context: RequestContext, holder: Any, attachment_id: str) -> Attachment:
    org_id, object_id = str(holder.org_id), str(holder.object_id)
    found = repository.find_attachment(kind, org_id, object_id, attachment_id, context.prefetched)
    if found is None:
        raise kind.absent()
    return found


class _AskedAgain(NotWritten):
    """The context has announced this very file before."""

    def __init__(self, there: Attachment) -> None:
        super().__init__()
        self.there = there


def _there_already(made: Attachment) -> Callable[[dict[str, Any] | None], HearthError]:
    def meet(raw: dict[str, Any] | None) -> HearthError:
        there = type(made).from_raw_data(raw) if raw else None
        if there and (there.by, there.media_type, int(there.size)) == (made.by, made.media_type, int(made.size)):
            raise _AskedAgain(there)
        return AlreadyExists("It exists already.")

    return meet
