"""An org with a past, and acts that go on record in it."""

from typing import Any

import pytest

from functions.audit.queue import handler
from hearth import access, ids
from hearth.access import Member
from hearth.consumers import Envelope
from hearth.keys import organizations as keys
from hearth.table.write import Write
from tests.support.deliveries import CONTEXT, from_bus, happened, id_of, messages
from tests.support.world import World, build

BOB = access.Principal(ids.new_id(), name="Bob").actor


@pytest.fixture
def world(table: str) -> World:
    world = build()
    world.org_id = id_of("2026-03-15T12:00:00.000Z")  # an org with a past
    for role in ("owner", "admin", "manager"):
        person = world.people[role]
        member = Member.at(keys.member(world.org_id, person), org_id=world.org_id, person_id=person, role=role)
        Write().create(member).commit()
    return world


def act(world: World, type_: str = "test.done", **members: Any) -> Envelope:
    """Something that bears on who may do what."""
    event = happened(type_, org_id=world.org_id, security=True, **members)
    handler(messages(from_bus(event)), CONTEXT)
    return event
