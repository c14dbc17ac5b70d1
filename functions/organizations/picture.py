"""Logos, on arrival in the bucket (S3 through EventBridge)."""

from typing import Any

from functions.organizations.service import logo
from hearth import aws, deadline, telemetry
from hearth.config import settings
from hearth.pictures import NotAPicture


def handler(event: dict[str, Any], context: Any) -> None:
    """Take in one upload. What is no picture is thrown away; what fails for another reason is tried again by Lambda."""
    key = str(event["detail"]["object"]["key"])
    with deadline.until(context), telemetry.measure("resize_logo", request_id=event.get("id", "")) as work:
        try:
            logo.take_in(key)
        except NotAPicture as error:
            work.fields["refused"] = str(error)
            telemetry.count("LogosRefused")
        aws.client("s3").delete_object(Bucket=settings().files_bucket, Key=key)
