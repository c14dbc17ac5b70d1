"""DynamoDB's protocol without the SDK: what is sent, what comes back, what is tried again, and what is raised."""

import datetime
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import ClientError, HTTPClientError, ReadTimeoutError

from hearth import aws, deadline, signing, tcp
from hearth.table import transport
from hearth.table.transport import DynamoTransport
from tests.support import scripted
from tests.support.scripted import Asked, http

ITEM = {"pk": {"S": "A"}, "data": {"B": "AAH/"}, "some": {"BS": ["AA==", "/w=="]}, "deep": {"M": {"B": {"S": "text"}}}}


@pytest.fixture(autouse=True)
def somebody(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Credentials, a region, and no pause that a test would have to sit through."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setattr(deadline, "sleep", lambda _: None)
    aws.session.cache_clear()
    signing.forget()
    yield
    aws.session.cache_clear()
    signing.forget()


def told(value: object, status: int = 200, **headers: str) -> bytes:
    body = json.dumps(value).encode()
    return http(status, body, x_amz_crc32=str(zlib.crc32(body)), x_amzn_requestid="R1", **headers)


def call(url: str, operation: str = "GetItem", **arguments: Any) -> dict[str, Any]:
    return DynamoTransport(url)._make_api_call(operation, arguments)


def test_a_request_is_one_that_botocore_would_sign_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted.running(lambda _: told({})) as server:
        call(server.url, TableName="t", Key={"pk": {"B": b"\x00\x01\xff"}})
    asked = server.asked[0]
    assert asked.line == "POST / HTTP/1.1"
    assert json.loads(asked.body) == {"TableName": "t", "Key": {"pk": {"B": "AAH/"}}}
    assert asked.headers["x-amz-target"] == "DynamoDB_20120810.GetItem"
    headers = {name: asked.headers[name] for name in ("content-type", "x-amz-target")}
    request = AWSRequest("POST", server.url + "/", data=asked.body, headers=headers)
    moment = datetime.datetime.strptime(asked.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda **_: moment)
    SigV4Auth(aws.session().get_credentials(), "dynamodb", "eu-central-1").add_auth(request)
    assert asked.headers["authorization"] == request.headers["Authorization"]


def test_bytes_come_back_as_bytes_and_a_map_that_looks_like_them_does_not() -> None:
    with scripted.running(lambda _: told({"Item": ITEM})) as server:
        item = call(server.url)["Item"]
    assert item["data"] == {"B": b"\x00\x01\xff"}
    assert item["some"] == {"BS": [b"\x00", b"\xff"]}
    assert item["deep"] == {"M": {"B": {"S": "text"}}}


def test_one_connection_serves_many_calls_and_is_opened_again_when_it_was_closed() -> None:
    with scripted.running(lambda _: told({})) as server:
        wire = DynamoTransport(server.url)
        for _ in range(5):
            wire._make_api_call("GetItem", {})
        assert len(server.connections) == 1
        server.drop_connections()
        wire._make_api_call("GetItem", {})
        assert [asked.of_connection for asked in server.asked] == [1, 2, 3, 4, 5, 1]


def test_what_says_that_it_ends_is_not_used_again() -> None:
    with scripted.running(lambda _: told({}, connection="close")) as server:
        wire = DynamoTransport(server.url)
        wire._make_api_call("GetItem", {})
        wire._make_api_call("GetItem", {})
        assert len(server.connections) == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        b'3\r\n{"C\r\n9;x=y\r\nount": 1}\r\n0\r\nTrailer: x\r\n\r\n',
        b'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:12\r\n\r\n{"Count": 1}',
        b'HTTP/1.1 200\r\nContent-Length: 12\r\n\r\n{"Count": 1}',
    ],
    ids=["chunked", "continue", "no reason"],
)
def test_answers_in_other_forms_and_their_connection_is_kept(answer: bytes) -> None:
    with scripted.running(lambda _: answer) as server:
        wire = DynamoTransport(server.url)
        assert [wire._make_api_call("Query", {}) for _ in range(3)] == [{"Count": 1}] * 3
        assert len(server.connections) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        told({"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}, 400),
        told({"__type": "com.amazon.coral.availability#ThrottlingException", "message": "slow"}, 400),
        told({"__type": "com.amazonaws.dynamodb.v20120810#TransactionConflictException", "message": "busy"}, 400),
        told({"__type": "x#InternalServerError"}, 500),
        http(503, b"<html>"),
        http(200, b"{}", x_amz_crc32="1"),
        http(200, b"no json"),
        b"SSH-2.0 hello\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: what\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{}",
        None,
    ],
    ids=[
        "throughput",
        "throttled",
        "conflict",
        "internal",
        "no json at all",
        "checksum",
        "garbage",
        "ssh",
        "length",
        "cut",
        "closed",
    ],
)
def test_what_another_attempt_may_not_meet_is_tried_again(trouble: bytes | None) -> None:
    with scripted.running(lambda asked: trouble if asked.number < 3 else told({"Count": 1})) as server:
        assert call(server.url) == {"Count": 1}
        assert len(server.asked) == 3
    with scripted.running(lambda _: trouble) as server:
        with pytest.raises((ClientError, HTTPClientError)):
            call(server.url)
        assert len(server.asked) == deadline.ATTEMPTS


def test_a_failed_condition_is_told_at_once_with_the_item() -> None:
    answer = {
        "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
        "message": "no",
        "Item": ITEM,
    }
    with scripted.running(lambda _: told(answer, 400)) as server, pytest.raises(ClientError) as caught:
        call(server.url, "PutItem")
    response: dict[str, Any] = dict(caught.value.response)
    assert response["Error"] == {"Code": "ConditionalCheckFailedException", "Message": "no"}
    assert response["Item"]["data"] == {"B": b"\x00\x01\xff"}
    assert response["ResponseMetadata"]["RequestId"] == "R1"
    assert len(server.asked) == 1


def test_a_transaction_that_is_repeated_is_the_same_one() -> None:
    def answer(asked: Asked) -> bytes | None:
        return None if asked.number == 1 else told({})

    with scripted.running(answer) as server:
        call(server.url, "TransactWriteItems", TransactItems=[])
    first, second = (json.loads(asked.body)["ClientRequestToken"] for asked in server.asked)
    assert first == second


def test_why_a_transaction_was_cancelled_comes_through() -> None:
    reasons = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Message": "m", "Item": ITEM}]
    answer = {"__type": "a#TransactionCanceledException", "Message": "cancelled", "CancellationReasons": reasons}
    with scripted.running(lambda _: told(answer, 400)) as server, pytest.raises(ClientError) as caught:
        call(server.url, "TransactWriteItems", ClientRequestToken="mine")
    response: dict[str, Any] = dict(caught.value.response)
    assert [reason["Code"] for reason in response["CancellationReasons"]] == ["None", "ConditionalCheckFailed"]
    assert json.loads(server.asked[0].body)["ClientRequestToken"] == "mine"


def test_who_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.1)
    with scripted.running(lambda _: server.hang()) as server, pytest.raises(ReadTimeoutError):
        call(server.url)


def test_nobody_there_is_an_error_of_the_sdk_too() -> None:
    with scripted.running(lambda _: None) as server:
        pass
    with pytest.raises(HTTPClientError):
        call(server.url)


def test_over_tls_and_only_to_whom_it_trusts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, ours = scripted.certified(tmp_path)
    with scripted.running(lambda _: told({"Count": 2}), theirs) as server:
        with pytest.raises(HTTPClientError, match="CERTIFICATE_VERIFY_FAILED"):
            call(server.url)
        monkeypatch.setattr(tcp, "trust", lambda: ours)
        wire = DynamoTransport(server.url)
        for _ in range(3):
            assert wire._make_api_call("Query", {}) == {"Count": 2}
        assert [asked.of_connection for asked in server.asked] == [1, 2, 3]


def test_the_address_is_the_regions_unless_the_environment_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL_DYNAMODB", raising=False)
    assert transport.endpoint() == "https://dynamodb.eu-central-1.amazonaws.com"
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://everything")
    assert transport.endpoint() == "http://everything"
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://table")
    assert transport.endpoint() == "http://table"
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    monkeypatch.delenv("AWS_ENDPOINT_URL_DYNAMODB")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "cn-north-1")
    aws.session.cache_clear()
    signing.forget()
    assert transport.endpoint() == "https://dynamodb.cn-north-1.amazonaws.com.cn"
