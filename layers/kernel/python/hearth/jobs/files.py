"""The files of a job: parts that its steps write, and the one that they become.

    jobs/<orgs|people>/<id>/<job>/given                      what was handed in with it
    jobs/<orgs|people>/<id>/<job>/parts/<fence>-<number>     what a step made; a checkpoint names it, or it is nothing
    jobs/<orgs|people>/<id>/<job>/<fence>/<name>             what the person takes

The fence is in the key, so a worker that was given up writes over nothing of the one that came after it. The lifecycle
rule of the bucket removes all of it.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from hearth import aws
from hearth.config import settings
from hearth.errors import TooLarge
from hearth.jobs.items import Job

LINK_SECONDS = 300
PIECE = 8 * 2**20
"""Bytes of one piece of an upload: S3 takes none below five mebibytes, but for the last."""

LARGEST = 256 * 2**20
"""Bytes of a file that a job may make: its parts are laid together within one lease."""


def put_part(job: Job, number: int, data: bytes) -> str:
    """Keep what a step has made; returns the name for its checkpoint."""
    name = f"{int(job.fence)}-{number}"
    aws.client("s3").put_object(Bucket=settings().files_bucket, Key=f"{job.folder}parts/{name}", Body=data)
    return name


def put_given(job: Job, data: bytes) -> None:
    """Keep what was handed in with a job, where it is too much for an item."""
    aws.client("s3").put_object(Bucket=settings().files_bucket, Key=f"{job.folder}given", Body=data)


def given(job: Job) -> bytes:
    """What was handed in with it."""
    answer = aws.client("s3").get_object(Bucket=settings().files_bucket, Key=f"{job.folder}given")
    return bytes(answer["Body"].read())


def join(job: Job, parts: Iterable[str], name: str, content_type: str) -> dict[str, Any]:
    """Lay parts together into the file that the person takes. TooLarge when that is more than can be laid together."""
    s3, bucket = aws.client("s3"), settings().files_bucket
    key = f"{job.folder}{int(job.fence)}/{name}"
    size, pieces = 0, _pieces(s3, bucket, [f"{job.folder}parts/{part}" for part in parts])
    first, second = next(pieces, b""), next(pieces, None)
    if second is None:
        s3.put_object(Bucket=bucket, Key=key, Body=first, ContentType=content_type)
        size = len(first)
    else:
        upload = s3.create_multipart_upload(Bucket=bucket, Key=key, ContentType=content_type)["UploadId"]
        tags: list[dict[str, Any]] = []
        for number, piece in enumerate(_again(first, second, pieces), 1):
            size += len(piece)
            if size > LARGEST:
                raise TooLarge("The file would be too large. Ask for less at once.", code="result_too_large")
            tag = s3.upload_part(Bucket=bucket, Key=key, UploadId=upload, PartNumber=number, Body=piece)["ETag"]
            tags.append({"PartNumber": number, "ETag": tag})
        s3.complete_multipart_upload(Bucket=bucket, Key=key, UploadId=upload, MultipartUpload={"Parts": tags})
    return {"key": key, "name": name, "content_type": content_type, "size": size}


def link(job: Job) -> str:
    """A signed link to its file, made now and kept nowhere."""
    file = job.file
    params = {
        "Bucket": settings().files_bucket,
        "Key": file["key"],
        "ResponseContentDisposition": _attachment(file["name"]),
        "ResponseContentType": file["content_type"],
    }
    url: str = aws.client("s3").generate_presigned_url("get_object", Params=params, ExpiresIn=LINK_SECONDS)
    return url


def _attachment(name: str) -> str:
    """How the file is to be called (RFC 6266): in ASCII for all, and in full for who reads RFC 8187."""
    plain = "".join(char if " " <= char <= "~" and char not in '"\\%' else "_" for char in name)
    if plain == name:
        return f'attachment; filename="{name}"'
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _pieces(s3: Any, bucket: str, parts: Iterable[str]) -> Iterator[bytes]:
    held = bytearray()
    for part in parts:
        held += s3.get_object(Bucket=bucket, Key=part)["Body"].read()
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def _again(first: bytes, second: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield second
    yield from rest
