"""A copy of a document: what it says now, with pictures of its own; not its history, nor whom it was shared with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from functions.documents import policies, repository
from functions.documents.errors import TooManyPictures
from functions.documents.models import Document, Image
from functions.documents.pictures import PICTURES
from functions.documents.service import tree, writing
from hearth import access, files, ids, quotas
from hearth.errors import HearthError, Unavailable
from hearth.keys import documents as keys
from hearth.quotas.documents import STORAGE
from hearth.table.batch import read
from hearth.table.write import Commit, Write, commit_only

if TYPE_CHECKING:
    from functions.documents.content.nodes import Node
    from hearth.context import RequestContext

MOST_PICTURES = 70
"""They are announced in one transaction, which has room for a hundred writes."""

_SCHEME = "hearth-image:"


def copy_document(
    context: "RequestContext", document_id: str, title: str | None, commit: Commit[Document] = commit_only
) -> Document:
    """Make a copy of a document that the asker may read, beside it if they may write there, and otherwise at the top.

    Its pictures and the room they take come first, in one transaction; then the copy, without which they go again; then
    their bytes. If the bucket fails there, the copy goes into the bin and the asker is told to try again: nobody finds
    half of one.
    """
    document, _, content = writing.read_content(context, document_id)
    pictures = _pictures(document, content)
    copy_id = ids.new_id()
    likes = [_like(one, str(document.org_id), copy_id, context) for one in pictures]
    parent_id, space_id, visibility = _place(context, document)
    with _announced(likes, context):
        made = tree.create_document(
            context,
            document_id=copy_id,
            title=document.title if title is None else title,
            icon=document.icon,
            cover=document.cover,
            wide=document.wide,
            parent_id=parent_id,
            space_id=space_id,
            visibility=visibility,
            position=None,
            content=lambda: writing.from_content(content),
            commit=commit,
        )
    try:
        for one, like in zip(pictures, likes, strict=True):
            files.copy(str(one.blob), str(like.blob))
    except Unavailable:
        tree.delete_document(context, str(made.document_id), None)
        raise
    return made


def _place(context: "RequestContext", document: Document) -> tuple[str | None, str | None, str]:
    """Beside it; at the top where one may not write under the same. What only a team sees never leaves its space."""
    parent_id = _parent(context, document)
    space_id = document.space_id if document.space_id in context.member.teams else None
    left = parent_id is None and document.visibility == "space" and space_id is None
    visibility = "private" if left else str(document.visibility)
    return parent_id, space_id, visibility


def _parent(context: "RequestContext", document: Document) -> str | None:
    if document.parent_id is None:
        return None
    parent = repository.find_document(str(document.org_id), str(document.parent_id))
    writes = parent is not None and policies.role_in(context.member, parent) == "editor"
    return str(document.parent_id) if writes else None


def _pictures(document: Document, content: "Node") -> list[Image]:
    """The pictures that its content or its cover shows, and that have come. TooManyPictures."""
    from functions.documents.content.nodes import attr, walk

    shown = [attr(node, "src") for node in walk(content) if node["type"] == "image"] + [document.cover]
    names = [source for source in shown if isinstance(source, str) and source.startswith(_SCHEME)]
    wanted = list(dict.fromkeys(source.removeprefix(_SCHEME) for source in names if source != _SCHEME))
    if len(wanted) > MOST_PICTURES:
        raise TooManyPictures(f"A document with more than {MOST_PICTURES} pictures is not copied at once.")
    there = [(str(document.org_id), str(document.document_id), one) for one in wanted]
    found = read(*((Image, keys.document_image(*place)) for place in there)) if there else ()
    return [image for image in found if image and files.find_size(str(image.blob)) is not None]


def _like(image: Image, org_id: str, copy_id: str, context: "RequestContext") -> Image:
    """The same picture in another document, by the same id: what the text says of it stays true."""
    return Image.at(
        keys.document_image(org_id, copy_id, str(image.attachment_id)),
        attachment_id=image.attachment_id,
        blob=PICTURES.blob(org_id, copy_id, str(image.attachment_id)),
        by=context.who.person_id,
        name=image.name,
        media_type=image.media_type,
        size=image.size,
    )


@contextmanager
def _announced(pictures: list[Image], context: "RequestContext") -> Iterator[None]:
    """Pictures and the room they take, for as long as what follows succeeds."""
    org_id = str(context.member.org_id)
    size = sum(int(one.size) for one in pictures)
    if pictures:
        write = quotas.take(Write(), STORAGE, org_id, size)
        for one in pictures:
            write.create(one)
        access.guard(write, context.member, policies.CREATE).commit()
    try:
        yield
    except Unavailable:
        raise  # nobody knows whether it was written
    except HearthError:
        if pictures:
            undo = quotas.give_back(Write(), STORAGE, org_id, size)
            for one in pictures:
                undo.delete(Image, one.key)
            undo.commit()
        raise
