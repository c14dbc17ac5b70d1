"""Lambda authorizer of the WebSocket API: consumes the ticket in the address (L1)."""

from typing import Any

from functions.realtime.service import tickets
from hearth import deadline, telemetry
from hearth.errors import HearthError


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer a REQUEST authorizer event. The handshake ends with 401 without a ticket, and 403 with a bad one."""
    gateway = event.get("requestContext") or {}
    request_id = gateway.get("requestId", "")
    with deadline.until(context), telemetry.measure("socket.authorize", request_id=request_id) as work:
        holder: dict[str, str] = {}
        try:
            holder = tickets.redeem(str((event.get("queryStringParameters") or {}).get("ticket") or ""))
        except HearthError as error:
            work.fields["code"] = error.name
        except Exception as error:  # noqa: BLE001  an authorizer that raises is a 500, and says what failed
            telemetry.unexpected(error)
        work.fields["person"] = holder.get("person_id", "")
        effect = "Allow" if holder else "Deny"
        statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"]}
        return {
            "principalId": holder.get("person_id", "nobody"),
            "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
            "context": holder,
        }
