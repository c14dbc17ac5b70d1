"""The end of a space, and of being in one; and documents from before there were any."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.documents import repository
from functions.documents.models import Document
from functions.documents.service import spaces
from hearth import clock
from hearth.events import SYSTEM
from hearth.keys import documents as document_keys
from hearth.keys import organizations as keys
from hearth.table.item import Item
from hearth.table.write import Write
from tests.documents.spaces import Spaces
from tests.documents.test_changes import become, told

# --- the end of a space, and of being in one ----------------------------------------------------------------------


def test_of_a_team_that_is_gone_every_document_has_somebody(on: Spaces) -> None:
    mine, others = on.org.create(space_id=on.red), on.org.create("manager", space_id=on.red)
    below, wide = on.under(mine, "manager"), on.org.create(space_id=on.red, visibility="org")
    narrow = on.org.create("manager", space_id=on.red, visibility="private")
    elsewhere = on.org.create(space_id=on.blue)
    on.dissolve(on.red, by="admin")
    for document in (mine, others, below, narrow):
        assert on.stands(document) == (None, "private")
    assert (on.stands(wide), on.stands(elsewhere)) == ((None, "org"), (on.blue, "space"))
    assert on.who_sees(mine) == {"member", "admin"}
    assert on.who_sees(below) == on.who_sees(others) == {"manager", "admin"}
    assert on.who_sees(narrow) == {"manager"}, "what was narrower opens to nobody"
    told = [event for event in on.events if event["type"] == "document.shares_changed"]
    assert {event["object"]["id"] for event in told} == {one["id"] for one in (mine, others, below, wide, narrow)}
    owners = {event["object"]["id"]: event["audience"].get("persons", []) for event in told}
    assert on.org.manager.person_id in owners[others["id"]]
    answer = on.org.member("POST", on.org.path, {"title": "Late", "space_id": on.red})
    assert (answer.status, answer.body["code"]) == (422, "space_not_found")


def test_into_the_space_of_a_team_that_has_just_gone_nothing_comes(on: Spaces) -> None:
    gone = [Document.deleted_at.set(clock.iso(clock.now()))]
    Write().update(Item, keys.team(on.org.id, on.red), gone).commit()
    answer = on.org.member("POST", on.org.path, {"title": "Late", "space_id": on.red})
    assert (answer.status, answer.body["code"]) == (422, "space_not_found")


def test_who_comes_into_a_team_learns_of_its_documents_and_who_goes_loses_them(on: Spaces) -> None:
    document = on.org.create(space_id=on.red)
    replica = told(on.org, "viewer")
    for teams, seen in (([on.red], [document["id"]]), ([], [])):
        become(on.org, "viewer", teams=teams)
        replica.sync()
        assert list(replica.rows) == seen


@pytest.mark.parametrize(
    "change",
    [
        lambda on: {"space_id": on.blue},
        lambda on: {"visibility": "private"},
        lambda on: {"space_id": None, "visibility": "private"},
    ],
    ids=["to another space", "narrowed", "made personal"],
)
def test_who_loses_sight_hears_that_it_is_gone_and_no_more(
    on: Spaces, change: Callable[[Spaces], dict[str, Any]]
) -> None:
    document = on.org.create(space_id=on.red)
    loses, never = told(on.org, "manager"), told(on.org, "viewer")
    on.moves(document, title="secret", **change(on))
    page = loses.page()
    assert (page["gone"], page["items"]) == ([document["id"]], [])
    assert never.page()["gone"] == []


# --- what was there before ----------------------------------------------------------------------------------------


def test_a_document_of_the_old_form_is_seen_by_whom_it_was(on: Spaces) -> None:
    everyone = {"owner", "admin", "manager", "member", "viewer"}
    for visibility, who in (("org", everyone), ("private", {"member", "guest"})):
        document = on.org.create(visibility=visibility)
        if visibility == "private":
            shares = {"shares": [{"person_id": on.org.guest.person_id, "role": "viewer"}]}
            on.org.member("PUT", f"{on.org.path}/{document['id']}/shares", shares)
        key = document_keys.document(on.org.id, document["id"])
        Write().update(Document, key, [Document.space_id.remove()]).commit()
        assert on.who_sees(document) == who
        shown = on.org.get(document).body
        assert (shown["space_id"], shown["visibility"]) == (None, visibility)


def test_one_of_the_old_form_has_no_trace_of_spaces_until_it_moves(on: Spaces) -> None:
    document = on.org.create()
    head = repository.get_document(on.org.id, document["id"])
    assert "space_id" not in head.serialize()


def test_a_system_actor_is_shared_with_nobody(on: Spaces) -> None:
    document = on.org.create(space_id=on.red)
    spaces.dissolve(on.org.id, on.red, SYSTEM)
    assert on.stands(document) == (None, "private")
    assert on.org.get(document, tail="/shares").body["shares"] == []
