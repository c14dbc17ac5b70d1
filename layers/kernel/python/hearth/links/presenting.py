"""What a response shows of backlinks."""

from typing import Any

from hearth.links.backlinks import Backlink
from hearth.table.query import Page


def page(found: Page[Backlink]) -> dict[str, Any]:
    """A page of them."""
    return {"items": [_backlink(one) for one in found.items], "next": found.next}


def _backlink(one: Backlink) -> dict[str, Any]:
    return {
        "type": one.object_type,
        "id": one.object_id,
        "title": one.title,
        "icon": one.icon,
        "updated_at": one.updated_at,
    }
