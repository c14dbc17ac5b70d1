"""Pictures in a document: they go straight to the bucket, by signed forms and links."""

from typing import Any

from functions.documents import files, policies, repository
from functions.documents.models import Image
from functions.documents.service.asker import Asker
from functions.documents.service.tree import get_document
from hearth import access, ids, keys
from hearth.errors import Conflict, Invalid, NotFound, TooLarge
from hearth.table import Write

TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
"""What a browser shows as a picture and runs nothing from. SVG is a document that can hold scripts."""

LARGEST = 10 * 1024 * 1024


class ImageNotFound(NotFound):
    """There is no such picture in this document."""

    code = "image_not_found"


def start_image(
    asker: Asker, document_id: str, *, image_id: str | None, name: str, media_type: str, size: int
) -> tuple[Image, dict[str, Any]]:
    """A picture to come, and the signed form that takes it. The same id again gives the same picture another form."""
    document = repository.get_document(asker.member.org_id, document_id)
    asker.require(policies.EDIT, document)
    if media_type not in TYPES:
        raise Invalid("Pictures are PNG, JPEG, GIF, WebP or AVIF.", code="unsupported_image")
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
        blob=f"{files.folder(org_id, document_id)}/images/{image_id}",
        by=asker.who.person_id,
    )
    write = Write().create(image)
    access.still(write, asker.member, policies.EDIT)
    try:
        write.commit()
    except Conflict as error:
        there = repository.find_image(org_id, document_id, image_id) if error.name == "already_exists" else None
        if (
            there is None
            or there.by != asker.who.person_id
            or (there.media_type, int(there.size)) != (media_type, size)
        ):
            raise
        image = there
    return image, files.upload_form(str(image.blob), int(image.size), str(image.media_type))


def get_link(asker: Asker, document_id: str, image_id: str) -> str:
    """A signed link to a picture, made when it is asked for and good for ten minutes."""
    document = get_document(asker, document_id)
    image = repository.find_image(str(document.org_id), document_id, image_id)
    if image is None:
        raise ImageNotFound("There is no such picture in this document.")
    return files.link(
        str(image.blob), ResponseContentType=str(image.media_type), ResponseCacheControl="private, max-age=600"
    )
