"""Use case: send one mail."""

import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from functions.mail import texts
from functions.mail.errors import BrokenTemplate, NotAMail, UnknownTemplate
from functions.mail.rendering import fill
from functions.mail.texts import Overrides, Words
from hearth import clock, deadline, mail, telemetry

NOTHING = "nothing"
"""A message that comes to nothing: sent so that a route takes as long without an account as with one."""

PLAIN = frozenset({"link", "web_url", "email", "old_email", "address"})
"""Values that are shown as they are; everything else may have been written by a stranger."""

LONGEST = 200

PAUSE = (0.5, 2.0)
"""Seconds between two tries when SES is sent to too fast."""

RESERVE = 15.0
"""Seconds that are left for a last try: its call may hang, and what was claimed must be freed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail, ready to go."""

    to: str
    subject: str
    text: str
    html: str


class Post(Protocol):
    """What is needed of SES's client (version 2)."""

    def send_email(self, **arguments: Any) -> Any:
        """Hand over one mail."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asked to be sent."""

    template: str
    to: str
    locale: str
    data: dict[str, Any]


def read(message: dict[str, Any]) -> Order:
    """The order in a message. NotAMail (which says nothing of its content) when it is none."""
    template, to, locale, data = (message.get(name) for name in ("template", "to", "locale", "data"))
    if not (isinstance(template, str) and isinstance(to, str) and isinstance(locale, str) and isinstance(data, dict)):
        raise NotAMail("not an order for a mail")
    try:
        return Order(template, mail.normalize(to), locale, data)
    except ValueError:
        raise NotAMail("not the address of a mailbox") from None


def compose(order: Order, overrides: Overrides, web_url: str) -> Letter:
    """The mail in the person's language, or the nearest we have. An override that does not read is passed over."""
    for language, parts in texts.sources(order.template, order.locale, overrides):
        values = {**_values(order.data, texts.words(language)), "web_url": web_url, "locale": language}
        try:
            subject = " ".join(fill(parts["subject.txt"], values, markup=False).split())
            text = fill(parts["txt"], values, markup=False)
            content = fill(parts["html"], values, markup=True)
        except BrokenTemplate:
            telemetry.logger().warning("a mail template does not read", extra={"template": order.template})
            continue
        html = fill(texts.layout(), {**values, "subject": subject, "content": content}, markup=True)
        return Letter(order.to, subject, text, html)
    raise UnknownTemplate("no template of this name")


def send(letter: Letter, post: Post, sender: str) -> None:
    """Hand a mail to SES."""
    post.send_email(
        FromEmailAddress=sender,
        Destination={"ToAddresses": [letter.to]},
        Content={
            "Simple": {
                "Subject": {"Data": letter.subject, "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": letter.text, "Charset": "UTF-8"},
                    "Html": {"Data": letter.html, "Charset": "UTF-8"},
                },
                "Headers": [{"Name": "Auto-Submitted", "Value": "auto-generated"}],
            }
        },
    )
    telemetry.count("MailsSent")


def send_patiently(letter: Letter, post: Post, sender: str) -> None:
    """Send, and wait while SES says that it is too fast: an account may send one mail a second at first, later 14.

    Waiting costs next to nothing (a fifth of a gigabyte), and nobody waits for us; what Lambda calls again comes after
    a minute and after two more, and then lies among the dead letters.
    """
    while True:
        try:
            send(letter, post, sender)
        except Exception as error:
            if not _too_fast(error) or deadline.time_left() < RESERVE:
                raise
            telemetry.count("MailsWaited")
            time.sleep(random.uniform(*PAUSE))  # noqa: S311  many wait: they must not come back together
        else:
            return


def _too_fast(error: Exception) -> bool:
    code = getattr(error, "response", {}).get("Error", {}).get("Code", "")
    return code in {"TooManyRequestsException", "ThrottlingException", "Throttling"}


def _values(data: Mapping[str, Any], words: Words) -> dict[str, str]:
    return {name: _value(name, value, words) for name, value in data.items()}


def _value(name: str, value: Any, words: Words) -> str:
    text = "" if value is None else str(value)
    if name in {"link", "web_url"}:
        return text if text.startswith(("https://", "http://")) else ""
    if name == "at" or name.endswith("_at"):
        return _when(text, words)
    if name == "role":
        return words.roles.get(text, text)
    return text if name in PLAIN else _harmless(text)


def _when(text: str, words: Words) -> str:
    try:
        moment = clock.parse(text)
    except ValueError:
        return text
    month = words.months[moment.month - 1]
    hour, minute = f"{moment.hour:02d}", f"{moment.minute:02d}"
    return words.time.format(day=moment.day, month=month, year=moment.year, hour=hour, minute=minute)


def _harmless(text: str) -> str:
    """One line of bounded length in which a mail program finds no link.

    Anybody can have us write to anybody with a name of their choice: `Win at evil.example` must not become one.
    """
    line = " ".join(text.split())[:LONGEST].replace("://", ":\u2215\u2215")
    return re.sub(r"\.(?=\w\w)", "\u2024", line)
