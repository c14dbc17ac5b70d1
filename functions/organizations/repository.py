"""The access patterns, each one Query, Get or BatchGet. Writes stand with the use cases that know their conditions."""

from functions.organizations.errors import OrgNotFound, PersonNotFound, TeamNotFound
from functions.organizations.models import Invitation, Org, SignUpDomain, Team
from hearth import keys
from hearth.access import Member
from hearth.keys import Key
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.people import Profile
from hearth.table.batch import Prefetched, read
from hearth.table.item import connection
from hearth.table.query import Page, query, query_all


def get_org(org_id: str, prefetched: Prefetched) -> Org:
    """A live org."""
    return alive(prefetched.find(Org, org_keys.org(org_id)))


def alive(org: Org | None) -> Org:
    """The org, unless it is missing or deleted."""
    if org is None or org.deleted_at:
        raise OrgNotFound("There is no such organization, or you are not a member of it.")
    return org


def get_member(org_id: str, person_id: str, prefetched: Prefetched) -> Member:
    """Somebody's membership, suspended or not; tombstones are not found."""
    return present(prefetched.find(Member, org_keys.member(org_id, person_id)))


def present(member: Member | None) -> Member:
    """The membership, unless it is missing or ended."""
    if member is None or member.status == "removed":
        raise PersonNotFound("Nobody with that id is in the organization.")
    return member


def get_team(org_id: str, team_id: str, prefetched: Prefetched) -> Team:
    """A team."""
    return existing(prefetched.find(Team, org_keys.team(org_id, team_id)))


def existing(team: Team | None) -> Team:
    """The team, unless it is missing or deleted."""
    if team is None or team.deleted_at:
        raise TeamNotFound("There is no such team.")
    return team


def get_profile(person_id: str) -> Profile:
    """A person. Everybody who is signed in has one."""
    profile: Profile | None = read((Profile, identity_keys.person(person_id)))[0]
    if profile is None:
        raise PersonNotFound("The account does not exist any more.")
    return profile


def list_memberships(person_id: str, limit: int, cursor: str | None) -> Page[Member]:
    """The orgs of a person: gsi1."""
    partition, prefix = org_keys.memberships_of(person_id)
    return query(Member, partition, prefix, index="gsi1", limit=limit, cursor=cursor)


def read_orgs(org_ids: list[str]) -> list[Org]:
    """The orgs of a page, in one round trip; those that are missing are left out."""
    found = read(*[(Org, org_keys.org(org_id)) for org_id in org_ids]) if org_ids else []
    return [org for org in found if org is not None]


def list_members(org_id: str, prefix: str, limit: int, cursor: str | None) -> Page[Member]:
    """The members of an org by name, or those whose name begins so: gsi2."""
    return query(Member, org_keys.members_of(org_id), prefix, index="gsi2", limit=limit, cursor=cursor)


def list_invitations(org_id: str, limit: int, cursor: str | None) -> Page[Invitation]:
    """The invitations of an org that are neither accepted nor revoked, newest first: gsi2."""
    partition = org_keys.invitations_of(org_id)
    return query(Invitation, partition, index="gsi2", limit=limit, cursor=cursor, newest_first=True)


def list_waiting(email: str, limit: int, cursor: str | None) -> Page[Invitation]:
    """The invitations of an address that are neither accepted nor revoked: gsi1."""
    partition, prefix = org_keys.invitation_index(email, "")
    return query(Invitation, partition, prefix, index="gsi1", limit=limit, cursor=cursor)


def list_teams(org_id: str, limit: int, cursor: str | None) -> Page[Team]:
    """The teams of an org, oldest first. Deleted ones may still stand there for a while."""
    page = query(Team, keys.org_partition(org_id), "TEAM#", limit=limit, cursor=cursor)
    return Page([team for team in page.items if not team.deleted_at], page.next)


def list_joinable(domain: str, limit: int, cursor: str | None) -> Page[SignUpDomain]:
    """The orgs that a domain opens: gsi1."""
    partition, prefix = org_keys.sign_up_domain_index("", domain)
    return query(SignUpDomain, partition, prefix, index="gsi1", limit=limit, cursor=cursor)


def every_membership(person_id: str) -> list[Member]:
    """All memberships of a person, tombstones included, for the consumer of a person's events. Bounded by joining."""
    partition = keys.person_partition(person_id)
    active = query_all(Member, partition, "MEMBER#", index="gsi1")
    return active + query_all(Member, partition, "FORMER#", index="gsi1")


def list_keys(org_id: str) -> list[Key]:
    """Where everything in an org's own partition stands: Query of it, keys only."""
    found = connection().query(keys.org_partition(org_id), consistent_read=True, attributes_to_get=["pk", "sk"])
    return [Key(raw["pk"]["S"], raw["sk"]["S"]) for raw in found["Items"]]


def read_org_and_member(org_id: str, person_id: str) -> tuple[Org | None, Member | None]:
    """Both, whatever their state: one round trip."""
    org, member = read((Org, org_keys.org(org_id)), (Member, org_keys.member(org_id, person_id)))
    return org, member
