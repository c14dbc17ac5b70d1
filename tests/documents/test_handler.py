"""Documents over HTTP: who may what, and what it costs."""

import base64
from typing import Any

import pytest

from functions.documents import repository
from functions.documents.collab import LOG
from functions.documents.models import Document
from hearth import ids
from hearth.access import Member
from hearth.collab import blobs, log
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys
from hearth.table.write import Write
from tests.documents.factories import Org, Writer, update
from tests.support.s3 import forbid_what_is_absent

# --- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tail", ["", "/state", "/updates", "/shares"])
def test_nobody_and_strangers_learn_nothing(org: Org, tail: str) -> None:
    document = org.create()
    assert org.get(document, "nobody", tail).status == 401
    answer = org.get(document, "stranger", tail)
    assert (answer.status, answer.body["code"]) == (404, "org_not_found")


@pytest.mark.parametrize("tail", ["", "/state", "/updates", "/shares"])
def test_a_private_document_does_not_exist_for_others(org: Org, tail: str) -> None:
    document = org.create(visibility="private")
    for role in ("owner", "admin", "viewer", "guest"):
        answer = org.get(document, role, tail)
        assert (answer.status, answer.body["code"]) == (404, "document_not_found"), role
    assert org.get(document, "member", tail).status == 200


def test_viewers_read_but_do_not_write(org: Org) -> None:
    document = org.create()
    assert org.get(document, "viewer").body["role"] == "viewer"
    assert org.write(document, update(), by="viewer").status == 403
    answer = org.viewer("PATCH", f"{org.path}/{document['id']}", {"title": "Mine"})
    assert (answer.status, answer.body["code"]) == (403, "forbidden")
    assert org.viewer("DELETE", f"{org.path}/{document['id']}").status == 403
    assert org.viewer("POST", org.path, {"title": "Mine"}).status == 403
    assert org.get(document).body["title"] == "Plan"


def test_a_guest_sees_what_was_shared_by_name(org: Org) -> None:
    document = org.create()
    assert org.get(document, "guest").status == 404
    share(org, document, person_id=org.guest.person_id, role="editor")
    assert org.get(document, "guest").body["role"] == "editor"
    assert org.write(document, update(), by="guest").status == 200


def test_a_team_gets_its_share(org: Org) -> None:
    team = ids.new_id()
    Write().put(Member.at(org_keys.team(org.id, team), org_id=org.id, person_id="-", role="-")).commit()
    org.join("guest", "teammate", [team])
    document = org.create(visibility="private")
    share(org, document, team_id=team, role="commenter")
    assert org.get(document, "teammate").body["role"] == "commenter"
    assert org.write(document, update(), by="teammate").status == 403


def test_a_share_needs_somebody_of_the_org(org: Org) -> None:
    document = org.create()
    answer = org.member(
        "PUT",
        f"{org.path}/{document['id']}/shares",
        {"shares": [{"person_id": org.stranger.person_id, "role": "viewer"}]},
    )
    assert (answer.status, answer.body["code"]) == (422, "unknown_subject")
    answer = org.member(
        "PUT", f"{org.path}/{document['id']}/shares", {"shares": [{"team_id": ids.new_id(), "role": "viewer"}]}
    )
    assert (answer.status, answer.body["code"]) == (422, "unknown_subject")
    assert org.get(document, tail="/shares").body["shares"] == []


def test_only_the_owner_closes_a_document(org: Org) -> None:
    document = org.create()
    answer = org.admin("PATCH", f"{org.path}/{document['id']}", {"visibility": "private"})
    assert (answer.status, answer.body["code"]) == (403, "owner_only")
    assert (
        org.member("PATCH", f"{org.path}/{document['id']}", {"visibility": "private"}).body["visibility"] == "private"
    )
    assert org.get(document, "admin").status == 404


def test_a_removed_member_is_out_at_once(org: Org) -> None:
    document = org.create()
    key = org_keys.member(org.id, org.manager.person_id or "")
    Write().update(Member, key, [Member.status.set("removed")]).commit()
    assert org.get(document, "manager").status == 404
    assert org.write(document, update(), by="manager").status == 404


def test_an_api_key_needs_the_scope(org: Org) -> None:
    document = org.create()
    org.member.key_id, org.member.scopes = ids.new_id(), "documents:read"
    assert org.get(document).status == 200
    answer = org.write(document, update())
    assert (answer.status, answer.body["code"]) == (403, "scope_missing")


def share(org: Org, document: dict[str, Any], **one: Any) -> None:
    answer = org.member("PUT", f"{org.path}/{document['id']}/shares", {"shares": [one]})
    assert answer.status == 200, answer.body


# --- the tree -----------------------------------------------------------------------------------------------------


def test_a_document_made_twice_with_the_same_id_is_one(org: Org) -> None:
    chosen = ids.new_id()
    first = org.create(id=chosen)
    again = org.create(id=chosen, title="Other words")
    assert again == first
    answer = org.admin("POST", org.path, {"id": chosen, "title": "Mine"})
    assert (answer.status, answer.body["code"]) == (409, "already_exists")


def test_children_stand_in_order(org: Org) -> None:
    top = org.create()
    names = [org.create(title=name, parent_id=top["id"])["title"] for name in ("a", "b", "c")]
    listed = org.member("GET", org.path, query={"parent": top["id"]}).body["items"]
    assert [item["title"] for item in listed] == names
    first, second = listed[0], listed[1]
    from functions.documents.order import between

    moved = org.member(
        "PATCH", f"{org.path}/{listed[2]['id']}", {"position": between(first["position"], second["position"])}
    )
    assert moved.status == 200
    listed = org.member("GET", org.path, query={"parent": top["id"]}).body["items"]
    assert [item["title"] for item in listed] == ["a", "c", "b"]


def test_a_document_cannot_stand_under_itself_or_its_children(org: Org) -> None:
    top = org.create()
    middle = org.create(parent_id=top["id"])
    leaf = org.create(parent_id=middle["id"])
    for parent in (top, middle, leaf):
        answer = org.member("PATCH", f"{org.path}/{top['id']}", {"parent_id": parent["id"]})
        assert (answer.status, answer.body["code"]) == (409, "parent_cycle")


def test_two_moves_at_the_same_moment_make_no_cycle(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = org.create(title="one"), org.create(title="two")
    original = Write.commit
    raced: list[int] = []

    def commit(self: Write, token: str | None = None) -> None:
        if not raced:
            raced.append(1)
            answer = org.member("PATCH", f"{org.path}/{two['id']}", {"parent_id": one["id"]})
            assert answer.status == 200
        original(self, token)

    monkeypatch.setattr(Write, "commit", commit)
    answer = org.member("PATCH", f"{org.path}/{one['id']}", {"parent_id": two["id"]})
    assert (answer.status, answer.body["code"]) == (409, "parent_cycle")


def test_a_parent_must_be_there_for_the_asker(org: Org) -> None:
    private = org.create("admin", visibility="private")
    for parent in (ids.new_id(), private["id"]):
        answer = org.member("POST", org.path, {"title": "x", "parent_id": parent})
        assert (answer.status, answer.body["code"]) == (422, "parent_not_found")


def test_the_tree_has_an_end(org: Org) -> None:
    parent = org.create()
    for _ in range(19):
        parent = org.create(parent_id=parent["id"])
    answer = org.member("POST", org.path, {"title": "x", "parent_id": parent["id"]})
    assert (answer.status, answer.body["code"]) == (409, "tree_too_deep")


def test_deleting_leaves_the_children_and_restoring_brings_it_back(org: Org) -> None:
    top = org.create()
    child = org.create(parent_id=top["id"])
    assert org.member("DELETE", f"{org.path}/{top['id']}").status == 204
    assert org.get(top).status == 404
    assert org.get(child).body["parent_id"] == top["id"]
    assert [item["id"] for item in org.member("GET", org.path, query={"deleted": "true"}).body["items"]] == [top["id"]]
    assert org.write(top, update()).body["code"] == "document_not_found"
    restored = org.member("POST", f"{org.path}/{top['id']}/restore")
    assert (restored.status, restored.body["deleted_at"]) == (200, None)
    assert org.get(top).status == 200


def test_a_rename_on_an_old_version_is_refused(org: Org) -> None:
    document = org.create()
    path = f"{org.path}/{document['id']}"
    assert org.member("PATCH", path, {"title": "New"}, headers={"If-Match": '"1"'}).headers["ETag"] == '"2"'
    answer = org.member("PATCH", path, {"title": "Newer"}, headers={"If-Match": '"1"'})
    assert (answer.status, answer.body["code"]) == (412, "precondition_failed")


def test_folding_beside_a_rename_disturbs_neither(org: Org) -> None:
    document = org.create()
    key = document_keys.document(org.id, document["id"])
    read = Document.find(key)
    assert read is not None
    Write().update(Document, key, [Document.preview.set("Hello"), Document.folded_seq.set(7)]).commit()
    assert (
        org.member("PATCH", f"{org.path}/{document['id']}", {"title": "New"}, headers={"If-Match": '"1"'}).status == 200
    )
    after = repository.get_document(org.id, document["id"])
    assert (after.title, after.preview, after.folded_seq) == ("New", "Hello", 7)


def test_a_delta_tells_what_changed_and_what_is_gone(org: Org) -> None:
    kept, closed, dropped, never = (
        org.create(title="kept"),
        org.create(title="closed"),
        org.create(title="dropped"),
        org.create("admin", visibility="private"),
    )
    since = max(item["updated_at"] for item in (kept, closed, dropped, never))
    org.member("PATCH", f"{org.path}/{closed['id']}", {"visibility": "private"})
    org.member("DELETE", f"{org.path}/{dropped['id']}")
    org.admin("PATCH", f"{org.path}/{never['id']}", {"title": "secret"})
    delta = org.admin("GET", org.path, query={"updated_since": since}).body["items"]
    assert {item["id"]: item["gone"] for item in delta if item["id"] != kept["id"]} == {
        closed["id"]: True,
        dropped["id"]: True,
        never["id"]: False,
    }
    delta = org.viewer("GET", org.path, query={"updated_since": since}).body["items"]
    assert never["id"] not in {item["id"] for item in delta}
    assert "title" not in next(item for item in delta if item["id"] == dropped["id"])
    full = org.member("GET", org.path).body["items"]
    assert {item["title"] for item in full} == {"kept", "closed"}


def test_events_tell_whoever_may_read(org: Org, events_made: list[dict[str, Any]]) -> None:
    document = org.create(visibility="private")
    share(org, document, person_id=org.guest.person_id, role="editor")
    org.member("PATCH", f"{org.path}/{document['id']}", {"title": "B", "visibility": "org"})
    org.member("DELETE", f"{org.path}/{document['id']}")
    # the item carries what is told when it is removed one day; until then nobody hears of it
    (end,) = [event for event in events_made if event["type"] == "document.purged"]
    events_made.remove(end)
    kinds = [(event["type"], event["security"]) for event in events_made]
    assert kinds == [
        ("document.created", True),  # a private one goes on record
        ("document.shares_changed", True),
        ("document.renamed", False),
        ("document.shares_changed", True),
        ("document.deleted", True),
    ]
    assert events_made[0]["audience"] == {"persons": [org.member.person_id]}
    assert events_made[1]["audience"] == {"persons": sorted([str(org.member.person_id), str(org.guest.person_id)])}
    assert events_made[4]["audience"] == {"org": True, "persons": [org.guest.person_id]}


# --- content ------------------------------------------------------------------------------------------------------


def test_a_new_document_is_empty(org: Org) -> None:
    state = org.get(org.create(), tail="/state").body
    assert state == {"epoch": 1, "head": 0, "snapshot": None, "updates": [], "more": False, "role": "editor"}


def test_what_is_written_comes_back_in_order(org: Org) -> None:
    document, writer = org.create(), Writer()
    for after, text in enumerate("abc"):
        answer = org.write(document, writer.type(text), after=after)
        assert answer.body == {"id": "1", "seq": after + 1, "epoch": 1, "others": 0}
    state = org.get(document, tail="/state").body
    reader = Writer()
    reader.hear(*[base64.b64decode(one["update"]) for one in state["updates"]])
    assert (reader.text, state["head"]) == (writer.text, 3)
    rest = org.get(document, tail="/updates", after="1").body
    assert [one["seq"] for one in rest["updates"]] == [2, 3]


def test_an_edit_over_http_costs_three_round_trips_even_in_a_new_process(org: Org) -> None:
    document, writer = org.create(), Writer()
    assert org.write(document, writer.type("a")).table_calls == 3
    assert org.write(document, writer.type("b"), after=1).table_calls == 3
    log.ends.forget()
    assert org.write(document, writer.type("c"), after=2).table_calls == 3


def test_the_word_of_a_client_that_is_behind_or_ahead_is_not_taken(org: Org) -> None:
    document, writer = org.create(), Writer()
    for after in range(3):
        org.write(document, writer.type("a"), after=after)
    for word, place in ((1, 4), (0, 5), (40, 6)):
        log.ends.forget()
        assert org.write(document, writer.type("b"), after=word).body["seq"] == place


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\x00",
        b"hello",
        b"\x01\x01\x05\x00\x04\x01\x07default\xff",
        update()[:-1],
        update() + b"\x00",
        b"\xff" * 50,
    ],
)
def test_junk_is_refused_and_not_stored(org: Org, junk: bytes) -> None:
    document = org.create()
    answer = org.write(document, junk)
    assert (answer.status, answer.body["code"]) == (422, "invalid_update")
    assert org.get(document, tail="/updates").body["updates"] == []


def test_another_epoch_is_refused_by_name(org: Org) -> None:
    document = org.create()
    Write().update(Document, document_keys.document(org.id, document["id"]), [Document.epoch.set(2)]).commit()
    answer = org.write(document, update())
    assert (answer.status, answer.body["code"], answer.body["epoch"]) == (409, "epoch_changed", 2)  # L18


def test_a_hint_beyond_the_end_leaves_no_gap(org: Org) -> None:
    document = org.create()
    assert org.write(document, update(), after=1000).body["seq"] == 1
    assert org.write(document, update(), after=1000).body["seq"] == 2


def test_a_hint_long_past_takes_the_next_place(org: Org) -> None:
    document, writer = org.create(), Writer()
    for after in range(4):
        org.write(document, writer.type("x"), after=after)
    assert org.write(document, update(), after=0).body["seq"] == 5


def test_a_large_update_goes_to_the_bucket_and_comes_by_link(org: Org) -> None:
    document = org.create()
    assert org.write(document, update("x" * 400_000)).body["seq"] == 1
    shown = org.get(document, tail="/updates").body["updates"][0]
    assert (shown["seq"], "update" in shown, shown["bytes"] > 400_000) == (1, False, True)
    assert shown["url"].startswith("https://")
    answer = org.write(document, update("x" * (3 * 1024 * 1024)))
    assert (answer.status, answer.body["code"]) == (413, "too_large")


@pytest.mark.parametrize("forbidden", [False, True], ids=["absent", "absent and forbidden"])
def test_an_upload_is_for_whoever_started_it(org: Org, monkeypatch: pytest.MonkeyPatch, forbidden: bool) -> None:
    if forbidden:
        forbid_what_is_absent(monkeypatch)
    from hearth import aws

    document = org.create()
    started = org.member("POST", f"{org.path}/{document['id']}/updates/uploads", {"bytes": 5_000_000})
    assert started.status == 201
    upload = started.body["upload"]
    none = {"id": "1", "epoch": 1, "after": 0, "upload": upload}
    assert org.member("POST", f"{org.path}/{document['id']}/updates", none).body["code"] == "upload_not_found"
    key = blobs.incoming(LOG, org.id, document["id"], str(org.member.person_id), upload)
    assert started.body["fields"]["key"] == key
    aws.client("s3").put_object(Bucket="hearth-unit-files", Key=key, Body=update("y" * 4_000_000))
    assert org.admin("POST", f"{org.path}/{document['id']}/updates", none).body["code"] == "upload_not_found"
    assert org.member("POST", f"{org.path}/{document['id']}/updates", none).body["seq"] == 1
    answer = org.member("POST", f"{org.path}/{document['id']}/updates/uploads", {"bytes": 100_000_000})
    assert answer.body["code"] == "too_large"


def test_what_stands_under_a_document_moves_within_the_levels(org: Org) -> None:
    """L7: only what moved was counted, so that a branch of ten came to stand at 29 levels."""
    above: dict[str, Any] = {"id": None}
    for _ in range(15):
        above = org.create(parent_id=above["id"])
    top = branch = org.create()
    for _ in range(5):
        branch = org.create(parent_id=branch["id"])
    move = {"parent_id": above["id"]}
    answer = org.member("PATCH", f"{org.path}/{top['id']}", move)
    assert (answer.status, answer.body["code"]) == (409, "tree_too_deep")
    org.member("DELETE", f"{org.path}/{branch['id']}")
    assert org.member("PATCH", f"{org.path}/{top['id']}", move).status == 409, "it may come back"
    assert org.member("PATCH", f"{org.path}/{branch['id']}", {"parent_id": None}).status in {200, 404}
    below = org.get(top).body
    assert org.member("PATCH", f"{org.path}/{below['id']}", {"parent_id": above["parent_id"]}).status == 200
