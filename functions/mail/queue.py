"""Orders for mail → SES. Whoever orders calls this function and does not wait (`hearth.mail`)."""

from functools import cache, partial
from typing import Any

from functions.mail import service
from functions.mail.texts import BucketOverrides
from hearth import aws, telemetry
from hearth.config import settings, web_url
from hearth.consumers import Consumer
from hearth.repeats import once

consumer = Consumer("mail")


@cache
def overrides() -> BucketOverrides:
    """What an operator wrote in place of our words; kept for the life of the process."""
    return BucketOverrides(aws.client("s3"), settings().files_bucket)


@consumer.message
def handler(message_id: str, message: dict[str, Any]) -> None:
    """Send one mail, once however often its message comes."""
    order = service.read(message)
    telemetry.note(template=order.template, locale=order.locale)
    if order.template == service.NOTHING:
        return
    letter = service.compose(order, overrides(), web_url())
    post = partial(service.send_patiently, letter, aws.client("sesv2"), settings().mail_from)
    once(consumer.name, message_id, post)
