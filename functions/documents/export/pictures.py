"""The pictures of a document as paper wants them: upright, small enough, and PNG or JPEG, which every reader knows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice

from functions.documents.content.html import IMAGE_SCHEME
from functions.documents.content.nodes import Node, attr, walk
from functions.documents.models import Image
from hearth import files
from hearth.errors import Unavailable
from hearth.keys import documents as keys
from hearth.pictures import MOST_PIXELS
from hearth.table.batch import READ_AT_ONCE, read

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
WIDEST = 1600
"""Pixels of the longer side: 240 a inch across a page."""

MOST = 500
MOST_BYTES = 96 * 2**20
"""Pictures, and bytes of all of them, that one file takes. What is beyond stands there by its description."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was drawn anew. `kind` is png or jpeg; width and height are pixels."""

    data: bytes
    kind: str
    width: int
    height: int


@dataclass(slots=True)
class Pictures:
    """Those of a document, by id; `missing` are the ids that cannot be shown."""

    shown: dict[str, Picture] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def of(self, node: Node) -> Picture | None:
        """The picture of an image node."""
        return self.shown.get(id_of(node) or "")


def id_of(node: Node) -> str | None:
    """Which picture of its document an image node shows; None when it is from elsewhere."""
    source = attr(node, "src")
    if isinstance(source, str) and source.startswith(IMAGE_SCHEME):
        return source.removeprefix(IMAGE_SCHEME)
    return None


def load(org_id: str, document_id: str, content: Node) -> Pictures:
    """All that the content shows: one read of the table for a hundred, one of the bucket for each."""
    wanted = dict.fromkeys(found for node in walk(content) if node["type"] == "image" and (found := id_of(node)))
    made = Pictures(missing={one for one in wanted if one})
    left = MOST_BYTES
    for image in _items(org_id, document_id, list(wanted)[:MOST]):
        picture = _load(image)
        if picture is None or len(picture.data) > left:
            continue
        left -= len(picture.data)
        made.shown[str(image.attachment_id)] = picture
        made.missing.discard(str(image.attachment_id))
    return made


def _items(org_id: str, document_id: str, ids: list[str]) -> Iterator[Image]:
    waiting = iter(ids)
    while some := list(islice(waiting, READ_AT_ONCE)):
        yield from filter(None, read(*((Image, keys.document_image(org_id, document_id, one)) for one in some)))


def _load(image: Image) -> Picture | None:
    try:
        return drawn(files.get(str(image.blob)))
    except Unavailable as error:
        if files.find_size(str(image.blob)) is None:  # announced, and never uploaded
            return None
        raise error from None


def drawn(data: bytes) -> Picture | None:
    """A picture drawn anew, without what else was in its file; None when it is none, or too large to look at."""
    from PIL import Image as Drawing
    from PIL import ImageOps

    try:
        with Drawing.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.draft("RGB", (WIDEST, WIDEST))  # a large JPEG is decoded small at once
            upright = ImageOps.exif_transpose(opened)
            clear = "A" in upright.getbands() or "transparency" in upright.info
            plain = upright.convert("RGBA" if clear else "RGB")
            plain.thumbnail((WIDEST, WIDEST))
            plain.info.clear()
            kind = "jpeg" if opened.format == "JPEG" else "png"
            found = BytesIO()
            plain.save(found, kind.upper(), **({"quality": 85} if kind == "jpeg" else {}))
            return Picture(found.getvalue(), kind, plain.width, plain.height)
    except (OSError, SyntaxError, ValueError, EOFError, Drawing.DecompressionBombError):
        return None
