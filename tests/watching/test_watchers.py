"""Who is told of an object, what comes by itself, and what is forgotten; of documents and of a made-up type."""

from collections.abc import Sequence

import pytest

from functions.watching import queue
from functions.watching.handler import api
from hearth import ids, telemetry
from hearth.access import DOCUMENT, RULES, TYPES, Member
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys
from hearth.table.batch import put_all
from hearth.table.item import connection
from hearth.table.write import Write
from hearth.watching import repository, watchers
from hearth.watching.items import CHOSEN, CREATED, EDITED, Watch
from hearth.watching.writing import choose, follow
from tests.kernel.collab.gardens import GARDENS, plant
from tests.support.deliveries import CONTEXT, from_bus, happened, messages
from tests.support.http import Caller
from tests.support.live import counted_calls, write_document
from tests.support.world import World, build


@pytest.fixture
def world(table: str) -> World:
    return build()


@pytest.fixture
def document(world: World) -> str:
    made = ids.new_id()
    write_document(world.org_id, made, owner=world.people["member"])
    return made


def watch(world: World, document: str, who: Sequence[str], *, watching: bool = True) -> None:
    for name in who:
        made = Watch.new(world.org_id, "document", document, world.people[name], watching=watching, reason=CHOSEN)
        Write().create(made).commit()


def told(world: World, document: str, object_type: str = "document") -> list[str]:
    names = {person: name for name, person in world.people.items()}
    return sorted(names[str(one.person_id)] for one in watchers.watchers_of(world.org_id, object_type, document))


def remaining(world: World, document: str) -> list[str]:
    return [str(one.person_id) for one in repository.list_watchers(world.org_id, "document", document, 50, None).items]


def hear(world: World, type_: str, object_id: str, who: str = "member", times: int = 1) -> None:
    event = happened(object_id=object_id, org_id=world.org_id)
    event["type"] = type_
    event["object"]["type"] = type_.partition(".")[0]
    event["actor"] = {"kind": "person", "id": world.people[who]}
    for _ in range(times):
        assert queue.handler(messages(from_bus(event)), CONTEXT) == {"batchItemFailures": []}


# --- who hears of it ----------------------------------------------------------------------------------------------


def test_whoever_may_not_see_it_now_is_not_told(world: World, document: str) -> None:
    watch(world, document, ["stranger", "elsewhere", "removed", "suspended", "guest", "viewer", "admin"])
    assert told(world, document) == ["admin", "viewer"]
    write_document(world.org_id, document, owner=world.people["member"], visibility="private")
    assert told(world, document) == []
    shares = {f"person:{world.people['guest']}": "viewer"}
    write_document(world.org_id, document, owner=world.people["member"], visibility="private", shares=shares)
    assert told(world, document) == ["guest"], "who could not see it hears again when it is shared with them"


def test_who_said_no_is_not_told_and_of_what_is_deleted_nobody_is(world: World, document: str) -> None:
    watch(world, document, ["admin"])
    watch(world, document, ["viewer"], watching=False)
    assert told(world, document) == ["admin"]
    write_document(world.org_id, document, deleted=True)
    assert told(world, document) == []
    assert told(world, ids.new_id()) == []


def test_it_takes_two_reads_for_each_99_watchers(world: World, document: str) -> None:
    people = [ids.new_id() for _ in range(150)]
    put_all([Watch.new(world.org_id, "document", document, one, watching=True, reason=CHOSEN) for one in people])
    put_all(
        [
            Member.at(
                org_keys.member(world.org_id, one), org_id=world.org_id, person_id=one, role="viewer", status="active"
            )
            for one in people
        ]
    )
    calls: list[str] = []
    with counted_calls(calls), telemetry.measure("test"):
        found = list(watchers.watchers_of(world.org_id, "document", document))
    assert sorted(str(one.person_id) for one in found) == sorted(people)
    assert [call.split()[0] for call in calls] == ["Query", "BatchGetItem"] * 2


# --- by itself ----------------------------------------------------------------------------------------------------


def test_who_makes_it_watches_it_once_however_often_the_event_comes(world: World, document: str) -> None:
    hear(world, "document.created", document, "elsewhere")
    assert remaining(world, document) == [], "nobody from elsewhere"
    hear(world, "document.created", document, times=3)
    (mine,) = repository.list_watchers(world.org_id, "document", document, 50, None).items
    assert (mine.person_id, mine.watching, mine.reason, mine.version) == (world.people["member"], True, CREATED, 1)


@pytest.mark.parametrize("reason", [CREATED, EDITED])
def test_a_no_is_kept_whatever_comes_later(world: World, document: str, reason: str) -> None:
    watch(world, document, ["member"], watching=False)
    assert follow(DOCUMENT, world.org_id, document, world.people["member"], reason) is None
    assert told(world, document) == []


def test_an_event_that_comes_late_begins_nothing(world: World, document: str) -> None:
    write_document(world.org_id, document, deleted=True)
    hear(world, "document.created", document)
    hear(world, "document.created", ids.new_id())
    assert remaining(world, document) == []
    write_document(world.org_id, document)
    for who in ("removed", "suspended", "stranger"):
        assert follow(DOCUMENT, world.org_id, document, world.people[who], CREATED) is None
    assert remaining(world, document) == []


def test_what_the_system_makes_is_watched_by_nobody(world: World, document: str) -> None:
    event = happened(object_type="document", object_id=document, org_id=world.org_id)
    event["type"], event["actor"] = "document.created", {"kind": "system", "id": "hearth"}
    queue.handler(messages(from_bus(event)), CONTEXT)
    assert remaining(world, document) == []


# --- what is forgotten --------------------------------------------------------------------------------------------


def test_nothing_is_left_of_a_purged_object_and_one_that_is_there_keeps_its_own(world: World, document: str) -> None:
    watch(world, document, ["admin"])
    watch(world, document, ["viewer"], watching=False)
    hear(world, "document.purged", document)
    assert len(remaining(world, document)) == 2, "it is there: the event is an old one"
    key = document_keys.document(world.org_id, document)
    connection().delete_item(key.pk, key.sk)
    hear(world, "document.purged", document, times=2)
    assert remaining(world, document) == []


@pytest.mark.parametrize("event", ["member.left", "member.removed"])
def test_who_leaves_the_org_watches_nothing_in_it(world: World, document: str, event: str) -> None:
    other = ids.new_id()
    for one in (document, other):
        watch(world, one, ["admin"], watching=one == document)
        watch(world, one, ["viewer"])
    hear(world, event, world.people["admin"], times=2)
    assert remaining(world, document) == remaining(world, other) == [world.people["viewer"]]


def test_what_somebody_said_after_they_came_back_stays(world: World, document: str) -> None:
    event = happened(object_type="member", object_id=world.people["admin"], org_id=world.org_id)
    event["type"], event["at"] = "member.left", "2026-01-01T00:00:00.000Z"
    choose(
        DOCUMENT,
        Member.get(*org_keys.member(world.org_id, world.people["admin"])),
        document,
        watching=True,
        find=lambda: None,
    )
    queue.handler(messages(from_bus(event)), CONTEXT)
    assert remaining(world, document) == [world.people["admin"]]


# --- of any type --------------------------------------------------------------------------------------------------


def test_a_type_that_is_registered_is_watched_with_nothing_more_to_do(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TYPES, "garden", GARDENS)
    for action, rule in GARDENS.rules.items():
        monkeypatch.setitem(RULES, action, rule)
    garden = plant(world.org_id, world.people["member"])
    hear(world, "garden.created", garden.object_id)
    assert told(world, garden.object_id, "garden") == ["member"]
    path = f"/v1/orgs/{world.org_id}/watching"
    ada = Caller(api, world.people["member"], session_id="s")
    assert ada("GET", f"{path}/garden/{garden.object_id}").body["reason"] == CREATED
    assert ada("DELETE", f"{path}/garden/{garden.object_id}").body["watching"] is False
    assert ada("GET", path).body["items"] == []
    Write().delete(type(garden), garden.key).commit()
    hear(world, "garden.purged", garden.object_id)
    assert repository.list_watchers(world.org_id, "garden", garden.object_id, 50, None).items == []
