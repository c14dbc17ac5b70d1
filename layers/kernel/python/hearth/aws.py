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
        s3={"addressing_style": "virtual" if endpoint_url is None and not _local() else "path"},
        signature_version="s3v4" if service == "s3" else None,
    )
    return session().create_client(service, endpoint_url=endpoint_url, config=config)


def _local() -> bool:
    import os

    return bool(os.environ.get("AWS_ENDPOINT_URL"))
