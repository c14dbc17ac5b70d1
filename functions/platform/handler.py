"""HTTP entry: says that the service is up, and answers every CORS preflight."""

from __future__ import annotations

import json
from typing import Any

PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET,POST,PUT,PATCH,DELETE,OPTIONS",
    "Access-Control-Allow-Headers": "Authorization,Content-Type,Idempotency-Key,If-Match,If-None-Match,X-Hearth-Client",
    "Access-Control-Max-Age": "7200",
}


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer `GET /v1/health` and any `OPTIONS`."""
    print(
        json.dumps(
            {
                "message": "request",
                "method": event["httpMethod"],
                "path": event["path"],
                "request_id": context.aws_request_id,
            }
        )
    )
    if event["httpMethod"] == "OPTIONS":
        return {"statusCode": 204, "headers": PREFLIGHT, "body": ""}
    return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps({"status": "ok"})}
