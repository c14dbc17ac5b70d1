"""The items of a document: its head, the log of its updates, its snapshots and its pictures."""

from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    BooleanAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.constants import MAP, STRING

from hearth import clock, ids, keys
from hearth.access import DOCUMENT, ObjectType
from hearth.item import Item

INLINE_UPDATE = 300_000
"""Bytes of an update that still fit into a log item (400 KB with its events and names); larger ones go to S3."""

INLINE_SNAPSHOT = 8_000
"""Bytes of a snapshot that are cheaper to keep in its item than to fetch from S3 at every load."""

DEEPEST = 20
"""Levels of the tree. A move proves every ancestor in its transaction, so this is also a bound of its cost."""

MOST_SHARES = 99
"""Subjects that one document is shared with."""

MOST_NAMED = 200
"""Versions of one document that have a name, and so stay."""


class WordsAttribute(Attribute[dict[str, str]]):
    """Words by name, as a plain dict (PynamoDB's own map is an object that is none)."""

    attr_type = MAP

    def serialize(self, value: dict[str, str]) -> dict[str, dict[str, str]]:
        """As DynamoDB wants it."""
        return {name: {STRING: word} for name, word in value.items()}

    def deserialize(self, value: dict[str, dict[str, str]]) -> dict[str, str]:
        """As we want it."""
        return {name: word[STRING] for name, word in value.items()}


class Document(Item, discriminator="document"):
    """A document's head: where it stands, who may see it, and hints about its content. The content is the log.

    `version` counts changes of title, place and access. What folding learns about the content (`preview`, `words`,
    `size`, `edited_at`) changes in place without a new version, so that somebody's typing never breaks another's
    rename. `shares` maps `person:<id>` or `team:<id>` to a role; `former` names those who could see it once, so that a
    client that syncs hears that it is gone. `named` counts its versions that have a name.
    """

    org_id = UnicodeAttribute()
    document_id = UnicodeAttribute()
    title = UnicodeAttribute(default="")
    icon = UnicodeAttribute(null=True)
    parent_id = UnicodeAttribute(null=True)
    position = UnicodeAttribute()
    visibility = UnicodeAttribute(default="org")
    owner_id = UnicodeAttribute()
    shares = WordsAttribute(default=dict)
    former: ListAttribute[str] = ListAttribute(default=list)
    epoch = NumberAttribute(default=1)
    deleted_at = UnicodeAttribute(null=True)
    deleted_by = UnicodeAttribute(null=True)
    edited_at = UnicodeAttribute(null=True)
    preview = UnicodeAttribute(default="")
    words = NumberAttribute(default=0)
    size = NumberAttribute(default=0)
    folded_seq = NumberAttribute(default=0)
    named = NumberAttribute(default=0)

    @property
    def object_type(self) -> ObjectType:
        """What its access follows."""
        return DOCUMENT

    @property
    def deleted(self) -> bool:
        """Whether it is in the bin."""
        return self.deleted_at is not None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a document begins with: its first Yjs update, and what lists show of it until it is folded."""

    data: bytes
    preview: str
    words: int


class Update(Item, discriminator="document-update"):
    """One Yjs update at its place in the order of the document. Written once, never changed.

    `ev` is there now and then only: the mark that lets folding know of work (see `service/edit.py`).
    """

    data = BinaryAttribute(null=True, legacy_encoding=False)
    blob = UnicodeAttribute(null=True)
    size = NumberAttribute()
    by = UnicodeAttribute()

    @property
    def seq(self) -> int:
        """The place in the order."""
        return int(self.sk.rsplit("#", 1)[1])


class Snapshot(Item, discriminator="document-snapshot"):
    """The whole state of a document up to `seq`, verified before it was written.

    `pending` holds updates up to `seq` that Yjs cannot place yet, because what they build on has not arrived.
    `edited_at` is when the last of them was written, `authors` who wrote since a version was kept, from `since` on.
    `aside` names what folding had to leave out (bytes in the bucket): nothing that was acknowledged is thrown away.
    """

    seq = NumberAttribute()
    epoch = NumberAttribute()
    data = BinaryAttribute(null=True, legacy_encoding=False)
    blob = UnicodeAttribute(null=True)
    size = NumberAttribute()
    digest = UnicodeAttribute()
    pending: ListAttribute[bytes] = ListAttribute(default=list)
    edited_at = UnicodeAttribute(null=True)
    authors: ListAttribute[str] = ListAttribute(default=list)
    since = UnicodeAttribute(null=True)
    aside: ListAttribute[str] = ListAttribute(default=list)


class Version(Item, discriminator="document-version"):
    """What a document was at `created_at`, for people to look at and to go back to: the whole state, in the bucket.

    `reason` is automatic, named (somebody kept it) or before_revert; any of them may have a `name`. `by` are those who
    wrote since the last automatic one. `slow`: its bytes take too long to put together, and were not looked at.
    """

    document_id = UnicodeAttribute()
    version_id = UnicodeAttribute()
    name = UnicodeAttribute(null=True)
    reason = UnicodeAttribute()
    epoch = NumberAttribute()
    seq = NumberAttribute()
    by: ListAttribute[str] = ListAttribute(default=list)
    words = NumberAttribute()
    size = NumberAttribute()
    blob = UnicodeAttribute()
    slow = BooleanAttribute(null=True)


class Image(Item, discriminator="document-image"):
    """A picture that was put into a document."""

    image_id = UnicodeAttribute()
    name = UnicodeAttribute()
    media_type = UnicodeAttribute()
    size = NumberAttribute()
    blob = UnicodeAttribute()
    by = UnicodeAttribute()


def new_document(
    org_id: str, owner_id: str, *, title: str, document_id: str | None = None, **attributes: Any
) -> Document:
    """A document that has not been written yet."""
    document_id = document_id or ids.new_id()
    document = Document.at(
        keys.document(org_id, document_id),
        org_id=org_id,
        document_id=document_id,
        owner_id=owner_id,
        title=title,
        **attributes,
    )
    now = clock.iso(clock.now())
    document.created_at = document.updated_at = document.edited_at = now
    place(document)
    return document


def place(document: Document) -> Document:
    """Set the index keys from what the document says of itself. A deleted one leaves the tree for the bin."""
    document.gsi1pk = keys.documents_of(document.org_id)
    document.gsi1sk = changed_key(document.updated_at or "", document.document_id)
    if document.deleted:
        document.gsi2pk = keys.documents_deleted(document.org_id)
        document.gsi2sk = f"{document.deleted_at}#{document.document_id}"
    else:
        document.gsi2pk = keys.document_children(document.org_id, document.parent_id)
        document.gsi2sk = f"{document.position}#{document.document_id}"
    return document


def changed_key(updated_at: str, document_id: str) -> str:
    """A document's place among those of its org, by the time it changed."""
    return f"{updated_at}#{document_id}"
