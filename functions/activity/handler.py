"""The feeds over HTTP."""

from typing import TYPE_CHECKING, Any

from functions.activity import policies, presenters, repository, service
from functions.activity.errors import DocumentNotFound
from hearth.access_documents import DocumentAccess
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
    allow=InOrg("activity.read", beside=policies.beside),
    query=PAGE,
    raises=(DocumentNotFound,),
)
def list_object_activity(request: Request[None], org_id: str, object_type: str, object_id: str) -> dict[str, Any]:
    """List what happened to one object, the newest first.

    Whoever may read a document may see its activity; about other objects the role in the organization decides.
    """
    if object_type in policies.OWN_ACCESS:
        raw = request.ahead.raw(policies.OWN_ACCESS[object_type](org_id, object_id))
        document = DocumentAccess.from_raw(raw) if raw else None
        if document is None or document.deleted:
            raise DocumentNotFound("There is no such document, or it is not shared with you.")
        request.require("activity.read", document)
    else:
        request.require("activity.list")
    page = repository.list_of_object(org_id, object_type, object_id, request.query["limit"], request.query["cursor"])
    return presenters.activity_page(page)


@api.get("/me/activity", returns=schemas.ActivityPage, allow=SignedIn("me:read"), query=PAGE)
def list_my_activity(request: Request[None]) -> dict[str, Any]:
    """List what you did and what concerns you, in all your organizations, the newest first.

    A page may be shorter than `limit` and still have a `next`.
    """
    page = service.list_mine(request.who.person_id, request.query["limit"], request.query["cursor"])
    return presenters.activity_page(page)


handler = api.handler
