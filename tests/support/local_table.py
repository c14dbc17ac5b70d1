"""The table of `template.yaml` inside this process, with moto.

With HEARTH_TEST_DYNAMODB=http://127.0.0.1:PORT the table lives in AWS's own DynamoDB Local instead, and every unit test
becomes a contract test of what DynamoDB really promises; the other services stay with moto.
"""

import base64
import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from io import BytesIO
from typing import Any, cast

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from moto.core.base_backend import BackendDict
from moto.core.models import MockAWS, botocore_stubber, reset_model_data
from moto.core.responses import ActionContext, ActionResult
from moto.dynamodb.responses import DynamoHandler, DynamoResult

from hearth import aws, config, signing
from hearth.table.item import forget_connection
from hearth.table.transport import DynamoTransport

TABLE = "hearth-unit"
BUCKET = "hearth-unit-files"
REGION = "eu-central-1"
MAILS = f"https://sqs.{REGION}.amazonaws.com/123456789012/hearth-unit-mail"
"""Where tests find the mails that were ordered: what the mail function is called with."""

DEAD_LETTERS = f"https://sqs.{REGION}.amazonaws.com/123456789012/hearth-unit-dead-letters"

MAIL_FUNCTION = "unit-mail-queue"

CALLS: list[tuple[str, dict[str, Any]]] = []
"""The calls to workers of jobs that nobody has taken yet: a capability, and what its worker is called with."""

ATTRIBUTES = ("pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk")


def create_table(client: object, name: str = TABLE) -> None:
    """Make the table as the template describes it, with any DynamoDB client."""
    index = [
        {
            "IndexName": gsi,
            "KeySchema": [
                {"AttributeName": f"{gsi}pk", "KeyType": "HASH"},
                {"AttributeName": f"{gsi}sk", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "ALL"},
        }
        for gsi in ("gsi1", "gsi2")
    ]
    client.create_table(  # type: ignore[attr-defined]
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": attribute, "AttributeType": "S"} for attribute in ATTRIBUTES],
        GlobalSecondaryIndexes=index,
    )


slowly: Any = DynamoResult.execute_result
"""moto's own way."""

OF_ITEMS = frozenset(
    [
        "GetItem",
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "Query",
        "BatchGetItem",
        "TransactGetItems",
        "TransactWriteItems",
    ]
)


def _as_json(result: ActionResult, context: ActionContext) -> Any:
    """What DynamoDB answers, of items that moto holds in its form already.

    moto's own serializer goes through the service model for each attribute: more than half the time of reading an
    item. `tests/kernel/test_local_table.py` compares the two.
    """
    if context.operation_model.name not in OF_ITEMS:
        return slowly(result, context)
    told: Any = result.result
    told.pop("ConsumedCapacityUnits", None)  # moto's own, and none of DynamoDB's
    body = json.dumps(told, default=lambda value: base64.b64encode(value).decode())
    return 200, {"Content-Type": "application/x-amz-json-1.0"}, body


DynamoResult.execute_result = _as_json


class _Mocked(MockAWS):  # type: ignore[misc]  # moto is not typed
    """moto for botocore alone: it would prepare a thousand answers for `requests` too, which nobody uses here."""

    def _enable_patching(self, reset: bool = True) -> None:
        del reset
        self.reset()
        botocore_stubber.enabled = True

    def _disable_patching(self, remove_data: bool) -> None:
        del remove_data
        botocore_stubber.enabled = False
        self.reset()
        reset_model_data()

    def reset(self) -> None:
        """Forget all that was made."""
        BackendDict.reset()


def _one_call_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make moto atomic: DynamoDB checks and writes in one step, moto in two that threads can come between."""
    lock, inner = threading.Lock(), DynamoHandler.call_action

    def call_action(handler: Any) -> Any:
        with lock:
            return inner(handler)

    monkeypatch.setattr(DynamoHandler, "call_action", call_action)


def _to_moto(wire: DynamoTransport, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
    """What `Wire.exchange` does, with moto at the other end."""
    del wire
    asked = HTTPHeaders()
    for name, value in headers.items():
        asked[name] = value
    request = AWSPreparedRequest("POST", f"https://dynamodb.{REGION}.amazonaws.com/", asked, body, False)
    answer = botocore_stubber.process_request(request)
    assert answer is not None, "no moto is running"
    status, told, content = answer
    return (
        status,
        {name.lower(): str(value) for name, value in told.items()},
        content.encode() if isinstance(content, str) else content,
    )


def _drop_table(client: Any) -> None:
    with suppress(client.exceptions.ResourceNotFoundException):
        client.delete_table(TableName=TABLE)


@cache
def _client(service: str) -> Any:
    """A client of the tests' own; moto answers whenever it is on, so one for the whole run will do."""
    return boto3.session.Session().client(cast("Any", service))


def forget_everything() -> None:
    """Drop what the process has cached of its environment, as a fresh Lambda would."""
    config.settings.cache_clear()
    config.web_url.cache_clear()
    aws.client.cache_clear()
    aws.session.cache_clear()
    signing.forget()
    forget_connection()


def _accept(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
    """Lambda's side of a call that nobody waits for: accepted, and kept where tests find it."""
    assert request.headers["X-Amz-Invocation-Type"] in ("Event", b"Event")
    assert isinstance(request.body, bytes)
    if worker := re.search(r"/functions/unit-([a-z]+)-jobs/", request.url):
        CALLS.append((worker[1], json.loads(request.body)))
        return AWSResponse(request.url, 202, HTTPHeaders(), BytesIO())
    assert f"/functions/{MAIL_FUNCTION}/" in request.url
    for message in json.loads(request.body)["messages"]:
        _client("sqs").send_message(QueueUrl=MAILS, MessageBody=json.dumps(message))
    return AWSResponse(request.url, 202, HTTPHeaders(), BytesIO())


def take_mails() -> list[dict[str, Any]]:
    """The mails that were ordered since the last look, without their ids."""
    return [{name: value for name, value in order.items() if name != "id"} for order in take_orders()]


def take_orders() -> list[dict[str, Any]]:
    """The messages that the mail function is to be called with, since the last look."""
    found: list[dict[str, Any]] = []
    while got := _client("sqs").receive_message(QueueUrl=MAILS, MaxNumberOfMessages=10).get("Messages"):
        for one in got:
            found.append(json.loads(one["Body"]))
            _client("sqs").delete_message(QueueUrl=MAILS, ReceiptHandle=one["ReceiptHandle"])
    return found


def take_calls() -> list[tuple[str, dict[str, Any]]]:
    """The calls to workers of jobs since the last look."""
    taken = CALLS[:]
    CALLS.clear()
    return taken


def take_dead_letters() -> list[dict[str, Any]]:
    """The letters that stream readers have parked, in no order; they are gone from the queue afterwards."""
    letters: list[dict[str, Any]] = []
    while got := _client("sqs").receive_message(QueueUrl=DEAD_LETTERS, MaxNumberOfMessages=10).get("Messages"):
        for one in got:
            letters.append(json.loads(one["Body"]))
            _client("sqs").delete_message(QueueUrl=DEAD_LETTERS, ReceiptHandle=one["ReceiptHandle"])
    return letters


@contextmanager
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A function's surroundings in moto. Yields the table's name.

    Clients outlive the test (making one costs more than most tests); what they talk to is new each time.
    """
    environment = {
        # each process of a run has a table of its own in DynamoDB Local, which keeps a database per access key
        "AWS_ACCESS_KEY_ID": f"test{os.environ.get('PYTEST_XDIST_WORKER', '')}",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "HEARTH_STACK": "unit",
        "HEARTH_TABLE": TABLE,
        "HEARTH_FILES_BUCKET": BUCKET,
        "HEARTH_FUNCTION": "unit",
        "HEARTH_MAIL_FUNCTION": MAIL_FUNCTION,
        "HEARTH_DEAD_LETTERS": DEAD_LETTERS,
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    CALLS.clear()
    elsewhere = config.settings().table != TABLE
    config.settings.cache_clear()  # a test before this one may have had a live endpoint
    if elsewhere:
        forget_everything()
    config.web_url.cache_clear()
    aws.session().register("before-send.lambda.Invoke", _accept, unique_id="hearth-tests")
    real = os.environ.get("HEARTH_TEST_DYNAMODB")
    _one_call_at_a_time(monkeypatch)
    if real:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", real)
    else:
        monkeypatch.setattr(DynamoTransport, "exchange", _to_moto)
    core = {"mock_credentials": not real, "passthrough": {"services": ["dynamodb"] if real else []}}
    with _Mocked(config={"core": core}):
        if real:
            _drop_table(_client("dynamodb"))
        create_table(_client("dynamodb"))
        _client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        for queue in (MAILS, DEAD_LETTERS):
            _client("sqs").create_queue(QueueName=queue.rsplit("/", 1)[1])
        _client("ssm").put_parameter(Name="/hearth/unit/web-url", Value="https://hearth.test", Type="String")
        yield TABLE
