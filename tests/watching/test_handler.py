"""Watching over HTTP: the wrong people first."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.watching.handler import api
from hearth import ids
from hearth.access import DOCUMENT, Member
from hearth.keys import organizations as keys
from hearth.live import topics
from hearth.table.write import Write
from hearth.watching import repository
from hearth.watching.items import CREATED
from hearth.watching.writing import follow
from tests.documents.factories import Org, make_org
from tests.support.http import Answer, Caller
from tests.support.live import Gateway, connect, watch
from tests.support.whose import somebody_else


@pytest.fixture
def org(table: str) -> Org:
    return make_org()


def ask(org: Org, by: str, method: str, tail: str = "", **credential: Any) -> Answer:
    person = org.people[by]
    caller = Caller(api, person.person_id, session_id=person.session_id, **credential)
    return caller(method, f"/v1/orgs/{org.id}/watching{tail}")


def one(document: dict[str, Any]) -> str:
    return f"/document/{document['id']}"


def watched(org: Org, by: str) -> list[tuple[str, str]]:
    return [(item["object_id"], item["reason"]) for item in ask(org, by, "GET").body["items"]]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize(
    ("by", "code"),
    [("stranger", "org_not_found"), ("admin", "document_not_found"), ("guest", "document_not_found")],
)
def test_whoever_may_not_know_of_it_can_neither_ask_nor_watch(org: Org, by: str, code: str, method: str) -> None:
    private = org.create(visibility="private")
    answer = ask(org, by, method, one(private))
    assert (answer.status, answer.body["code"]) == (404, code)
    assert repository.list_watchers(org.id, "document", private["id"], 10, None).items == []


def test_a_key_that_may_only_read_chooses_nothing(org: Org) -> None:
    document = org.create()
    caller = Caller(api, org.member.person_id, key_id="k", scopes="org:read")
    answer = caller("PUT", f"/v1/orgs/{org.id}/watching{one(document)}")
    assert (answer.status, answer.body["code"]) == (403, "scope_missing")
    assert caller("GET", f"/v1/orgs/{org.id}/watching{one(document)}").status == 200


def test_what_is_of_no_type_is_named(org: Org) -> None:
    answer = ask(org, "member", "PUT", f"/castle/{ids.new_id()}")
    assert (answer.status, answer.body["code"]) == (404, "object_type_not_found")


def test_a_viewer_watches_stops_and_is_asked_by_nobody_again(org: Org) -> None:
    document = org.create()
    first = ask(org, "viewer", "GET", one(document))
    assert (first.body["watching"], first.body["reason"], first.body["version"]) == (False, None, 0)
    made = ask(org, "viewer", "PUT", one(document))
    assert (made.body["watching"], made.body["reason"], made.body["version"]) == (True, "chosen", 1)
    assert ask(org, "viewer", "PUT", one(document)).body == made.body
    assert watched(org, "viewer") == [(document["id"], "chosen")]
    assert watched(org, "member") == []
    gone = ask(org, "viewer", "DELETE", one(document))
    assert (gone.status, gone.body["watching"], gone.body["version"]) == (200, False, 2)
    assert watched(org, "viewer") == []
    assert follow(DOCUMENT, org.id, document["id"], str(org.viewer.person_id), CREATED) is None
    assert ask(org, "viewer", "GET", one(document)).body == gone.body


def test_the_list_is_of_what_may_be_seen_now_the_newest_first(org: Org) -> None:
    first, second = org.create(), org.create()
    for document in (first, second):
        ask(org, "viewer", "PUT", one(document))
    assert [object_id for object_id, _ in watched(org, "viewer")] == [second["id"], first["id"]]
    org.member("PATCH", f"{org.path}/{second['id']}", {"visibility": "private"})
    org.member("DELETE", f"{org.path}/{first['id']}")
    assert watched(org, "viewer") == []
    org.member("PATCH", f"{org.path}/{second['id']}", {"visibility": "org"})
    assert watched(org, "viewer") == [(second["id"], "chosen")], "it is theirs again with the sight of it"


def in_between(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Something happens after the next write was decided and before it is made."""
    original = Write.commit

    def commit(self: Write, token: str | None = None) -> None:
        monkeypatch.setattr(Write, "commit", original)
        with somebody_else():
            act()
        original(self, token)

    monkeypatch.setattr(Write, "commit", commit)


def test_what_is_deleted_in_between_is_not_watched(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create()
    in_between(monkeypatch, lambda: org.member("DELETE", f"{org.path}/{document['id']}"))
    answer = ask(org, "viewer", "PUT", one(document))
    assert (answer.status, answer.body["code"]) == (404, "document_not_found")
    assert repository.find_watch(org.id, "document", document["id"], str(org.viewer.person_id)) is None


def test_who_is_removed_in_between_watches_nothing(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create()
    place = keys.member(org.id, str(org.viewer.person_id))
    in_between(monkeypatch, lambda: Write().update(Member, place, [Member.status.set("removed")]).commit())
    assert ask(org, "viewer", "PUT", one(document)).body["code"] == "org_not_found"


def test_two_devices_at_once_end_with_the_last_word(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create()
    in_between(monkeypatch, lambda: ask(org, "viewer", "DELETE", one(document)))
    answer = ask(org, "viewer", "PUT", one(document))
    assert (answer.body["watching"], answer.body["version"]) == (True, 2)


def test_the_persons_other_devices_hear_of_it_once_and_nobody_else_does(org: Org, gateway: Gateway) -> None:
    document = org.create()
    mine, other = connect(str(org.viewer.person_id)), connect(str(org.member.person_id))
    for connection in (mine, other):
        watch(connection, topics.user(connection.person_id), "", 0)
    shown = ask(org, "viewer", "PUT", one(document)).body
    ask(org, "viewer", "PUT", one(document))
    (frame,) = gateway.to(mine.connection_id, "changed")
    assert (frame["event"], frame["org_id"], frame["watch"]) == ("watch.changed", org.id, shown)
    assert gateway.to(other.connection_id) == []
