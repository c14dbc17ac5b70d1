"""Joining an org: by an invitation's token, or by the domain of one's own verified address."""

from typing import Any

from functions.organizations import events, policies, repository
from functions.organizations.errors import (
    AlreadyMember,
    DomainRefused,
    InvitationNotFound,
    MembershipSuspended,
    OrgNotFound,
    PersonNotFound,
)
from functions.organizations.models import Invitation, Org, SignUpDomain, Team, domain_of, membership
from functions.organizations.service.invitations import close, id_for
from hearth import access, clock
from hearth.access import Member, Principal
from hearth.context import AccountContext, PersonContext
from hearth.errors import Conflict, HearthError
from hearth.events import Event, record
from hearth.invitations import Token, parse
from hearth.keys import Key
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.people import Profile
from hearth.table.batch import read
from hearth.table.query import Page
from hearth.table.write import Write


def look_up(text: str) -> tuple[Invitation, Org]:
    """What a token offers, to anybody who holds it. One round trip."""
    token = _token(text)
    found: list[Any] = read((Invitation, _place(token)), (Org, org_keys.org(token.org_id)))
    invitation, org = _opened(token, found[0]), _alive(found[1])
    if invitation.email is None and org.link_sharing == "off":
        raise _closed()
    return invitation, org


def accept(context: PersonContext, text: str) -> tuple[Org, Member]:
    """Come in by a token. Whoever is in already just gets the answer again. Two round trips, three with teams.

    What the transaction stands on: the invitation is open and has room, its maker may still give the role, the org is
    there, and the person is not in it (or was, and went).
    """
    who, token = context.who, _token(text)
    invitation, org, old, profile = read(
        (Invitation, _place(token)),
        (Org, org_keys.org(token.org_id)),
        (Member, org_keys.member(token.org_id, who.person_id)),
        (Profile, identity_keys.person(who.person_id)),
    )
    if (
        invitation is not None
        and org is not None
        and old is not None
        and old.active
        and token.opens(invitation.token_hash)
    ):
        return _alive(org), old
    return _come_in(_opened(token, invitation), _alive(org), old, _existing(profile), who)


def _come_in(
    invitation: Invitation, org: Org, old: Member | None, profile: Profile, who: Principal
) -> tuple[Org, Member]:
    _not_suspended(old)
    if old is not None and old.ended == "removed" and old.ended_at > invitation.issued_at:
        raise _closed()  # taken out after it was issued: an old link is no way back
    _allowed_by_domain(invitation, org, domain_of(profile.email))
    teams = _live_teams(org.org_id, list(invitation.teams))
    member = membership(org.org_id, profile, invitation.role, teams=teams, by=invitation.invited_by)
    record(member, events.member_joined(member, who.actor, "invitation"))
    write = Write()
    _enter(write, member, old)
    _use(write, invitation, events.invitation_accepted(invitation, who.actor, who.person_id))
    alive = Org.deleted_at.does_not_exist() & Org.pk.exists()
    if not invitation.email:
        alive &= ~(Org.link_sharing == "off")
    write.check(Org, org_keys.org(org.org_id), alive, _closed())
    _maker_may_still(write, invitation)
    try:
        write.commit()
    except AlreadyMember:
        # the same person accepted twice at once, and the other one of the two was faster
        return org, access.get_member(org.org_id, who.person_id)
    return org, member


def _allowed_by_domain(invitation: Invitation, org: Org, domain: str) -> None:
    """DomainRefused unless the rule of the invitation, or of the org for links, lets people at `domain` in."""
    allowed = [invitation.domain] if invitation.domain else None
    if invitation.email is None and org.link_sharing == "off":
        raise _closed()
    if invitation.email is None and org.link_sharing == "domains" and allowed is None:
        allowed = list(org.domains)
    if allowed is not None and domain not in allowed:
        raise DomainRefused(f"This invitation is for addresses at {' or '.join(allowed) or 'no domain'}.")


def list_waiting(context: AccountContext, limit: int, cursor: str | None) -> Page[tuple[Invitation, Org]]:
    """The open invitations to the asker's verified address. Two round trips if the hint is that address."""
    who, hint = context.who, context.email_hint
    page, orgs, profile = _waiting(who, hint, limit, cursor)
    if profile.email != hint:
        page, orgs, profile = _waiting(who, profile.email, limit, cursor)
    now = clock.now()
    pairs = [(invitation, org) for invitation, org in zip(page.items, orgs, strict=True) if org is not None]
    return Page([(one, org) for one, org in pairs if one.open(now) and not org.deleted_at], page.next)


def _waiting(
    who: Principal, email: str | None, limit: int, cursor: str | None
) -> tuple[Page[Invitation], list[Org | None], Profile]:
    page: Page[Invitation] = repository.list_waiting(email, limit, cursor) if email else Page([])
    profile, *orgs = read(
        (Profile, identity_keys.person(who.person_id)), *[(Org, org_keys.org(one.org_id)) for one in page.items]
    )
    return page, orgs, _existing(profile)


def accept_waiting(context: AccountContext, org_id: str) -> tuple[Org, Member]:
    """Come in by the invitation that waits for the asker's verified address, without its token.

    Two round trips if the hint is that address, one more with teams. Harmless to repeat.
    """
    who, hint = context.who, context.email_hint
    mine = org_keys.invitation(org_id, id_for(org_id, hint or ""))
    invitation, org, old, profile = read(
        (Invitation, mine),
        (Org, org_keys.org(org_id)),
        (Member, org_keys.member(org_id, who.person_id)),
        (Profile, identity_keys.person(who.person_id)),
    )
    profile = _existing(profile)
    if profile.email != hint:
        invitation = Invitation.find(org_keys.invitation(org_id, id_for(org_id, profile.email)))
    if invitation is None or not profile.email or invitation.email != profile.email:
        raise _closed()
    if old is not None and old.active:
        return _alive(org), old
    if not invitation.open(clock.now()):
        raise _closed()
    return _come_in(invitation, _alive(org), old, profile, who)


def _use(write: Write, invitation: Invitation, happened: Event) -> None:
    now = clock.iso(clock.now())
    key = org_keys.invitation(invitation.org_id, invitation.invitation_id)
    is_open = (Invitation.status == "pending") & (Invitation.expires_at > now)
    is_open &= Invitation.token_hash == invitation.token_hash
    if invitation.email:
        close(invitation, "accepted")
        invitation.uses = 1
        record(invitation, happened)
        write.replace(invitation, _closed(), condition=is_open)
        return
    actions = [Invitation.uses.add(1), Invitation.version.add(1), Invitation.ev.set([happened.envelope()])]
    if invitation.uses + 1 >= invitation.max_uses:
        indexes = (Invitation.gsi1pk, Invitation.gsi1sk, Invitation.gsi2pk, Invitation.gsi2sk)
        actions += [Invitation.status.set("used"), *[place.remove() for place in indexes]]
    write.update(Invitation, key, actions, is_open & (Invitation.uses < int(invitation.max_uses)), _closed())


def _enter(write: Write, member: Member, old: Member | None) -> None:
    if old is None:
        write.create(member, _changed)
        return
    member.version, member.created_at = old.version, clock.iso(clock.now())
    write.replace(member, _changed, condition=Member.status == "removed")


def _changed(raw: dict[str, Any] | None) -> HearthError:
    """Somebody was faster: either the person themselves came in, or they were suspended meanwhile."""
    now = Member.from_raw_data(raw) if raw else None
    if now is not None and now.status == "suspended":
        return access.not_a_member(now)
    return AlreadyMember("You are in this organization already.")


def _maker_may_still(write: Write, invitation: Invitation) -> None:
    """An invitation is worth what its maker may still give: those of somebody who was removed are void."""
    roles = sorted(access.RULES[policies.inviting(invitation.role)].org)
    condition = (Member.status == "active") & Member.role.is_in(*roles)
    write.check(Member, org_keys.member(invitation.org_id, invitation.invited_by), condition, _closed())


def _live_teams(org_id: str, team_ids: list[str]) -> list[str]:
    if not team_ids:
        return []
    teams = read(*[(Team, org_keys.team(org_id, team_id)) for team_id in team_ids])
    return [team.team_id for team in teams if team is not None and not team.deleted_at]


def list_joinable(context: PersonContext, limit: int, cursor: str | None) -> Page[SignUpDomain]:
    """The orgs that the asker's verified address opens. Two round trips."""
    domain = domain_of(repository.get_profile(context.who.person_id).email)
    return repository.list_joinable(domain, limit, cursor)


def join(context: PersonContext, org_id: str) -> tuple[Org, Member]:
    """Come in by one's domain. Two round trips. A stranger learns nothing: 404 unless the domain is allowed."""
    who = context.who
    org, old, profile = read(
        (Org, org_keys.org(org_id)),
        (Member, org_keys.member(org_id, who.person_id)),
        (Profile, identity_keys.person(who.person_id)),
    )
    if org is not None and old is not None and old.active:
        return _alive(org), old
    profile = _existing(profile)
    domain = domain_of(profile.email)
    taken_out = old is not None and old.ended == "removed"
    if org is None or org.deleted_at or domain not in org.domains or taken_out:
        raise OrgNotFound("There is no such organization, or you may not join it.")
    _not_suspended(old)
    member = membership(org_id, profile, org.domain_role)
    record(member, events.member_joined(member, who.actor, "domain"))
    write = Write()
    _enter(write, member, old)
    write.check(
        Org, org_keys.org(org_id), Org.deleted_at.does_not_exist() & (Org.domains == list(org.domains)), _moved()
    )
    try:
        write.commit()
    except AlreadyMember:
        return org, access.get_member(org_id, who.person_id)
    return org, member


def _moved() -> Conflict:
    return Conflict("The organization's settings have just changed. Try again.", code="busy")


def _token(text: str) -> Token:
    token = parse(text)
    if token is None:
        raise _closed()
    return token


def _place(token: Token) -> Key:
    return org_keys.invitation(token.org_id, token.invitation_id)


def _opened(token: Token, invitation: Invitation | None) -> Invitation:
    if invitation is None or not token.opens(invitation.token_hash) or not invitation.open(clock.now()):
        raise _closed()
    return invitation


def _alive(org: Org | None) -> Org:
    if org is None or org.deleted_at:
        raise _closed()
    return org


def _existing(profile: Profile | None) -> Profile:
    if profile is None:
        raise PersonNotFound("The account does not exist any more.")
    return profile


def _not_suspended(member: Member | None) -> None:
    if member is not None and member.status == "suspended":
        raise MembershipSuspended("Your membership of this organization is suspended.")


def _closed() -> InvitationNotFound:
    """One answer for forged, used, revoked and expired: a token that opens nothing says nothing."""
    return InvitationNotFound("This invitation is not valid any more. Ask for a new one.")
