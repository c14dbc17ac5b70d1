"""Routes of invitations: making, handing on and accepting them."""

from typing import TYPE_CHECKING, Any

from functions.organizations import errors as refused
from functions.organizations import presenters
from functions.organizations.routes import api, page_of, the_invitation, the_org, the_org_and_teams
from functions.organizations.service import bulk, invitations, joining
from hearth.errors import QuotaExceeded
from hearth.http import InOrg, Limit, Public, Reply, Request, SignedIn
from hearth.http.params import PAGE
from hearth.jobs import presenting
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.organizations import schemas
    from hearth.jobs import schemas as job_schemas
    from hearth.table.write import Commit
else:
    schemas = lazy("functions.organizations.schemas")
    job_schemas = lazy("hearth.jobs.schemas")

GUESSES = Limit(60, 60)


@api.get("/orgs/{org_id}/invitations", returns=schemas.InvitationPage, allow=InOrg("invitation.list"), query=PAGE)
def list_invitations(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the invitations that were not accepted or revoked, newest first."""
    return page_of(invitations.list_invitations(request, **request.query), presenters.invitation)


@api.post(
    "/orgs/{org_id}/invitations",
    body=schemas.NewInvitation,
    returns=schemas.Invitation,
    allow=InOrg("invitation.create", the_org_and_teams),
    status=201,
    creates=True,
    shown_once={"link": None},
    raises=(
        refused.AlreadyInvited,
        refused.TooMany,
        refused.TeamNotFound,
        refused.LinksOff,
        refused.LinkNeedsDomain,
        refused.MailedForOne,
        QuotaExceeded,
    ),
)
def create_invitation(request: Request["schemas.NewInvitation"], org_id: str) -> dict[str, Any]:
    """Invite somebody by mail, or make a link to hand on.

    Never for a role above your own. It stays good only while you are in the organization and may still give the role.
    A link is in this answer and nowhere else: a repeat under the same Idempotency-Key has null there, and
    POST .../resend makes another.
    """
    body = request.body
    offer = invitations.Offer(
        body.email, body.role, body.team_ids, body.expires_in_days, body.domain, body.max_uses, body.locale
    )
    commit: Commit[invitations.Made] = request.commit(lambda made: presenters.invitation(*made))
    return presenters.invitation(*invitations.invite(request, offer, commit=commit))


@api.post(
    "/orgs/{org_id}/invitations/bulk",
    body=schemas.BulkInvitation,
    returns=schemas.BulkReport,
    allow=InOrg("invitation.create"),
    creates=True,
    raises=(refused.TooMany, refused.TeamNotFound, refused.InvalidCsv, QuotaExceeded),
)
def invite_many(request: Request["schemas.BulkInvitation"], org_id: str) -> dict[str, Any]:
    """Invite everybody in a CSV by mail, and hear what became of each line."""
    body = request.body
    offer = invitations.Offer(None, body.role, body.team_ids, body.expires_in_days, locale=body.locale)
    commit = request.commit(presenters.bulk)
    return presenters.bulk(bulk.invite_many(request, body.csv, offer, commit=commit))


@api.post(
    "/orgs/{org_id}/invitations/import",
    body=schemas.InvitationImport,
    returns=job_schemas.Job,
    allow=InOrg("invitation.create"),
    status=202,
    creates=True,
    raises=(refused.InvalidCsv, QuotaExceeded),
)
def import_invitations(request: Request["schemas.InvitationImport"], org_id: str) -> Reply:
    """Invite everybody in a CSV of up to 1,000 lines: a job, which makes a file that says what became of each line.

    When the day's mails are used up it fails with `quota_exceeded`; tried again the next day, it goes on where it was.
    """
    from functions.organizations.service import importing

    body = request.body
    offer = invitations.Offer(None, body.role, body.team_ids, body.expires_in_days, locale=body.locale)
    commit = request.commit(presenting.job)
    job = importing.ask(request, body.csv, offer, commit=commit)
    return Reply(presenting.job(job), headers={"Location": job.path})


@api.post(
    "/orgs/{org_id}/invitations/{invitation_id}/resend",
    returns=schemas.Invitation,
    allow=InOrg("invitation.create", lambda request: [*the_org(request), *the_invitation(request)]),
    raises=(refused.TooSoon, refused.TooMany, refused.LinksOff, refused.LinkNeedsDomain, QuotaExceeded),
)
def resend_invitation(request: Request[None], org_id: str, invitation_id: str) -> dict[str, Any]:
    """Send an invitation again, or renew its link, for another week. What was sent before opens nothing any more."""
    return presenters.invitation(*invitations.resend(request, invitation_id))


@api.delete("/orgs/{org_id}/invitations/{invitation_id}", allow=InOrg("invitation.revoke", the_invitation))
def revoke_invitation(request: Request[None], org_id: str, invitation_id: str) -> None:
    """Take an invitation back."""
    invitations.revoke(request, invitation_id)


@api.post(
    "/invitations/lookup",
    body=schemas.InvitationToken,
    returns=schemas.Offer,
    allow=Public(),
    limit=GUESSES,
    raises=(refused.InvitationNotFound,),
)
def look_up_invitation(request: Request["schemas.InvitationToken"]) -> dict[str, Any]:
    """See what an invitation offers, before signing in."""
    return presenters.offer(*joining.look_up(request.body.token))


@api.post(
    "/invitations/accept",
    body=schemas.InvitationToken,
    returns=schemas.Joined,
    allow=SignedIn("me:write"),
    raises=(
        refused.InvitationNotFound,
        refused.DomainRefused,
        refused.PersonNotFound,
        refused.MembershipSuspended,
    ),
)
def accept_invitation(request: Request["schemas.InvitationToken"]) -> dict[str, Any]:
    """Come into an organization by an invitation. Harmless to repeat."""
    return presenters.joined(*joining.accept(request, request.body.token))


@api.get("/me/invitations", returns=schemas.MyInvitationPage, allow=SignedIn("me:read"), query=PAGE)
def list_my_invitations(request: Request[None]) -> dict[str, Any]:
    """List the invitations that were mailed to your address and wait for you. Links are not among them."""
    page = joining.list_waiting(request, **request.query)
    return page_of(page, lambda pair: presenters.waiting(*pair))


@api.post(
    "/me/invitations/{org_id}/accept",
    returns=schemas.Joined,
    allow=SignedIn("me:write"),
    raises=(
        refused.InvitationNotFound,
        refused.DomainRefused,
        refused.PersonNotFound,
        refused.MembershipSuspended,
    ),
)
def accept_my_invitation(request: Request[None], org_id: str) -> dict[str, Any]:
    """Come into an organization by the invitation that waits for your verified address. Harmless to repeat."""
    return presenters.joined(*joining.accept_waiting(request, org_id))
