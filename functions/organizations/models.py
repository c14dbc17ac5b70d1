"""The items of this capability, and the rules that need no I/O. `Member` is the kernel's: everybody decides by it."""

import re
import unicodedata
from datetime import datetime

from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from hearth import clock
from hearth.access import Member, Role
from hearth.keys import organizations as keys
from hearth.people import Profile
from hearth.table.item import Item

MOST_OWNERS = 20
MOST_TEAMS_OF_A_PERSON = 50
MOST_DOMAINS = 10


class Org(Item, discriminator="org"):
    """An organization and its settings.

    `owners` are the active owners, kept beside the memberships so that one condition (`size(owners) > 1`) keeps the
    last one in. Who is deleting their account is not among them; identity takes them out, and puts them back should
    they return. `made_by` is whose quota of orgs it counts in. `retention_since` is when the retention became another.
    """

    org_id = UnicodeAttribute()
    name = UnicodeAttribute()
    owners = UnicodeSetAttribute()
    domains: ListAttribute[str] = ListAttribute(default=list)
    domain_role = UnicodeAttribute(default="member")
    link_sharing = UnicodeAttribute(default="anyone", attr_name="links")
    retention_days = NumberAttribute(default=30)
    retention_since = UnicodeAttribute(null=True)
    logo = UnicodeAttribute(null=True)
    deleted_at = UnicodeAttribute(null=True)
    made_by = UnicodeAttribute(null=True)

    @property
    def slug(self) -> str:
        """The name as it may stand in an address; not unique, the id is."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "org"

    def settings(self) -> dict[str, object]:
        """What an admin can change, for an event's before and after."""
        return {
            "name": self.name,
            "sign_up_domains": list(self.domains),
            "sign_up_role": self.domain_role,
            "link_sharing": self.link_sharing,
            "retention_days": int(self.retention_days),
            "logo": self.logo,
        }


class SignUpDomain(Item, discriminator="sign-up-domain"):
    """That whoever has an address at `domain` may join. Holds what a list of such orgs shows."""

    org_id = UnicodeAttribute()
    domain = UnicodeAttribute()
    name = UnicodeAttribute()
    role = UnicodeAttribute()


class Team(Item, discriminator="team"):
    """A named group of members. Who is in it stands in the memberships (`Member.teams`)."""

    org_id = UnicodeAttribute()
    team_id = UnicodeAttribute()
    name = UnicodeAttribute()
    description = UnicodeAttribute(default="")
    deleted_at = UnicodeAttribute(null=True)


class Invitation(Item, discriminator="invitation"):
    """An invitation: mailed to an address (used once), or a link (up to `max_uses` times). Holds the token's hash only.

    It is worth what its maker may still give: accepting checks that they are in the org and may invite for `role`.
    """

    org_id = UnicodeAttribute()
    invitation_id = UnicodeAttribute()
    email = UnicodeAttribute(null=True)
    role = UnicodeAttribute()
    teams: ListAttribute[str] = ListAttribute(default=list)
    domain = UnicodeAttribute(null=True)
    status = UnicodeAttribute(default="pending")
    token_hash = UnicodeAttribute()
    expires_at = UnicodeAttribute()
    max_uses = NumberAttribute(default=1)
    uses = NumberAttribute(default=0)
    invited_by = UnicodeAttribute()
    inviter_name = UnicodeAttribute(default="")
    sent_at = UnicodeAttribute(null=True)
    sends = NumberAttribute(default=0)
    issued_at = UnicodeAttribute()
    locale = UnicodeAttribute(default="en")

    def open(self, now: datetime) -> bool:
        """Whether it can still be accepted."""
        return bool(self.status == "pending" and self.expires_at > clock.iso(now) and self.uses < self.max_uses)

    def state(self, now: datetime) -> str:
        """How a list shows it."""
        if self.status == "pending" and not self.open(now):
            return "expired" if self.expires_at <= clock.iso(now) else "used"
        return str(self.status)


# --- memberships --------------------------------------------------------------------------------------------------

_RANK = {role: rank for rank, role in enumerate(reversed(Role))}


def may_give(role: str, given: str) -> bool:
    """Whether somebody of `role` may make another one `given`: never above themselves."""
    return _RANK[Role(given)] <= _RANK[Role(role)]


def membership(
    org_id: str, profile: Profile, role: str, *, teams: list[str] | None = None, by: str | None = None
) -> Member:
    """A new active membership with the copies it shows and its places on the indexes."""
    member = Member.at(
        keys.member(org_id, profile.person_id),
        org_id=org_id,
        person_id=profile.person_id,
        role=role,
        status="active",
        teams=teams or [],
        invited_by=by,
    )
    copy_profile(member, profile)
    return member


def copy_profile(member: Member, profile: Profile) -> None:
    """Bring the copies up to date."""
    member.name, member.email = profile.name, profile.email
    member.picture, member.title = profile.picture, profile.title
    place(member)


def place(member: Member) -> None:
    """Set where the membership stands on the indexes: a tombstone is in no list."""
    gone = member.status == "removed"
    mine = keys.former_membership_index if gone else keys.membership_index
    member.gsi1pk, member.gsi1sk = mine(member.org_id, member.person_id)
    named = keys.member_name_index(member.org_id, folded(member.name), member.person_id)
    member.gsi2pk, member.gsi2sk = (None, None) if gone else named


def folded(name: str) -> str:
    """A name as lists sort and find it: without case, accents or compatibility forms; short enough for a key."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(plain.casefold().split()).replace("#", " ")[:100]


def end(member: Member, how: str) -> None:
    """Make a membership a tombstone: nothing it gave is left. `how`: left, or removed by somebody."""
    member.status, member.teams = "removed", []
    member.ended, member.ended_at = how, clock.iso(clock.now())
    place(member)


def domain_of(email: str) -> str:
    """What stands behind the @."""
    return email.rpartition("@")[2].lower()
