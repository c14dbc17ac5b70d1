"""Versions: what a document was at one time, kept whole, so that people can look at it and go back to it.

They do not hang on the log: its old parts are trimmed and a new epoch begins a new one, and a version stays readable
through both. Which ones folding keeps, and how they are thinned out, says `history`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from functions.documents import events, files, policies, replica, repository
from functions.documents.content import plain, stored
from functions.documents.content.nodes import Node
from functions.documents.errors import DocumentTooSlow, TooManyVersions, VersionNotFound
from functions.documents.models import MOST_NAMED, Document, Snapshot, Update, Version
from functions.documents.service import load, tree
from functions.documents.service.asker import Asker
from functions.documents.service.held import held
from hearth import access, clock, ids, keys
from hearth.errors import Conflict, HearthError, PreconditionFailed
from hearth.events import record
from hearth.table import Commit, Page, Write, changed_meanwhile, plainly

if TYPE_CHECKING:
    from pycrdt import Doc


def list_versions(asker: Asker, document_id: str, limit: int, cursor: str | None) -> Page[Version]:
    """The versions of a document, latest first."""
    document = tree.get_document(asker, document_id, policies.HISTORY)
    return repository.list_versions(str(document.org_id), document_id, limit=limit, cursor=cursor)


def read_version(asker: Asker, document_id: str, version_id: str) -> tuple[Document, Version, Node]:
    """What a document said in a version."""
    document = tree.get_document(asker, document_id, policies.HISTORY)
    version = find(asker, document, version_id)
    if version.slow:
        raise DocumentTooSlow("This version takes too long to put together. You can still go back to it.")
    return document, version, stored.read(rebuild(version))


def find(asker: Asker, document: Document, version_id: str) -> Version:
    """A version of a document, or VersionNotFound."""
    version = repository.find_version(str(document.org_id), str(document.document_id), version_id, asker.ahead)
    if version is None:
        raise VersionNotFound("There is no such version of this document, or it went with its age.")
    return version


def bytes_of(version: Version) -> bytes:
    """The document as Yjs has it, as it was."""
    return files.get(str(version.blob))


def rebuild(version: Version) -> "Doc[Any]":
    """The same, put together."""
    return replica.build([bytes_of(version)])


def keep_version(asker: Asker, document_id: str, name: str, commit: Commit[Version] = plainly) -> Version:
    """Keep what a document says now under a name: the version, and the head's count of those, in one transaction."""
    document = tree.get_document(asker, document_id, policies.EDIT)
    if int(document.named) >= MOST_NAMED:
        raise _too_many()
    version, data = new_now(asker, document, "named")
    version.name = name
    record(version, events.version_named(document, asker.who.actor, version, None))
    write = Write().create(version)
    _count_named(write, document, 1)
    access.still(write, asker.member, policies.EDIT)
    with held(version.blob, data):
        return commit(write, version)


def new_now(asker: Asker, document: Document, reason: str, read: load.Read | None = None) -> tuple[Version, bytes]:
    """What a document says now as a version, and its bytes: both have yet to be written. `read`: some of its log."""
    snapshot, tail = load.start(document, asker.ahead, read)
    at, authors = clock.iso(clock.now()), authors_of(snapshot, tail.updates)
    try:
        made, seq = load.replay(document, snapshot, None, tail)
        said, words, slow = made.encode(), plain.count_words(stored.read(made.made)), None
    except DocumentTooSlow:
        (said, seq), words, slow = load.gather(document, None), int(document.words), True
    version, data = new_version(
        document, said, seq, version_id=ids.new_id(), at=at, reason=reason, authors=authors, words=words
    )
    version.slow = slow
    return version, data


def authors_of(snapshot: Snapshot | None, tail: Iterable[Update]) -> list[str]:
    """Who wrote since a version was kept last."""
    return sorted({*(snapshot.authors if snapshot else ()), *(update.by for update in tail)})


def new_version(
    document: Document, data: bytes, seq: int, *, version_id: str, at: str, reason: str, authors: list[str], words: int
) -> tuple[Version, bytes]:
    """A version and its bytes, neither of them written yet: `data`, which is the document at place `seq`.

    Their key is used once, and says when: what nobody names after a while, nobody will (`history.thin`).
    """
    org_id, document_id = str(document.org_id), str(document.document_id)
    version = Version.at(
        keys.document_version(org_id, document_id, version_id),
        document_id=document_id,
        version_id=version_id,
        reason=reason,
        epoch=int(document.epoch),
        seq=seq,
        by=authors,
        words=words,
        size=len(data),
        blob=f"{folder(org_id, document_id)}{version_id}-{ids.new_id()}",
        created_at=at,
    )
    return version, data


def folder(org_id: str, document_id: str) -> str:
    """Where the bytes of the versions of a document lie."""
    return f"{files.folder(org_id, document_id)}/versions/"


def name_version(asker: Asker, document_id: str, version_id: str, name: str | None, expected: int | None) -> Version:
    """Give a version a name, another one, or none (it goes with its age then)."""
    for _ in range(tree.TRIES):
        document = tree.get_document(asker, document_id, policies.EDIT)
        version = find(asker, document, version_id)
        if expected is not None and int(version.version) != expected:
            raise changed_meanwhile()
        before = version.name
        if name == before:
            return version
        version.name = name
        record(version, events.version_named(document, asker.who.actor, version, before))
        write = Write().replace(version, _gone_or_changed)
        if (name is None) != (before is None):
            _count_named(write, document, 1 if name is not None else -1)
        try:
            access.still(write, asker.member, policies.EDIT).commit()
        except PreconditionFailed:
            if expected is not None:
                raise
            continue
        return version
    raise Conflict("Others are changing the same version. Try again.", code="busy")


def _gone_or_changed(raw: dict[str, Any] | None) -> HearthError:
    return changed_meanwhile() if raw else VersionNotFound("This version has just gone with its age.")


def _too_many() -> TooManyVersions:
    return TooManyVersions(f"A document keeps at most {MOST_NAMED} versions with a name. Take one off first.")


def _count_named(write: Write, document: Document, by: int) -> None:
    """Count a name on the head, which must still be there, and have room for one more."""

    def meet(raw: dict[str, Any] | None) -> HearthError:
        if raw is None or "deleted_at" in raw:
            return repository.not_found()
        return _too_many()

    there = Document.pk.exists() & Document.deleted_at.does_not_exist()
    room = Document.named.does_not_exist() | (Document.named < MOST_NAMED)
    write.update(Document, document.key, [Document.named.add(by)], there & room if by > 0 else there, meet)
