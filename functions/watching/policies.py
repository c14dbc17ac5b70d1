"""What decides about watching an object: whether the asker may know of it, by its type."""

from typing import Any

from functions.watching.errors import NotWatchable
from hearth.access import TYPES, ObjectAccess, ObjectType
from hearth.http import Request
from hearth.keys import Key
from hearth.keys import watching as keys


def prefetch(request: Request[Any]) -> list[Key]:
    """The object in the path and what the asker said of it, read together with the membership."""
    path = request.path
    kind = TYPES.get(path["object_type"])
    if kind is None:
        return []
    return [
        kind.key(path["org_id"], path["object_id"]),
        keys.watch(path["org_id"], kind.name, path["object_id"], request.who.person_id),
    ]


def seen(request: Request[Any], action: str) -> ObjectType:
    """The type of the object in the path, of which the asker may know: NotWatchable, or what its type says."""
    kind = TYPES.get(request.path["object_type"])
    if kind is None:
        request.require("watching.list")
        raise NotWatchable("There is nothing of that type that can be watched.")
    raw = request.prefetched.raw(prefetch(request)[0])
    thing = ObjectAccess.from_raw(kind, raw) if raw else None
    if thing is None or thing.deleted:
        raise kind.absent()
    request.require(action, thing)
    return kind
