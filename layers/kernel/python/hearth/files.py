"""Objects in the files bucket: what is too large for the table, and what people upload. No permission is decided here.

When the bucket does not answer, Unavailable is raised: a request is told to try again, a queue tries again by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from hearth import aws
from hearth.config import settings
from hearth.errors import Unavailable

LINK_SECONDS = 600


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise Unavailable("The store of large contents did not answer. Nothing was changed; try again.") from error


def put(key: str, data: bytes, media_type: str = "application/octet-stream") -> None:
    """Store bytes."""
    with _answering():
        aws.client("s3").put_object(Bucket=settings().files_bucket, Key=key, Body=data, ContentType=media_type)


def get(key: str) -> bytes:
    """The bytes at `key`."""
    with _answering():
        data: bytes = aws.client("s3").get_object(Bucket=settings().files_bucket, Key=key)["Body"].read()
    return data


def find_size(key: str) -> int | None:
    """How many bytes lie at `key`; None when nothing does."""
    with _answering():
        try:
            return int(aws.client("s3").head_object(Bucket=settings().files_bucket, Key=key)["ContentLength"])
        except ClientError as error:
            if aws.absent(error):
                return None
            raise


def delete(keys: list[str]) -> None:
    """Remove what lies at these keys."""
    for start in range(0, len(keys), 1000):
        objects = [{"Key": key} for key in keys[start : start + 1000]]
        with _answering():
            aws.client("s3").delete_objects(Bucket=settings().files_bucket, Delete={"Objects": objects, "Quiet": True})


def list_keys(prefix: str) -> list[str]:
    """What lies under a prefix. Only for what is bounded by design."""
    return [key for page in _pages(prefix) for key in page]


def _pages(prefix: str) -> Iterator[list[str]]:
    listing = aws.client("s3").get_paginator("list_objects_v2")
    with _answering():
        for page in listing.paginate(Bucket=settings().files_bucket, Prefix=prefix):
            yield [found["Key"] for found in page.get("Contents", [])]


def delete_folder(folder: str) -> None:
    """Remove every byte in a folder."""
    for page in _pages(folder + "/"):
        delete(page)


def copy(source: str, target: str) -> None:
    """Copy within the bucket."""
    bucket = settings().files_bucket
    with _answering():
        aws.client("s3").copy_object(Bucket=bucket, Key=target, CopySource={"Bucket": bucket, "Key": source})


def link(key: str, **headers: str) -> str:
    """A signed link to read `key`. `headers` set what the answer says of itself (`ResponseContentType=...`)."""
    params = {"Bucket": settings().files_bucket, "Key": key, **headers}
    url: str = aws.client("s3").generate_presigned_url("get_object", Params=params, ExpiresIn=LINK_SECONDS)
    return url


def upload_form(key: str, most: int, media_type: str = "application/octet-stream") -> dict[str, Any]:
    """A signed form that takes up to `most` bytes to `key`, and nothing else."""
    form: dict[str, Any] = aws.client("s3").generate_presigned_post(
        Bucket=settings().files_bucket,
        Key=key,
        Fields={"Content-Type": media_type},
        Conditions=[{"Content-Type": media_type}, ["content-length-range", 1, most]],
        ExpiresIn=LINK_SECONDS,
    )
    return {"method": "POST", "url": form["url"], "fields": form["fields"], "expires_in": LINK_SECONDS}
