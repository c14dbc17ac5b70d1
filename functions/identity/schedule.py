"""Schedule entry, every hour: keeps the signing keys fresh, and deletes the accounts whose grace is over."""

from typing import Any

from functions.identity import signing
from functions.identity.service import closing
from hearth import clock, deadline, telemetry


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ARG001  as Lambda calls it
    """Do what is due. Each part is tried whatever becomes of the other; a failure is raised at the end."""
    failed = None
    request_id = getattr(context, "aws_request_id", "")
    with deadline.until(context), telemetry.measure("identity_schedule", request_id=request_id) as work:
        now = clock.now()
        try:
            work.fields["keys"] = signing.rotate(now)
        except Exception as error:  # noqa: BLE001  see above
            telemetry.unexpected(error)
            failed = error
        try:
            work.fields["deleted"], work.fields["kept"] = closing.delete_due(now)
        except Exception as error:  # noqa: BLE001  see above
            telemetry.unexpected(error)
            failed = failed or error
        telemetry.count("AccountsDeleted", int(work.fields.get("deleted", 0)))
    if failed is not None:
        raise failed
    return {"keys": work.fields["keys"], "deleted": work.fields["deleted"], "kept": work.fields["kept"]}
