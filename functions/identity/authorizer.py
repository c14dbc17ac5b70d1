"""Lambda authorizer of the REST API: who is calling, by access token or API key.

API Gateway keeps an answer for 30 seconds per Authorization header. Each fresh one reads the session (or key) and its
person, so what has ended is refused within those 30 seconds.
"""

from typing import Any

from functions.identity import credentials
from hearth import deadline, telemetry


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer a REQUEST authorizer event: a policy for the whole API, since the answer is kept across routes."""
    request_id = (event.get("requestContext") or {}).get("requestId", "")
    with deadline.until(context), telemetry.measure("authorize", request_id=request_id) as work:
        headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
        bearer = credentials.check(headers.get("authorization") or "", headers, event.get("requestContext") or {})
        work.fields["person"] = bearer["person_id"] if bearer else ""
        return _policy(event["methodArn"], bearer)


def _policy(method_arn: str, bearer: dict[str, str] | None) -> dict[str, Any]:
    api, stage, *_ = method_arn.split("/")
    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow" if bearer else "Deny",
        "Resource": f"{api}/{stage}/*",
    }
    return {
        "principalId": bearer["person_id"] if bearer else "nobody",
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": bearer or {},
    }
