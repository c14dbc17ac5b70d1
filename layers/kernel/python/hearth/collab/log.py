"""Reading where a collaborative log ends."""

from hearth.access.objects import ObjectType
from hearth.item import Item, connection


def head(kind: ObjectType, org_id: str, object_id: str, epoch: int) -> int:
    """The last place in an object's log, 0 for an empty one: one consistent read. AssertionError if it has none."""
    if kind.log is None:
        raise AssertionError(f"{kind.name} has no log")
    key = kind.log(org_id, object_id, epoch)
    last = connection().query(
        key.pk,
        Item.sk.startswith(key.sk.rpartition("#")[0] + "#"),
        limit=1,
        scan_index_forward=False,
        consistent_read=True,
        attributes_to_get=["sk"],
    )
    items = last.get("Items", [])
    return int(items[0]["sk"]["S"].rpartition("#")[2]) if items else 0
