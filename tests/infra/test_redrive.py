"""Dead letters go back whole, and none is lost on the way."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.redrive import hand_again, send_back


@pytest.fixture
def sqs() -> Any:
    with mock_aws():
        yield boto3.client("sqs", region_name="us-east-1", aws_access_key_id="t", aws_secret_access_key="t")


def test_every_letter_is_sent_back_with_its_attributes(sqs: Any) -> None:
    source = sqs.create_queue(QueueName="letters")["QueueUrl"]
    target = sqs.create_queue(QueueName="queue")["QueueUrl"]
    attributes = {"kind": {"DataType": "String", "StringValue": "verification"}}
    for number in range(12):
        sqs.send_message(QueueUrl=source, MessageBody=str(number), MessageAttributes=attributes)
    assert send_back(sqs, source, target) == 12
    assert send_back(sqs, source, target) == 0
    got = []
    while messages := sqs.receive_message(
        QueueUrl=target, MaxNumberOfMessages=10, MessageAttributeNames=["All"], WaitTimeSeconds=0
    ).get("Messages"):
        got += messages
        for message in messages:
            sqs.delete_message(QueueUrl=target, ReceiptHandle=message["ReceiptHandle"])
    assert sorted(int(message["Body"]) for message in got) == list(range(12))
    assert all(message["MessageAttributes"]["kind"]["StringValue"] == "verification" for message in got)


def test_a_letter_that_cannot_be_sent_stays(sqs: Any) -> None:
    source = sqs.create_queue(QueueName="letters")["QueueUrl"]
    sqs.send_message(QueueUrl=source, MessageBody="kept")
    with pytest.raises(sqs.exceptions.ClientError):
        send_back(sqs, source, "https://sqs.us-east-1.amazonaws.com/123456789012/gone")
    attributes = sqs.get_queue_attributes(QueueUrl=source, AttributeNames=["All"])["Attributes"]
    held = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    assert sum(int(attributes[name]) for name in held) == 1


class Readers:
    """Lambda's side: calls go to readers of the stream, some of which raise."""

    def __init__(self, *raising: str) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.raising = raising

    def invoke(self, *, FunctionName: str, Payload: bytes) -> dict[str, str]:  # noqa: N803
        if FunctionName in self.raising:
            return {"FunctionError": "Unhandled"}
        self.calls.append((FunctionName, json.loads(Payload)))
        return {}


def test_what_a_reader_parked_is_handed_to_that_reader(sqs: Any) -> None:
    source = sqs.create_queue(QueueName="letters")["QueueUrl"]
    for reader in ("relay", "activity"):
        letter = {"consumer": reader, "reason": "x", "record": {"dynamodb": {"NewImage": {"pk": {"S": reader}}}}}
        sqs.send_message(QueueUrl=source, MessageBody=json.dumps(letter))
    readers = Readers()
    assert hand_again(sqs, readers, source, "hearth") == (2, 0)
    assert sorted(name for name, _ in readers.calls) == ["hearth-activity-stream", "hearth-relay-stream"]
    assert all(len(event["Records"]) == 1 for _, event in readers.calls)
    assert hand_again(sqs, readers, source, "hearth") == (0, 0)


def test_what_a_reader_does_not_take_stays_a_letter(sqs: Any) -> None:
    source = sqs.create_queue(QueueName="letters")["QueueUrl"]
    letter = {"consumer": "relay", "record": {}}
    for body in (json.dumps(letter), json.dumps({"DDBStreamBatchInfo": {}}), "not json", "[]"):
        sqs.send_message(QueueUrl=source, MessageBody=body)
    assert hand_again(sqs, Readers("hearth-relay-stream"), source, "hearth") == (0, 4)
    attributes = sqs.get_queue_attributes(QueueUrl=source, AttributeNames=["All"])["Attributes"]
    held = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    assert sum(int(attributes[name]) for name in held) == 4
