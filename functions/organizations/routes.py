"""The routes' common ground: the `Api` they are declared on, and what they read ahead."""

from typing import Any

from hearth.http import Api, Request
from hearth.keys import Key
from hearth.keys import organizations as keys
from hearth.table.query import Page

api = Api("organizations")


# what a route reads together with the asker's membership, in one round trip


def the_org(request: Request[Any]) -> list[Key]:
    """The org in the path."""
    return [keys.org(request.path["org_id"])]


def the_member(request: Request[Any]) -> list[Key]:
    """The membership in the path."""
    return [keys.member(request.path["org_id"], request.path["person_id"])]


def the_invitation(request: Request[Any]) -> list[Key]:
    """The invitation in the path."""
    return [keys.invitation(request.path["org_id"], request.path["invitation_id"])]


def the_team(request: Request[Any]) -> list[Key]:
    """The team in the path."""
    return [keys.team(request.path["org_id"], request.path["team_id"])]


def the_org_and_teams(request: Request[Any]) -> list[Key]:
    """The org, and the teams that the body names."""
    return [*the_org(request), *[keys.team(request.path["org_id"], team_id) for team_id in request.body.team_ids]]


def the_team_and_member(request: Request[Any]) -> list[Key]:
    """The team and the membership in the path."""
    return [*the_team(request), *the_member(request)]


def page_of(page: Page[Any], present: Any) -> dict[str, Any]:
    """A page as lists show it."""
    return {"items": [present(item) for item in page.items], "next": page.next}
