"""Making, reading, changing, deleting and restoring an org."""

from datetime import timedelta
from typing import Any

from functions.organizations import events, policies, repository
from functions.organizations.errors import DomainNotYours, NotDeleted, OrgNotFound
from functions.organizations.models import Org, SignUpDomain, domain_of, membership
from hearth import access, clock, ids, quotas
from hearth.access import Member, Role
from hearth.context import PersonContext, RequestContext
from hearth.errors import Field, Forbidden
from hearth.events import Actor, difference, record, record_end
from hearth.keys import organizations as keys
from hearth.quotas.organizations import ORGS
from hearth.table.query import Page
from hearth.table.write import Commit, Write, check_version, commit_only


def create_org(
    context: PersonContext, name: str, *, commit: Commit[tuple[Org, Member]] = commit_only
) -> tuple[Org, Member]:
    """A new org, owned by whoever makes it. Two round trips. QuotaExceeded when they have made as many as they may."""
    who = context.who
    profile = repository.get_profile(who.person_id)
    org_id = ids.new_id()
    org = Org.at(keys.org(org_id), org_id=org_id, name=name, owners={who.person_id}, made_by=who.person_id)
    member = membership(org_id, profile, Role.OWNER)
    record(org, events.org_created(org, who.actor))
    record(member, events.member_joined(member, who.actor, "owner"))
    write = quotas.take(Write().create(org).create(member), ORGS, who.person_id)
    return commit(write, (org, member))


def list_mine(context: PersonContext, *, deleted: bool, limit: int, cursor: str | None) -> Page[tuple[Org, Member]]:
    """The orgs that somebody is in; or the deleted ones that they may restore. Two round trips."""
    page = repository.list_memberships(context.who.person_id, limit, cursor)
    orgs = {org.org_id: org for org in repository.read_orgs([member.org_id for member in page.items])}
    pairs = [(orgs[member.org_id], member) for member in page.items if member.org_id in orgs]
    if deleted:
        return Page([(org, member) for org, member in pairs if org.deleted_at and restorable(org, member)], page.next)
    return Page([(org, member) for org, member in pairs if not org.deleted_at and member.active], page.next)


def restorable(org: Org, member: Member) -> bool:
    """Whether it is theirs to bring back."""
    return member.role == Role.OWNER and member.status in {"active", "dormant"} and member.person_id in org.owners


def get_org(context: RequestContext) -> Org:
    """The asker's org. One round trip."""
    return repository.get_org(str(context.member.org_id), context.prefetched)


def change_org(context: RequestContext, change: dict[str, Any], expected: int | None) -> Org:
    """New settings. Two round trips."""
    org, member = get_org(context), context.member
    check_version(org, expected)
    org_id = str(org.org_id)
    before, domains, name, role = org.settings(), set(org.domains), org.name, org.domain_role
    _apply(org, change, member)
    changes = difference(before, org.settings())
    if not changes:
        return org
    record(org, events.org_updated(org, context.who.actor, changes))
    write = Write().replace(org, condition=Org.deleted_at.does_not_exist())
    stale = (name, role) != (org.name, org.domain_role)
    for domain in sorted(domains - set(org.domains)):
        write.delete(SignUpDomain, keys.sign_up_domain(org_id, domain))
    for domain in sorted(set(org.domains) if stale else set(org.domains) - domains):
        write.put(sign_up_domain(org, domain))
    access.guard(write, member, "org.update").commit()
    return org


def _apply(org: Org, change: dict[str, Any], member: Member) -> None:
    org.name = change.get("name") or org.name
    org.domain_role = change.get("sign_up_role") or org.domain_role
    org.link_sharing = change.get("link_sharing") or org.link_sharing
    if change.get("retention_days") not in {None, int(org.retention_days)}:
        org.retention_days, org.retention_since = change["retention_days"], clock.iso(clock.now())
    wanted = change.get("sign_up_domains")
    if wanted is None:
        return
    foreign = [
        Field(f"/sign_up_domains/{place}", "is not the domain of your own address, or is a public mail provider's")
        for place, domain in enumerate(wanted)
        if domain not in org.domains and not policies.may_open(domain, domain_of(member.email))
    ]
    if foreign:
        raise DomainNotYours("A sign-up domain must be that of your own address.", fields=foreign)
    org.domains = list(dict.fromkeys(wanted))


def sign_up_domain(org: Org, domain: str) -> SignUpDomain:
    """The item by which people with an address at `domain` find the org."""
    place = keys.sign_up_domain_index(org.org_id, domain)
    item = SignUpDomain.at(
        keys.sign_up_domain(org.org_id, domain), org_id=org.org_id, domain=domain, name=org.name, role=org.domain_role
    )
    item.gsi1pk, item.gsi1sk = place
    return item


def delete_org(context: RequestContext, expected: int | None) -> None:
    """Take an org away from everybody, until it is restored. Its memberships become dormant on the event."""
    org = get_org(context)
    check_version(org, expected)
    mark_deleted(org, context.who.actor)
    write = Write().replace(org, condition=Org.deleted_at.does_not_exist())
    for domain in org.domains:
        write.delete(SignUpDomain, keys.sign_up_domain(org.org_id, domain))
    if org.made_by:
        quotas.give_back(write, ORGS, org.made_by)
    access.guard(write, context.member, "org.delete").commit()


def mark_deleted(org: Org, actor: Actor) -> None:
    """Make an org deleted, and gone for good once its retention is over."""
    now = clock.now()
    org.deleted_at = clock.iso(now)
    org.ttl = clock.epoch(now + timedelta(days=int(org.retention_days)))
    record(org, events.org_deleted(org, actor))
    record_end(org, events.org_purged(org))


def restore_org(context: PersonContext, org_id: str) -> tuple[Org, Member]:
    """Bring a deleted org back. Its owners may; their memberships are dormant, so the route cannot decide by them.

    QuotaExceeded when whoever made it has made as many others since.
    """
    who = context.who
    who.need_scope(access.RULES["org.delete"].scope)
    org, member = repository.read_org_and_member(org_id, who.person_id)
    if org is None or member is None or member.status not in {"active", "dormant"}:
        raise OrgNotFound("There is no such organization, or you are not a member of it.")
    if not restorable(org, member):
        raise Forbidden("Only an owner can restore an organization.", action="org.delete", role=member.role)
    if not org.deleted_at:
        raise NotDeleted("The organization is not deleted.")
    deleted_at, org.deleted_at = org.deleted_at, None
    org.ttl = org.gone = None
    record(org, events.org_restored(org, who.actor, deleted_at))
    was, member.status = member.status, "active"
    write = Write().replace(org, condition=Org.owners.contains(who.person_id))
    write.replace(member, condition=Member.status == was)
    for domain in org.domains:
        write.put(sign_up_domain(org, domain))
    if org.made_by:
        quotas.take(write, ORGS, org.made_by)
    write.commit()
    return org, member
