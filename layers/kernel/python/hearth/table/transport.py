"""DynamoDB's JSON protocol, for PynamoDB to speak in place of a botocore client (docs/decisions/0027).

A request through botocore costs a function 1.5 ms of a whole processor and its first one a tenth of a second, most of
it in machinery that serves three hundred services. This is the part that the table needs: one POST over a connection
that stays open, signed, repeated when that may help. What comes back, and what is raised, is what botocore gives.
"""

import base64
import json
import os
import socket
import ssl
import time
import zlib
from collections import deque
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from botocore.exceptions import ClientError, ConnectTimeoutError, HTTPClientError, ReadTimeoutError

from hearth import deadline, signing, tcp

CONNECT_SECONDS = 3
READ_SECONDS = 8
"""For one answer, or what is left of the invocation: a hung request and its repeats must fit into that."""
LONGEST_LINE = 65_536

AGAIN = frozenset(
    (
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionConflictException",
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


class DynamoTransport:
    """What PynamoDB needs of a botocore client. Thread-safe: each request has a connection of its own."""

    _request_signer = None  # PynamoDB looks whether botocore has lost its credentials

    def __init__(self, url: str | None = None) -> None:
        self._url = url or endpoint()
        parts = urlsplit(self._url)
        self._host, self._name, self._port = (
            parts.netloc,
            parts.hostname or "",
            parts.port or (443 if parts.scheme == "https" else 80),
        )
        self._tls = tcp.trust() if parts.scheme == "https" else None
        self._idle: deque[tuple[_Connection, float]] = deque()

    def _make_api_call(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Call an operation of DynamoDB. ClientError, or what botocore raises when nobody answers."""
        if operation == "TransactWriteItems":  # a repeat must not count as a second transaction
            arguments.setdefault("ClientRequestToken", str(uuid4()))
        body = json.dumps(arguments, separators=(",", ":"), default=_base64).encode()
        also = {"content-type": "application/x-amz-json-1.0", "x-amz-target": f"DynamoDB_20120810.{operation}"}
        attempt = 0
        while True:
            attempt += 1
            headers = signing.signed("dynamodb", "POST", self._host, "/", body, also=also)
            try:
                status, told, content = self.exchange(headers, body)
            except (OSError, ValueError) as error:
                if not deadline.pause(attempt):
                    raise self._unheard(error) from error
            else:
                answer = _parse(content) if _whole(told, content) else None
                if status == 200 and answer is not None:
                    return answer
                failed = ClientError(_failure(status, told, answer or {}, attempt), operation)  # type: ignore[arg-type]
                worth = answer is None or status >= 500 or failed.response["Error"].get("Code") in AGAIN
                if not (worth and deadline.pause(attempt)):
                    raise failed

    def exchange(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        """One request and its answer: status, headers in lower case, content."""
        lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
        head = f"POST / HTTP/1.1\r\n{''.join(lines)}content-length: {len(body)}\r\n\r\n"
        connection = self._take()
        try:
            status, told, content = connection.ask(head.encode("latin-1") + body)
        except BaseException:
            connection.close()
            raise
        if connection.ends:
            connection.close()
        else:
            self._idle.append((connection, time.time()))
        return status, told, content

    def _take(self) -> "_Connection":
        """An open connection: the one used last, unless the other side has closed it."""
        while self._idle:
            try:
                connection, used = self._idle.pop()
            except IndexError:
                break  # another thread had it
            if time.time() - used < tcp.IDLE_SECONDS and tcp.quiet(connection.sock):
                return connection
            connection.close()
        try:
            return _Connection(self._name, self._port, self._tls)
        except TimeoutError as error:
            raise _ConnectTimeout from error

    def _unheard(self, error: Exception) -> Exception:
        if isinstance(error, _ConnectTimeout):
            return ConnectTimeoutError(endpoint_url=self._url, error=error)
        if isinstance(error, TimeoutError):
            return ReadTimeoutError(endpoint_url=self._url, error=error)
        return HTTPClientError(error=error)


class _ConnectTimeout(TimeoutError):
    pass


class _Connection:
    """HTTP/1.1 as a client of one server needs it. The standard library's reads headers as those of a mail, which cost
    as much as all the rest."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None) -> None:
        self.sock = socket.create_connection((host, port), deadline.patience(CONNECT_SECONDS))
        try:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if tls is not None:
                self.sock = tls.wrap_socket(self.sock, server_hostname=host)
        except BaseException:
            self.sock.close()
            raise
        self._reader = self.sock.makefile("rb")
        self.ends = False

    def close(self) -> None:
        self._reader.close()
        self.sock.close()

    def ask(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send a request and read its answer. OSError when there is none, or none that can be read."""
        self.sock.settimeout(deadline.patience(READ_SECONDS))
        self.sock.sendall(request)
        status = 100
        while 100 <= status < 200:
            version, _, rest = self._line().partition(b" ")
            if not version.startswith(b"HTTP/1.") or not rest[:3].isdigit():
                raise ConnectionError("not an answer in HTTP/1")
            status, headers = int(rest[:3]), {}
            while line := self._line():
                name, _, value = line.decode("latin-1").partition(":")
                headers[name.strip().lower()] = value.strip()
        self.ends = version != b"HTTP/1.1" or headers.get("connection", "").lower() == "close"
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return status, headers, self._chunks()
        if "content-length" in headers:
            return status, headers, self._exactly(int(headers["content-length"]))
        self.ends = True
        return status, headers, b"" if status in {204, 304} else self._reader.read()

    def _line(self) -> bytes:
        line = self._reader.readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise ConnectionError("closed before it answered")
        return line.rstrip(b"\r\n")

    def _exactly(self, size: int) -> bytes:
        content = self._reader.read(size)
        if len(content) != size:
            raise ConnectionError("closed in the middle of an answer")
        return content

    def _chunks(self) -> bytes:
        content = b""
        while size := int(self._line().partition(b";")[0], 16):
            content += self._exactly(size)
            self._line()
        while self._line():
            pass
        return content


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
