"""How much of the quotas is taken."""

from typing import Any

from hearth import quotas
from hearth.context import PersonContext, RequestContext
from hearth.keys import realtime as keys
from hearth.live.items import lasting
from hearth.quotas.realtime import CONNECTIONS
from hearth.table.batch import read_all


def of_org(context: RequestContext) -> list[dict[str, Any]]:
    """Of an org's: one round trip, with what decides."""
    org_id, prefetched = str(context.member.org_id), context.prefetched
    found = {place: raw for place in quotas.places(quotas.of_orgs(), org_id) if (raw := prefetched.raw(place))}
    return quotas.shown(quotas.of_orgs(), org_id, found)


def of_person(context: PersonContext) -> list[dict[str, Any]]:
    """Of a person's: one round trip, and another for their connections: the list of those names ended ones as well."""
    person_id = context.who.person_id
    listed = keys.person_connections(person_id)
    found = read_all([*quotas.places(quotas.of_people(), person_id), listed])
    names = found.get(listed, {}).get("ids", {}).get("SS", [])
    connected = quotas.present(CONNECTIONS, len(lasting(names)))
    return [*quotas.shown(quotas.of_people(), person_id, found), connected]
