"""Who watches what, in the table. Each function is one access pattern of `docs/data-model.md`."""

from hearth.keys import watching as keys
from hearth.table.query import Page, query
from hearth.watching.items import Watch


def find_watch(org_id: str, object_type: str, object_id: str, person_id: str) -> Watch | None:
    """What one person said about one object, or what came by itself."""
    return Watch.find(keys.watch(org_id, object_type, object_id, person_id))


def list_watchers(org_id: str, object_type: str, object_id: str, limit: int, cursor: str | None) -> Page[Watch]:
    """A page of those who watch an object, and of those who said no."""
    return query(Watch, keys.watchers_of(org_id, object_type, object_id), limit=limit, cursor=cursor, consistent=True)


def list_watched(org_id: str, person_id: str, limit: int, cursor: str | None, *, watching: bool = True) -> Page[Watch]:
    """A page of what a person watches in an org (or said no to), the newest choice first."""
    partition, prefix = keys.watched_by(org_id, person_id), keys.watched_prefix(watching)
    return query(Watch, partition, prefix, index="gsi1", limit=limit, cursor=cursor, newest_first=True)
