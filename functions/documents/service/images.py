"""Pictures in a document: they go straight to the bucket, by signed forms and links."""

from collections.abc import Callable
from typing import Any

from functions.documents import policies, repository
from functions.documents.collab import LOG
from functions.documents.errors import ImageNotFound, UnsupportedImage
from functions.documents.models import Image
from functions.documents.service.tree import get_document
from hearth import access, files, ids, quotas
from hearth.collab import blobs
from hearth.context import RequestContext
from hearth.errors import AlreadyExists, HearthError, TooLarge
from hearth.keys import documents as keys
from hearth.quotas.documents import STORAGE
from hearth.table.write import Commit, NotWritten, Write, commit_only

TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
"""What a browser shows as a picture and runs nothing from. SVG is a document that can hold scripts."""

LARGEST = 10 * 1024 * 1024


def start_image(
    asker: RequestContext,
    document_id: str,
    *,
    image_id: str | None,
    name: str,
    media_type: str,
    size: int,
    commit: Commit[Image] = commit_only,
) -> Image:
    """A picture to come. The same id again gives the same picture. QuotaExceeded when the org has no room for it."""
    document = get_document(asker, document_id, policies.EDIT)
    if media_type not in TYPES:
        raise UnsupportedImage("Pictures are PNG, JPEG, GIF, WebP or AVIF.")
    if size > LARGEST:
        raise TooLarge(f"A picture may have at most {LARGEST} bytes.", limit=LARGEST)
    org_id = str(document.org_id)
    image_id = image_id or ids.new_id()
    image = Image.at(
        keys.document_image(org_id, document_id, image_id),
        image_id=image_id,
        name=name,
        media_type=media_type,
        size=size,
        blob=_blob(org_id, document_id, image_id),
        by=asker.who.person_id,
    )
    write = quotas.take(Write().create(image, _there_already(image)), STORAGE, org_id, size)
    try:
        return commit(access.guard(write, asker.member, policies.EDIT), image)
    except _AskedAgain as again:
        return again.image


class _AskedAgain(NotWritten):
    """The asker has announced this very picture before."""

    def __init__(self, image: Image) -> None:
        super().__init__()
        self.image = image


def _there_already(image: Image) -> Callable[[dict[str, Any] | None], HearthError]:
    def meet(raw: dict[str, Any] | None) -> HearthError:
        there = Image.from_raw_data(raw) if raw else None
        if there and (there.by, there.media_type, int(there.size)) == (image.by, image.media_type, int(image.size)):
            raise _AskedAgain(there)
        return AlreadyExists("It exists already.")

    return meet


def upload_form(org_id: str, document_id: str, image_id: str, size: int, media_type: str) -> dict[str, Any]:
    """The signed form that takes a picture, made when it is asked for and good for ten minutes."""
    return files.upload_form(_blob(org_id, document_id, image_id), size, media_type)


def _blob(org_id: str, document_id: str, image_id: str) -> str:
    return f"{blobs.folder(LOG, org_id, document_id)}/images/{image_id}"


def get_link(asker: RequestContext, document_id: str, image_id: str) -> str:
    """A signed link to a picture, made when it is asked for and good for ten minutes."""
    document = get_document(asker, document_id)
    image = repository.find_image(str(document.org_id), document_id, image_id, asker.prefetched)
    if image is None:
        raise ImageNotFound("There is no such picture in this document.")
    return files.link(
        str(image.blob), ResponseContentType=str(image.media_type), ResponseCacheControl="private, max-age=600"
    )
