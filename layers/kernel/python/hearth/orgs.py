"""What every capability may know of an org: a read-only view of the item that organizations keeps."""

from dataclasses import dataclass
from typing import Any, Self

RETENTION_DAYS = 30


@dataclass(frozen=True, slots=True)
class OrgPolicy:
    """What an org has decided for everything in it."""

    retention_days: int = RETENTION_DAYS

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """From the item at `keys.org(...)`, for `table.read`."""
        return cls(retention_days=int(data.get("retention_days", {}).get("N", RETENTION_DAYS)))
