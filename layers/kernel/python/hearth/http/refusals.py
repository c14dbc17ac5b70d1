"""Audit events of refused requests: one an hour for each person and reason, and only then a write."""

from typing import TYPE_CHECKING, Any

from hearth.http.allow import InOrg
from hearth.ids import is_id

if TYPE_CHECKING:
    from hearth.errors import HearthError
    from hearth.http.request import Request

STRANGERS = {"org_not_found": "stranger", "membership_suspended": "suspended"}


def note(request: "Request[Any]", error: "HearthError") -> None:
    """Tell of an API key without the scope, and of somebody who is not (or not now) a member of the org in the path."""
    name, operation = error.name, request.route.name
    if name == "scope_missing":
        from hearth import onrecord  # most processes refuse nobody

        onrecord.refused_scope(request.who, str(error.extra.get("scope", "")), operation)
    elif name in STRANGERS and _named_an_org(request) and request.signed_in and not request.decided:
        from hearth import onrecord

        onrecord.refused_stranger(request.who, request.path["org_id"], operation, STRANGERS[name])


def _named_an_org(request: "Request[Any]") -> bool:
    return isinstance(request.route.allow, InOrg) and is_id(request.path.get("org_id", ""))
