"""A small world in the table: an org with somebody in every role, another org, and people who should get nothing."""

from dataclasses import dataclass, field

from hearth import ids
from hearth.access import Member, Role
from hearth.keys import organizations as keys
from hearth.table.write import Write


@dataclass(slots=True)
class World:
    """The ids of it all. `people` maps a role, or what somebody is instead, to a person."""

    org_id: str = field(default_factory=ids.new_id)
    other_org_id: str = field(default_factory=ids.new_id)
    people: dict[str, str] = field(default_factory=dict)


INSIDERS = [str(role) for role in Role]
OUTSIDERS = ["removed", "suspended", "elsewhere", "stranger"]


def build() -> World:
    """Write the world. `elsewhere` is the owner of the other org; `stranger` belongs to none."""
    world = World()
    for name in [*INSIDERS, *OUTSIDERS]:
        world.people[name] = ids.new_id()
    for role in INSIDERS:
        _join(world.org_id, world.people[role], role)
    _join(world.org_id, world.people["removed"], "owner", status="removed")
    _join(world.org_id, world.people["suspended"], "owner", status="suspended")
    _join(world.other_org_id, world.people["elsewhere"], "owner")
    return world


def _join(org_id: str, person_id: str, role: str, status: str = "active") -> None:
    place = keys.membership_index(org_id, person_id)
    member = Member.at(
        keys.member(org_id, person_id),
        org_id=org_id,
        person_id=person_id,
        role=role,
        status=status,
        name=role.capitalize(),
        email=f"{role}@example.org",
        gsi1pk=place.pk,
        gsi1sk=place.sk,
    )
    Write().create(member).commit()
