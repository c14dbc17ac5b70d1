"""Inviting: by mail to one address, or by a link for several; sending again, taking back."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from functions.organizations import events, policies, repository
from functions.organizations.errors import (
    AlreadyInvited,
    InvitationNotFound,
    LinkNeedsDomain,
    LinksOff,
    MailedForOne,
    OrgNotFound,
    TeamNotFound,
    TooMany,
    TooSoon,
)
from functions.organizations.models import Invitation, Org, Team
from hearth import access, clock, ids, mail, quotas
from hearth.access import Member, Principal
from hearth.context import RequestContext
from hearth.events import record
from hearth.invitations import Token, new_token
from hearth.keys import organizations as keys
from hearth.quotas.organizations import INVITATIONS_A_DAY, MAILS_A_DAY
from hearth.table.query import Page
from hearth.table.write import Commit, Write, commit_only

KEPT_DAYS = 30
RESEND_SECONDS = 60
MOST_SENDS = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """What is to be offered, and to whom."""

    email: str | None
    role: str
    team_ids: list[str] = field(default_factory=list)
    days: int = 7
    domain: str | None = None
    max_uses: int = 1
    locale: str = "en"


Made = tuple[Invitation, str | None]
"""An invitation and the link to hand on; a mailed one has none."""


def invite(context: RequestContext, offer: Offer, *, commit: Commit[Made] = commit_only) -> Made:
    """Make an invitation; mail it, or return the link."""
    asker, who, org_id = context.member, context.who, str(context.member.org_id)
    action = policies.to_invite(asker, offer.role)
    if offer.email is not None and offer.max_uses != 1:
        raise MailedForOne("What is mailed is for one.")
    org, *teams = context.prefetched.read(
        (Org, keys.org(org_id)), *[(Team, keys.team(org_id, team)) for team in offer.team_ids]
    )
    org = repository.alive(org)
    if offer.email is None:
        check_link(org, offer.domain)
    check_teams(teams)
    invitation, token = build(org_id, offer, asker, who)
    write = Write()
    add(write, invitation)
    count(write, org_id, who, 1, mails=int(offer.email is not None))
    made = commit(access.guard(write, asker, action), (invitation, link_of(invitation, token)))
    mail_it(org, invitation, token, offer.locale)
    return made


def build(org_id: str, offer: Offer, asker: Member, who: Principal) -> tuple[Invitation, Token]:
    """A new invitation with its token, not yet written.

    The id of a mailed one follows from its address, so that an address has one invitation in an org however many ask.
    """
    invitation_id = id_for(org_id, offer.email) if offer.email else ids.new_id()
    token = new_token(org_id, invitation_id)
    now = clock.now()
    invitation = Invitation.at(
        keys.invitation(org_id, invitation_id),
        org_id=org_id,
        invitation_id=invitation_id,
        email=offer.email,
        role=offer.role,
        teams=list(dict.fromkeys(offer.team_ids)),
        domain=offer.domain,
        token_hash=token.digest,
        max_uses=offer.max_uses,
        locale=offer.locale,
        invited_by=asker.person_id,
        inviter_name=asker.name or who.name,
        sent_at=clock.iso(now) if offer.email else None,
        sends=1 if offer.email else 0,
        issued_at=clock.iso(now),
        created_at=clock.iso(now),
        updated_at=clock.iso(now),
    )
    set_expiry(invitation, offer.days)
    place(invitation)
    record(invitation, events.invitation_created(invitation, who.actor))
    return invitation, token


def id_for(org_id: str, email: str) -> str:
    """The id of the invitation that is mailed to an address."""
    return str(uuid5(NAMESPACE_URL, f"{org_id}/{email}"))


def add(write: Write, invitation: Invitation) -> None:
    """Write a new invitation, in place of one to the same address that is over."""
    over = Invitation.pk.does_not_exist() | (Invitation.status != "pending")
    over |= Invitation.expires_at <= clock.iso(clock.now())
    write.put(invitation, over, AlreadyInvited("This address has an open invitation. Send it again instead."))


def set_expiry(invitation: Invitation, days: int) -> None:
    """Let it be good for some days from now. The item outlives that, so that lists can say what became of it."""
    expires = clock.now() + timedelta(days=days)
    invitation.expires_at = clock.iso(expires)
    invitation.ttl = clock.epoch(expires + timedelta(days=KEPT_DAYS))


def place(invitation: Invitation) -> None:
    """Where it stands on the indexes: among the open ones of the org, and of the address."""
    invitation.gsi2pk = keys.invitations_of(invitation.org_id)
    invitation.gsi2sk = f"{invitation.created_at}#{invitation.invitation_id}"
    if invitation.email:
        invitation.gsi1pk, invitation.gsi1sk = keys.invitation_index(invitation.email, invitation.org_id)


def count(write: Write, org_id: str, who: Principal, number: int, *, mails: int) -> None:
    """Count invitations of a living org against the day's bounds of the asker and (what is mailed) of the org.

    In the transaction that makes them: neither an org nor a person with many orgs is a machine for spam.
    """
    write.check(Org, keys.org(org_id), Org.deleted_at.does_not_exist() & Org.pk.exists(), OrgNotFound())
    if mails:
        quotas.take(write, MAILS_A_DAY, org_id, mails)
    quotas.take(write, INVITATIONS_A_DAY, who.person_id, number)


def check_link(org: Org, domain: str | None) -> None:
    """Whether a link may be made: LinksOff, LinkNeedsDomain for one that would open for nobody."""
    if org.link_sharing == "off":
        raise LinksOff("This organization lets nobody in by link. Invite by mail.")
    if org.link_sharing == "domains" and not (domain or org.domains):
        raise LinkNeedsDomain("Links are for people at a sign-up domain: name one, or invite by mail.")


def check_teams(teams: list[Team | None]) -> None:
    """TeamNotFound unless all are there."""
    if any(team is None or team.deleted_at for team in teams):
        raise TeamNotFound("There is no such team.")


def link_of(invitation: Invitation, token: Token) -> str | None:
    """The link to hand on; None for an invitation that is mailed."""
    return mail.link("invite", token.text) if invitation.email is None else None


def mail_it(org: Org, invitation: Invitation, token: Token, locale: str) -> None:
    """Mail the invitation, unless it is a link to hand on."""
    if invitation.email is not None:
        data = mail_data(org, invitation, mail.link("invite", token.text))
        mail.send("invitation", invitation.email, locale, data)


def mail_data(org: Org, invitation: Invitation, link: str) -> dict[str, str]:
    """What the mail says."""
    return {
        "org": org.name,
        "inviter": invitation.inviter_name,
        "role": invitation.role,
        "link": link,
        "expires_at": invitation.expires_at,
    }


def list_invitations(context: RequestContext, limit: int, cursor: str | None) -> Page[Invitation]:
    """The open and the expired ones, newest first."""
    return repository.list_invitations(str(context.member.org_id), limit, cursor)


def resend(context: RequestContext, invitation_id: str) -> Made:
    """Send it again with a new token and a new week; the old token opens nothing any more."""
    asker, who, org_id = context.member, context.who, str(context.member.org_id)
    org, invitation = context.prefetched.read(
        (Org, keys.org(org_id)), (Invitation, keys.invitation(org_id, invitation_id))
    )
    org, invitation = repository.alive(org), pending(invitation)
    if invitation.email is None:
        check_link(org, invitation.domain)
    action = policies.to_invite(asker, invitation.role)
    ago = clock.iso(clock.now() - timedelta(seconds=RESEND_SECONDS))
    if invitation.sent_at and invitation.sent_at > ago:
        raise TooSoon(f"It was mailed less than {RESEND_SECONDS} seconds ago.")
    if invitation.sends >= MOST_SENDS:
        raise TooMany(f"It was mailed {MOST_SENDS} times. Revoke it and invite again.")
    before = invitation.expires_at
    token = new_token(org_id, invitation_id)
    invitation.token_hash, invitation.invited_by = token.digest, asker.person_id
    invitation.issued_at = clock.iso(clock.now())
    invitation.inviter_name = asker.name or who.name
    set_expiry(invitation, 7)
    write = Write()
    if invitation.email:
        invitation.sent_at, invitation.sends = clock.iso(clock.now()), int(invitation.sends) + 1
        count(write, org_id, who, 1, mails=1)
    record(invitation, events.invitation_resent(invitation, who.actor, before))
    access.guard(write.replace(invitation), asker, action).commit()
    mail_it(org, invitation, token, invitation.locale)
    return invitation, link_of(invitation, token)


def revoke(context: RequestContext, invitation_id: str) -> None:
    """Let it open nothing any more."""
    place = keys.invitation(str(context.member.org_id), invitation_id)
    invitation = pending(context.prefetched.find(Invitation, place))
    action = policies.to_invite(context.member, invitation.role)
    close(invitation, "revoked")
    record(invitation, events.invitation_revoked(invitation, context.who.actor))
    access.guard(Write().replace(invitation), context.member, action).commit()


def pending(invitation: Invitation | None) -> Invitation:
    """The invitation, unless it is missing, accepted or revoked. An expired one can be sent again."""
    if invitation is None or invitation.status != "pending":
        raise InvitationNotFound("There is no such open invitation.")
    return invitation


def close(invitation: Invitation, status: str) -> None:
    """Take it off the lists."""
    invitation.status = status
    invitation.gsi1pk = invitation.gsi1sk = invitation.gsi2pk = invitation.gsi2sk = None
