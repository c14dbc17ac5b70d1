"""HTTP entry: orgs, members, invitations, teams. The imports declare the routes."""

from functions.organizations import routes_invitations, routes_orgs, routes_teams, routes_usage
from functions.organizations.routes import api

__all__ = ["api", "handler", "routes_invitations", "routes_orgs", "routes_teams", "routes_usage"]

handler = api.handler
