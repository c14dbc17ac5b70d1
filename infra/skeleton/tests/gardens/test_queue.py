"""What the bus tells gardens: twice, late, and of others."""

import pytest
from functions.gardens import repository
from functions.gardens.handler import api
from functions.gardens.queue import handler

from hearth import ids
from tests.support.deliveries import CONTEXT, from_bus, happened, messages
from tests.support.http import Caller
from tests.support.world import World, build


@pytest.fixture
def world(table: str) -> World:
    return build()


def purged(org_id: str) -> None:
    event = {**happened("test.purged", org_id=org_id, object_type="org", object_id=org_id), "type": "org.purged"}
    assert handler(messages(from_bus(event)), CONTEXT) == {"batchItemFailures": []}  # type: ignore[arg-type]


def test_nothing_of_a_purged_org_is_left(world: World) -> None:
    member = Caller(api, person_id=world.people["member"])
    for name in ("First", "Second"):
        assert member("POST", f"/v1/orgs/{world.org_id}/gardens", {"name": name}).status == 201
    purged(ids.new_id())
    assert len(repository.list_keys(world.org_id)) == 2
    for _ in range(2):  # events come twice
        purged(world.org_id)
        assert repository.list_keys(world.org_id) == []
