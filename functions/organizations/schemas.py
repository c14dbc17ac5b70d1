"""What requests may hold and what answers show."""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from hearth.mail import normalize
from hearth.schema import Body, Id, Name, Shape, Text, Time, Versioned, page_of

Role = Literal["owner", "admin", "manager", "member", "viewer", "guest"]
InvitedRole = Literal["admin", "manager", "member", "viewer", "guest"]
SignUpRole = Literal["member", "viewer", "guest"]
LinkSharing = Literal["off", "domains", "anyone"]


def _domain(text: str) -> str:
    try:
        ascii_form = text.encode("idna").decode().lower()
    except UnicodeError as error:
        raise ValueError("must be a domain such as example.org") from error
    labels = ascii_form.split(".")
    if len(labels) < 2 or len(ascii_form) > 253 or not all(_label(label) for label in labels):
        raise ValueError("must be a domain such as example.org")
    return ascii_form


def _label(label: str) -> bool:
    plain = label.replace("-", "")
    return 0 < len(label) < 64 and plain.isascii() and plain.isalnum() and label[0] != "-" and label[-1] != "-"


Domain = Annotated[
    str,
    StringConstraints(min_length=3, max_length=253, strip_whitespace=True),
    AfterValidator(_domain),
    Field(examples=["example.org"]),
]
Email = Annotated[
    str, StringConstraints(min_length=3, max_length=254), AfterValidator(normalize), Field(examples=["ada@example.org"])
]
Token = Annotated[str, StringConstraints(min_length=1, max_length=200), Field(examples=["AZOR8XpOfMKdOiuPXhxqcA"])]
Teams = Annotated[list[Id], Field(max_length=50)]


# --- orgs ---------------------------------------------------------------------------------------------------------


class NewOrg(Body):
    """A new org; whoever makes it is its owner."""

    name: Name


class OrgChange(Body):
    """Settings to change; what is left out stays."""

    name: Name | None = None
    sign_up_domains: list[Domain] | None = Field(
        default=None,
        max_length=10,
        description="People with a verified address there may join. To add one, your own address must be at it.",
    )
    sign_up_role: SignUpRole | None = Field(default=None, description="What people who join by their domain become.")
    link_sharing: LinkSharing | None = Field(
        default=None,
        description="Who may come in by an invitation link: nobody, who has a verified address at a sign-up domain (or "
        "at that of the link), or whoever has it. What is mailed is no link.",
    )
    retention_days: int | None = Field(
        default=None, ge=1, le=3650, description="How long deleted things can be restored."
    )


class Org(Versioned):
    """An organization, as one of its members sees it."""

    name: str
    slug: str = Field(description="The name for addresses. Not unique.", examples=["hearth-sample"])
    logo_url: str | None
    sign_up_domains: list[str]
    sign_up_role: SignUpRole
    link_sharing: LinkSharing
    retention_days: int
    deleted_at: Time | None
    role: Role = Field(description="Your role in it.")
    team_ids: list[Id] = Field(description="The teams you are in: their spaces are yours.")


class NewLogo(Body):
    """What is going to be uploaded."""

    content_type: Literal["image/jpeg", "image/png", "image/webp", "image/gif"]


class LogoForm(Shape):
    """A form that takes one upload."""

    url: str
    fields: dict[str, str]
    expires_in: int = Field(description="Seconds.")
    max_bytes: int


class JoinableOrg(Shape):
    """An org that your address lets you join."""

    id: Id
    name: str
    role: SignUpRole = Field(description="What you would become.")


# --- members ------------------------------------------------------------------------------------------------------


class Member(Versioned):
    """Somebody in the org. `id` is the person's."""

    person_id: Id
    name: str
    email: str
    picture_url: str | None
    title: str | None
    role: Role
    status: Literal["active", "suspended"]
    suspended: bool
    team_ids: list[Id]
    invited_by: Id | None


class MemberChange(Body):
    """What to change; what is left out stays."""

    role: Role | None = None
    suspended: bool | None = None


class Transfer(Body):
    """Who is to own the org in your place."""

    person_id: Id
    role: InvitedRole = Field(default="admin", description="What you become.")


# --- invitations --------------------------------------------------------------------------------------------------


class Inviter(Shape):
    """Who made it."""

    id: Id
    name: str


class InviterName(Shape):
    """Who made it, for somebody outside."""

    name: str


class NewInvitation(Body):
    """A new invitation. With `email` it is mailed and good for one; without, the answer holds a link to hand on."""

    email: Email | None = None
    role: InvitedRole = "member"
    team_ids: Teams = Field(default_factory=list)
    expires_in_days: int = Field(default=7, ge=1, le=30)
    domain: Domain | None = Field(default=None, description="Only verified addresses at this domain may accept.")
    max_uses: int = Field(default=1, ge=1, le=1000, description="How many people may use a link.")
    locale: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="The language of the mail.")


class Invitation(Versioned):
    """An invitation. `link` is shown once, to whoever made or renewed a link."""

    email: str | None
    role: InvitedRole
    team_ids: list[Id]
    domain: str | None
    status: Literal["pending", "accepted", "revoked", "expired", "used"]
    expires_at: Time
    max_uses: int
    uses: int
    invited_by: Inviter
    sent_at: Time | None
    link: str | None


class BulkInvitation(Body):
    """A CSV of people: a header line with `email`, and optionally `role`; at most 90 lines."""

    csv: Annotated[str, StringConstraints(min_length=1, max_length=20_000)] = Field(
        examples=["email,role\nada@example.org,member\ngrace@example.org,viewer\n"]
    )
    role: InvitedRole = Field(default="member", description="For lines that name none.")
    team_ids: Teams = Field(default_factory=list)
    expires_in_days: int = Field(default=7, ge=1, le=30)
    locale: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")


class InvitationImport(BulkInvitation):
    """The same for up to 1,000 lines."""

    model_config = ConfigDict(str_max_length=200_000)

    csv: Annotated[str, StringConstraints(min_length=1, max_length=200_000)] = Field(
        examples=["email,role\nada@example.org,member\ngrace@example.org,viewer\n"]
    )


class BulkLine(Shape):
    """What became of one line."""

    line: int
    email: str
    result: Literal["created", "skipped", "failed"]
    reason: str | None = Field(
        description="A stable code: already_invited, duplicate_line, invalid_email, invalid_role …"
    )
    invitation_id: Id | None


class BulkReport(Shape):
    """What became of every line."""

    created: int
    skipped: int
    failed: int
    lines: list[BulkLine]


class MyInvitation(Shape):
    """An invitation that waits for you. Accept it with `POST /v1/me/invitations/{org_id}/accept`."""

    org_id: Id
    org_name: str
    role: InvitedRole
    invited_by: InviterName
    expires_at: Time


class InvitationToken(Body):
    """The token of an invitation's link."""

    token: Token


class Offer(Shape):
    """What an invitation offers, for whoever holds its token."""

    org_name: str
    role: InvitedRole
    invited_by: InviterName
    email: str | None = Field(
        description="Where it was mailed to: `POST /v1/auth/register-invited` makes an account with that address. Null "
        "of a link."
    )


class Joined(Shape):
    """The org you are in now."""

    org_id: Id
    role: Role
    org: Org


# --- quotas -------------------------------------------------------------------------------------------------------


class QuotaUse(Shape):
    """How much of one quota is taken. At the limit, what would take more is refused with `quota_exceeded`."""

    quota: str = Field(
        description="orgs, documents, documents_a_day, storage, mails_a_day, invitations_a_day, connections."
    )
    used: int = Field(ge=0)
    limit: int = Field(ge=0)
    unit: Literal["count", "byte"] = Field(description="What `used` and `limit` are numbers of.")
    period: Literal["day"] | None = Field(description="`day`: counted anew each day (UTC). Null: what there is now.")


class Usage(Shape):
    """How much of each quota is taken."""

    items: list[QuotaUse]


# --- teams --------------------------------------------------------------------------------------------------------


class NewTeam(Body):
    """A new team, with nobody in it."""

    name: Name
    description: Annotated[Text, Field(max_length=1000)] = ""


class TeamChange(Body):
    """What to change; what is left out stays."""

    name: Name | None = None
    description: Annotated[Text, Field(max_length=1000)] | None = None


class Team(Versioned):
    """A team. Who is in it: `GET …/members?team=`."""

    name: str
    description: str


OrgPage = page_of(Org)
JoinableOrgPage = page_of(JoinableOrg)
MemberPage = page_of(Member)
InvitationPage = page_of(Invitation)
MyInvitationPage = page_of(MyInvitation)
TeamPage = page_of(Team)
