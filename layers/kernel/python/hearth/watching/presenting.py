"""What people see of whether they watch an object: the same over HTTP and in live frames."""

from typing import Any

from hearth.watching.items import Watch


def watch(object_type: str, object_id: str, one: Watch | None) -> dict[str, Any]:
    """One object, watched or not; `reason` is null and the version 0 of what nobody has said anything about."""
    return {
        "id": f"{object_type}:{object_id}",
        "version": int(one.version) if one else 0,
        "created_at": one.created_at if one else None,
        "updated_at": one.updated_at if one else None,
        "object_type": object_type,
        "object_id": object_id,
        "watching": bool(one and one.watching),
        "reason": one.reason if one else None,
    }
