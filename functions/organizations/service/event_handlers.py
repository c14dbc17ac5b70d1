"""What follows from events: for memberships of people who changed or went, of deleted orgs, of dissolved teams.

Every function brings the memberships to what the present state asks for, whatever the event said: so it may come twice,
late, or in another order. A membership that changes in between makes the message come again.
"""

from collections.abc import Iterator

from functions.organizations import events, repository
from functions.organizations.errors import SoleOwner
from functions.organizations.models import Org, copy_profile, end, may_give
from functions.organizations.service.logo import album
from functions.organizations.service.members import give_up_ownership
from functions.organizations.service.orgs import mark_deleted
from functions.organizations.service.revocation import access_ended
from hearth import keys, telemetry
from hearth.access import Member, Role
from hearth.errors import Conflict
from hearth.events import SYSTEM, record
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.keys import realtime as live_keys
from hearth.people import Profile
from hearth.table.batch import discard, read
from hearth.table.write import Write


def refresh_copies(person_id: str) -> None:
    """Let all memberships of a person show who they are now."""
    profile: Profile | None = read((Profile, identity_keys.person(person_id)))[0]
    if profile is None:
        return
    for member in repository.every_membership(person_id):
        before = (member.name, member.email, member.picture, member.title)
        copy_profile(member, profile)
        if before != (member.name, member.email, member.picture, member.title):
            Write().replace(member).commit()


def forget_person(person_id: str) -> None:
    """End all memberships of somebody whose account is gone, and what the tombstones tell of them but the name."""
    for member in repository.every_membership(person_id):
        if member.status == "removed":
            if member.email:
                member.email, member.picture, member.title = "", None, None
                Write().replace(member).commit()
            continue
        try:
            _leave(member)
        except SoleOwner:
            _transfer_ownership(member)
        access_ended(member.org_id, person_id)
    discard([keys.person_usage(person_id), live_keys.person_connections(person_id)])


def _leave(member: Member) -> None:
    write = Write()
    if member.role == Role.OWNER and member.status in {"active", "dormant"}:
        give_up_ownership(write, member)
    _end_membership(member)
    write.replace(member).commit()


def _end_membership(member: Member) -> None:
    record(member, events.member_left(member, SYSTEM))
    end(member, "left")
    member.email, member.picture, member.title = "", None, None


def _transfer_ownership(member: Member) -> None:
    """The last owner's account is gone, though it should not have come to that: the next in rank owns the org.

    Without anybody, the org is deleted with them.
    """
    org, member = read((Org, org_keys.org(member.org_id)), (Member, member.key))
    successor = _find_successor(member)
    write = Write()
    before = sorted(org.owners)
    if successor is not None:
        was, successor.role = successor.role, str(Role.OWNER)
        org.owners = {successor.person_id}
        record(org, events.ownership_transferred(org, SYSTEM, before, successor))
        record(successor, events.member_role_changed(successor, SYSTEM, was))
        write.replace(successor)
    elif not org.deleted_at:
        mark_deleted(org, SYSTEM)
    _end_membership(member)
    write.replace(member).replace(org).commit()


def _find_successor(member: Member) -> Member | None:
    others = [other for other in _members(member.org_id) if other.active and other.person_id != member.person_id]
    ranked = sorted(others, key=lambda other: str(other.created_at))
    best: Member | None = None
    for other in ranked:
        if other.role != Role.GUEST and (best is None or not may_give(best.role, other.role)):
            best = other
    return best


def follow_deletion(org_id: str) -> None:
    """Make the memberships of a deleted org dormant, and those of a restored one active.

    Each write stands on the org's state, so that two of these at once (deleted, restored) end as the last one says.
    """
    org = Org.find(org_keys.org(org_id))
    if org is None:
        return
    gone = bool(org.deleted_at)
    before, after = ("active", "dormant") if gone else ("dormant", "active")
    as_seen = Org.deleted_at.exists() if gone else Org.deleted_at.does_not_exist()
    moved = Conflict("The organization has just changed.", code="busy")
    for member in _members(org_id):
        if member.status != before:
            continue
        member.status, member.ev = after, None
        write = Write().replace(member, condition=Member.status == before)
        write.check(Org, org_keys.org(org_id), as_seen, moved).commit()
        if gone:
            access_ended(org_id, member.person_id)


def purge(org_id: str) -> None:
    """Remove what is left of an org that is gone for good: memberships, teams, invitations, domains, logos.

    Its documents go by the same event, its feeds expire, and its audit log stays, for nobody may remove that. Not of an
    org that is there.
    """
    if Org.find(org_keys.org(org_id)) is not None:
        return
    while left := repository.list_keys(org_id):
        discard(left)
        telemetry.count("ItemsPurged", len(left))
    album.discard_all(org_id)


def empty_team(org_id: str, team_id: str) -> None:
    """Take everybody out of a dissolved team; what was shared with it ends for them."""
    for member in _members(org_id):
        if team_id in member.teams:
            member.teams = [other for other in member.teams if other != team_id]
            member.ev = None
            Write().replace(member).commit()
            access_ended(org_id, member.person_id)


def _members(org_id: str) -> Iterator[Member]:
    """All members of an org but tombstones, page after page, each read again so that none is written from the index."""
    cursor = None
    while True:
        page = repository.list_members(org_id, "", 100, cursor)
        found = read(*[(Member, member.key) for member in page.items]) if page.items else []
        yield from (member for member in found if member is not None and member.status != "removed")
        cursor = page.next
        if cursor is None:
            return
