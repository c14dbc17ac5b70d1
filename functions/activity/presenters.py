"""What a feed shows."""

from typing import Any

from functions.activity.models import Entry
from hearth.table.query import Page


def activity(entry: Entry) -> dict[str, Any]:
    """One entry."""
    return {
        "id": entry.entry_id,
        "type": entry.type,
        "org_id": entry.org_id,
        "actor": entry.actor,
        "object": entry.object,
        "at": entry.happened_at,
        "changes": {name: {"before": before, "after": after} for name, (before, after) in entry.changes.items()},
        "data": entry.data,
    }


def activity_page(page: Page[Entry]) -> dict[str, Any]:
    """One page of a feed."""
    return {"items": [activity(entry) for entry in page.items], "next": page.next}
