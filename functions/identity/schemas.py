"""What requests may hold and what answers show."""

from typing import Annotated, Any, Literal, Protocol, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, RootModel, StringConstraints, model_validator

from functions.identity.schemas_fields import (
    DeviceToken,
    Email,
    Locale,
    MailedToken,
    NewPassword,
    Password,
    PersonName,
    TimeZone,
    Transport,
)
from hearth.access import SCOPES
from hearth.schema import Body, Id, Name, Shape, Time, Versioned, page_of


class _Unstripped(Body):
    """Bodies with a password: nothing is stripped from it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False, str_max_length=20_000)


class Register(_Unstripped):
    email: Email
    password: NewPassword
    name: PersonName
    locale: Locale = "en"
    time_zone: TimeZone = "UTC"


class Accepted(Shape):
    status: Literal["mail_sent"] = Field(description="Always the same, whatever we know of the address.")


class RegisterInvited(_Unstripped):
    token: MailedToken
    password: NewPassword
    name: PersonName
    locale: Locale = "en"
    time_zone: TimeZone = "UTC"
    transport: Transport = "body"
    device_token: DeviceToken


class AddressOnly(Body):
    email: Email


class VerifyEmail(_Unstripped):
    token: MailedToken
    password: NewPassword = Field(description="The one that was registered with this link.")
    choose: bool = Field(
        False, description="Take the password as it is, whatever was registered: for whoever did not register this."
    )
    name: PersonName | None = Field(None, description="Another name than the one that was registered.")
    transport: Transport = "body"
    device_token: DeviceToken


class Login(_Unstripped):
    email: Email
    password: Password
    transport: Transport = "body"
    device_token: DeviceToken
    restore: bool = Field(False, description="Keep an account that waits for its deletion.")


class _Proof(Protocol):
    code: str | None
    recovery_code: str | None


P = TypeVar("P", bound=_Proof)


def _one_proof(given: P) -> P:
    if (given.code is None) == (given.recovery_code is None):
        raise ValueError("give either code or recovery_code")
    return given


class Mfa(Body):
    mfa_token: str = Field(max_length=2000)
    code: str | None = Field(None, pattern=r"^[0-9]{6}$", description="The code that the authenticator shows.")
    recovery_code: str | None = Field(None, max_length=40)
    transport: Transport = "body"
    device_token: DeviceToken

    @model_validator(mode="after")
    def _one_of_two(self) -> "Mfa":
        return _one_proof(self)


class Refresh(Body):
    refresh_token: str | None = Field(None, max_length=400, description="Left out by browsers, which send the cookie.")


class Logout(Refresh):
    everywhere: bool = Field(False, description="End all of the person's sessions, not only this one.")


class PersonSummary(Shape):
    id: Id
    name: str
    email: str
    picture: dict[str, str] | None
    locale: str
    time_zone: str


class SignedIn(Shape):
    access_token: str = Field(description="A JWT (ES256) for 15 minutes; check it with the keys of GET /v1/auth/keys.")
    token_type: Literal["Bearer"]
    expires_in: int
    refresh_token: str | None = Field(None, description="Good once. Missing when it travels as a cookie.")
    device_token: str | None = Field(None, description="Keep it, and show it at the next sign-in on this device.")
    session_id: Id
    person: PersonSummary


class MfaRequired(Shape):
    mfa_required: Literal[True]
    mfa_token: str = Field(description="Send it to POST /v1/auth/mfa with a code.")
    expires_in: int


class SignInAnswer(RootModel[SignedIn | MfaRequired]):
    """A session, or the question for the second factor."""


class Jwk(Shape):
    kty: str
    crv: str
    x: str
    y: str
    kid: str
    use: str
    alg: str


class Jwks(Shape):
    keys: list[Jwk]


Minute = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$"), Field(examples=["09:00"])]


class Span(Body):
    """From and until, in the person's time zone."""

    start: Minute
    end: Minute

    @model_validator(mode="after")
    def _forward(self) -> "Span":
        if self.start >= self.end:
            raise ValueError("must end after it starts")
        return self


Day = Annotated[list[Span], Field(max_length=6)]


class WorkingHours(Body):
    """Spans of time by day of the week; a day that is missing is free."""

    mon: Day = []
    tue: Day = []
    wed: Day = []
    thu: Day = []
    fri: Day = []
    sat: Day = []
    sun: Day = []


def _moment(text: str) -> str:
    from hearth import clock

    try:
        return clock.iso(clock.parse(text))
    except (ValueError, OverflowError) as error:
        raise ValueError("must be a time such as 2026-11-21T10:30:00Z") from error


Moment = Annotated[
    str, StringConstraints(max_length=40), AfterValidator(_moment), Field(json_schema_extra={"format": "date-time"})
]


class Status(Body):
    emoji: Annotated[str, StringConstraints(max_length=16)] | None = None
    text: Annotated[Name, StringConstraints(max_length=140)]
    until: Moment | None = Field(None, description="When it goes away by itself.")


FieldName = Annotated[str, StringConstraints(min_length=1, max_length=60)]
FieldValue = Annotated[str, StringConstraints(max_length=500)]


class UpdateMe(Body):
    """Only what is sent changes; null takes a value away."""

    name: PersonName | None = None
    pronouns: Annotated[Name, StringConstraints(max_length=60)] | None = None
    title: Annotated[Name, StringConstraints(max_length=120)] | None = None
    time_zone: TimeZone | None = None
    locale: Locale | None = None
    working_hours: WorkingHours | None = None
    availability: Literal["available", "busy", "away", "do_not_disturb"] | None = None
    status: Status | None = None
    custom_fields: Annotated[dict[FieldName, FieldValue], Field(max_length=20)] | None = None

    @model_validator(mode="after")
    def _never_null(self) -> "UpdateMe":
        for field in ("name", "time_zone", "locale", "availability"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise ValueError(f"{field} cannot be null")
        return self


class Me(Versioned):
    email: str
    name: str
    picture: dict[str, str] | None = Field(description="Addresses by size in pixels.")
    pronouns: str | None
    title: str | None
    time_zone: str
    locale: str
    working_hours: dict[str, Any] | None
    availability: str
    status: dict[str, Any] | None
    custom_fields: dict[str, str]
    totp_enabled: bool
    password_changed_at: Time | None


class ResetPassword(_Unstripped):
    token: MailedToken
    password: NewPassword


class TokenOnly(Body):
    token: MailedToken


class CancelEmail(Body):
    token: MailedToken
    not_me: bool = Field(
        False,
        description="Somebody else asked: take the account back. Signs out everywhere, ends API keys, and mails a link "
        "that sets a new password.",
    )


class ChangePassword(_Unstripped):
    current_password: Password
    new_password: NewPassword


class ChangeEmail(_Unstripped):
    email: Email
    password: Password


class PasswordOnly(_Unstripped):
    password: Password


class TotpStarted(Shape):
    secret: str = Field(description="For typing into an authenticator app.")
    uri: str = Field(description="For a QR code (otpauth://).")


class StopTotp(_Unstripped):
    password: Password
    code: str | None = Field(None, pattern=r"^[0-9]{6}$", description="The code that the authenticator shows.")
    recovery_code: str | None = Field(None, max_length=40)

    @model_validator(mode="after")
    def _one_of_two(self) -> "StopTotp":
        return _one_proof(self)


class TotpCode(Body):
    code: str = Field(pattern=r"^[0-9]{6}$")


class RecoveryCodes(Shape):
    recovery_codes: list[str] = Field(description="Each counts once, in place of a code. Shown this once.")


class Session(Shape):
    id: Id
    current: bool = Field(description="Whether it is the one that asks.")
    device: str = Field(examples=["Firefox on Linux"])
    agent: str
    address: str
    country: str | None = Field(description="Two letters, where the edge tells.")
    started_at: Time
    used_at: Time


SessionPage = page_of(Session)


def _scopes(given: list[str]) -> list[str]:
    unknown = sorted(set(given) - set(SCOPES))
    if unknown:
        raise ValueError("there is no scope " + ", ".join(unknown))
    return given


class NewApiKey(Body):
    name: Annotated[Name, StringConstraints(max_length=80)]
    scopes: Annotated[
        list[str],
        Field(min_length=1, max_length=50, examples=[["documents:read"]]),
        Field(json_schema_extra={"items": {"type": "string", "enum": list(SCOPES)}}),
        AfterValidator(_scopes),
    ] = Field(description="What the key may do.")
    expires_at: Moment | None = Field(None, description="At most a year from now; 90 days if left out.")


class ApiKey(Versioned):
    name: str
    hint: str = Field(description="The last characters of the key.")
    scopes: list[str]
    expires_at: Time | None
    expired: bool = Field(description="It counts no longer: its time is over, or the password was set anew by mail.")
    used_at: Time | None = Field(description="To the hour.")


class ApiKeyCreated(ApiKey):
    key: str | None = Field(
        description="The key itself, shown this once: null in a repeat. Send it as Authorization: Bearer."
    )


ApiKeyPage = page_of(ApiKey)


class NewPreferences(Body):
    values: Annotated[dict[Annotated[str, StringConstraints(min_length=1, max_length=100)], Any], Field(max_length=200)]


class Preferences(Versioned):
    values: dict[str, Any]


class SecurityEntry(Shape):
    id: Id
    type: str = Field(examples=["session.started"])
    at: Time
    session_id: str | None
    key_id: str | None
    device: str
    address: str | None
    country: str | None
    data: dict[str, Any]


SecurityEntryPage = page_of(SecurityEntry)


class NewPicture(Body):
    content_type: Literal["image/jpeg", "image/png", "image/webp", "image/gif"]


class UploadForm(Shape):
    url: str
    fields: dict[str, str]
    expires_in: int
    max_bytes: int
