"""What people watch, over HTTP: the same routes for every type of object that has an access of its own."""

from functools import partial
from typing import TYPE_CHECKING, Any

from functions.watching import policies, service
from functions.watching.errors import NotWatchable
from hearth.access import TYPES
from hearth.errors import Conflict
from hearth.http import PAGE, Api, InOrg, Request
from hearth.lazy import lazy
from hearth.watching import broadcast, presenting, writing
from hearth.watching.items import Watch

if TYPE_CHECKING:
    from functions.watching import schemas
else:
    schemas = lazy("functions.watching.schemas")

api = Api("watching")
handler = api.handler

ALL = "/orgs/{org_id}/watching"
ONE = ALL + "/{object_type}/{object_id}"
ABSENT = (NotWatchable, *(kind.not_found for kind in TYPES.values()))


@api.get(ALL, returns=schemas.WatchPage, allow=InOrg("watching.list"), query=PAGE)
def list_watching(request: Request[None], org_id: str) -> dict[str, Any]:
    """List what you watch in an organization and may see, the newest choice first.

    A page may be shorter than `limit` and still have a `next`.
    """
    page = service.list_mine(request, request.query["limit"], request.query["cursor"])
    shown = [presenting.watch(str(one.object_type), str(one.object_id), one) for one in page.items]
    return {"items": shown, "next": page.next}


@api.get(ONE, returns=schemas.Watch, allow=InOrg("watching.read", policies.prefetch), raises=ABSENT)
def get_watch(request: Request[None], org_id: str, object_type: str, object_id: str) -> dict[str, Any]:
    """Whether you watch an object, and why."""
    policies.seen(request, "watching.read")
    return presenting.watch(object_type, object_id, _find(request))


@api.put(ONE, returns=schemas.Watch, allow=InOrg("watching.change", policies.prefetch), raises=(*ABSENT, Conflict))
def watch(request: Request[None], org_id: str, object_type: str, object_id: str) -> dict[str, Any]:
    """Watch an object: hear of what happens to it. Harmless to repeat."""
    return _choose(request, watching=True)


@api.delete(
    ONE,
    returns=schemas.Watch,
    status=200,
    allow=InOrg("watching.change", policies.prefetch),
    raises=(*ABSENT, Conflict),
)
def stop_watching(request: Request[None], org_id: str, object_type: str, object_id: str) -> dict[str, Any]:
    """Do not watch an object, and do not begin to by itself, whatever you write in it. Harmless to repeat."""
    return _choose(request, watching=False)


def _find(request: Request[Any]) -> Watch | None:
    return request.prefetched.find(Watch, policies.prefetch(request)[1])


def _choose(request: Request[Any], *, watching: bool) -> dict[str, Any]:
    kind, object_id = policies.seen(request, "watching.change"), request.path["object_id"]
    find = partial(_find, request)
    made, news = writing.choose(kind, request.member, object_id, watching=watching, find=find)
    if news:
        broadcast.send(made)
    return presenting.watch(kind.name, object_id, made)
