"""The table of `template.yaml` inside this process, with moto. conformance/ tests what DynamoDB really promises."""

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import pytest
from moto import mock_aws

from hearth import aws, config
from hearth.table import forget_connection

TABLE = "hearth-unit"
BUCKET = "hearth-unit-files"

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


def forget_everything() -> None:
    """Drop what the process has cached of its environment, as a fresh Lambda would."""
    config.settings.cache_clear()
    config.web_url.cache_clear()
    aws.client.cache_clear()
    aws._session.cache_clear()
    forget_connection()


@contextmanager
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A function's surroundings in moto. Yields the table's name."""
    region = "eu-central-1"
    environment = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": region,
        "AWS_REGION": region,
        "HEARTH_STACK": "unit",
        "HEARTH_TABLE": TABLE,
        "HEARTH_FILES_BUCKET": BUCKET,
        "HEARTH_FUNCTION": "unit",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    forget_everything()
    with mock_aws():
        create_table(boto3.client("dynamodb"))
        boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": region})
        queue = boto3.client("sqs").create_queue(QueueName="hearth-unit-mail")["QueueUrl"]
        monkeypatch.setenv("HEARTH_MAIL_QUEUE", queue)
        boto3.client("ssm").put_parameter(Name="/hearth/unit/web-url", Value="https://hearth.test", Type="String")
        forget_everything()
        yield TABLE
        forget_everything()
