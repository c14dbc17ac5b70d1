"""What leads to an object, as somebody may know it."""

from dataclasses import dataclass

from hearth.context import RequestContext
from hearth.links import repository
from hearth.links.items import Target
from hearth.links.naming import seen, title_of
from hearth.table.query import Page


@dataclass(frozen=True, slots=True)
class Backlink:
    """An object that points at another, with what lists show of it."""

    object_type: str
    object_id: str
    title: str
    icon: str | None
    updated_at: str | None


def list_backlinks(context: RequestContext, target: Target, *, limit: int, cursor: str | None) -> Page[Backlink]:
    """A page of what leads to an object, without what the asker may not see, or is deleted: two round trips.

    So a page may be shorter than `limit` although there are more.
    """
    member = context.member
    page = repository.list_linking(str(member.org_id), target, limit=limit, cursor=cursor)
    found = seen(member, [link.source for link in page.items])
    return Page([_shown(source, raw) for source, raw in found.items()], page.next)


def _shown(source: Target, raw: dict[str, dict[str, str]]) -> Backlink:
    icon, updated_at = raw.get("icon", {}).get("S"), raw.get("updated_at", {}).get("S")
    return Backlink(*source, title_of(raw), icon, updated_at)
