"""AWS clients, made at first use and kept for the life of the process."""

from functools import cache
from typing import Any


@cache
def session() -> Any:
    """Credentials, region and clients. botocore's, not boto3's: PynamoDB loads it anyway, and boto3 adds nothing."""
    from botocore.session import get_session

    return get_session()


@cache
def client(service: str, endpoint_url: str | None = None, connections: int = 10) -> Any:
    """The client of `service`; obeys `AWS_ENDPOINT_URL`. Short time limits: a function has seconds, not minutes."""
    from botocore.config import Config

    config = Config(
        connect_timeout=3,
        read_timeout=10,
        max_pool_connections=connections,
        retries={"mode": "standard", "total_max_attempts": 3},
        s3={
            "addressing_style": "virtual" if endpoint_url is None and not _local() else "path",
            # else links lead to bucket.s3.amazonaws.com in us-east-1, which the pages' content policy does not name
            "us_east_1_regional_endpoint": "regional",
        },
        signature_version="s3v4" if service == "s3" else None,
    )
    return session().create_client(service, endpoint_url=endpoint_url, config=config)


def absent(error: BaseException) -> bool:
    """Whether S3 said that nothing lies at a key.

    Whoever may not list the bucket is told of an absent key that it is forbidden. Reading a key carries no prefix, so
    a permission to list under one (`s3:prefix`) does not change that: both answers mean the same.
    """
    said = getattr(error, "response", None) or {}
    return said.get("Error", {}).get("Code") in {"NoSuchKey", "NotFound", "404", "AccessDenied", "403"}


def _local() -> bool:
    import os

    return bool(os.environ.get("AWS_ENDPOINT_URL"))
