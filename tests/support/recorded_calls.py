"""A pytest plugin: what every function asks of AWS while the tests run, to be held against its role.

`hearth test unit` loads it with HEARTH_CALLS naming a folder, in which each process of the run leaves a file for
`infra.permissions`. A call counts for the function whose entry it happens in: entries are wrapped, and so are the use
cases that tests of a consumer or of the schedule call without one.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.session import get_session
from botocore.signers import S3PostPresigner
from botocore.validate import ParamValidator

from infra.template.kinds import KINDS
from tests.support import found, whose
from tests.support.local_table import BUCKET, MAILS, REGION, TABLE

FOLDER = os.environ.get("HEARTH_CALLS", "")
ACCOUNT = "123456789012"


def entries() -> dict[str, str]:
    """What runs in one of our functions and in no other, beside the entries that the kernel makes: entries that are
    plain functions, and use cases that tests call without an entry (`tests/<capability>/inside.py`)."""
    plain = {
        f"functions.{path.parent.name}.{path.stem}:handler": path.parent.name.capitalize() + KINDS[path.stem].suffix
        for path in (found.TESTS.parent / "functions").glob("*/*.py")
        if path.stem in KINDS and KINDS[path.stem].plain
    }
    return plain | found.together("inside", "INSIDE")


ARN = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{TABLE}"
ONE = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}

_calls: dict[str, str] = {}
_shapes: set[tuple[str, frozenset[str]]] = set()


def remember(action: str, resource: str, **context: list[str]) -> None:
    """Note a call, with what IAM's conditions ask of it."""
    function = whose.function.get()
    if function:
        call = {"function": function, "action": action, "resource": resource, "context": context}
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
        _calls.setdefault(json.dumps(call, sort_keys=True), test)


def inside(name: str, act: Callable[..., Any], *, outer: bool = True) -> Callable[..., Any]:
    """`act` as part of a function. Without `outer`, only where no other has begun."""

    @functools.wraps(act)
    def run(*arguments: Any, **named: Any) -> Any:
        if not outer and whose.function.get():
            return act(*arguments, **named)
        token = whose.function.set(name)
        try:
            return act(*arguments, **named)
        finally:
            whose.function.reset(token)

    return run


# --- the table ----------------------------------------------------------------------------------------------------


def _keys(operation: str, asked: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Action, resource and partition key of everything that an operation touches."""
    match operation:
        case "GetItem" | "DeleteItem" | "UpdateItem":
            yield operation, ARN, asked["Key"]["pk"]["S"]
        case "PutItem":
            yield operation, ARN, asked["Item"]["pk"]["S"]
        case "Query":
            index = asked.get("IndexName", "")
            alias = next(alias for alias, name in asked["ExpressionAttributeNames"].items() if name == f"{index}pk")
            value = re.search(re.escape(alias) + r"\s*=\s*(:\w+)", asked["KeyConditionExpression"])
            assert value is not None
            yield operation, f"{ARN}/index/{index}" if index else ARN, asked["ExpressionAttributeValues"][value[1]]["S"]
        case "BatchGetItem":
            for key in (key for one in asked["RequestItems"].values() for key in one["Keys"]):
                yield operation, ARN, key["pk"]["S"]
        case "BatchWriteItem":
            for one in (one for some in asked["RequestItems"].values() for one in some):
                ((kind, write),) = one.items()
                yield operation, ARN, write["Item" if kind == "PutRequest" else "Key"]["pk"]["S"]
        case "TransactWriteItems" | "TransactGetItems":
            for ((kind, part),) in (one.items() for one in asked["TransactItems"]):
                yield ONE[kind], ARN, part["Item" if kind == "Put" else "Key"]["pk"]["S"]
        case _:
            yield operation, ARN, ""


def _of_table(operation: str, asked: dict[str, Any]) -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for action, resource, key in _keys(operation, asked):
        found.setdefault((action, resource), set()).add(key)
    for (action, resource), keys in found.items():
        if not operation.startswith("Batch"):
            for key in keys:
                remember(f"dynamodb:{action}", resource, **{"dynamodb:LeadingKeys": [key]})
        else:
            remember(f"dynamodb:{action}", resource, **{"dynamodb:LeadingKeys": sorted(keys)})
    _validate(operation, asked)


@functools.cache
def _table_model() -> Any:
    return get_session().get_service_model("dynamodb")


def _validate(operation: str, asked: dict[str, Any]) -> None:
    """The kernel speaks to DynamoDB without the SDK, so nobody else checks what it asks against the SDK's model."""
    shape = (operation, frozenset(asked))
    if shape not in _shapes:
        _shapes.add(shape)
        report = ParamValidator().validate(asked, _table_model().operation_model(operation).input_shape)
        assert not report.has_errors(), report.generate_report()


# --- the rest -----------------------------------------------------------------------------------------------------


def _of_bucket(operation: str, asked: dict[str, Any]) -> None:
    bucket = f"arn:aws:s3:::{BUCKET}"
    assert asked["Bucket"] == BUCKET
    match operation:
        case "CreateBucket":  # how the SDK finds the address of a form; the form itself comes by `_note_form`
            pass
        case "GetObject" | "HeadObject":
            remember("s3:GetObject", f"{bucket}/{asked['Key']}")
        case "CopyObject":  # IAM has no action of that name: it is a reading and a writing
            source = asked["CopySource"]
            from_bucket, from_key = source["Bucket"], source["Key"]
            assert from_bucket == BUCKET
            remember("s3:GetObject", f"{bucket}/{from_key}")
            remember("s3:PutObject", f"{bucket}/{asked['Key']}")
        case "ListObjectsV2":
            remember("s3:ListBucket", bucket, **{"s3:prefix": [asked["Prefix"]]})
        case "DeleteObjects":
            for one in asked["Delete"]["Objects"]:
                remember("s3:DeleteObject", f"{bucket}/{one['Key']}")
        case _:
            remember(f"s3:{operation}", f"{bucket}/{asked['Key']}")


def _of_service(service: str, operation: str, asked: dict[str, Any]) -> None:
    here = f"{REGION}:{ACCOUNT}"
    match service:
        case "s3":
            _of_bucket(operation, asked)
        case "dynamodb":
            _of_table(operation, asked)
        case "sqs" if asked["QueueUrl"] != MAILS:  # where tests keep what the mail function is called with
            remember(f"sqs:{operation}", f"arn:aws:sqs:{here}:{asked['QueueUrl'].rsplit('/', 1)[1]}")
        case "ssm":
            remember(f"ssm:{operation}", f"arn:aws:ssm:{here}:parameter{asked['Name']}")
        case "sesv2":
            sender = asked["FromEmailAddress"]
            remember(f"ses:{operation}", f"arn:aws:ses:{here}:identity/{sender}", **{"ses:FromAddress": [sender]})
        case "events":
            remember(f"events:{operation}", f"arn:aws:events:{here}:event-bus/unit")
        case "lambda":
            assert operation == "Invoke"
            remember("lambda:InvokeFunction", f"arn:aws:lambda:{here}:function:{asked['FunctionName']}")
        case "scheduler":
            remember(
                f"scheduler:{operation}", f"arn:aws:scheduler:{here}:schedule/{asked['GroupName']}/{asked['Name']}"
            )
            role = asked["Target"]["RoleArn"]
            remember("iam:PassRole", role, **{"iam:PassedToService": ["scheduler.amazonaws.com"]})
        case "sqs":
            pass
        case _:
            remember(f"{service}:{operation}", "?")


def _before(act: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
    @functools.wraps(act)
    def run(*arguments: Any, **named: Any) -> Any:
        if whose.function.get():
            note(*arguments, **named)
        return act(*arguments, **named)

    return run


def _function_of(consumer: str, kind: str) -> str:
    """The function whose entry a consumer is: `audit`, `audit-jobs` of its worker, or a further part of one entry."""
    capability, _, part = consumer.partition("-")
    return capability.capitalize() + ("Jobs" if part == "jobs" else kind)


def _wrap(holder: Any, name: str, wrapper: Callable[[Any], Any]) -> None:
    setattr(holder, name, wrapper(getattr(holder, name)))


def _note_sdk(client: Any, api_params: dict[str, Any], operation_model: Any, *_: Any, **__: Any) -> None:
    _of_service(client.meta.service_model.service_name, operation_model.name, api_params)


def _note_form(_: Any, *, fields: dict[str, str], **__: Any) -> None:
    remember("s3:PutObject", f"arn:aws:s3:::{BUCKET}/{fields['key']}")


def install() -> None:
    """Wrap the entries, and whatever leads out of a function."""
    from hearth import consumers
    from hearth.config import settings
    from hearth.http import api
    from hearth.live import gateway as live
    from hearth.live import socket
    from hearth.table.transport import DynamoTransport

    def entry(kind: str) -> Callable[[Any], Any]:
        def wrapper(act: Any) -> Any:
            def run(self: Any, *arguments: Any) -> Any:
                return inside(f"{self.name.capitalize()}{kind}", act)(self, *arguments)

            return run

        return wrapper

    def made(kind: str) -> Callable[[Any], Any]:
        return lambda make: lambda self, handle: inside(_function_of(self.name, kind), make(self, handle))

    _wrap(api.Api, "handler", entry("Http"))
    _wrap(socket.Socket, "handler", entry("Socket"))
    _wrap(consumers.Consumer, "_called", made("QueueFunction"))
    _wrap(consumers.Consumer, "stream_batch", made("Stream"))
    _wrap(
        DynamoTransport,
        "_make_api_call",
        lambda act: _before(act, lambda _, operation, asked: _of_table(operation, asked)),
    )
    _wrap(BaseClient, "_emit_api_params", lambda act: _before(act, _note_sdk))
    _wrap(S3PostPresigner, "generate_presigned_post", lambda act: _before(act, _note_form))
    management = f"arn:aws:execute-api:{REGION}:{ACCOUNT}:live/live/POST/@connections/x"

    def posts(*_: Any, **__: Any) -> None:
        if settings().live_endpoint:
            remember("execute-api:ManageConnections", management)

    _wrap(live, "post", lambda act: _before(act, posts))
    for place, function in entries().items():
        module, _, name = place.partition(":")
        outer = name == "handler"
        _wrap(importlib.import_module(module), name, functools.partial(inside, function, outer=outer))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave what was noted for whoever evaluates it."""
    del session
    if _calls:
        folder = Path(FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        noted = [{**json.loads(call), "test": test} for call, test in _calls.items()]
        (folder / f"{os.getpid()}.json").write_text(json.dumps(noted))


if FOLDER:
    install()
