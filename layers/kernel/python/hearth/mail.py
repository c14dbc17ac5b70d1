"""Outgoing mail: a message names a template and a recipient; the mail function, called asynchronously, sends it."""

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from hearth import aws, ids
from hearth.config import settings, web_url

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


def send(template: Template, to: str, locale: str, data: dict[str, Any], *, order: str | None = None) -> None:
    """Order one mail. `data` fills the template; links in it are whole (see `link`). Of two orders of one name, one is
    sent: for whoever may have to order it again."""
    message = _message(template, to, locale, data)
    _hand_over([message if order is None else {**message, "id": order}])


def send_many(template: Template, locale: str, mails: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Order a mail for each of these people. Ten go with a call, and are sent one after another: SES takes a few a
    second, so that many at once would only be refused."""
    for start in range(0, len(mails), 10):
        _hand_over([_message(template, to, locale, data) for to, data in mails[start : start + 10]])


def send_nothing(to: str) -> None:
    """Order a mail that comes to nothing (template `nothing`: the function drops it).

    For routes that must take as long for an address without an account as for one with: a mail not ordered would be a
    call not made.
    """
    _hand_over([_message("nothing", to, "en", {})])


def _message(template: str, to: str, locale: str, data: dict[str, Any]) -> dict[str, Any]:
    """The id is what keeps a repeat from being sent twice, however the message comes again."""
    return {"id": ids.new_id(), "template": template, "to": to, "locale": locale, "data": data}


def _hand_over(messages: list[dict[str, Any]]) -> None:
    """Call the mail function without waiting for it: Lambda keeps the call for up to six hours, and tries again."""
    body = json.dumps({"messages": messages}, ensure_ascii=False).encode()
    aws.client("lambda").invoke(FunctionName=settings().mail_function, InvocationType="Event", Payload=body)


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
