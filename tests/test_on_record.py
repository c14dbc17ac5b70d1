"""What goes on record beside changes: who is refused and who reads, once of a person, object and while."""

from typing import Any

import pytest

from functions.audit.models import entry
from hearth import ids, onrecord
from hearth.consumers import Envelope, envelope
from infra import openapi
from tests.support.http import Caller
from tests.support.human import Human
from tests.support.workspace import Workspace, quick_hashes

APIS = {api.name: api for api in openapi.apis()}
Events = list[dict[str, Any]]


@pytest.fixture
def space(table: str, gateway: object, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    quick_hashes(monkeypatch)
    return Workspace(APIS)


def told(events: Events, kind: str) -> Events:
    """What was told of one kind, in envelopes that were written (an event that is only built is not told)."""
    from hearth.events import Outbox

    written = [str(item.ev[0]["id"]) for item in Outbox.scan() if item.ev]
    return [event for event in events if event["type"] == kind and event["id"] in written]


def test_strangers_are_put_on_record_once_an_hour(space: Workspace, events_made: Events) -> None:
    for _ in range(3):
        assert space.cy("GET", space.at("/documents")).status == 404
        onrecord.forget()  # another process
    (event,) = told(events_made, "access.refused")
    assert (event["org_id"], event["actor"]["id"], event["security"]) == (space.org, space.cy.person_id, True)
    assert event["data"] == {"operation": "list_documents", "status": "stranger"}


def test_a_refusal_costs_a_write_once_in_a_process(space: Workspace) -> None:
    assert [space.cy("GET", space.at("/documents")).table_calls for _ in range(3)] == [2, 1, 1]


def test_a_made_up_org_gets_no_log(space: Workspace, events_made: Events) -> None:
    assert space.cy("GET", f"/orgs/{ids.new_id()}/documents").status == 404
    assert told(events_made, "access.refused") == []


def test_who_was_suspended_is_put_on_record(space: Workspace, events_made: Events) -> None:
    space.ada.does("PATCH", space.at(f"/members/{space.bob.person_id}"), {"suspended": True})
    assert space.bob("GET", space.at("/documents")).status == 403
    assert [event["data"]["status"] for event in told(events_made, "access.refused")] == ["suspended"]


def test_a_member_without_the_role_is_no_stranger(space: Workspace, events_made: Events) -> None:
    assert space.bob("GET", space.at("/audit")).status == 403
    assert space.ada("GET", space.at(f"/documents/{ids.new_id()}")).status == 404
    assert told(events_made, "access.refused") == []


def test_a_key_that_reaches_too_far_is_put_on_record_once_an_hour(space: Workspace, events_made: Events) -> None:
    key = Caller(APIS["documents"], space.ada.person_id, key_id=ids.new_id(), scopes="documents:read")
    for _ in range(3):
        assert key("POST", f"/v1{space.at('/documents')}", {"title": "Mine"}).status == 403
        onrecord.forget()
    (event,) = told(events_made, "scope.refused")
    assert event["data"] == {"scope": "documents:write", "operation": "create_document"}
    assert (event["actor"]["kind"], event["org_id"]) == ("key", None)  # so it is in the log of each of Ada's orgs


@pytest.mark.parametrize("busy", ["access", "scope"])
def test_a_record_that_cannot_be_made_changes_no_answer(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, busy: str
) -> None:
    from hearth.errors import Unavailable

    def fail(*_: Any, **__: Any) -> None:
        raise Unavailable("The table is away.")

    monkeypatch.setattr(onrecord, "once", fail)
    if busy == "access":
        assert space.cy("GET", space.at("/documents")).status == 404
    else:
        key = Caller(APIS["documents"], space.ada.person_id, key_id=ids.new_id(), scopes="org:read")
        assert key("GET", f"/v1{space.at('/documents')}").status == 403


READS = {
    "members.listed": "/members",
    "audit.read": "/audit",
    "document.content_read": "/documents/{document}/content",
}


@pytest.mark.parametrize("kind", READS)
def test_reading_is_put_on_record_once_a_day(space: Workspace, events_made: Events, kind: str) -> None:
    path = space.at(READS[kind].replace("{document}", space.document))
    calls = [space.ada("GET", path).table_calls for _ in range(3)]
    assert calls == [calls[1] + 1, calls[1], calls[1]]
    onrecord.forget()
    space.ada.does("GET", path)
    (event,) = told(events_made, kind)
    assert (event["actor"]["id"], event["org_id"], event["security"]) == (space.ada.person_id, space.org, True)
    reader = space.ada if kind == "audit.read" else space.bob
    onrecord.forget()
    reader.does("GET", path)
    assert len(told(events_made, kind)) == (1 if reader is space.ada else 2)


def test_an_old_version_read_counts_as_reading(space: Workspace, events_made: Events) -> None:
    version = space.version()
    space.ada.does("GET", space.at(f"/documents/{space.document}/versions/{version}/content"))
    assert len(told(events_made, "document.content_read")) == 1


def test_whoever_cannot_be_put_on_record_reads_nothing(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from hearth.errors import Unavailable
    from hearth.table.write import Write

    def fail(*_: Any, **__: Any) -> None:
        raise Unavailable("The table is away.")

    monkeypatch.setattr(Write, "commit", fail)
    for path in READS.values():
        assert space.ada("GET", space.at(path.replace("{document}", space.document))).status == 503


def test_moving_and_reverting_a_document_are_put_on_record(space: Workspace, events_made: Events) -> None:
    above = space.ada.does("POST", space.at("/documents"), {"title": "Above"})["id"]
    space.ada.does("PATCH", space.at(f"/documents/{space.document}"), {"parent_id": above})
    space.ada.does("POST", space.at(f"/documents/{space.document}/revert"), {"seq": 1})
    secure = {event["type"] for event in events_made if event["security"]}
    assert {"document.moved", "document.reverted"} <= secure
    assert "document.created" not in secure


# --- what the log tells of a private document -----------------------------------------------------------------------


def entries(events: Events, org_id: str) -> list[Any]:
    """What the log would hold of the events that belong there."""
    found: list[Envelope] = [envelope(event) for event in events if event["security"] and event["org_id"] == org_id]
    return [entry(org_id, event) for event in found]


def everything_of(human: Human, space: Workspace, body: dict[str, Any]) -> str:
    made = human.does("POST", space.at("/documents"), body)["id"]
    path = space.at(f"/documents/{made}")
    human.does("GET", path + "/content")
    human.does("PUT", path + "/shares", {"shares": [{"person_id": space.ada.person_id, "role": "viewer"}]})
    human.does("PATCH", path, {"parent_id": space.document})
    human.does("DELETE", path)
    human.does("POST", path + "/restore")
    return str(made)


def test_the_log_does_not_name_a_private_document(space: Workspace, events_made: Events) -> None:
    secret = "Why we let Cy go"
    document = everything_of(space.bob, space, {"title": secret, "visibility": "private"})
    about = [one for one in entries(events_made, space.org) if one.object["id"] == document]
    kinds = {one.type for one in about}
    assert {"document.created", "document.content_read", "document.moved", "document.deleted"} <= kinds
    assert {"document.shares_changed", "document.restored"} <= kinds
    assert secret not in str([one.attribute_values for one in about])
    assert {one.object["title"] for one in about} == {""}


def test_and_names_one_that_is_open_to_the_org(space: Workspace, events_made: Events) -> None:
    document = everything_of(space.bob, space, {"title": "The plan for spring"})
    about = [one for one in entries(events_made, space.org) if one.object["id"] == document]
    assert {one.object["title"] for one in about} == {"The plan for spring"}
