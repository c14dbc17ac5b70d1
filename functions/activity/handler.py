"""The feeds over HTTP."""

from typing import TYPE_CHECKING, Any

from functions.activity import policies, presenters, repository, service
from hearth.access import TYPES, ObjectAccess
from hearth.http import PAGE, Api, InOrg, Request, SignedIn
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.activity import schemas
else:
    schemas = lazy("functions.activity.schemas")

api = Api("activity")


@api.get("/orgs/{org_id}/activity", returns=schemas.ActivityPage, allow=InOrg("activity.list"), query=PAGE)
def list_org_activity(request: Request[None], org_id: str) -> dict[str, Any]:
    """List what happened in an organization, the newest first.

    Only what everybody but guests may see. A page may be shorter than `limit` and still have a `next`.
    """
    page = repository.list_of_org(org_id, request.query["limit"], request.query["cursor"])
    return presenters.activity_page(page)


@api.get(
    "/orgs/{org_id}/activity/{object_type}/{object_id}",
    returns=schemas.ActivityPage,
    allow=InOrg("activity.read", prefetch=policies.prefetch),
    query=PAGE,
    raises=tuple(kind.not_found for kind in TYPES.values()),
)
def list_object_activity(request: Request[None], org_id: str, object_type: str, object_id: str) -> dict[str, Any]:
    """List what happened to one object, the newest first.

    Whoever may read an object that has its own access (a document) may see its activity; about others the role in the
    organization decides.
    """
    if kind := TYPES.get(object_type):
        raw = request.prefetched.raw(kind.key(org_id, object_id))
        thing = ObjectAccess.from_raw(kind, raw) if raw else None
        if thing is None or thing.deleted:
            raise kind.absent()
        request.require("activity.read", thing)
    else:
        request.require("activity.list")
    page = repository.list_of_object(org_id, object_type, object_id, request.query["limit"], request.query["cursor"])
    return presenters.activity_page(page)


@api.get("/me/activity", returns=schemas.ActivityPage, allow=SignedIn("me:read"), query=PAGE)
def list_my_activity(request: Request[None]) -> dict[str, Any]:
    """List what you did and what concerns you, in all your organizations, the newest first.

    A page may be shorter than `limit` and still have a `next`.
    """
    page = service.list_mine(request, request.query["limit"], request.query["cursor"])
    return presenters.activity_page(page)


handler = api.handler
