"""Gardens over HTTP."""

from typing import TYPE_CHECKING, Any

from functions.gardens import presenters, service

from hearth.http import CHANGES, PAGE, Api, InOrg, Request
from hearth.keys import Key
from hearth.keys import gardens as keys
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.gardens import schemas
else:
    schemas = lazy("functions.gardens.schemas")

api = Api("gardens")
handler = api.handler

ALL = "/orgs/{org_id}/gardens"
ONE = ALL + "/{garden_id}"
CHANGED = "/orgs/{org_id}/changes/gardens"


def the_garden(request: Request[Any]) -> list[Key]:
    """The garden in the path, read together with the asker's membership in one round trip."""
    return [keys.garden(request.path["org_id"], request.path["garden_id"])]


@api.get(ALL, returns=schemas.GardenPage, allow=InOrg("garden.list"), query=PAGE)
def list_gardens(request: Request[None], org_id: str) -> dict[str, Any]:
    """List gardens, oldest first."""
    page = service.list_gardens(request, **request.query)
    return {"items": [presenters.garden(one) for one in page.items], "next": page.next}


@api.get(CHANGED, returns=schemas.GardenChanges, allow=InOrg("garden.list"), query=CHANGES)
def list_garden_changes(request: Request[None], org_id: str) -> dict[str, Any]:
    """List what changed since a `cursor` was given."""
    return service.list_changes(request, request.query["since"], request.query["limit"]).body()


@api.post(ALL, body=schemas.NewGarden, returns=schemas.Garden, allow=InOrg("garden.create"), status=201, creates=True)
def create_garden(request: "Request[schemas.NewGarden]", org_id: str) -> dict[str, Any]:
    """Make one more."""
    commit = request.commit(presenters.garden)
    return presenters.garden(service.create_garden(request, request.body.name, commit=commit))


@api.get(ONE, returns=schemas.Garden, allow=InOrg("garden.list", the_garden))
def get_garden(request: Request[None], org_id: str, garden_id: str) -> dict[str, Any]:
    """Read one."""
    return presenters.garden(service.get_garden(request, garden_id))


@api.patch(ONE, body=schemas.GardenChange, returns=schemas.Garden, allow=InOrg("garden.update", the_garden))
def change_garden(request: "Request[schemas.GardenChange]", org_id: str, garden_id: str) -> dict[str, Any]:
    """Rename it."""
    return presenters.garden(service.rename_garden(request, garden_id, request.body.name, request.expected_version))


@api.delete(ONE, allow=InOrg("garden.delete", the_garden))
def delete_garden(request: Request[None], org_id: str, garden_id: str) -> None:
    """Delete it."""
    service.delete_garden(request, garden_id, request.expected_version)
