"""HTTP entry: says that the service is up, and answers every CORS preflight."""

from typing import TYPE_CHECKING, Any

from hearth import telemetry
from hearth.http import Api, Public, Request
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.platform import schemas
else:
    schemas = lazy("functions.platform.schemas")

PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET,POST,PUT,PATCH,DELETE,OPTIONS",
    "Access-Control-Allow-Headers": "Authorization,Content-Type,Idempotency-Key,If-Match,If-None-Match,X-Hearth-Client",
    "Access-Control-Max-Age": "7200",
}

api = Api("platform")


@api.get("/health", returns=schemas.Health, allow=Public())
def health(request: Request[None]) -> dict[str, Any]:
    """Whether the API answers."""
    return {"status": "ok"}


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer `GET /v1/health` and any `OPTIONS`, which API Gateway sends here for every path."""
    if event["httpMethod"] == "OPTIONS":
        with telemetry.measure("preflight"):
            return {"statusCode": 204, "headers": PREFLIGHT, "body": ""}
    return api.handler(event, context)
