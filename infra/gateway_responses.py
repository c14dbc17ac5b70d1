"""What API Gateway itself answers, before or instead of a function: problems like all others.

They stand in the body that API Gateway imports (infra/api.yaml): resources beside it are wiped by the next import. A
status is part of each answer, so that the problem says the same: a template cannot ask for it.
"""

from __future__ import annotations

import json
from typing import Any

HEADERS = {
    "Content-Type": "application/problem+json",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After, WWW-Authenticate",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_SIGNED_OUT = (401, "unauthenticated", "Not signed in", "Sign in, or send a valid access token or API key.")
_BAD = (400, "bad_request", "Bad request", "The API could not take this request.")
_BROKEN = "The service failed to answer; the request id helps to find out why."
_INTERNAL = (500, "internal", "Something went wrong", _BROKEN)
_LATE = (504, "timeout", "Took too long", "The request took too long; what it did is unknown.")
_NO_ROUTE = (404, "route_not_found", "No such route", "The API has no such path or method.")
_OFTEN = (429, "rate_limited", "Too many requests", "Wait a moment and try again.")

# Every type that API Gateway has, so that the two defaults are for types that come later.
ANSWERS: dict[str, tuple[int, str, str, str]] = {
    # A denied token counts as none: clients renew theirs on 401, and on 403 they would forget what they asked for.
    "UNAUTHORIZED": _SIGNED_OUT,
    "ACCESS_DENIED": _SIGNED_OUT,
    "EXPIRED_TOKEN": _SIGNED_OUT,
    "INVALID_SIGNATURE": _SIGNED_OUT,
    "INVALID_API_KEY": _SIGNED_OUT,
    "MISSING_AUTHENTICATION_TOKEN": _NO_ROUTE,  # what it calls a path or method that there is not
    "RESOURCE_NOT_FOUND": _NO_ROUTE,
    "BAD_REQUEST_BODY": _BAD,
    "BAD_REQUEST_PARAMETERS": _BAD,
    "REQUEST_TOO_LARGE": (413, "request_too_large", "Request too large", "The request is larger than the API takes."),
    "UNSUPPORTED_MEDIA_TYPE": (415, "unsupported_media_type", "Unsupported media type", "The API takes no such body."),
    "THROTTLED": _OFTEN,
    "QUOTA_EXCEEDED": _OFTEN,
    "WAF_FILTERED": (403, "forbidden", "Forbidden", "The request was turned away before it reached the API."),
    "AUTHORIZER_FAILURE": _INTERNAL,
    "AUTHORIZER_CONFIGURATION_ERROR": _INTERNAL,
    "API_CONFIGURATION_ERROR": _INTERNAL,
    "INTEGRATION_FAILURE": (502, "internal", "Something went wrong", _BROKEN),
    "INTEGRATION_TIMEOUT": _LATE,
    "DEFAULT_4XX": _BAD,
    "DEFAULT_5XX": _INTERNAL,
}


def responses() -> dict[str, Any]:
    """`x-amazon-apigateway-gateway-responses`."""
    return {name: _response(*answer) for name, answer in ANSWERS.items()}


def problem(status: int, code: str, title: str, detail: str) -> dict[str, Any]:
    """The problem of an answer; its `request_id` is API Gateway's to fill in."""
    return {
        "type": f"https://hearth.dev/problems/{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "request_id": "$context.requestId",
    }


def headers(status: int) -> dict[str, str]:
    """The headers of an answer."""
    more = {401: {"WWW-Authenticate": 'Bearer realm="hearth"'}, 429: {"Retry-After": "1"}}
    return {**HEADERS, **more.get(status, {})}


def _response(status: int, code: str, title: str, detail: str) -> dict[str, Any]:
    named = {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in headers(status).items()}
    text = json.dumps(problem(status, code, title, detail), separators=(",", ":"))
    return {"statusCode": status, "responseParameters": named, "responseTemplates": {"application/json": text}}
