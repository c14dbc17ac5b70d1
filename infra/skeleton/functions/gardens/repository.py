"""Gardens in the table. Each function is one access pattern of `docs/data-model.md`."""

from functions.gardens.errors import GardenNotFound
from functions.gardens.models import Garden

from hearth.keys import Key
from hearth.keys import gardens as keys
from hearth.table.batch import Prefetched
from hearth.table.item import connection
from hearth.table.query import Page, query


def get_garden(org_id: str, garden_id: str, prefetched: Prefetched) -> Garden:
    """The garden, unless it is missing or deleted."""
    garden = prefetched.find(Garden, keys.garden(org_id, garden_id))
    if garden is None or garden.deleted_at:
        raise GardenNotFound("It does not exist, or is deleted.")
    return garden


def list_gardens(org_id: str, limit: int, cursor: str | None) -> Page[Garden]:
    """A page, oldest first. It may be short: deleted ones stand there for a while."""
    page = query(Garden, keys.garden_partition(org_id), "GARDEN#", limit=limit, cursor=cursor)
    return Page([one for one in page.items if not one.deleted_at], page.next)


def list_keys(org_id: str) -> list[Key]:
    """Where everything of an org stands, a page at a time."""
    found = connection().query(keys.garden_partition(org_id), consistent_read=True, attributes_to_get=["pk", "sk"])
    return [Key(raw["pk"]["S"], raw["sk"]["S"]) for raw in found["Items"]]
