"""HTTP entry: orgs, members, invitations, teams."""

from typing import TYPE_CHECKING, Any

from functions.organizations import errors as refused
from functions.organizations import presenters, repository
from functions.organizations.service import bulk, invitations, joining, logo, members, orgs, teams
from hearth import pictures
from hearth.errors import Forbidden
from hearth.http import Api, Flag, IdParam, InOrg, Limit, Public, Reply, Request, SignedIn, Text
from hearth.http.params import PAGE
from hearth.lazy import lazy
from hearth.table import Page

if TYPE_CHECKING:
    from functions.organizations import schemas
else:
    schemas = lazy("functions.organizations.schemas")

api = Api("organizations")
handler = api.handler

GUESSES = Limit(60, 60)


def _page(page: Page[Any], present: Any) -> dict[str, Any]:
    return {"items": [present(item) for item in page.items], "next": page.next}


# --- orgs ---------------------------------------------------------------------------------------------------------


@api.post("/orgs", body=schemas.NewOrg, returns=schemas.Org, allow=SignedIn("me:write"), status=201, creates=True)
def create_org(request: Request["schemas.NewOrg"]) -> dict[str, Any]:
    """Make an organization and own it."""
    return presenters.org(*orgs.create_org(request.body.name, request.who))


@api.get(
    "/me/orgs",
    returns=schemas.OrgPage,
    allow=SignedIn("me:read"),
    query={**PAGE, "deleted": Flag("Those that you may restore instead.")},
)
def list_my_orgs(request: Request[None]) -> dict[str, Any]:
    """List the organizations that you are in."""
    page = orgs.list_mine(request.who, **request.query)
    return _page(page, lambda pair: presenters.org(*pair))


@api.get("/me/joinable-orgs", returns=schemas.JoinableOrgPage, allow=SignedIn("me:read"), query=PAGE)
def list_joinable_orgs(request: Request[None]) -> dict[str, Any]:
    """List the organizations that your verified address lets you join."""
    return _page(joining.list_joinable(request.who, **request.query), presenters.joinable)


@api.get("/orgs/{org_id}", returns=schemas.Org, allow=InOrg("org.read"))
def get_org(request: Request[None], org_id: str) -> dict[str, Any]:
    """Read an organization and its settings."""
    return presenters.org(repository.get_org(org_id), request.member)


@api.patch(
    "/orgs/{org_id}",
    body=schemas.OrgChange,
    returns=schemas.Org,
    allow=InOrg("org.update"),
    raises=(refused.DomainNotYours,),
)
def change_org(request: Request["schemas.OrgChange"], org_id: str) -> dict[str, Any]:
    """Change an organization's settings."""
    change = request.body.model_dump(exclude_unset=True)
    org = orgs.change_org(org_id, change, request.member, request.who, request.check_version)
    return presenters.org(org, request.member)


@api.delete("/orgs/{org_id}", allow=InOrg("org.delete"))
def delete_org(request: Request[None], org_id: str) -> None:
    """Delete an organization. It can be restored for its retention period."""
    orgs.delete_org(org_id, request.member, request.who, request.check_version)


@api.post(
    "/orgs/{org_id}/restore",
    returns=schemas.Org,
    allow=SignedIn("me:write"),
    raises=(refused.OrgNotFound, refused.NotDeleted, Forbidden),
)
def restore_org(request: Request[None], org_id: str) -> dict[str, Any]:
    """Restore a deleted organization that you own."""
    return presenters.org(*orgs.restore_org(org_id, request.who))


@api.post("/orgs/{org_id}/join", returns=schemas.Joined, allow=SignedIn("me:write"), raises=(refused.OrgNotFound,))
def join_org(request: Request[None], org_id: str) -> dict[str, Any]:
    """Join an organization that allows the domain of your verified address."""
    return presenters.joined(*joining.join(org_id, request.who))


@api.post("/orgs/{org_id}/leave", allow=InOrg("org.leave"), raises=(refused.SoleOwner,))
def leave_org(request: Request[None], org_id: str) -> None:
    """Leave an organization. Its only owner cannot."""
    members.leave(org_id, request.member, request.who)


@api.post(
    "/orgs/{org_id}/transfer",
    body=schemas.Transfer,
    returns=schemas.Org,
    allow=InOrg("org.transfer"),
    raises=(refused.PersonNotFound, "member_suspended", "not_yourself", refused.TooMany),
)
def transfer_org(request: Request["schemas.Transfer"], org_id: str) -> dict[str, Any]:
    """Make another member an owner in your place."""
    body = request.body
    return presenters.org(*members.transfer(org_id, body.person_id, body.role, request.member, request.who))


@api.post("/orgs/{org_id}/logo", body=schemas.NewLogo, returns=schemas.LogoForm, allow=InOrg("org.update"), status=201)
def upload_logo(request: Request["schemas.NewLogo"], org_id: str) -> dict[str, Any]:
    """Get a signed form to upload a logo with.

    POST the fields and then `file` to `url` as multipart/form-data. A moment later the organization shows the logo,
    fitted into a square and without what cameras write into pictures.
    """
    return logo.upload_form(request.body.content_type, org_id, request.who.person_id)


@api.delete("/orgs/{org_id}/logo", allow=InOrg("org.update"))
def remove_logo(request: Request[None], org_id: str) -> None:
    """Take the logo away."""
    logo.remove(org_id, request.member, request.who)


@api.get("/logos/{org_id}/{revision_id}/{size}", allow=Public(), status=302, raises=(refused.LogoNotFound,))
def get_logo(_: Request[None], org_id: str, revision_id: str, size: str) -> Reply:
    """A logo, as a redirect to a signed link. `size` is 96 or 256.

    Its address cannot be guessed and never changes, so pages can show it as they show any picture.
    """
    if size not in {str(each) for each in pictures.SIZES}:
        raise refused.LogoNotFound("There is no such logo.")
    kept = f"private, max-age={pictures.LINK_SECONDS - 300}"
    return Reply(None, 302, {"Location": logo.album.link(org_id, revision_id, int(size)), "Cache-Control": kept})


# --- members ------------------------------------------------------------------------------------------------------


@api.get(
    "/orgs/{org_id}/members",
    returns=schemas.MemberPage,
    allow=InOrg("member.list"),
    query={
        **PAGE,
        "search": Text("What the name begins with.", longest=100),
        "team": IdParam("Only the people of a team."),
    },
)
def list_members(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the members by name.

    With `team`, a page holds those of the team who are on it, perhaps none: go on while there is a `next`.
    """
    query = dict(request.query)
    page = members.list_members(org_id, search=query.pop("search"), team_id=query.pop("team"), **query)
    return _page(page, presenters.member)


@api.get("/orgs/{org_id}/members/{person_id}", returns=schemas.Member, allow=InOrg("member.read"))
def get_member(request: Request[None], org_id: str, person_id: str) -> dict[str, Any]:
    """Read a member."""
    return presenters.member(repository.get_member(org_id, person_id))


@api.patch(
    "/orgs/{org_id}/members/{person_id}",
    body=schemas.MemberChange,
    returns=schemas.Member,
    allow=InOrg("member.update"),
    raises=(refused.SoleOwner, refused.TooMany, "not_yourself"),
)
def change_member(request: Request["schemas.MemberChange"], org_id: str, person_id: str) -> dict[str, Any]:
    """Change a member's role, or suspend them.

    Admins may set any role up to admin; only owners may make or touch owners. What ends, ends everywhere at once.
    """
    member = members.change_member(
        org_id,
        person_id,
        role=request.body.role,
        suspended=request.body.suspended,
        asker=request.member,
        who=request.who,
        check_version=request.check_version,
    )
    return presenters.member(member)


@api.delete("/orgs/{org_id}/members/{person_id}", allow=InOrg("member.remove"), raises=(refused.SoleOwner,))
def remove_member(request: Request[None], org_id: str, person_id: str) -> None:
    """Remove a member. Their access ends everywhere at once, live connections included."""
    members.remove_member(org_id, person_id, request.member, request.who, request.check_version)


# --- invitations --------------------------------------------------------------------------------------------------


@api.get("/orgs/{org_id}/invitations", returns=schemas.InvitationPage, allow=InOrg("invitation.list"), query=PAGE)
def list_invitations(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the invitations that were not accepted or revoked, newest first."""
    return _page(invitations.list_invitations(org_id, **request.query), presenters.invitation)


@api.post(
    "/orgs/{org_id}/invitations",
    body=schemas.NewInvitation,
    returns=schemas.Invitation,
    allow=InOrg("invitation.create"),
    status=201,
    creates=True,
    raises=(refused.AlreadyInvited, refused.TooMany, refused.TeamNotFound),
)
def create_invitation(request: Request["schemas.NewInvitation"], org_id: str) -> dict[str, Any]:
    """Invite somebody by mail, or make a link to hand on.

    Never for a role above your own. It stays good only while you are in the organization and may still give the role.
    """
    body = request.body
    offer = invitations.Offer(
        body.email, body.role, body.team_ids, body.expires_in_days, body.domain, body.max_uses, body.locale
    )
    return presenters.invitation(*invitations.invite(org_id, offer, request.member, request.who))


@api.post(
    "/orgs/{org_id}/invitations/bulk",
    body=schemas.BulkInvitation,
    returns=schemas.BulkReport,
    allow=InOrg("invitation.create"),
    creates=True,
    raises=(refused.TooMany, refused.TeamNotFound),
)
def invite_many(request: Request["schemas.BulkInvitation"], org_id: str) -> dict[str, Any]:
    """Invite everybody in a CSV by mail, and hear what became of each line."""
    body = request.body
    offer = invitations.Offer(None, body.role, body.team_ids, body.expires_in_days, locale=body.locale)
    return presenters.bulk(bulk.invite_many(org_id, body.csv, offer, request.member, request.who))


@api.post(
    "/orgs/{org_id}/invitations/{invitation_id}/resend",
    returns=schemas.Invitation,
    allow=InOrg("invitation.create"),
    raises=(refused.TooSoon, refused.TooMany),
)
def resend_invitation(request: Request[None], org_id: str, invitation_id: str) -> dict[str, Any]:
    """Send an invitation again, or renew its link, for another week. What was sent before opens nothing any more."""
    return presenters.invitation(*invitations.resend(org_id, invitation_id, request.member, request.who))


@api.delete("/orgs/{org_id}/invitations/{invitation_id}", allow=InOrg("invitation.revoke"))
def revoke_invitation(request: Request[None], org_id: str, invitation_id: str) -> None:
    """Take an invitation back."""
    invitations.revoke(org_id, invitation_id, request.member, request.who)


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
    raises=(refused.InvitationNotFound, refused.DomainRefused, refused.PersonNotFound),
)
def accept_invitation(request: Request["schemas.InvitationToken"]) -> dict[str, Any]:
    """Come into an organization by an invitation. Harmless to repeat."""
    return presenters.joined(*joining.accept(request.body.token, request.who))


# --- teams --------------------------------------------------------------------------------------------------------


@api.get("/orgs/{org_id}/teams", returns=schemas.TeamPage, allow=InOrg("team.list"), query=PAGE)
def list_teams(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the teams."""
    return _page(teams.list_teams(org_id, **request.query), presenters.team)


@api.post(
    "/orgs/{org_id}/teams",
    body=schemas.NewTeam,
    returns=schemas.Team,
    allow=InOrg("team.create"),
    status=201,
    creates=True,
)
def create_team(request: Request["schemas.NewTeam"], org_id: str) -> dict[str, Any]:
    """Make a team."""
    return presenters.team(teams.create_team(org_id, request.body.name, request.body.description, request.who))


@api.get("/orgs/{org_id}/teams/{team_id}", returns=schemas.Team, allow=InOrg("team.list"))
def get_team(request: Request[None], org_id: str, team_id: str) -> dict[str, Any]:
    """Read a team."""
    return presenters.team(repository.get_team(org_id, team_id))


@api.patch("/orgs/{org_id}/teams/{team_id}", body=schemas.TeamChange, returns=schemas.Team, allow=InOrg("team.update"))
def change_team(request: Request["schemas.TeamChange"], org_id: str, team_id: str) -> dict[str, Any]:
    """Rename or describe a team."""
    change = request.body.model_dump(exclude_unset=True)
    check = request.check_version
    return presenters.team(teams.change_team(org_id, team_id, change, request.member, request.who, check_version=check))


@api.delete("/orgs/{org_id}/teams/{team_id}", allow=InOrg("team.delete"))
def delete_team(request: Request[None], org_id: str, team_id: str) -> None:
    """Dissolve a team. What was shared with it is no longer shared with its people."""
    teams.delete_team(org_id, team_id, request.member, request.who, request.check_version)


@api.put(
    "/orgs/{org_id}/teams/{team_id}/members/{person_id}",
    returns=schemas.Member,
    allow=InOrg("team.update"),
    raises=(refused.TooMany,),
)
def add_to_team(request: Request[None], org_id: str, team_id: str, person_id: str) -> dict[str, Any]:
    """Put a member into a team. Harmless to repeat."""
    return presenters.member(teams.add_to_team(org_id, team_id, person_id, request.member, request.who))


@api.delete("/orgs/{org_id}/teams/{team_id}/members/{person_id}", allow=InOrg("team.update"))
def take_from_team(request: Request[None], org_id: str, team_id: str, person_id: str) -> None:
    """Take a member out of a team. Harmless to repeat."""
    teams.take_from_team(org_id, team_id, person_id, request.member, request.who)
