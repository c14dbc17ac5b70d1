"""What every answer carries, and how it is encoded."""

import json
from typing import Any

from chalice.app import Response

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag,Retry-After,RateLimit-Limit,RateLimit-Remaining,RateLimit-Reset,"
    "X-Request-Id,Idempotency-Replayed,Location",
}


def build(status: int, body: Any, headers: dict[str, str], request_id: str) -> Response:
    """The answer of a route with what every answer carries."""
    kind = "application/problem+json" if status >= 400 else "application/json"
    every = {**SECURITY_HEADERS, **CORS_HEADERS, "Content-Type": kind, "X-Request-Id": request_id, **headers}
    if status in {204, 304}:
        every.pop("Content-Type")
    return _Answer(body="" if body is None else body, headers=every, status_code=status)


class _Answer(Response):  # type: ignore[misc]  # Chalice has no types
    """Chalice's response, as JSON without needless spaces whatever its content type (problem+json too)."""

    def to_dict(self, binary_types: Any = None) -> dict[str, Any]:  # noqa: ARG002  Chalice's signature
        """The Lambda proxy answer."""
        body = (
            self.body
            if isinstance(self.body, str)
            else json.dumps(self.body, separators=(",", ":"), ensure_ascii=False)
        )
        many = {name: value for name, value in self.headers.items() if isinstance(value, list)}
        one = {name: value for name, value in self.headers.items() if not isinstance(value, list)}
        return {
            "headers": one,
            "multiValueHeaders": many,
            "statusCode": self.status_code,
            # what is repeated of a request may hold half a surrogate pair, which no gateway passes on
            "body": body.encode("utf-8", "replace").decode(),
            "isBase64Encoded": False,
        }
