"""The collaborative log of documents, as the kernel knows it (`hearth.collab`): declared here, once."""

from typing import TYPE_CHECKING, Any

from functions.documents import allowed, events
from functions.documents.errors import DocumentTooSlow
from functions.documents.models import Document, Snapshot, Update, Version
from hearth.access import DOCUMENT
from hearth.collab.types import LogType
from hearth.mentions import reading
from hearth.sync import changed_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pycrdt import Doc
    from pynamodb.expressions.update import Action

    from functions.documents.content.nodes import Node


class _Content:
    """What a document may hold, and what there is to say of it. `content/` is loaded by what reads a document."""

    def check(self, data: bytes) -> object:
        """By `allowed.py`, on the bytes of the update."""
        return allowed.check(data)

    def read(self, made: "Doc[Any]") -> "Node":
        """Its blocks, as ProseMirror has them."""
        from functions.documents.content import stored

        return stored.read(made)

    def count_words(self, said: "Node") -> int:
        """Its words."""
        from functions.documents.content import plain

        return plain.count_words(said)

    def mentions(self, said: "Node") -> "Mapping[str, int]":
        """The people in its mentions."""
        from functions.documents.content.nodes import walk

        return reading.in_nodes(walk(said))

    def links(self, said: "Node") -> "Sequence[tuple[str, str]]":
        """The objects of its references and embeds."""
        from functions.documents.content import references

        return references.targets(said)

    def hints(self, head: Document, said: "Node", now: str) -> "Sequence[Action]":
        """How it begins, and its place among the documents that changed."""
        from functions.documents.content import plain

        return [
            Document.preview.set(plain.preview(said)),
            Document.gsi1sk.set(changed_key(now, str(head.document_id))),
        ]


LOG = LogType(
    object_type=DOCUMENT,
    head=Document,
    update=Update,
    snapshot=Snapshot,
    version=Version,
    folder="documents",
    content=_Content(),
    events=events,
    too_slow=DocumentTooSlow,
    frame="update",
)
