"""Spaces: who may open what stands in one, and moving between them."""

from typing import Any

import pytest

from functions.documents import queue
from functions.documents.service import places, spaces
from hearth import ids
from tests.documents.factories import Org, update
from tests.documents.spaces import Spaces, deliver
from tests.documents.test_changes import become

# --- who may ------------------------------------------------------------------------------------------------------


def test_what_stands_in_a_space_is_its_peoples_and_nobody_elses(on: Spaces) -> None:
    document = on.org.create(space_id=on.red)
    assert (document["space_id"], document["visibility"], document["role"]) == (on.red, "space", "editor")
    assert on.who_sees(document) == {"member", "manager"}
    for name in ("owner", "admin", "viewer", "guest"):
        answer = on.org.write(document, update(), by=name)
        assert (answer.status, answer.body["code"]) == (404, "document_not_found"), name
    assert on.org.write(document, update(), by="manager").status == 200


def test_in_a_space_viewers_and_guests_of_the_team_look_and_members_edit(on: Spaces) -> None:
    document = on.org.create(space_id=on.red)
    for name in ("viewer", "guest", "owner"):
        become(on.org, name, teams=[on.red])
    roles = {name: on.org.get(document, name).body["role"] for name in ("viewer", "guest", "owner")}
    assert roles == {"viewer": "viewer", "guest": "viewer", "owner": "editor"}


def test_a_team_of_that_id_in_another_org_opens_nothing(on: Spaces) -> None:
    document = on.org.create(space_id=on.red)
    other = Org(ids.new_id())
    other.join("owner", "twin", [on.red])
    on.org.people["twin"] = other.people["twin"]
    assert on.org.get(document, "twin").body["code"] == "org_not_found"
    answer = other.twin("POST", other.path, {"title": "Mine", "space_id": on.red})
    assert (answer.status, answer.body["code"]) == (422, "space_not_found"), "its team is of the first org"


def test_nobody_puts_anything_into_a_space_they_are_not_in(on: Spaces) -> None:
    for space in (on.blue, ids.new_id()):
        answer = on.org.manager("POST", on.org.path, {"title": "Mine", "space_id": space})
        assert (answer.status, answer.body["code"]) == (422, "space_not_found")
        mine = on.org.create("manager")
        answer = on.move(mine, "manager", space_id=space)
        assert (answer.status, answer.body["code"]) == (422, "space_not_found")
    assert on.org.viewer("POST", on.org.path, {"title": "Mine", "space_id": on.red}).status == 403


def test_who_leaves_the_team_in_that_moment_puts_nothing_into_it(on: Spaces, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = on.org.create("manager")
    prove = places.check_space

    def leaves_first(*arguments: Any) -> None:
        become(on.org, "manager", teams=[])
        prove(*arguments)

    monkeypatch.setattr(places, "check_space", leaves_first)
    assert on.org.manager("POST", on.org.path, {"title": "Mine", "space_id": on.red}).status == 403
    become(on.org, "manager", teams=[on.red])
    assert on.move(mine, "manager", space_id=on.red).status == 403
    assert on.stands(mine) == (None, "org")


def test_a_document_in_a_space_is_narrowed_and_shared_like_any_other(on: Spaces) -> None:
    document = on.org.create(space_id=on.red)
    answer = on.move(document, "manager", visibility="private")
    assert (answer.status, answer.body["code"]) == (403, "owner_only")
    on.moves(document, visibility="private")
    assert on.who_sees(document) == {"member"}
    shares = {
        "shares": [{"team_id": on.red, "role": "viewer"}, {"person_id": on.org.guest.person_id, "role": "editor"}]
    }
    assert on.org.member("PUT", f"{on.org.path}/{document['id']}/shares", shares).status == 200
    assert on.org.get(document, "manager").body["role"] == "viewer"
    assert on.org.get(document, "guest").body["role"] == "editor"
    on.moves(document, visibility="org")
    assert on.who_sees(document) == {"owner", "admin", "manager", "member", "viewer", "guest"}
    assert on.stands(document) == (on.red, "org")


def test_open_to_its_space_is_only_what_stands_in_one(on: Spaces) -> None:
    answer = on.org.member("POST", on.org.path, {"title": "Plan", "visibility": "space"})
    assert (answer.status, answer.body["code"]) == (422, "no_space")
    document = on.org.create()
    answer = on.move(document, visibility="space")
    assert (answer.status, answer.body["code"]) == (422, "no_space")
    answer = on.move(document, parent_id=on.org.create()["id"], space_id=on.red)
    assert (answer.status, answer.body["code"]) == (422, "invalid_body")


# --- moving -------------------------------------------------------------------------------------------------------


def test_what_is_made_under_another_stands_where_that_stands(on: Spaces) -> None:
    top = on.org.create(space_id=on.red)
    below = on.under(top, "manager")
    assert (below["space_id"], below["visibility"]) == (on.red, "space")
    personal = on.org.create(visibility="private")
    below = on.under(personal)
    assert (below["space_id"], below["visibility"]) == (None, "private")


def test_a_move_takes_along_what_stands_below(on: Spaces) -> None:
    top = on.org.create(space_id=on.red)
    middle = on.under(top, "manager")
    leaf = on.under(middle)
    narrow, wide = on.under(leaf, visibility="private"), on.under(leaf, visibility="org")
    binned = on.under(middle)
    assert on.org.member("DELETE", f"{on.org.path}/{binned['id']}").status == 204
    on.moves(top, space_id=on.blue)
    for document in (top, middle, leaf, binned):
        assert on.stands(document) == (on.blue, "space")
    assert (on.stands(narrow), on.stands(wide)) == ((on.blue, "private"), (on.blue, "org"))
    assert on.who_sees(leaf) == {"member", "admin"}
    assert on.who_sees(middle) == {"member", "admin", "manager"}, "who made it still sees it"
    assert on.who_sees(narrow) == {"member"}


def test_under_a_document_of_another_space_is_in_that_space(on: Spaces) -> None:
    top, moving = on.org.create(space_id=on.red), on.org.create(space_id=on.blue)
    below = on.under(moving)
    moved = on.moves(moving, parent_id=top["id"])
    assert (moved["parent_id"], moved["space_id"], moved["visibility"]) == (top["id"], on.red, "space")
    assert on.stands(below) == (on.red, "space")
    back = on.moves(moving, space_id=None)
    assert (back["parent_id"], back["space_id"], back["visibility"]) == (None, None, "org")
    assert on.stands(below) == (None, "org")


def test_what_is_personal_opens_with_its_own_and_closes_without_losing_anything(on: Spaces) -> None:
    top = on.org.create(visibility="private")
    below = on.under(top)
    on.moves(top, space_id=on.red, visibility="space")
    assert on.stands(below) == (on.red, "space")
    others = on.under(top, "manager")
    on.moves(top, space_id=None, visibility="private")
    assert on.stands(top) == on.stands(below) == on.stands(others) == (None, "private")
    assert (on.who_sees(below), on.who_sees(others)) == ({"member"}, {"member", "manager"})


def test_into_a_space_without_a_word_what_is_private_stays_private(on: Spaces) -> None:
    top = on.org.create(visibility="private")
    below = on.under(top)
    moved = on.moves(top, space_id=on.red)
    assert (moved["space_id"], moved["visibility"]) == (on.red, "private")
    assert on.stands(below) == (on.red, "private")


def test_only_the_owner_or_an_admin_takes_from_everyone_what_everyone_sees(on: Spaces) -> None:
    document = on.org.create("owner")
    answer = on.move(document, "manager", space_id=on.red)
    assert (answer.status, answer.body["code"]) == (403, "owner_only")
    on.moves(document, "admin", space_id=on.blue)
    assert on.who_sees(document) == {"owner", "member", "admin"}


def test_out_of_a_space_only_its_people_or_the_owner_move(on: Spaces) -> None:
    document = on.org.create("manager", space_id=on.red)
    shares = {"shares": [{"person_id": on.org.admin.person_id, "role": "editor"}]}
    assert on.org.manager("PUT", f"{on.org.path}/{document['id']}/shares", shares).status == 200
    answer = on.move(document, "admin", space_id=on.blue)
    assert (answer.status, answer.body["code"]) == (403, "not_in_space")
    on.moves(document, "member", space_id=on.blue)
    become(on.org, "manager", teams=[])
    on.moves(document, "manager", space_id=None, visibility="private")
    assert on.who_sees(document) == {"manager", "admin"}


def test_two_people_move_into_each_other_only_once(on: Spaces, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = on.org.create(space_id=on.red), on.org.create(space_id=on.red)
    prove = places._fit

    def the_other_first(*arguments: Any) -> None:
        monkeypatch.setattr(places, "_fit", prove)
        on.moves(two, "manager", parent_id=one["id"])
        prove(*arguments)

    monkeypatch.setattr(places, "_fit", the_other_first)
    answer = on.move(one, parent_id=two["id"])
    assert (answer.status, answer.body["code"]) == (409, "parent_cycle")


def test_under_what_moves_to_another_space_in_that_moment_nothing_is_left_behind(
    on: Spaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = on.org.create(space_id=on.red)
    prove = places.check_space

    def goes_first(*arguments: Any) -> None:
        monkeypatch.setattr(places, "check_space", prove)
        on.moves(top, space_id=on.blue)
        prove(*arguments)

    monkeypatch.setattr(places, "check_space", goes_first)
    answer = on.org.manager("POST", on.org.path, {"title": "Late", "parent_id": top["id"]})
    assert answer.status == 412, answer.body


def test_of_two_moves_the_later_one_counts_whatever_is_heard_first(on: Spaces) -> None:
    top = on.org.create(space_id=on.red)
    below = on.under(top)
    for space in (on.blue, None, on.red):
        assert on.move(top, space_id=space).status == 200
    moves = [event for event in on.events if event["type"] == "document.shares_changed"]
    for event in (moves[1], moves[2], moves[0], moves[1]):
        deliver(event)
    assert on.stands(below) == (on.red, "space")


def test_what_follows_goes_on_where_time_was_short(on: Spaces, monkeypatch: pytest.MonkeyPatch) -> None:
    top = on.org.create(space_id=on.red)
    below = [on.under(top) for _ in range(3)]
    assert on.move(top, space_id=on.blue).status == 200
    left: list[float] = [60, 60, 1]
    monkeypatch.setattr(spaces, "time_left", lambda: left.pop(0) if left else 60)
    again: list[Any] = []
    monkeypatch.setattr(queue, "postpone", lambda event, seconds: again.append(event))
    (event,) = (one for one in on.events if one["type"] == "document.shares_changed")
    deliver(event)
    assert [on.stands(one)[0] for one in below].count(on.blue) == 2
    deliver(again.pop())
    assert [on.stands(one)[0] for one in below] == [on.blue] * 3
    assert again == []


def test_a_space_costs_no_round_trip(on: Spaces) -> None:
    costs = [on.org.member("POST", on.org.path, {"title": "x", **place}) for place in ({}, {"space_id": on.red})]
    assert [answer.table_calls for answer in costs] == [3, 3]
    document = costs[1].body
    answers = [
        on.org.get(document),
        on.org.member("GET", on.org.path),
        on.move(document, title="y"),
        on.move(document, space_id=on.blue, position="a"),
    ]
    assert [answer.table_calls for answer in answers] == [1, 2, 2, 2], [answer.table_log for answer in answers]
