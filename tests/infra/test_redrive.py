"""Dead letters go back whole, and none is lost on the way."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.redrive import send_back


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
