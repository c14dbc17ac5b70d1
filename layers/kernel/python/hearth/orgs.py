"""What every capability may know of an org: a read-only view of the item that organizations keeps."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from hearth.sync import Kept

RETENTION_DAYS = 30


@dataclass(frozen=True, slots=True)
class OrgPolicy:
    """What an org has decided for everything in it."""

    retention_days: int = RETENTION_DAYS
    retention_since: str = ""

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """From the item at `keys.org(...)`, for `table.read`."""
        days = int(data.get("retention_days", {}).get("N", RETENTION_DAYS))
        return cls(days, data.get("retention_since", {}).get("S", ""))

    @property
    def traces(self) -> Kept:
        """How far back it can be told what was deleted: what went before another retention went by that one."""
        return Kept(timedelta(days=self.retention_days), self.retention_since)
