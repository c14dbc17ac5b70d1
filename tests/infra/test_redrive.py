"""Dead letters go back whole to the function that failed, and none is lost on the way."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.environments import ROOT
from infra.redrive import hand_again, main
from infra.template import letters

ARN = "arn:aws:lambda:us-east-1:123456789012:function:hearth-audit-queue"
EVENT = {"source": "hearth", "detail-type": "team.created", "detail": {"id": "e"}}


@pytest.fixture
def sqs() -> Any:
    with mock_aws():
        yield boto3.client("sqs", region_name="us-east-1", aws_access_key_id="t", aws_secret_access_key="t")


@pytest.fixture
def source(sqs: Any) -> str:
    return str(sqs.create_queue(QueueName="letters")["QueueUrl"])


class Functions:
    """Lambda: takes calls, and some functions raise."""

    def __init__(self, *raising: str) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.raising = raising

    def invoke(self, *, FunctionName: str, Payload: bytes) -> dict[str, str]:  # noqa: N803
        if FunctionName in self.raising:
            return {"FunctionError": "Unhandled"}
        self.calls.append((FunctionName, json.loads(Payload)))
        return {}


def given_up(payload: Any) -> str:
    """What Lambda sends to a failure destination (the developer guide's sample of an invocation record)."""
    record = {
        "version": "1.0",
        "timestamp": "2026-11-14T18:16:05.568Z",
        "requestContext": {
            "requestId": "e4b46cbf-b738-xmpl-8880-a18cdf61200e",
            "functionArn": f"{ARN}:$LATEST",
            "condition": "RetriesExhausted",
            "approximateInvokeCount": 3,
        },
        "requestPayload": payload,
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "responsePayload": {"errorMessage": "not now", "errorType": "RuntimeError"},
    }
    return json.dumps(record)


def held(sqs: Any, source: str) -> int:
    attributes = sqs.get_queue_attributes(QueueUrl=source, AttributeNames=["All"])["Attributes"]
    names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    return sum(int(attributes[name]) for name in names)


def test_a_call_that_lambda_gave_up_is_made_again(sqs: Any, source: str) -> None:
    for number in range(12):
        sqs.send_message(QueueUrl=source, MessageBody=given_up({**EVENT, "id": number}))
    functions = Functions()
    assert hand_again(sqs, functions, source, "hearth") == (12, 0)
    assert {name for name, _ in functions.calls} == {"hearth-audit-queue"}
    assert sorted(event["id"] for _, event in functions.calls) == list(range(12))
    assert hand_again(sqs, functions, source, "hearth") == (0, 0)


def test_what_a_rule_could_not_hand_over_is_handed_over(sqs: Any, source: str) -> None:
    attributes = {
        "RULE_ARN": {"DataType": "String", "StringValue": "arn:aws:events:us-east-1:123456789012:rule/hearth/Audit"},
        "TARGET_ARN": {"DataType": "String", "StringValue": ARN},
        "ERROR_CODE": {"DataType": "String", "StringValue": "NO_PERMISSIONS"},
    }
    sqs.send_message(QueueUrl=source, MessageBody=json.dumps(EVENT), MessageAttributes=attributes)
    functions = Functions()
    assert hand_again(sqs, functions, source, "hearth") == (1, 0)
    assert functions.calls == [("hearth-audit-queue", EVENT)]


def test_what_a_reader_parked_is_handed_to_that_reader(sqs: Any, source: str) -> None:
    for reader in ("relay", "activity"):
        letter = {"consumer": reader, "reason": "x", "record": {"dynamodb": {"NewImage": {"pk": {"S": reader}}}}}
        sqs.send_message(QueueUrl=source, MessageBody=json.dumps(letter))
    readers = Functions()
    assert hand_again(sqs, readers, source, "hearth") == (2, 0)
    assert sorted(name for name, _ in readers.calls) == ["hearth-activity-stream", "hearth-relay-stream"]
    assert all(len(event["Records"]) == 1 for _, event in readers.calls)
    assert hand_again(sqs, readers, source, "hearth") == (0, 0)


def test_what_a_function_does_not_take_stays_a_letter(sqs: Any, source: str) -> None:
    of_reader = json.dumps({"consumer": "relay", "record": {}})
    for body in (of_reader, given_up(EVENT), json.dumps({"DDBStreamBatchInfo": {}}), "not json", "[]"):
        sqs.send_message(QueueUrl=source, MessageBody=body)
    assert hand_again(sqs, Functions("hearth-relay-stream", "hearth-audit-queue"), source, "hearth") == (0, 5)
    assert held(sqs, source) == 5


def test_help_and_documentation_name_every_queue(capsys: pytest.CaptureFixture[str]) -> None:
    names = [name.removesuffix("DeadLetters").lower() for name in letters.queues((ROOT / "template.yaml").read_text())]
    assert len(names) >= 7
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    documented = (ROOT / "docs" / "capabilities.md").read_text()
    for name in names:
        assert name in told
        assert f"`hearth redrive {name}`" in documented
