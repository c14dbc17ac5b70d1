"""The keys of organizations, their members, teams and invitations."""

from hearth.keys import Key, org_partition, person_partition


def org(org_id: str) -> Key:
    """An organization and its settings."""
    return Key(org_partition(org_id), "ORG")


def member(org_id: str, person_id: str) -> Key:
    """A person's membership of an org."""
    return Key(org_partition(org_id), f"MEMBER#{person_id}")


def memberships_of(person_id: str) -> Key:
    """On index gsi1: the orgs of a person. The sort key is a prefix."""
    return Key(person_partition(person_id), "MEMBER#")


def membership_index(org_id: str, person_id: str) -> Key:
    """A membership's place on gsi1."""
    return Key(person_partition(person_id), f"MEMBER#{org_id}")


def former_membership_index(org_id: str, person_id: str) -> Key:
    """A tombstone's place on gsi1: no longer among the orgs of a person, but found when the person changes or goes."""
    return Key(person_partition(person_id), f"FORMER#{org_id}")


def members_of(org_id: str) -> str:
    """On gsi2: the members of an org, by name."""
    return f"{org_partition(org_id)}#MEMBERS"


def member_name_index(org_id: str, name: str, person_id: str) -> Key:
    """A membership's place on gsi2. `name` is folded, so that a search by its beginning is a prefix."""
    return Key(members_of(org_id), f"{name}#{person_id}")


def team(org_id: str, team_id: str) -> Key:
    """A team of an org; who is in it stands in the memberships."""
    return Key(org_partition(org_id), f"TEAM#{team_id}")


def invitation(org_id: str, invitation_id: str) -> Key:
    """An invitation to an org."""
    return Key(org_partition(org_id), f"INVITATION#{invitation_id}")


def invitation_index(email: str, org_id: str) -> Key:
    """An invitation's place on gsi1: what an address is invited to."""
    return Key(f"INVITEE#{email}", f"INVITATION#{org_id}")


def invitations_of(org_id: str) -> str:
    """On gsi2: the open invitations of an org, by the time they were made."""
    return f"{org_partition(org_id)}#INVITATIONS"


def sign_up_domain(org_id: str, domain: str) -> Key:
    """That people with an address at a domain may join an org."""
    return Key(org_partition(org_id), f"DOMAIN#{domain}")


def sign_up_domain_index(org_id: str, domain: str) -> Key:
    """On gsi1: the orgs that a domain opens."""
    return Key(f"DOMAIN#{domain}", org_partition(org_id))
