"""Pictures of people: uploaded straight to S3, resized on arrival, shown through short-lived signed links.

incoming/pictures/<person>/<upload>             what was sent; nobody reads it but the resizer, and it goes in a day
pictures/<person>/<revision>/<size>.webp        what is shown
"""

from typing import Any

from hearth import aws
from hearth.config import settings
from hearth.ids import new_id

SIZES = (96, 256)
LARGEST = 10 * 1024 * 1024
UPLOAD_SECONDS = 600
LINK_SECONDS = 3600
INCOMING = "incoming/pictures/"
TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")


def upload_form(person_id: str, media_type: str) -> dict[str, Any]:
    """A signed form that uploads one picture, of that type and no larger than allowed."""
    key = f"{INCOMING}{person_id}/{new_id()}"
    form: dict[str, Any] = aws.client("s3").generate_presigned_post(
        Bucket=settings().files_bucket,
        Key=key,
        Fields={"Content-Type": media_type},
        Conditions=[{"Content-Type": media_type}, ["content-length-range", 1, LARGEST]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return form


def path(person_id: str, revision: str) -> str:
    """Where a picture is in the API, without its size. A revision is not to be guessed, and never changes."""
    return f"/v1/pictures/{person_id}/{revision}"


def key(person_id: str, revision: str, size: int) -> str:
    """Where it is in the bucket."""
    return f"pictures/{person_id}/{revision}/{size}.webp"


def link(person_id: str, revision: str, size: int) -> str:
    """A signed link to it."""
    params = {"Bucket": settings().files_bucket, "Key": key(person_id, revision, size)}
    url: str = aws.client("s3").generate_presigned_url("get_object", Params=params, ExpiresIn=LINK_SECONDS)
    return url


def revision_of(shown: str | None) -> str | None:
    """The revision in a picture's path."""
    return shown.rsplit("/", 1)[1] if shown else None


def discard(person_id: str, shown: str | None) -> None:
    """Remove a picture that is no longer shown."""
    revision = revision_of(shown)
    if revision is not None:
        _remove([key(person_id, revision, size) for size in SIZES])


def discard_all(person_id: str) -> None:
    """Remove every picture of a person."""
    discard_under(f"pictures/{person_id}/")
    discard_under(f"{INCOMING}{person_id}/")


def discard_under(prefix: str) -> None:
    """Remove everything under a prefix of the bucket."""
    pages = aws.client("s3").get_paginator("list_objects_v2").paginate(Bucket=settings().files_bucket, Prefix=prefix)
    for page in pages:
        _remove([found["Key"] for found in page.get("Contents", [])])


def _remove(found: list[str]) -> None:
    if found:
        objects = [{"Key": name} for name in found]
        aws.client("s3").delete_objects(Bucket=settings().files_bucket, Delete={"Objects": objects, "Quiet": True})
