"""The fields that several shapes of `schemas.py` share."""

import unicodedata
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints

from functions.identity.password_rules import LONGEST, SHORTEST
from hearth import mail
from hearth.schema import Name


def _address(text: str) -> str:
    try:
        return mail.normalize(text)
    except ValueError as error:
        raise ValueError(str(error)) from None


def _time_zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError("must be a time zone of the IANA database, such as Europe/Berlin")
    return text


def _visible(text: str) -> str:
    if not any(unicodedata.category(char)[0] in "LNPS" for char in text):
        raise ValueError("must have a visible character")
    return text


Email = Annotated[
    str,
    StringConstraints(max_length=320),
    AfterValidator(_address),
    Field(json_schema_extra={"format": "email"}, examples=["ada@example.com"]),
]
# not stripped: a space at the end of a password is part of it
Password = Annotated[
    str, StringConstraints(max_length=LONGEST, strip_whitespace=False), Field(examples=["a long line that only I know"])
]
NewPassword = Annotated[
    str,
    StringConstraints(max_length=LONGEST, strip_whitespace=False),
    Field(
        description=f"{SHORTEST} to {LONGEST} characters, and not one that others would guess.",
        examples=["a long line that only I know"],
    ),
]
TimeZone = Annotated[
    str, StringConstraints(max_length=64), AfterValidator(_time_zone), Field(examples=["Europe/Berlin"])
]
Locale = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"), Field(examples=["en", "pt-BR"])
]
PersonName = Annotated[Name, AfterValidator(_visible)]
MailedToken = Annotated[
    str, StringConstraints(min_length=1, max_length=100), Field(description="The token of the mailed link.")
]
Transport = Annotated[
    Literal["body", "cookie"],
    Field(description="How the refresh token travels: in the body, or in an HttpOnly cookie for browsers."),
]
DeviceToken = Annotated[
    str | None,
    Field(
        default=None, max_length=200, description="What an earlier sign-in on this device gave (browsers: a cookie)."
    ),
]
