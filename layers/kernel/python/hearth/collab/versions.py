"""Versions: what something was at one time, kept whole, so that people can look at it and go back to it.

They do not hang on the log: its old parts are trimmed and a new epoch begins a new one, and a version stays readable
through both. Which ones folding keeps, and how they are thinned out, says `history`.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from hearth import access, clock, files, ids
from hearth.collab import blobs, catch_up, replica, repository
from hearth.collab.errors import TooManyVersions, TooSlow, VersionNotFound
from hearth.collab.items import Head, Snapshot, Update, Version
from hearth.collab.types import LogType, Place
from hearth.context import RequestContext
from hearth.errors import Conflict, HearthError, PreconditionFailed
from hearth.events import record
from hearth.keys import collab as keys
from hearth.table.batch import Prefetched
from hearth.table.write import Commit, Write, changed_meanwhile, check_version, commit_only

if TYPE_CHECKING:
    from pycrdt import Doc

MOST_NAMED = 200
"""Versions of one object that have a name, and so stay."""

TRIES = 4


def find(kind: LogType, head: Head, version_id: str, prefetched: Prefetched) -> Version:
    """A version of an object, or VersionNotFound."""
    version = repository.find_version(kind, str(head.org_id), head.object_id, version_id, prefetched)
    if version is None:
        raise VersionNotFound(f"There is no such version of this {kind.name}, or it went with its age.")
    return version


def bytes_of(version: Version) -> bytes:
    """What it was, as Yjs has it."""
    return files.get(str(version.blob))


def rebuild(kind: LogType, version: Version) -> "Doc[Any]":
    """The same, put together."""
    if version.slow:
        raise kind.too_slow("This version takes too long to put together. You can still go back to it.")
    return replica.build([bytes_of(version)])


def keep(
    kind: LogType, context: RequestContext, head: Head, name: str, commit: Commit[Version] = commit_only
) -> Version:
    """Keep what there is now under a name: the version, and the head's count of those, in one transaction.

    Whoever asks may edit it: that is decided before, and proven in the transaction.
    """
    if int(head.named) >= MOST_NAMED:
        raise _too_many(kind)
    version, data = new_now(kind, head, "named", context.prefetched)
    version.name = name
    record(version, kind.events.version_named(head, context.who.actor, version, None))
    write = Write().create(version)
    _count_named(write, kind, head, 1)
    access.guard(write, context.member, kind.object_type.edit)
    with blobs.staged_blob(version.blob, data):
        return commit(write, version)


def new_now(
    kind: LogType, head: Head, reason: str, prefetched: Prefetched, read: catch_up.Read | None = None
) -> tuple[Version, bytes]:
    """What there is now as a version, and its bytes: both have yet to be written. `read`: some of its log."""
    place = kind.place_of(head)
    snapshot, tail = catch_up.start(kind, head, prefetched, read)
    at, authors = clock.iso(clock.now()), authors_of(snapshot, tail.updates)
    try:
        made, seq = catch_up.replay(place, snapshot, None, tail)
        data, words, slow = made.encode(), kind.content.count_words(kind.content.read(made.made)), None
    except TooSlow:
        (data, seq), words, slow = catch_up.gather(place, None), int(head.words), True
    version = new_version(place, data, seq, version_id=ids.new_id(), at=at, reason=reason, authors=authors, words=words)
    version.slow = slow
    return version, data


def authors_of(snapshot: Snapshot | None, tail: Iterable[Update]) -> list[str]:
    """Who wrote since a version was kept last."""
    return sorted({*(snapshot.authors if snapshot else ()), *(update.by for update in tail)})


def new_version(
    place: Place, data: bytes, seq: int, *, version_id: str, at: str, reason: str, authors: list[str], words: int
) -> Version:
    """A version of `data`, which is what there was at place `seq`. Neither of them is written yet.

    The key of its bytes is used once, and says when: what nobody names after a while, nobody will (`history.thin`).
    """
    kind, org_id, object_id, epoch = place
    return kind.version.at(
        keys.log_version(place.partition, version_id),
        object_id=object_id,
        version_id=version_id,
        reason=reason,
        epoch=epoch,
        seq=seq,
        by=authors,
        words=words,
        size=len(data),
        blob=f"{folder(kind, org_id, object_id)}{version_id}-{ids.new_id()}",
        created_at=at,
    )


def folder(kind: LogType, org_id: str, object_id: str) -> str:
    """Where the bytes of the versions of an object lie."""
    return f"{blobs.folder(kind, org_id, object_id)}/versions/"


def rename(
    kind: LogType,
    context: RequestContext,
    read: Callable[[], Head],
    version_id: str,
    *,
    name: str | None,
    expected: int | None,
) -> Version:
    """Give a version a name, another one, or none (it goes with its age then).

    `read` gives the head once it is decided that whoever asks may edit it, anew at each try.
    """
    for _ in range(TRIES):
        head = read()
        version = find(kind, head, version_id, context.prefetched)
        check_version(version, expected)
        before = version.name
        if name == before:
            return version
        version.name = name
        record(version, kind.events.version_named(head, context.who.actor, version, before))
        write = Write().replace(version, _gone_or_changed)
        if (name is None) != (before is None):
            _count_named(write, kind, head, 1 if name is not None else -1)
        try:
            access.guard(write, context.member, kind.object_type.edit).commit()
        except PreconditionFailed:
            if expected is not None:
                raise
            continue
        return version
    raise Conflict("Others are changing the same version. Try again.", code="busy")


def _gone_or_changed(raw: dict[str, Any] | None) -> HearthError:
    return changed_meanwhile() if raw else VersionNotFound("This version has just gone with its age.")


def _too_many(kind: LogType) -> TooManyVersions:
    return TooManyVersions(f"A {kind.name} keeps at most {MOST_NAMED} versions with a name. Take one off first.")


def _count_named(write: Write, kind: LogType, head: Head, by: int) -> None:
    """Count a name on the head, which must still be there, and have room for one more."""

    def meet(raw: dict[str, Any] | None) -> HearthError:
        if raw is None or "deleted_at" in raw:
            return kind.object_type.absent()
        return _too_many(kind)

    item = kind.head
    there = item.pk.exists() & item.deleted_at.does_not_exist()
    room = item.named.does_not_exist() | (item.named < MOST_NAMED)
    write.update(item, head.key, [item.named.add(by)], there & room if by > 0 else there, meet)
