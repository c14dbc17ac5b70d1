"""Routes of orgs and the people in them."""

from typing import TYPE_CHECKING, Any

from functions.organizations import errors as refused
from functions.organizations import presenters
from functions.organizations.routes import api, page_of, the_member, the_org
from functions.organizations.service import joining, logo, members, orgs
from hearth import pictures
from hearth.errors import Forbidden, QuotaExceeded
from hearth.http import Flag, IdParam, InOrg, Limit, Public, Reply, Request, SignedIn, Text
from hearth.http.params import PAGE
from hearth.keys import organizations as keys
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.organizations import schemas
else:
    schemas = lazy("functions.organizations.schemas")


# --- orgs ---------------------------------------------------------------------------------------------------------


@api.post(
    "/orgs",
    body=schemas.NewOrg,
    returns=schemas.Org,
    allow=SignedIn("me:write"),
    status=201,
    creates=True,
    limit=Limit(60, 3600, "person", block=6),
    raises=(QuotaExceeded,),
)
def create_org(request: Request["schemas.NewOrg"]) -> dict[str, Any]:
    """Make an organization and own it."""
    made = orgs.create_org(request, request.body.name, commit=request.commit(lambda made: presenters.org(*made)))
    return presenters.org(*made)


@api.get(
    "/me/orgs",
    returns=schemas.OrgPage,
    allow=SignedIn("me:read"),
    query={**PAGE, "deleted": Flag("Those that you may restore instead.")},
)
def list_my_orgs(request: Request[None]) -> dict[str, Any]:
    """List the organizations that you are in."""
    page = orgs.list_mine(request, **request.query)
    return page_of(page, lambda pair: presenters.org(*pair))


@api.get("/me/joinable-orgs", returns=schemas.JoinableOrgPage, allow=SignedIn("me:read"), query=PAGE)
def list_joinable_orgs(request: Request[None]) -> dict[str, Any]:
    """List the organizations that your verified address lets you join."""
    return page_of(joining.list_joinable(request, **request.query), presenters.joinable)


@api.get("/orgs/{org_id}", returns=schemas.Org, allow=InOrg("org.read", the_org))
def get_org(request: Request[None], org_id: str) -> dict[str, Any]:
    """Read an organization and its settings."""
    return presenters.org(orgs.get_org(request), request.member)


@api.patch(
    "/orgs/{org_id}",
    body=schemas.OrgChange,
    returns=schemas.Org,
    allow=InOrg("org.update", the_org),
    raises=(refused.DomainNotYours,),
)
def change_org(request: Request["schemas.OrgChange"], org_id: str) -> dict[str, Any]:
    """Change an organization's settings."""
    change = request.body.model_dump(exclude_unset=True)
    return presenters.org(orgs.change_org(request, change, request.expected_version), request.member)


@api.delete("/orgs/{org_id}", allow=InOrg("org.delete", the_org))
def delete_org(request: Request[None], org_id: str) -> None:
    """Delete an organization. It can be restored for its retention period."""
    orgs.delete_org(request, request.expected_version)


@api.post(
    "/orgs/{org_id}/restore",
    returns=schemas.Org,
    allow=SignedIn("me:write"),
    raises=(refused.OrgNotFound, refused.NotDeleted, Forbidden, QuotaExceeded),
)
def restore_org(request: Request[None], org_id: str) -> dict[str, Any]:
    """Restore a deleted organization that you own."""
    return presenters.org(*orgs.restore_org(request, org_id))


@api.post("/orgs/{org_id}/join", returns=schemas.Joined, allow=SignedIn("me:write"), raises=(refused.OrgNotFound,))
def join_org(request: Request[None], org_id: str) -> dict[str, Any]:
    """Join an organization that allows the domain of your verified address."""
    return presenters.joined(*joining.join(request, org_id))


@api.post("/orgs/{org_id}/leave", allow=InOrg("org.leave"), raises=(refused.SoleOwner,))
def leave_org(request: Request[None], org_id: str) -> None:
    """Leave an organization. Its only owner cannot."""
    members.leave(request)


@api.post(
    "/orgs/{org_id}/transfer",
    body=schemas.Transfer,
    returns=schemas.Org,
    allow=InOrg(
        "org.transfer",
        lambda request: [*the_org(request), keys.member(request.path["org_id"], request.body.person_id)],
    ),
    raises=(refused.PersonNotFound, refused.MemberSuspended, refused.NotYourself, refused.TooMany),
)
def transfer_org(request: Request["schemas.Transfer"], org_id: str) -> dict[str, Any]:
    """Make another member an owner in your place."""
    body = request.body
    return presenters.org(*members.transfer(request, body.person_id, body.role))


@api.post("/orgs/{org_id}/logo", body=schemas.NewLogo, returns=schemas.LogoForm, allow=InOrg("org.update"), status=201)
def upload_logo(request: Request["schemas.NewLogo"], org_id: str) -> dict[str, Any]:
    """Get a signed form to upload a logo with.

    POST the fields and then `file` to `url` as multipart/form-data. A moment later the organization shows the logo,
    fitted into a square and without what cameras write into pictures.
    """
    return logo.upload_form(request, request.body.content_type)


@api.delete("/orgs/{org_id}/logo", allow=InOrg("org.update", the_org))
def remove_logo(request: Request[None], org_id: str) -> None:
    """Take the logo away."""
    logo.remove(request)


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

    With `team`, a page holds those of the team who are on it, perhaps none: go on while there is a `next`. Who has
    listed them goes on record, once a day.
    """
    return page_of(members.list_members(request, **request.query), presenters.member)


@api.get("/orgs/{org_id}/members/{person_id}", returns=schemas.Member, allow=InOrg("member.read", the_member))
def get_member(request: Request[None], org_id: str, person_id: str) -> dict[str, Any]:
    """Read a member."""
    return presenters.member(members.get_member(request, person_id))


@api.patch(
    "/orgs/{org_id}/members/{person_id}",
    body=schemas.MemberChange,
    returns=schemas.Member,
    allow=InOrg("member.update", the_member),
    raises=(refused.SoleOwner, refused.TooMany, refused.NotYourself),
)
def change_member(request: Request["schemas.MemberChange"], org_id: str, person_id: str) -> dict[str, Any]:
    """Change a member's role, or suspend them.

    Admins may set any role up to admin; only owners may make or touch owners. What ends, ends everywhere at once.
    """
    body, expected = request.body, request.expected_version
    return presenters.member(members.change_member(request, person_id, body.role, body.suspended, expected))


@api.delete("/orgs/{org_id}/members/{person_id}", allow=InOrg("member.remove", the_member), raises=(refused.SoleOwner,))
def remove_member(request: Request[None], org_id: str, person_id: str) -> None:
    """Remove a member. Their access ends everywhere at once, live connections included."""
    members.remove_member(request, person_id, request.expected_version)
