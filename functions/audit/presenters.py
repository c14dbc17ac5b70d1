"""What the log shows."""

from typing import Any

from functions.audit.models import Entry
from hearth.table.query import Page


def entry(one: Entry) -> dict[str, Any]:
    """One entry."""
    return {
        "id": one.entry_id,
        "at": one.moment,
        "type": one.type,
        "actor": one.actor,
        "address": one.address,
        "agent": one.agent,
        "object": one.object,
        "changes": {name: {"before": before, "after": after} for name, (before, after) in one.changes.items()},
        "data": one.data,
        "request_id": one.request_id,
        "recorded_at": one.created_at,
    }


def entries_page(page: Page[Entry]) -> dict[str, Any]:
    """One page of the log."""
    return {"items": [entry(one) for one in page.items], "next": page.next}
