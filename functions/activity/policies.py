"""Which feeds show an event, and what decides about the feed of an object."""

from typing import TYPE_CHECKING

from hearth.access import TYPES
from hearth.consumers import Envelope
from hearth.keys import Key

if TYPE_CHECKING:
    from hearth.http import Request

CLOSING = frozenset().union(*(kind.closing for kind in TYPES.values()))
"""Events after which what came before is not told to the org any more."""

FORGETTING = frozenset({"person.deleted"})
"""Events after which a person's own feed is nobody's."""


def access_key(org_id: str, object_type: str, object_id: str) -> Key | None:
    """The item that decides who may know of an object; None when the org role does."""
    kind = TYPES.get(object_type)
    return kind.key(org_id, object_id) if kind else None


def prefetch(request: "Request[None]") -> list[Key]:
    """The same for the object in a route's path."""
    path = request.path
    key = access_key(path["org_id"], path["object_type"], path["object_id"])
    return [key] if key else []


def for_org(event: Envelope) -> bool:
    """Whether everybody but guests may see it."""
    return bool(event["org_id"] and event["audience"].get("org"))


def for_object(event: Envelope) -> bool:
    """Whether the object's own feed shows it: what the org sees, and all of what has its own access."""
    told = event["audience"].get("org") or event["audience"].get("persons") or event["audience"].get("teams")
    return bool(event["org_id"] and told and (for_org(event) or event["object"]["type"] in TYPES))


def persons(event: Envelope) -> list[str]:
    """Whose own feeds show it: those it is addressed to, and who did it, unless it is for them `only`.

    Not what bears on the security of an account: that is in the person's security log, and a flood of refused
    sign-ins, which anybody can make, must not wash away what matters.
    """
    if event["security"] and not event["org_id"]:
        return []
    addressed = set(event["audience"].get("persons") or [])
    if event["actor"]["kind"] in {"person", "key"} and (addressed or event["audience"].get("org")):
        addressed.add(event["actor"]["id"])
    return sorted(addressed | set(event["audience"].get("only") or []))


def closes(event: Envelope) -> bool:
    """Whether the object has just left the org's sight."""
    visibility = event["changes"].get("visibility")
    return event["type"] in CLOSING or (isinstance(visibility, list) and visibility[-1] != "org")


def unshared(event: Envelope) -> list[str]:
    """Persons to whom the object was open by name until now."""
    return _ended(event, "shares/person:")


def teams(event: Envelope) -> list[str]:
    """Teams whose people may know of it beside the org's."""
    return list(event["audience"].get("teams") or [])


def unshared_teams(event: Envelope) -> list[str]:
    """Teams to which the object was open until now: by a share, or because it was in their space."""
    lost: set[str | None] = set(_ended(event, "shares/team:"))
    space, visibility = event["changes"].get("space_id"), event["changes"].get("visibility")
    if isinstance(space, list):
        lost.add(space[0])
    elif isinstance(visibility, list) and visibility[0] == "space":
        lost.add(event["data"].get("space_id"))
    return sorted(one for one in lost if one and one not in teams(event))


def _ended(event: Envelope, prefix: str) -> list[str]:
    ended = (name for name, change in event["changes"].items() if isinstance(change, list) and change[-1] is None)
    return sorted(name.removeprefix(prefix) for name in ended if name.startswith(prefix))
