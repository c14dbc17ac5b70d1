"""The process that every local function worker is forked from, and what a worker does.

Started by runtime.py as `python -S -E zygote.py FD SPEC` with only layer folders on its path: a package missing from a
layer is missing here too. It has one thread for ever, imports third-party code once, and never calls any of it: a
process copied by fork must not share a connection, a lock or a CRDT client id. Our own code is imported after the fork.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import signal
import socket
import struct
import sys
import time
import traceback
from typing import Any

# Costly to import and harmless to share. aws_xray_sdk is absent on purpose: its recorder reads the environment.
PREIMPORTED = (
    "asyncio", "base64", "concurrent.futures", "csv", "ctypes", "decimal", "email.message", "hashlib", "html",
    "http.client", "ipaddress", "logging.handlers", "secrets", "sqlite3", "ssl", "string", "unicodedata",
    "urllib.request", "uuid", "zipfile", "zoneinfo", "urllib3", "boto3", "botocore.session", "botocore.client",
    "botocore.auth", "botocore.endpoint", "botocore.httpsession", "botocore.paginate", "botocore.parsers",
    "botocore.retries.standard", "botocore.signers", "botocore.waiter", "chalice", "chalice.app",
    "pynamodb.models", "pynamodb.attributes", "pynamodb.transactions", "pynamodb.indexes",
    "pynamodb.exceptions", "pynamodb.connection", "aws_lambda_powertools", "aws_lambda_powertools.metrics",
    "aws_lambda_powertools.logging", "aws_lambda_powertools.utilities.batch",
    "aws_lambda_powertools.utilities.idempotency", "aws_lambda_powertools.utilities.parameters",
    "aws_lambda_powertools.utilities.typing", "pydantic", "pydantic.main", "pydantic.fields",
    "pydantic.networks", "pydantic._internal._generate_schema", "pydantic._internal._model_construction", "jwt",
    "jwt.algorithms", "cryptography.hazmat.primitives.asymmetric.ec",
    "cryptography.hazmat.primitives.serialization", "argon2", "pyotp", "pycrdt", "markdown_it", "PIL.Image",
)  # fmt: skip


class Context:
    """What Lambda hands to a handler beside the event."""

    identity = None
    client_context = None

    def __init__(self, call: dict[str, Any], environ: dict[str, str]) -> None:
        self.aws_request_id: str = call["request_id"]
        self.invoked_function_arn: str = call["arn"]
        self.function_name = environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._deadline = call["deadline"]

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the call is ended from outside."""
        return max(0, int((self._deadline - time.time()) * 1000))


def receive(connection: socket.socket) -> tuple[dict[str, Any], bytes] | None:
    """One message: a JSON head and raw bytes; None when the other side is gone."""
    sizes = _read(connection, 8)
    if sizes is None:
        return None
    head_size, body_size = struct.unpack("!II", sizes)
    content = _read(connection, head_size + body_size)
    return None if content is None else (json.loads(content[:head_size]), content[head_size:])


def send(connection: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """The counterpart of receive()."""
    encoded = json.dumps(head).encode()
    connection.sendall(struct.pack("!II", len(encoded), len(body)) + encoded + body)


def _read(connection: socket.socket, size: int) -> bytes | None:
    content = bytearray(size)
    view, done = memoryview(content), 0
    while done < size:
        got = connection.recv_into(view[done:])
        if not got:
            return None
        done += got
    return bytes(content)


def _die_with_parent() -> None:
    """Linux only; elsewhere a worker ends when its connection does.

    Not for the zygote: "parent" means the thread that started it, which ends with the call it served.
    """
    with contextlib.suppress(OSError, AttributeError, ImportError):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _failure(error: BaseException) -> bytes:
    trace = traceback.format_exception(type(error), error, error.__traceback__)
    print("[ERROR] " + "".join(trace).rstrip(), flush=True)
    return json.dumps({"errorMessage": str(error), "errorType": type(error).__name__, "stackTrace": trace}).encode()


def _load(order: dict[str, Any]) -> Any:
    os.environ.clear()
    os.environ.update(order["environ"])
    sys.path[:0] = order["code"]
    sys.pycache_prefix = order["pycache"]
    time.tzset()
    module, _, name = order["handler"].rpartition(".")
    return getattr(importlib.import_module(module), name)


def _call(handler: Any, call: dict[str, Any], event: bytes) -> tuple[bool, bytes]:
    try:
        answer = handler(json.loads(event), Context(call, dict(os.environ)))
    except Exception as error:  # noqa: BLE001 - Lambda reports every error of a handler
        return False, _failure(error)
    try:
        return True, json.dumps(answer, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:
        problem = {"errorMessage": f"Unable to marshal response: {error}", "errorType": "Runtime.MarshalError"}
        return False, json.dumps(problem).encode()


def work(connection: socket.socket, output: int, order: dict[str, Any]) -> None:
    """The life of one worker: load the handler, then answer calls one at a time until the connection ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _die_with_parent()
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdout = io.TextIOWrapper(
        os.fdopen(1, "wb", closefd=False), encoding="utf-8", errors="backslashreplace", line_buffering=True
    )
    sys.stderr = sys.stdout
    try:
        handler = _load(order)
    except BaseException as error:  # noqa: BLE001 - a syntax error or sys.exit() must reach the log as well
        send(connection, {"ready": False}, _failure(error))
        return
    send(connection, {"ready": True})
    while (message := receive(connection)) is not None:
        call, event = message
        os.environ["_X_AMZN_TRACE_ID"] = call["trace"]
        fine, answer = _call(handler, call, event)
        sys.stdout.flush()
        send(connection, {"ok": fine}, answer)


def _preimport() -> None:
    for name in PREIMPORTED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if "pydantic" in sys.modules:
        # Builds no model, but pulls in what the first model would.
        with contextlib.suppress(ImportError, AttributeError):
            _ = sys.modules["pydantic"].BaseModel, sys.modules["pydantic"].TypeAdapter


# What Hearth's functions talk to.
SERVICES = ("apigatewaymanagementapi", "dynamodb", "events", "s3", "ses", "sesv2", "sqs", "ssm")


def _remember_service_models() -> None:
    """Let the SDK find its own description files read already: half of what a first client costs a new process.

    They are plain data that never changes, and the SDK shares them between its clients as well.
    """
    try:
        from botocore import loaders
    except ImportError:
        return
    for name in ("load_data_with_path", "list_available_services", "list_api_versions"):
        setattr(loaders.Loader, name, _remembered(getattr(loaders.Loader, name)))
    loader = loaders.create_loader()
    for service in SERVICES:
        for kind in ("service-2", "endpoint-rule-set-1", "paginators-1", "waiters-2"):
            with contextlib.suppress(loaders.UnknownServiceError, loaders.DataNotFoundError):
                loader.load_service_model(service, kind)
    for name in ("endpoints", "partitions", "sdk-default-configuration", "_retry"):
        loader.load_data_with_path(name)


def _remembered(function: Any) -> Any:
    """The method of a loader, computed once for the same arguments: every loader reads the same files."""
    known: dict[Any, Any] = {}

    def remembering(self: Any, *arguments: Any, **named: Any) -> Any:
        key = (arguments, tuple(sorted(named.items())))
        if key not in known:
            known[key] = function(self, *arguments, **named)
        return known[key]

    return remembering


def main() -> None:
    """Fork one worker per order that arrives on the control connection."""
    control = socket.socket(fileno=int(sys.argv[1]))
    sys.path[:] = [*json.loads(sys.argv[2]), *sys.path[1:]]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _preimport()
    _remember_service_models()
    if os.path.isdir("/proc/self/task") and len(os.listdir("/proc/self/task")) != 1:  # noqa: PTH112, PTH208
        raise SystemExit("a module imported before the fork started a thread")
    gc.collect()
    gc.freeze()
    send(control, {"ready": True})
    while True:
        content, descriptors, _, _ = socket.recv_fds(control, 262_144, 2)
        if not content:
            return
        (size,) = struct.unpack("!I", content[:4])
        rest = _read(control, size - len(content) + 4) if size > len(content) - 4 else b""
        if rest is None:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            connection, output = socket.socket(fileno=descriptors[0]), descriptors[1]
            try:
                work(connection, output, json.loads(content[4:] + rest))
            finally:
                os._exit(0)
        for descriptor in descriptors:
            os.close(descriptor)
        send(control, {"pid": pid})


if __name__ == "__main__":
    main()
