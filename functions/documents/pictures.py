"""The pictures of documents, as the kernel knows them (`hearth.attachments`): declared here, once."""

from functions.documents.errors import ImageNotFound, UnsupportedImage
from functions.documents.models import Image
from hearth.access import DOCUMENT
from hearth.attachments.types import AttachmentType
from hearth.keys import documents as keys

TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
"""What a browser shows as a picture and runs nothing from. SVG is a document that can hold scripts."""

LARGEST = 10 * 1024 * 1024

PICTURES = AttachmentType(
    name="image",
    object_type=DOCUMENT,
    item=Image,
    key=keys.document_image,
    prefix=keys.document_images(),
    folder="documents",
    media_types=TYPES,
    largest=LARGEST,
    unsupported=lambda: UnsupportedImage("Pictures are PNG, JPEG, GIF, WebP or AVIF."),
    absent=lambda: ImageNotFound("There is no such picture in this document."),
)
