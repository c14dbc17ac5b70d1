"""The access of a document, as the kernel reads it: what decides who may open it, and nothing else of it.

The document's own model lives with the documents; live topics (and later search, history and file links) decide with
this reader. It needs of the item at `keys.document`: org_id, visibility, owner_id, shares, epoch and deleted_at.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Self

from hearth import access, keys
from hearth.access import DocumentRole, Member
from hearth.item import Item, connection


@dataclass(slots=True)
class DocumentAccess:
    """Fits `access.Shared`."""

    org_id: str
    document_id: str
    owner_id: str
    visibility: str
    shares: dict[str, str] = field(default_factory=dict)
    epoch: int = 0
    deleted: bool = False

    @classmethod
    def from_raw(cls, raw: dict[str, dict[str, Any]]) -> Self:
        """Of an item as DynamoDB gives it."""
        return cls(
            org_id=raw["org_id"]["S"],
            document_id=raw["pk"]["S"].rpartition("#")[2],
            owner_id=raw.get("owner_id", {}).get("S", ""),
            visibility=raw.get("visibility", {}).get("S", "private"),
            shares=_shares(raw.get("shares", {})),
            epoch=int(raw.get("epoch", {}).get("N", 0)),
            deleted="S" in raw.get("deleted_at", {}),
        )

    def role_of(self, member: Member | None) -> DocumentRole | None:
        """The role that somebody has in it; None for nobody's business, and for everybody once it is deleted."""
        if member is None or self.deleted:
            return None
        return access.document_role(member, self)


def head(org_id: str, document_id: str, epoch: int) -> int:
    """The last place in a document's log, 0 for an empty one: one consistent read."""
    key = keys.document_update(org_id, document_id, epoch, 0)
    prefix = key.sk.rpartition("#")[0] + "#"
    last = connection().query(
        key.pk,
        Item.sk.startswith(prefix),
        limit=1,
        scan_index_forward=False,
        consistent_read=True,
        attributes_to_get=["sk"],
    )
    items = last.get("Items", [])
    return int(items[0]["sk"]["S"].rpartition("#")[2]) if items else 0


def _shares(raw: dict[str, Any]) -> dict[str, str]:
    if "M" in raw:
        return {name: value["S"] for name, value in raw["M"].items() if "S" in value}
    if "S" in raw:
        value = json.loads(raw["S"])
        return value if isinstance(value, dict) else {}
    return {}
