"""DynamoDB's JSON protocol, for PynamoDB to speak in place of a botocore client (docs/decisions/0027).

A request through botocore costs a function 1.5 ms of a whole processor and its first one a tenth of a second, most of
it in machinery that serves three hundred services. This is the part that the table needs: one POST over a connection
that stays open, signed, repeated when that may help. What comes back, and what is raised, is what botocore gives.
"""

import base64
import http.client
import json
import os
import random
import time
import zlib
from collections import deque
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from botocore.exceptions import ClientError, ConnectTimeoutError, HTTPClientError, ReadTimeoutError

from hearth import signing, sockets

CONNECT_SECONDS = 3
READ_SECONDS = 8
"""A hung request and its repeats must fit into the time a function has."""
ATTEMPTS = 3
PAUSE = 0.025
"""Seconds, doubled with each attempt and shortened by chance: what the SDKs use for DynamoDB."""

AGAIN = frozenset(
    (
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionInProgressException",
    )
)
"""Errors that another attempt may not meet, whatever their status."""


def endpoint() -> str:
    """The table's address: what the environment says, as for every SDK, else the region's own."""
    given = os.environ.get("AWS_ENDPOINT_URL_DYNAMODB") or os.environ.get("AWS_ENDPOINT_URL")
    if given:
        return given
    region = signing.region()
    return f"https://dynamodb.{region}.amazonaws.com{'.cn' if region.startswith('cn-') else ''}"


class Wire:
    """What PynamoDB needs of a botocore client. Thread-safe: each request has a connection of its own."""

    _request_signer = None  # PynamoDB looks whether botocore has lost its credentials

    def __init__(self, url: str | None = None) -> None:
        self._url = url or endpoint()
        parts = urlsplit(self._url)
        self._host, self._name, self._port = parts.netloc, parts.hostname or "", parts.port
        self._tls = sockets.trust() if parts.scheme == "https" else None
        self._idle: deque[tuple[http.client.HTTPConnection, float]] = deque()

    def _make_api_call(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Call an operation of DynamoDB. ClientError, or what botocore raises when nobody answers."""
        if operation == "TransactWriteItems":  # a repeat must not count as a second transaction
            arguments.setdefault("ClientRequestToken", str(uuid4()))
        body = json.dumps(arguments, separators=(",", ":"), default=_base64).encode()
        also = {"content-type": "application/x-amz-json-1.0", "x-amz-target": f"DynamoDB_20120810.{operation}"}
        for attempt in range(1, ATTEMPTS + 1):
            headers = signing.signed("dynamodb", "POST", self._host, "/", body, also=also)
            try:
                status, told, content = self.exchange(headers, body)
            except (OSError, http.client.HTTPException) as error:
                if attempt == ATTEMPTS:
                    raise self._unheard(error) from error
            else:
                answer = _parse(content) if _whole(told, content) else None
                if status == 200 and answer is not None:
                    return answer
                failed = ClientError(_failure(status, told, answer or {}, attempt), operation)  # type: ignore[arg-type]
                if attempt == ATTEMPTS or not (
                    answer is None or status >= 500 or failed.response["Error"].get("Code") in AGAIN
                ):
                    raise failed
            time.sleep(random.uniform(0, PAUSE * 2**attempt))  # noqa: S311
        raise AssertionError

    def exchange(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        """One request and its answer: status, headers in lower case, content."""
        connection = self._take()
        lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
        head = f"POST / HTTP/1.1\r\n{''.join(lines)}content-length: {len(body)}\r\n\r\n"
        try:
            connection.sock.sendall(head.encode("latin-1") + body)  # in one packet, where http.client makes two
            response = http.client.HTTPResponse(connection.sock, method="POST")
            response.begin()
            content = response.read()
        except BaseException:
            connection.close()
            raise
        if not response.will_close:
            self._idle.append((connection, time.time()))
        return response.status, {name.lower(): value for name, value in response.headers.items()}, content

    def _take(self) -> http.client.HTTPConnection:
        """An open connection: the one used last, unless the other side has closed it."""
        while self._idle:
            try:
                connection, used = self._idle.pop()
            except IndexError:
                break  # another thread had it
            if time.time() - used < sockets.IDLE_SECONDS and sockets.quiet(connection.sock):
                return connection
            connection.close()
        connection = (
            http.client.HTTPSConnection(self._name, self._port, timeout=CONNECT_SECONDS, context=self._tls)
            if self._tls
            else http.client.HTTPConnection(self._name, self._port, timeout=CONNECT_SECONDS)
        )
        try:
            connection.connect()
        except TimeoutError as error:
            raise _ConnectTimeout from error
        connection.sock.settimeout(READ_SECONDS)
        return connection

    def _unheard(self, error: Exception) -> Exception:
        if isinstance(error, _ConnectTimeout):
            return ConnectTimeoutError(endpoint_url=self._url, error=error)
        if isinstance(error, TimeoutError):
            return ReadTimeoutError(endpoint_url=self._url, error=error)
        return HTTPClientError(error=error)


class _ConnectTimeout(TimeoutError):
    pass


def _base64(value: Any) -> str:
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} is nothing that a table holds")


def _whole(headers: dict[str, str], content: bytes) -> bool:
    """Whether the content is what DynamoDB made its checksum of."""
    told = headers.get("x-amz-crc32")
    return told is None or int(told) == zlib.crc32(content)


def _parse(content: bytes) -> dict[str, Any] | None:
    """The answer, bytes decoded. None for something that is not DynamoDB's."""
    binary = b'"B"' in content or b'"BS"' in content
    try:
        answer = json.loads(content or b"{}", object_hook=_decode if binary else None)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _decode(value: dict[str, Any]) -> dict[str, Any]:
    # The text of a lone "B" or the list of a lone "BS" can only be a value: in a map, values are objects.
    if len(value) == 1:
        if isinstance(text := value.get("B"), str):
            return {"B": base64.b64decode(text)}
        if isinstance(texts := value.get("BS"), list):
            return {"BS": [base64.b64decode(text) for text in texts]}
    return value


def _failure(status: int, headers: dict[str, str], answer: dict[str, Any], attempt: int) -> dict[str, Any]:
    """An error, shaped as botocore shapes it."""
    kind = str(answer.get("__type") or status).rpartition("#")[2]
    message = str(answer.get("message") or answer.get("Message") or "")
    rest = {name: value for name, value in answer.items() if name not in {"__type", "message", "Message"}}
    metadata = {
        "RequestId": headers.get("x-amzn-requestid", ""),
        "HTTPStatusCode": status,
        "HTTPHeaders": headers,
        "RetryAttempts": attempt - 1,
    }
    return {**rest, "Error": {"Code": kind, "Message": message}, "ResponseMetadata": metadata}
