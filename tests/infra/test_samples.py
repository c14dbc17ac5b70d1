"""Events as AWS documents them, member for member, into the entries that take them: nothing of ours made them fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from functions.audit import queue as audit
from functions.identity import authorizer, picture, schedule
from functions.organizations import picture as logo
from functions.platform import handler as platform
from functions.relay import stream as relay
from hearth import aws, consumers, ids
from tests.support.deliveries import CONTEXT, happened
from tests.support.local_table import BUCKET

REST = {
    "resource": "/v1/health", "path": "/v1/health", "httpMethod": "GET",
    "headers": {"header1": "value1", "header2": "value1,value2"},
    "multiValueHeaders": {"header1": ["value1"], "header2": ["value1", "value2"]},
    "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "value"},
    "multiValueQueryStringParameters": {"parameter1": ["value1", "value2"], "parameter2": ["value"]},
    "requestContext": {
        "accountId": "123456789012", "apiId": "id", "authorizer": {"claims": None, "scopes": None},
        "domainName": "id.execute-api.us-east-1.amazonaws.com", "domainPrefix": "id", "extendedRequestId": "request-id",
        "httpMethod": "GET",
        "identity": {
            "accessKey": None, "accountId": None, "caller": None, "cognitoAuthenticationProvider": None,
            "cognitoAuthenticationType": None, "cognitoIdentityId": None, "cognitoIdentityPoolId": None,
            "principalOrgId": None, "sourceIp": "192.0.2.1", "user": None, "userAgent": "user-agent", "userArn": None,
            "clientCert": None,
        },
        "path": "/api/v1/health", "protocol": "HTTP/1.1", "requestId": "id=",
        "requestTime": "04/Mar/2020:19:15:17 +0000",
        "requestTimeEpoch": 1583349317135, "resourceId": None, "resourcePath": "/v1/health", "stage": "api",
    },
    "pathParameters": None, "stageVariables": None, "body": None, "isBase64Encoded": False,
}  # fmt: skip
"""API Gateway developer guide, "Input format of a Lambda function for proxy integration"."""

REQUEST_AUTHORIZER = {
    "type": "REQUEST",
    "methodArn": "arn:aws:execute-api:us-east-1:123456789012:abcdef123/api/GET/v1/me",
    "resource": "/v1/me", "path": "/v1/me", "httpMethod": "GET",
    "headers": {
        "X-AMZ-Date": "20170718T062915Z", "Accept": "*/*", "Authorization": "Bearer a.b.c",
        "CloudFront-Viewer-Country": "US", "User-Agent": "...",
    },
    "queryStringParameters": {"QueryString1": "queryValue1"}, "pathParameters": {}, "stageVariables": {},
    "requestContext": {
        "path": "/v1/me", "accountId": "123456789012", "resourceId": "05c7jb", "stage": "api", "requestId": "...",
        "identity": {"apiKey": "...", "sourceIp": "...", "clientCert": {}},
        "resourcePath": "/v1/me", "httpMethod": "GET",
        "apiId": "abcdef123",
    },
}  # fmt: skip
"""The same guide, "Input to an API Gateway Lambda authorizer"."""


def object_created(key: str) -> dict[str, Any]:
    """S3 user guide, "Amazon S3 event notifications … EventBridge": Object Created."""
    return {
        "version": "0", "id": "17793124-05d4-b198-2fde-7ededc63b103", "detail-type": "Object Created",
        "source": "aws.s3", "account": "111122223333", "time": "2021-11-12T00:00:00Z", "region": "ca-central-1",
        "resources": [f"arn:aws:s3:::{BUCKET}"],
        "detail": {
            "version": "0", "bucket": {"name": BUCKET},
            "object": {
                "key": key, "size": 5, "etag": "b1946ac92492d2347c6235b4d2611184",
                "version-id": "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e", "sequencer": "617f08299329d189",
            },
            "request-id": "N4N7GDK58NMKJ12R", "requester": "123456789012", "source-ip-address": "1.2.3.4",
            "reason": "PutObject",
        },
    }  # fmt: skip


def from_rule(detail: Any) -> dict[str, Any]:
    """EventBridge user guide, "Events": the members of every event."""
    return {
        "version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718", "detail-type": detail["type"],
        "source": "hearth", "account": "111122223333", "time": "2017-12-22T18:43:48Z", "region": "us-west-1",
        "resources": [], "detail": detail,
    }  # fmt: skip


def stream_record(image: dict[str, Any]) -> dict[str, Any]:
    """Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB"."""
    return {
        "Records": [
            {
                "eventID": "1", "eventVersion": "1.0", "awsRegion": "us-east-1", "eventName": "INSERT",
                "dynamodb": {
                    "ApproximateCreationDateTime": 1428537600, "Keys": {"pk": image["pk"], "sk": image["sk"]},
                    "NewImage": image, "SequenceNumber": "4421584500000000017450439091", "SizeBytes": 26,
                    "StreamViewType": "NEW_AND_OLD_IMAGES",
                },
                "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2015-06-27T00:48:05.899",
                "eventSource": "aws:dynamodb",
            }
        ]
    }  # fmt: skip


def queued(body: Any) -> dict[str, Any]:
    """Lambda developer guide, "Using Lambda with Amazon SQS"."""
    return {
        "Records": [
            {
                "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
                "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
                "body": json.dumps(body),
                "attributes": {
                    "ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183",
                    "SenderId": "AIDAIENQZJOLO23YVJ4VO",
                    "ApproximateFirstReceiveTimestamp": "1545082649185",
                },
                "messageAttributes": {}, "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3", "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue", "awsRegion": "us-east-2",
            }
        ]
    }  # fmt: skip


SCHEDULED = {
    "version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event",
    "source": "aws.scheduler", "account": "123456789012", "time": "2015-10-08T16:53:06Z", "region": "us-east-1",
    "resources": ["arn:aws:scheduler:us-east-1:123456789012:schedule/default/hourly"], "detail": "{}",
}  # fmt: skip
"""EventBridge Scheduler calls a function with this, where the schedule has no input of its own."""


def test_a_request_of_the_rest_api(table: str) -> None:
    plain = {**REST, "queryStringParameters": None, "multiValueQueryStringParameters": None}
    assert platform.handler(plain, CONTEXT)["statusCode"] == 200
    assert platform.handler(REST, CONTEXT)["statusCode"] == 422, "a parameter twice is a problem, not a failure"
    assert platform.handler({**REST, "httpMethod": "OPTIONS"}, CONTEXT)["statusCode"] == 204


def test_a_question_of_the_authorizer(table: str) -> None:
    answer = authorizer.handler(REQUEST_AUTHORIZER, CONTEXT)
    assert answer["policyDocument"]["Statement"][0]["Effect"] == "Deny"
    assert answer["policyDocument"]["Statement"][0]["Resource"].startswith("arn:aws:execute-api:us-east-1:")


@pytest.mark.parametrize(
    ("entry", "folder"), [(picture.handler, "pictures"), (logo.handler, f"logos/{ids.new_id()}")], ids=["person", "org"]
)
def test_a_picture_that_arrived(entry: Callable[..., None], folder: str, table: str) -> None:
    key = f"incoming/{folder}/{ids.new_id()}/{ids.new_id()}"
    aws.client("s3").put_object(Bucket=BUCKET, Key=key, Body=b"hello")
    entry(object_created(key), CONTEXT)
    assert "Contents" not in aws.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=key)


def test_an_event_of_the_bus_by_rule_and_by_queue(table: str) -> None:
    seen: list[Any] = []
    handler = consumers.Consumer("test").bus_event(seen.append)
    event = happened()
    handler(from_rule(event), CONTEXT)
    assert handler(queued(from_rule(event)), CONTEXT) == {"batchItemFailures": []}
    assert seen == [event, event]
    audit.handler(from_rule({**event, "security": True}), CONTEXT)


def test_a_change_of_the_table(table: str, dead_letters: Callable[[], list[dict[str, Any]]]) -> None:
    image = {"pk": {"S": "OUTBOX#1"}, "sk": {"S": "OUTBOX"}, "ev": {"S": json.dumps([{"id": "no event"}])}}
    assert relay.handler(stream_record(image), CONTEXT) == {"batchItemFailures": []}
    (letter,) = dead_letters()
    assert letter["reason"] == "not an event's envelope"


def test_the_clock(table: str) -> None:
    assert schedule.handler(SCHEDULED, CONTEXT)["deleted"] == 0
