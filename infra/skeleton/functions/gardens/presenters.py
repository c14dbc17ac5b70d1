"""How gardens are shown."""

from typing import Any

from functions.gardens.models import Garden


def garden(one: Garden) -> dict[str, Any]:
    """One garden."""
    return {
        "id": one.garden_id,
        "name": one.name,
        "version": int(one.version),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
    }
