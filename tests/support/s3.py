"""S3 as it answers somebody who may not list: what is absent is forbidden."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from hearth import aws


def forbid_what_is_absent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on 403 stands where 404 stood, of reading as of asking for the head. Returns the keys it was said of."""
    client, said = aws.client("s3"), []
    inner = client._make_api_call

    def call(operation: str, arguments: dict[str, Any]) -> Any:
        try:
            return inner(operation, arguments)
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            if operation not in {"GetObject", "HeadObject"} or status != 404:
                raise
            said.append(str(arguments["Key"]))
            code = "403" if operation == "HeadObject" else "AccessDenied"  # an answer to HEAD has no body to name it
            raise ClientError(
                {"Error": {"Code": code, "Message": "Forbidden"}, "ResponseMetadata": {"HTTPStatusCode": 403}},  # type: ignore[typeddict-item]
                operation,
            ) from error

    monkeypatch.setattr(client, "_make_api_call", call)
    return said
