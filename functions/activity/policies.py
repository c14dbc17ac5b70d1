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
    return event["type"] in CLOSING or (isinstance(visibility, list) and visibility[-1] == "private")


def unshared(event: Envelope) -> list[str]:
    """Persons to whom the object was open by name until now."""
    shares = (name.removeprefix("shares/person:") for name, change in event["changes"].items() if _ended(name, change))
    return sorted(shares)


def _ended(name: str, change: object) -> bool:
    return name.startswith("shares/person:") and isinstance(change, list) and change[-1] is None
