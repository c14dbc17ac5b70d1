"""The items of a document: its head, those of its log (`hearth.collab.items`), and its pictures."""

from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.constants import MAP, STRING

from hearth import clock, ids
from hearth.access import DOCUMENT, ObjectType
from hearth.attachments.items import Attachment
from hearth.collab import items
from hearth.keys import documents as keys
from hearth.sync import Feed
from hearth.table.item import Item

DEEPEST = 20
"""Levels of the tree. A move proves every ancestor in its transaction, so this is also a bound of its cost."""

MOST_FORMER = 1000
"""Subjects that could see a document once, and are told that it is gone."""

MOST_SHARES = 99
"""Subjects that one document is shared with."""


class WordsAttribute(Attribute[dict[str, str]]):
    """Words by name, as a plain dict (PynamoDB's own map is an object that is none)."""

    attr_type = MAP

    def serialize(self, value: dict[str, str]) -> dict[str, dict[str, str]]:
        """As DynamoDB wants it."""
        return {name: {STRING: word} for name, word in value.items()}

    def deserialize(self, value: dict[str, dict[str, str]]) -> dict[str, str]:
        """As we want it."""
        return {name: word[STRING] for name, word in value.items()}


class Document(items.Head, discriminator="document"):
    """A document's head: where it stands, who may see it, and hints about its content. The content is the log.

    `version` counts changes of title, place and access, not what folding learns about the content (`items.Head`).
    `space_id` is the team in whose space it stands, none for the common one; what is under it follows (0070).
    `shares` maps `person:<id>` or `team:<id>` to a role; `former` names those who could see it once, so that a
    client that syncs hears that it is gone.
    """

    document_id = UnicodeAttribute()
    title = UnicodeAttribute(default="")
    icon = UnicodeAttribute(null=True)
    cover = UnicodeAttribute(null=True)
    wide = BooleanAttribute(null=True)
    parent_id = UnicodeAttribute(null=True)
    position = UnicodeAttribute()
    space_id = UnicodeAttribute(null=True)
    visibility = UnicodeAttribute(default="org")
    owner_id = UnicodeAttribute()
    shares = WordsAttribute(default=dict)
    former: ListAttribute[str] = ListAttribute(default=list)
    deleted_by = UnicodeAttribute(null=True)
    preview = UnicodeAttribute(default="")

    @property
    def object_type(self) -> ObjectType:
        """What its access follows."""
        return DOCUMENT


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a document begins with: its first Yjs update, and what lists show of it until it is folded, which is at
    once if it mentions people or links to objects and otherwise when somebody writes."""

    data: bytes
    preview: str
    words: int
    fold: bool = False


class Update(items.Update, discriminator="document-update"):
    """One Yjs update at its place in the log of a document."""


class Snapshot(items.Snapshot, discriminator="document-snapshot"):
    """The whole state of a document up to a place of its log."""


class Version(items.Version, discriminator="document-version"):
    """What a document was at one time."""

    object_id = UnicodeAttribute(attr_name="document_id")


class Image(Attachment, discriminator="document-image"):
    """A picture that was put into a document."""

    attachment_id = UnicodeAttribute(attr_name="image_id")


class Template(Item, discriminator="document-template"):
    """What new documents can begin with, as lists show it. All of the org see it, or (`personal`) its owner alone.

    `title` is that of documents made of it, and may name variables, as what it says does. `pictures` are those in it:
    id, media type and size of each, which lie under `folder`; `size` is of all of them.
    """

    org_id = UnicodeAttribute()
    template_id = UnicodeAttribute()
    owner_id = UnicodeAttribute()
    scope = UnicodeAttribute(default="org")
    name = UnicodeAttribute()
    title = UnicodeAttribute(default="")
    description = UnicodeAttribute(default="")
    icon = UnicodeAttribute(null=True)
    words = NumberAttribute(default=0)
    variables: ListAttribute[str] = ListAttribute(default=list)
    pictures = JSONAttribute(default=list)
    size = NumberAttribute(default=0)

    @property
    def folder(self) -> str:
        """Where its pictures lie."""
        return f"documents/{self.org_id}/templates/{self.template_id}"


class TemplateContent(Item, discriminator="document-template-content"):
    """What a template says: the content model's JSON, packed."""

    data = BinaryAttribute(legacy_encoding=False)


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


CHANGED = Feed("documents", Document, keys.documents_of, form=2)
TRASH = Feed("trash", Document, keys.documents_of, form=2)
"""The documents of an org by the time they changed, deleted ones included: what is in one of the two is out of the
other, so that one order tells of both."""


def place(document: Document) -> Document:
    """Set the index keys from what the document says of itself. A deleted one leaves the tree for the bin."""
    CHANGED.place(document, document.org_id, document.updated_at or "", document.document_id)
    if document.deleted:
        document.gsi2pk = keys.documents_deleted(document.org_id)
        document.gsi2sk = f"{document.deleted_at}#{document.document_id}"
    else:
        document.gsi2pk = keys.document_children(document.org_id, document.parent_id)
        document.gsi2sk = f"{document.position}#{document.document_id}"
    return document
