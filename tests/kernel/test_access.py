"""The permission table and the one function that answers."""

from dataclasses import dataclass, field

import pytest

from hearth import access, ids
from hearth.access import DOCUMENT, DocumentRole, Member, ObjectType, Role
from hearth.errors import Forbidden, NotFound
from hearth.keys import Key
from hearth.keys import organizations as keys
from hearth.table.item import Item
from hearth.table.write import Write

ORG = ids.new_id()


class Note(Item, discriminator="test-access-note"):
    """Something to write."""


@dataclass
class Thing:
    object_type: ObjectType = DOCUMENT
    org_id: str = ORG
    space_id: str | None = None
    visibility: str = "org"
    owner_id: str = "owner"
    shares: dict[str, str] = field(default_factory=dict)


def member(role: str, person: str = "me", **more: object) -> Member:
    return Member.at(keys.member(ORG, person), org_id=ORG, person_id=person, role=role, **more)


@pytest.mark.parametrize("role", list(Role))
def test_a_private_document_is_closed_to_everybody_it_is_not_shared_with(role: Role) -> None:
    assert access.role_in(member(role), Thing(visibility="private")) is None


def test_a_member_of_another_org_has_no_role_even_by_share() -> None:
    elsewhere = Thing(org_id=ids.new_id(), shares={"person:me": "editor"})
    assert access.role_in(member("owner"), elsewhere) is None


@pytest.mark.parametrize("status", ["suspended", "removed"])
def test_without_an_active_membership_a_share_gives_nothing(status: str) -> None:
    assert access.role_in(member("member", status=status), Thing(shares={"person:me": "editor"})) is None


@pytest.mark.parametrize(
    ("role", "expected"),
    [("owner", "editor"), ("member", "editor"), ("viewer", "viewer"), ("guest", None)],
)
def test_an_open_document_follows_the_org_role(role: str, expected: str | None) -> None:
    assert access.role_in(member(role), Thing()) == expected


@pytest.mark.parametrize("visibility", ["org", "space", "private"])
@pytest.mark.parametrize("role", list(Role))
def test_a_space_is_closed_to_who_is_not_in_its_team(role: Role, visibility: str) -> None:
    outside = access.role_in(member(role, teams=["blue"]), Thing(space_id="red", visibility=visibility))
    common = access.role_in(member(role), Thing(visibility="org")) if visibility == "org" else None
    assert outside == common


@pytest.mark.parametrize(
    ("role", "expected"),
    [("owner", "editor"), ("member", "editor"), ("viewer", "viewer"), ("guest", "viewer")],
)
def test_in_a_space_its_team_has_what_the_org_role_gives(role: str, expected: str) -> None:
    assert access.role_in(member(role, teams=["red"]), Thing(space_id="red", visibility="space")) == expected
    assert access.role_in(member(role, teams=["red"]), Thing(space_id="red", visibility="private")) is None


def test_the_strongest_of_several_roles_counts() -> None:
    shared = Thing(visibility="private", shares={"person:me": "viewer", "team:red": "commenter"})
    assert access.role_in(member("guest", teams=["red"]), shared) == DocumentRole.COMMENTER


def test_who_made_it_edits_it() -> None:
    assert access.role_in(member("member", "owner"), Thing(visibility="private")) == DocumentRole.EDITOR


def test_not_to_know_is_404_and_not_to_do_is_403() -> None:
    with pytest.raises(NotFound):
        access.require(member("owner"), "document.edit", Thing(visibility="private"))
    with pytest.raises(Forbidden):
        access.require(member("viewer"), "document.edit", Thing())


def test_a_viewer_of_the_org_with_an_editor_share_may_edit_but_not_move() -> None:
    shared = Thing(shares={"person:me": "editor"})
    access.require(member("viewer"), "document.edit", shared)
    with pytest.raises(Forbidden):
        access.require(member("viewer"), "document.move", shared)


def test_a_write_fails_when_the_role_was_lost_in_between(table: str) -> None:
    boss = member("admin")
    Write().create(boss).commit()
    read = access.get_member(ORG, "me")
    boss.role = "viewer"
    Write().replace(boss).commit()
    note = Note.at(Key(f"ORG#{ORG}", "NOTE#1"))
    with pytest.raises(Forbidden):
        access.guard(Write().create(note), read, "org.update").commit()
    assert Note.find(note.key) is None


def test_a_write_fails_when_the_membership_ended_in_between(table: str) -> None:
    boss = member("admin")
    Write().create(boss).commit()
    read = access.get_member(ORG, "me")
    boss.status = "removed"
    Write().replace(boss).commit()
    with pytest.raises(NotFound):
        access.guard(Write().create(Note.at(Key(f"ORG#{ORG}", "NOTE#1"))), read, "org.update").commit()


def test_every_action_has_a_scope_and_somebody_who_may() -> None:
    for action, rule in access.RULES.items():
        assert rule.org, action
        assert rule.scope in access.SCOPES
