"""Routes of teams and who is in them."""

from typing import TYPE_CHECKING, Any

from functions.organizations import errors as refused
from functions.organizations import presenters
from functions.organizations.routes import api, page_of, the_team, the_team_and_member
from functions.organizations.service import teams
from hearth.http import InOrg, Request
from hearth.http.params import PAGE
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.organizations import schemas
else:
    schemas = lazy("functions.organizations.schemas")


@api.get("/orgs/{org_id}/teams", returns=schemas.TeamPage, allow=InOrg("team.list"), query=PAGE)
def list_teams(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the teams."""
    return page_of(teams.list_teams(request, **request.query), presenters.team)


@api.post(
    "/orgs/{org_id}/teams",
    body=schemas.NewTeam,
    returns=schemas.Team,
    allow=InOrg("team.create"),
    status=201,
    creates=True,
)
def create_team(request: Request["schemas.NewTeam"], org_id: str) -> dict[str, Any]:
    """Make a team."""
    body, commit = request.body, request.commit(presenters.team)
    return presenters.team(teams.create_team(request, body.name, body.description, commit=commit))


@api.get("/orgs/{org_id}/teams/{team_id}", returns=schemas.Team, allow=InOrg("team.list", the_team))
def get_team(request: Request[None], org_id: str, team_id: str) -> dict[str, Any]:
    """Read a team."""
    return presenters.team(teams.get_team(request, team_id))


@api.patch(
    "/orgs/{org_id}/teams/{team_id}",
    body=schemas.TeamChange,
    returns=schemas.Team,
    allow=InOrg("team.update", the_team),
)
def change_team(request: Request["schemas.TeamChange"], org_id: str, team_id: str) -> dict[str, Any]:
    """Rename or describe a team."""
    change = request.body.model_dump(exclude_unset=True)
    return presenters.team(teams.change_team(request, team_id, change, request.expected_version))


@api.delete("/orgs/{org_id}/teams/{team_id}", allow=InOrg("team.delete", the_team))
def delete_team(request: Request[None], org_id: str, team_id: str) -> None:
    """Dissolve a team. What was shared with it is no longer shared with its people."""
    teams.delete_team(request, team_id, request.expected_version)


@api.put(
    "/orgs/{org_id}/teams/{team_id}/members/{person_id}",
    returns=schemas.Member,
    allow=InOrg("team.update", the_team_and_member),
    raises=(refused.TooMany,),
)
def add_to_team(request: Request[None], org_id: str, team_id: str, person_id: str) -> dict[str, Any]:
    """Put a member into a team. Harmless to repeat."""
    return presenters.member(teams.add_to_team(request, team_id, person_id))


@api.delete("/orgs/{org_id}/teams/{team_id}/members/{person_id}", allow=InOrg("team.update", the_team_and_member))
def take_from_team(request: Request[None], org_id: str, team_id: str, person_id: str) -> None:
    """Take a member out of a team. Harmless to repeat."""
    teams.take_from_team(request, team_id, person_id)
