"""The least a function can be: what the local stack itself costs, and how its runtime treats bad functions."""

from __future__ import annotations

import functools
import json
import os
import time
from collections.abc import Callable
from typing import Any, NoReturn


def http(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A constant, after one log line, as every real handler writes one."""
    print(json.dumps({"message": "request", "request_id": context.aws_request_id}))
    wanted = (event.get("queryStringParameters") or {}).get("do", "")
    return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(ACTS[wanted]())}


def authorize(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """Anybody whose token or ticket says `let-me-in`; `who` tells the route whom it let in."""
    given = (event.get("queryStringParameters") or {}).get("ticket") or _authorization(event)
    if given == "break":
        raise RuntimeError("the authorizer broke")
    if not given.startswith("let-me-in"):
        raise Exception("Unauthorized")  # noqa: TRY002 - the word that API Gateway answers with 401
    statement = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    return {"principalId": given, "policyDocument": policy, "context": {"who": given}}


def socket(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Echo every message to its sender through the management API, as the real gateway answers."""
    kind = event["requestContext"]["eventType"]
    print(json.dumps({"message": kind, "request_id": context.aws_request_id}))
    if kind == "MESSAGE":
        message = json.loads(event["body"])
        if message.get("do"):
            ACTS[message["do"]]()
        _post(event["requestContext"]["connectionId"], {"echo": message, "route": event["requestContext"]["routeKey"]})
    return {"statusCode": 200, "body": "never delivered"}


def consume(event: dict[str, Any], context: Any) -> None:  # noqa: ARG001 - Lambda's signature
    """Queue or stream: one line per record."""
    for record in event["Records"]:
        print(json.dumps({"message": "record", "body": record.get("body") or record.get("dynamodb", {}).get("Keys")}))


def _authorization(event: dict[str, Any]) -> str:
    return next((value for name, value in event["headers"].items() if name.lower() == "authorization"), "")


def _post(connection: str, content: dict[str, Any]) -> None:
    _management().post_to_connection(ConnectionId=connection, Data=json.dumps(content).encode())


@functools.cache
def _management() -> Any:
    import boto3

    return boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["LIVE_ENDPOINT"])


def _raise() -> NoReturn:
    raise ValueError("asked to fail")


def _sleep() -> dict[str, float]:
    time.sleep(0.3)
    return {"slept": 0.3}


def _hang() -> None:
    time.sleep(60)


def _fill_memory() -> int:
    filled = bytearray(b"x") * (1200 * 1024 * 1024)
    time.sleep(3)
    return len(filled)


ACTS: dict[str, Callable[[], Any]] = {
    "": lambda: {"status": "ok"},
    "raise": _raise,
    "exit": lambda: os._exit(3),
    "sleep": _sleep,
    "hang": _hang,
    "large": lambda: "x" * (7 * 1024 * 1024),
    "memory": _fill_memory,
    "pid": os.getpid,
    "environ": lambda: dict(os.environ),
}
