"""Pictures: uploaded straight to S3, drawn anew on arrival, shown through short-lived signed links.

    incoming/<folder>/<whose…>/<upload>          what was sent; nobody reads it but the resizer, and it goes in a day
    <folder>/<owner>/<revision>/<size>.webp      what is shown

What arrives is believed in nothing: its type is what its bytes say, its size is looked at before it is decoded, and
what is shown is drawn anew, so nothing that was hidden in the file comes along.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from hearth import aws
from hearth.config import settings
from hearth.ids import is_id, new_id

SIZES = (96, 256)
LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
UPLOAD_SECONDS = 600
LINK_SECONDS = 3600
TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
QUALITY = 82


class NotAPicture(Exception):
    """What arrived cannot be shown; the reason is for the log."""


@dataclass(frozen=True, slots=True)
class Album:
    """Pictures of one sort, in a folder of the bucket. With `cut`, a picture is cut to its middle square."""

    folder: str
    cut: bool = True

    @property
    def incoming(self) -> str:
        """Where uploads arrive."""
        return f"incoming/{self.folder}/"

    def upload_form(self, media_type: str, *whose: str) -> dict[str, Any]:
        """A signed form that uploads one picture, of that type and no larger than allowed."""
        form: dict[str, Any] = aws.client("s3").generate_presigned_post(
            Bucket=settings().files_bucket,
            Key=self.incoming + "/".join((*whose, new_id())),
            Fields={"Content-Type": media_type},
            Conditions=[{"Content-Type": media_type}, ["content-length-range", 1, LARGEST]],
            ExpiresIn=UPLOAD_SECONDS,
        )
        return {**form, "expires_in": UPLOAD_SECONDS, "max_bytes": LARGEST}

    def parts(self, key: str, number: int) -> tuple[str, ...]:
        """The ids in an upload's key, the upload's own last. ValueError if it is none."""
        parts = tuple(key.removeprefix(self.incoming).split("/"))
        if not (key.startswith(self.incoming) and len(parts) == number and all(is_id(part) for part in parts)):
            raise ValueError(f"not an uploaded picture: {key}")
        return parts

    def path(self, owner_id: str, revision: str) -> str:
        """Where a picture is in the API, without its size. A revision is not to be guessed, and never changes."""
        return f"/v1/{self.folder}/{owner_id}/{revision}"

    def key(self, owner_id: str, revision: str, size: int) -> str:
        """Where it is in the bucket."""
        return f"{self.folder}/{owner_id}/{revision}/{size}.webp"

    def link(self, owner_id: str, revision: str, size: int) -> str:
        """A signed link to it."""
        params = {"Bucket": settings().files_bucket, "Key": self.key(owner_id, revision, size)}
        url: str = aws.client("s3").generate_presigned_url("get_object", Params=params, ExpiresIn=LINK_SECONDS)
        return url

    def store(self, upload: str, owner_id: str, revision: str) -> bool:
        """Draw an upload in every size. False if it is not there any more; NotAPicture if it is none."""
        s3, bucket = aws.client("s3"), settings().files_bucket
        try:
            answer = s3.get_object(Bucket=bucket, Key=upload)
        except s3.exceptions.ClientError as error:
            if aws.absent(error):
                return False  # a repeat of what was dealt with
            raise
        if answer["ContentLength"] > LARGEST:
            raise NotAPicture("too many bytes")
        for size, data in resized(answer["Body"].read(), cut=self.cut).items():
            s3.put_object(
                Bucket=bucket,
                Key=self.key(owner_id, revision, size),
                Body=data,
                ContentType="image/webp",
                CacheControl="private, max-age=31536000, immutable",
            )
        return True

    def discard(self, owner_id: str, shown: str | None) -> None:
        """Remove a picture that is no longer shown."""
        revision = revision_of(shown)
        if revision is not None:
            _remove([self.key(owner_id, revision, size) for size in SIZES])

    def discard_all(self, owner_id: str) -> None:
        """Remove every picture of an owner."""
        discard_under(f"{self.folder}/{owner_id}/")
        discard_under(f"{self.incoming}{owner_id}/")


def revision_of(shown: str | None) -> str | None:
    """The revision in a picture's path."""
    return shown.rsplit("/", 1)[1] if shown else None


def discard_under(prefix: str) -> None:
    """Remove everything under a prefix of the bucket."""
    pages = aws.client("s3").get_paginator("list_objects_v2").paginate(Bucket=settings().files_bucket, Prefix=prefix)
    for page in pages:
        _remove([found["Key"] for found in page.get("Contents", [])])


def _remove(found: list[str]) -> None:
    if found:
        objects = [{"Key": name} for name in found]
        aws.client("s3").delete_objects(Bucket=settings().files_bucket, Delete={"Objects": objects, "Quiet": True})


def resized(data: bytes, *, cut: bool = True) -> dict[int, bytes]:
    """The picture as WebP by size: upright, without metadata, cut to a square or fitted into one. NotAPicture if none.

    Needs the imaging layer.
    """
    from PIL import Image, ImageOps

    shape = ImageOps.fit if cut else ImageOps.contain
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NotAPicture("too many pixels")
            image.draft("RGB", (512, 512))  # a large JPEG is decoded small at once
            upright = ImageOps.exif_transpose(image)
            plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
            return {size: _webp(shape(plain, (size, size))) for size in SIZES}
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise NotAPicture(type(error).__name__) from error


def _webp(image: Any) -> bytes:
    image.info.clear()  # colour profile, comments, place and camera
    found = BytesIO()
    image.save(found, "WEBP", quality=QUALITY, method=4)
    return found.getvalue()
