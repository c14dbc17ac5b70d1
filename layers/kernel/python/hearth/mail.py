"""Outgoing mail: a message on the mail queue says which template goes to whom; its consumer renders and sends it."""

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from hearth import aws
from hearth.config import settings, web_url
from hearth.errors import Unavailable

Template = Literal[
    "verify_email",
    "already_registered",
    "reset_password",
    "password_changed",
    "confirm_new_email",
    "email_change_asked",
    "email_changed",
    "email_confirmed",
    "new_sign_in",
    "invitation",
    "account_deleted",
    "export_ready",
]

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def send(template: Template, to: str, locale: str, data: dict[str, Any]) -> None:
    """Put one mail on the queue. `data` fills the template; links in it are whole (see `link`)."""
    body = json.dumps({"template": template, "to": to, "locale": locale, "data": data}, ensure_ascii=False)
    aws.client("sqs").send_message(QueueUrl=settings().mail_queue, MessageBody=body)


def send_many(template: Template, locale: str, mails: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Put a mail for each of these people on the queue, ten a call. Unavailable if the queue refuses some."""
    for start in range(0, len(mails), 10):
        entries = [
            {
                "Id": str(number),
                "MessageBody": json.dumps(
                    {"template": template, "to": to, "locale": locale, "data": data}, ensure_ascii=False
                ),
            }
            for number, (to, data) in enumerate(mails[start : start + 10])
        ]
        answer = aws.client("sqs").send_message_batch(QueueUrl=settings().mail_queue, Entries=entries)
        if answer.get("Failed"):
            raise Unavailable("Some of the mails could not be sent. Send them again.")


def send_nothing(to: str) -> None:
    """Put a message on the queue that comes to nothing (template `nothing`: the consumer drops it).

    For routes that must take as long for an address without an account as for one with: a mail not sent would be a
    call to the queue not made.
    """
    body = json.dumps({"template": "nothing", "to": to, "locale": "en", "data": {}}, ensure_ascii=False)
    aws.client("sqs").send_message(QueueUrl=settings().mail_queue, MessageBody=body)


Page = Literal["verify", "reset", "confirm-email", "cancel-email", "take-back", "invite"]


def link(page: Page, token: str) -> str:
    """A page of the workspace that takes a one-time token (tokens are URL-safe)."""
    return f"{web_url()}/{page}?token={token}"


def normalize(address: str) -> str:
    """The one form in which an address is stored, compared and mailed to. ValueError if it is none.

    Lower case throughout: nobody runs two mailboxes that differ by case, and people type as their phone does. An
    international domain is kept in its ASCII form; SES takes no other, and no local part beyond ASCII.
    """
    local, at, domain = address.strip().rpartition("@")
    local = local.lower()
    try:
        domain = domain.rstrip(".").encode("ascii" if domain.isascii() else "idna").decode().lower()
    except UnicodeError as error:
        raise ValueError("is not a mail address") from error
    labels = domain.split(".")
    sound = at and _LOCAL.fullmatch(local) and len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not sound or len(local) > 64 or len(local) + len(domain) > 253:
        raise ValueError("is not a mail address")
    return f"{local}@{domain}"
