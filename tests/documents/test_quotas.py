"""What an org may have of documents and storage, and how often people may do what costs."""

import pytest

from functions.documents import repository
from functions.documents.collab import LOG
from functions.documents.handler import api
from functions.documents.models import Document
from functions.documents.service import purge
from hearth import config, files, ids, quotas
from hearth.collab import blobs
from hearth.quotas import Usage
from hearth.quotas.documents import DOCUMENTS, STORAGE
from hearth.table.write import Write
from tests.documents.factories import Org
from tests.support.http import Answer
from tests.support.usage import counted


@pytest.fixture(autouse=True)
def limits(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTH_QUOTAS", "documents=2 documents_a_day=4 storage=1000")
    config.settings.cache_clear()


def create(org: Org, by: str = "member", **body: object) -> Answer:
    return org.people[by]("POST", org.path, {"title": "Plan", **body})


def count(org: Org, quota: quotas.Quota = DOCUMENTS, subject: str | None = None) -> int:
    return counted(quota, subject or org.id) or 0


def test_an_org_has_no_more_documents_than_it_may(org: Org) -> None:
    assert [create(org).status, create(org, "owner").status] == [201, 201]
    refused = create(org, "admin", markdown="Words")
    assert (refused.status, refused.body["code"], refused.body["quota"]) == (409, "quota_exceeded", "documents")
    assert (refused.body["limit"], refused.body["used"], count(org)) == (2, 2, 2)
    assert len(org.member("GET", org.path).body["items"]) == 2


def test_the_bin_gives_a_place_back_once_and_what_is_restored_takes_it(org: Org) -> None:
    first, second = org.create(), org.create()
    for _ in range(2):
        org.member("DELETE", f"{org.path}/{first['id']}")
    assert count(org) == 1
    third = org.create()
    refused = org.member("POST", f"{org.path}/{first['id']}/restore")
    assert (refused.status, refused.body["code"]) == (409, "quota_exceeded")
    assert org.get(first).status == 404, "it is in the bin as before"
    org.member("DELETE", f"{org.path}/{third['id']}")
    assert [org.member("POST", f"{org.path}/{first['id']}/restore").status for _ in range(2)] == [200, 200]
    assert count(org) == 2
    assert org.get(second).status == 200


def test_a_client_that_asks_again_gets_its_document_though_there_is_no_room(org: Org) -> None:
    chosen = ids.new_id()
    assert create(org, id=chosen).status == 201
    assert create(org).status == 201
    again = create(org, id=chosen)
    assert (again.status, again.body["id"], count(org)) == (201, chosen, 2)


def test_a_person_makes_no_more_documents_a_day_than_they_may(org: Org) -> None:
    for _ in range(4):
        document = org.create()
        org.member("DELETE", f"{org.path}/{document['id']}")
    refused = create(org)
    assert (refused.body["code"], refused.body["quota"]) == ("quota_exceeded", "documents_a_day")
    assert create(org, "owner").status == 201


def test_counting_adds_no_round_trip(org: Org) -> None:
    assert create(org).table_calls == 3


def test_pictures_take_storage_and_give_it_back_when_their_document_is_gone(org: Org) -> None:
    document = org.create()
    path = f"{org.path}/{document['id']}/images"
    body = {"content_type": "image/png", "size": 600, "id": ids.new_id()}
    assert [org.member("POST", path, body).status for _ in range(2)] == [201, 201]
    assert count(org, STORAGE) == 600, "the same picture announced twice is one"
    refused = org.member("POST", path, {"content_type": "image/png", "size": 401})
    assert (refused.status, refused.body["code"], refused.body["quota"]) == (409, "quota_exceeded", "storage")
    assert org.member("POST", path, {"content_type": "image/png", "size": 400}).status == 201
    head = repository.get_document(org.id, document["id"])
    Write().delete(Document, head.key).commit()
    for _ in range(2):  # the event may come twice
        purge.purge(org.id, document["id"])
    assert count(org, STORAGE) == 0
    assert repository.list_keys(org.id, document["id"]) == []
    assert files.list_keys(blobs.folder(LOG, org.id, document["id"])) == []


def test_pictures_of_an_org_that_is_gone_leave_no_count_behind(org: Org) -> None:
    document = org.create()
    org.member("POST", f"{org.path}/{document['id']}/images", {"content_type": "image/png", "size": 600})
    Write().delete(Document, repository.get_document(org.id, document["id"]).key).commit()
    Write().delete(Usage, STORAGE.key(org.id)).commit()
    purge.purge(org.id, document["id"])
    assert repository.list_keys(org.id, document["id"]) == []
    assert Usage.find(STORAGE.key(org.id)) is None


COSTLY = {
    "create_document", "put_content", "post_update", "start_upload", "start_image", "keep_version", "revert_document",
    "get_content", "get_version_content", "export_document",
}  # fmt: skip


def test_what_costs_is_limited_by_person_in_blocks() -> None:
    """In blocks, so that no route asks the table more often than `tests/test_round_trips.py` lets it."""
    limited = {route.name: route.limit for route in api.routes if route.limit is not None}
    assert set(limited) >= COSTLY
    assert all(limit.by == "person" and 1 < limit.block <= limit.most / 10 for limit in limited.values())


def test_who_rewrites_a_document_too_often_is_told_when_to_come_back(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearth.http.ratelimit.time.time", lambda: 1_000_000.0)
    document = org.create()
    path = f"{org.path}/{document['id']}/revert"
    answers = [org.member("POST", path, {"seq": 10**6}) for _ in range(31)]
    assert {answer.status for answer in answers[:30]} == {422}
    assert (answers[30].status, answers[30].body["code"]) == (429, "rate_limited")
    assert answers[30].headers["Retry-After"] == "20"
    assert org.owner("POST", path, {"seq": 10**6}).status == 422
