"""People in an org: reading, changing, suspending, removing them; leaving and handing over.

Whatever ends somebody's access is told to live connections right after the write (`hearth.live`), and once more by
the event, for the case that this function dies in between.
"""

from typing import TYPE_CHECKING, Any, cast

from pynamodb.expressions.condition import size

from functions.organizations import events, policies, repository
from functions.organizations.errors import MemberSuspended, NotYourself, SoleOwner, TooMany
from functions.organizations.models import MOST_OWNERS, Org, end, folded
from functions.organizations.service.revocation import access_ended
from hearth import access, onrecord
from hearth.access import Member, Principal, Role
from hearth.context import RequestContext
from hearth.events import Event, record
from hearth.keys import organizations as keys
from hearth.table.query import Page
from hearth.table.write import Write, check_version

if TYPE_CHECKING:
    from collections.abc import Callable


def list_members(
    context: RequestContext, *, search: str | None, team: str | None, limit: int, cursor: str | None
) -> Page[Member]:
    """Members by name. With a team, a page shows those of its people who fall on it. It is put on record that somebody
    lists them, once of a person and day."""
    who, org_id = context.who, str(context.member.org_id)
    onrecord.once(events.members_listed(org_id, who.actor), org_id, who.person_id, seconds=onrecord.DAY)
    page = repository.list_members(org_id, folded(search or ""), limit, cursor)
    if team is None:
        return page
    return Page([member for member in page.items if team in member.teams], page.next)


def get_member(context: RequestContext, person_id: str) -> Member:
    """Somebody's membership of the asker's org."""
    return repository.get_member(str(context.member.org_id), person_id, context.prefetched)


def change_member(
    context: RequestContext, person_id: str, role: str | None, suspended: bool | None, expected: int | None
) -> Member:
    """Another role, suspension or its end: one transaction, owners included, and who of them is connected."""
    asker, who = context.member, context.who
    member = get_member(context, person_id)
    check_version(member, expected)
    actions = {policies.to_touch(asker, member)}
    before, was_owner = (member.role, member.status), _owns(member)
    happened: list[Event] = []
    if role is not None and role != member.role:
        actions.add(policies.to_give(asker, member, role))
        member.role = role
        happened.append(events.member_role_changed(member, who.actor, before[0]))
    if suspended is not None and suspended != (member.status == "suspended"):
        happened.append(_suspend(member, who, suspended, myself=asker.person_id == member.person_id))
    if not happened:
        return member
    record(member, *happened)
    write = Write().replace(member)
    _keep_owners(write, member, was_owner, _owns(member))
    _decided(write, asker, member, actions)
    write.commit()
    if (member.role, member.status) != before:
        access_ended(member.org_id, member.person_id)
    return member


def _suspend(member: Member, who: Principal, suspended: bool, *, myself: bool) -> Event:
    if myself:
        raise NotYourself("You cannot suspend yourself. Leave instead.")
    member.status = "suspended" if suspended else "active"
    return events.member_suspended(member, who.actor) if suspended else events.member_unsuspended(member, who.actor)


def remove_member(context: RequestContext, person_id: str, expected: int | None) -> None:
    """Take somebody out: every role, team and invitation that stood on the membership is gone. Removing yourself is
    leaving."""
    asker, who = context.member, context.who
    member = get_member(context, person_id)
    check_version(member, expected)
    if member.person_id == asker.person_id:
        leave(context)
        return
    actions = {policies.to_touch(asker, member)}
    was_owner, status = _owns(member), member.status
    record(member, events.member_removed(member, who.actor, status))
    end(member, "removed")
    write = Write().replace(member)
    _keep_owners(write, member, was_owner, False)
    _decided(write, asker, member, actions | {"member.remove"})
    write.commit()
    access_ended(member.org_id, member.person_id)


def leave(context: RequestContext) -> None:
    """End the asker's own membership. SoleOwner for the last owner."""
    member = context.member
    was_owner = _owns(member)
    record(member, events.member_left(member, context.who.actor))
    end(member, "left")
    write = Write().replace(member)
    _keep_owners(write, member, was_owner, False)
    write.commit()
    access_ended(member.org_id, member.person_id)


def transfer(context: RequestContext, to: str, role: str) -> tuple[Org, Member]:
    """Make somebody an owner in the asker's place; the asker becomes `role`.

    What the asker loses ends at once; what the other gains, the event brings to their connections.
    """
    asker, who = context.member, context.who
    org_id = str(asker.org_id)
    org, member = context.prefetched.read((Org, keys.org(org_id)), (Member, keys.member(org_id, to)))
    org, member = repository.alive(org), repository.present(member)
    if not member.active:
        raise MemberSuspended("They are suspended. End that first.")
    if to == asker.person_id:
        raise NotYourself("You are an owner already.")
    before, was, given = set(org.owners), asker.role, member.role
    org.owners = (before | {to}) - {asker.person_id}
    if len(org.owners) > MOST_OWNERS:
        raise _too_many_owners()
    asker.role, member.role = role, "owner"
    record(org, events.ownership_transferred(org, who.actor, sorted(before), member))
    record(asker, events.member_role_changed(asker, who.actor, was))
    if given != Role.OWNER:
        record(member, events.member_role_changed(member, who.actor, given))
    write = Write().replace(org, condition=Org.deleted_at.does_not_exist() & Org.owners.contains(asker.person_id))
    write.replace(asker).replace(member).commit()
    access_ended(org_id, asker.person_id)
    return org, asker


def _owns(member: Member) -> bool:
    return bool(member.role == Role.OWNER and member.active)


def _keep_owners(write: Write, member: Member, was: bool, now: bool) -> None:
    """Keep the org's set of active owners in step, in the same transaction, and never let it run empty."""
    if was == now:
        return
    if now:
        me = {member.person_id}
        room = Org.owners.exists() & Org.deleted_at.does_not_exist() & (_count(Org.owners) < MOST_OWNERS)
        actions = [Org.owners.add(me), Org.version.add(1)]
        write.update(Org, keys.org(member.org_id), actions, room, _too_many_owners())
    else:
        give_up_ownership(write, member)


def give_up_ownership(write: Write, member: Member) -> None:
    """Take somebody out of the set of owners. SoleOwner if that left nobody.

    Who is deleting their account is out of it already (`identity`), whatever their role still says.
    """
    others = ~Org.owners.contains(member.person_id) | (_count(Org.owners) > 1)
    actions = [Org.owners.delete({member.person_id}), Org.version.add(1)]
    write.update(Org, keys.org(member.org_id), actions, others, sole_owner())


_count = cast("Callable[[object], Any]", size)


def _decided(write: Write, asker: Member, target: Member, actions: set[str]) -> None:
    """Let the write stand on the asker's role, for the narrowest of `actions`. Their own item carries its version."""
    if asker.person_id != target.person_id:
        access.guard(write, asker, min(actions, key=lambda action: len(access.RULES[action].org)))


def sole_owner() -> SoleOwner:
    """Why the last owner stays."""
    return SoleOwner("You are the only owner. Make somebody else an owner first, or delete the organization.")


def _too_many_owners() -> TooMany:
    return TooMany(f"An organization has at most {MOST_OWNERS} owners.")
