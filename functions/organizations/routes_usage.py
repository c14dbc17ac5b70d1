"""Routes that show quotas: how much there may be, and how much of it is taken."""

from typing import TYPE_CHECKING, Any

from functions.organizations.routes import api
from functions.organizations.service import usage
from hearth import quotas
from hearth.http import InOrg, Request, SignedIn
from hearth.keys import Key
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.organizations import schemas
else:
    schemas = lazy("functions.organizations.schemas")


def the_counts(request: Request[Any]) -> list[Key]:
    """What is counted of the org in the path."""
    return quotas.places(quotas.of_orgs(), request.path["org_id"])


@api.get("/orgs/{org_id}/usage", returns=schemas.Usage, allow=InOrg("org.usage", the_counts))
def get_org_usage(request: Request[None], org_id: str) -> dict[str, Any]:
    """See how much an organization may have and has.

    Documents in the bin are not counted. Storage is that of pictures, until their document is gone for good.
    """
    return {"items": usage.of_org(request)}


@api.get("/me/usage", returns=schemas.Usage, allow=SignedIn("me:read"))
def get_my_usage(request: Request[None]) -> dict[str, Any]:
    """See how much you may have and have: organizations made, documents and invitations of today, live connections."""
    return {"items": usage.of_person(request)}
