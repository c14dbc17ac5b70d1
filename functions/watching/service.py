"""Use cases: list what one watches, and keep it right when objects and people come and go."""

from hearth import keys
from hearth.access import TYPES, ObjectAccess
from hearth.consumers import Envelope
from hearth.context import RequestContext
from hearth.table.batch import read_all
from hearth.table.query import Page
from hearth.watching import broadcast, repository, writing
from hearth.watching.items import CREATED, Watch
from hearth.watching.watchers import may_see


def list_mine(context: RequestContext, limit: int, cursor: str | None) -> Page[Watch]:
    """A page of what a member watches and may see now, the newest choice first. A page may be short."""
    member = context.member
    org_id = str(member.org_id)
    page = repository.list_watched(org_id, str(member.person_id), limit, cursor)
    places = {
        one.key: TYPES[str(one.object_type)].key(org_id, str(one.object_id))
        for one in page.items
        if one.object_type in TYPES
    }
    found = read_all(places.values()) if places else {}

    def shown(one: Watch) -> bool:
        raw = found.get(places.get(one.key, keys.Key("", "")))
        return raw is not None and may_see(member, ObjectAccess.from_raw(TYPES[str(one.object_type)], raw))

    return Page([one for one in page.items if shown(one)], page.next)


def react(event: Envelope) -> None:
    """What follows from an event. Safe to repeat, in any order, and late."""
    org_id, thing = str(event["org_id"]), event["object"]
    kind = TYPES.get(thing["type"])
    if kind is not None and event["type"] == kind.created:
        if event["actor"]["kind"] in {"person", "key"}:
            made = writing.follow(kind, org_id, thing["id"], event["actor"]["id"], CREATED)
            if made is not None:
                broadcast.send(made)
    elif kind is not None and event["type"] == kind.purged:
        writing.forget_object(kind, org_id, thing["id"])
    elif thing["type"] == "member":
        writing.forget_person(org_id, thing["id"], event["at"])
