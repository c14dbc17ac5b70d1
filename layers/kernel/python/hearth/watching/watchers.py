"""Who is to hear of an object: those who watch it and may see it at this moment."""

from collections.abc import Iterator

from hearth.access import RULES, TYPES, Member, ObjectAccess
from hearth.keys import organizations as keys
from hearth.table.batch import read_all
from hearth.watching import repository

AT_ONCE = 99
"""Watchers of a page: with the object itself, what one BatchGet reads."""


def may_see(member: Member | None, thing: ObjectAccess) -> bool:
    """Whether a member may know of an object and read it."""
    role = thing.role_of(member)
    if member is None or role is None:
        return False
    rule = RULES[thing.object_type.read]
    return member.role in rule.org and rule.allows_in_object(role)


def watchers_of(org_id: str, object_type: str, object_id: str) -> Iterator[Member]:
    """The memberships of those who watch an object and may see it now: two reads for each 99 of them.

    The object is read again with each page, since it may be closed meanwhile. Nobody watches what is deleted.
    """
    kind = TYPES[object_type]
    key, cursor = kind.key(org_id, object_id), None
    while True:
        page = repository.list_watchers(org_id, object_type, object_id, AT_ONCE, cursor)
        places = [keys.member(org_id, str(one.person_id)) for one in page.items if one.watching]
        found = read_all([key, *places]) if places else {}
        if places and key not in found:
            return
        for place in places:
            member = Member.from_raw_data(found[place]) if place in found else None
            if member is not None and may_see(member, ObjectAccess.from_raw(kind, found[key])):
                yield member
        cursor = page.next
        if cursor is None:
            return
