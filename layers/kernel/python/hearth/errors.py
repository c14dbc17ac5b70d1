"""Errors by what happened. They know nothing of HTTP: `hearth.http.problems` decides status codes in one table."""

from dataclasses import dataclass
from typing import Any, ClassVar


class HearthError(Exception):
    """The root of every error that a person may be told about.

    `code` is the stable name a client switches on; `detail` is a sentence for a person; `extra` are members
    added to the problem (RFC 9457 §3.2).
    """

    code: ClassVar[str] = "error"

    def __init__(self, detail: str = "", *, code: str | None = None, **extra: Any) -> None:
        super().__init__(detail or code or self.code)
        self.detail = detail
        self.name = code or self.code
        self.extra = extra


class NotFound(HearthError):
    """Absent, deleted, or not for the asker to know about."""

    code = "not_found"


class Unauthenticated(HearthError):
    """Nobody is signed in, or what they showed is expired, revoked or forged."""

    code = "unauthenticated"


class Forbidden(HearthError):
    """Known to the asker, but their role does not allow it."""

    code = "forbidden"


class Invalid(HearthError):
    """The request can be read but makes no sense; `fields` says where."""

    code = "invalid"

    def __init__(
        self, detail: str = "", *, code: str | None = None, fields: "list[Field] | None" = None, **extra: Any
    ) -> None:
        super().__init__(detail, code=code, **extra)
        self.fields = fields or []


class Malformed(HearthError):
    """The request cannot be read at all."""

    code = "malformed"


class Conflict(HearthError):
    """A valid request that conflicts with the current state of the thing."""

    code = "conflict"


class AlreadyExists(Conflict):
    """There is one with that id, or in that place."""

    code = "already_exists"


class QuotaExceeded(Conflict):
    """No room is left in a quota; the problem says in which, how much there is and how much of it is taken."""

    code = "quota_exceeded"

    def __init__(self, detail: str, *, quota: str, limit: int, used: int) -> None:
        super().__init__(detail, quota=quota, limit=limit, used=used)


class PreconditionFailed(HearthError):
    """Changed since the version that the asker had seen."""

    code = "precondition_failed"


class Gone(HearthError):
    """Was there, and never will be again: the asker must go another way."""

    code = "gone"


class TooLarge(HearthError):
    """Over a size limit."""

    code = "too_large"


class UnsupportedMedia(HearthError):
    """A body of a type that the route does not take."""

    code = "unsupported_media_type"


class RateLimited(HearthError):
    """Asked too often; `retry_after` is in seconds."""

    code = "rate_limited"

    def __init__(
        self, retry_after: int, *, limit: int = 0, detail: str = "Too many requests. Try again later."
    ) -> None:
        super().__init__(detail, retry_after=retry_after)
        self.retry_after = retry_after
        self.limit = limit


class Unavailable(HearthError):
    """Something that Hearth stands on did not answer; asking again is safe."""

    code = "unavailable"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing wrong with a body: where (a JSON Pointer, RFC 6901), what, and its stable code."""

    pointer: str
    message: str
    code: str = "invalid"
