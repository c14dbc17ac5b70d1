"""Errors as RFC 9457 problems. This table is the only place where a domain error meets a status code."""

from typing import Any

from hearth import errors

TYPE_BASE = "https://hearth.dev/problems/"

STATUS: dict[type[errors.HearthError], int] = {
    errors.Malformed: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.PreconditionFailed: 412,
    errors.TooLarge: 413,
    errors.UnsupportedMedia: 415,
    errors.Invalid: 422,
    errors.RateLimited: 429,
    errors.Unavailable: 503,
}

TITLES = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    409: "Not in this state",
    410: "No longer there",
    412: "Changed in the meantime",
    413: "Too large",
    415: "Unsupported media type",
    422: "Validation failed",
    429: "Too many requests",
    500: "Something went wrong",
    503: "Not available right now",
}


def status_of(error: type[errors.HearthError]) -> int:
    """The status of an error class, found through its bases."""
    for kind in error.__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return 500


def problem(status: int, code: str, detail: str = "", request_id: str = "", **extra: Any) -> dict[str, Any]:
    """The body of an `application/problem+json` answer."""
    body = {
        "type": TYPE_BASE + code,
        "title": TITLES.get(status, "Error"),
        "status": status,
        "code": code,
        "detail": detail,
    }
    return {**body, "request_id": request_id, **extra}


def from_error(error: errors.HearthError, request_id: str) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Status, body and extra headers for a domain error."""
    status = status_of(type(error))
    extra = dict(error.extra)
    headers: dict[str, str] = {}
    if isinstance(error, errors.Invalid) and error.fields:
        extra["errors"] = [
            {"pointer": field.pointer, "message": field.message, "code": field.code} for field in error.fields
        ]
    if isinstance(error, errors.RateLimited):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, errors.Unauthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="hearth"'
    if isinstance(error, errors.Unavailable):
        headers["Retry-After"] = "1"
    return status, problem(status, error.name, error.detail, request_id, **extra), headers
