"""What is deleted can be restored as long as its org keeps things; then nothing of it is left, in table or bucket."""

import json
from typing import Any

import boto3
import pytest

from functions.documents import queue as documents_queue
from functions.organizations import queue as organizations_queue
from functions.watching import queue as watching_queue
from hearth import clock, keys
from hearth.config import settings
from hearth.consumers import Envelope, envelope, new_events
from hearth.keys import Key
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys
from hearth.keys import watching as watching_keys
from hearth.table.batch import read_all
from hearth.table.item import connection
from infra import openapi
from tests.support import deliveries
from tests.support.contracts import validate_event
from tests.support.workspace import Workspace, quick_hashes

DAY = 86_400


@pytest.fixture
def space(table: str, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    quick_hashes(monkeypatch)
    made = Workspace({api.name: api for api in openapi.apis()})
    made.ada.does("PATCH", made.at(""), {"retention_days": 7})
    return made


def raw(key: Key) -> dict[str, Any]:
    return read_all([key])[key]


def expire(key: Key) -> list[Envelope]:
    """DynamoDB removes an item whose time is over, and the stream tells of it; returns the events that this makes."""
    image = raw(key)
    connection().delete_item(key.pk, key.sk)
    made = [envelope(value) for value in new_events(deliveries.removal(image))]
    for event in made:
        validate_event(json.loads(json.dumps(event)))
    return made


def deliver(handler: Any, *events: Envelope) -> None:
    batch = {"Records": [deliveries.from_bus(event) for event in events]}
    assert handler(batch, deliveries.CONTEXT) == {"batchItemFailures": []}


def partition(pk: str) -> list[str]:
    return [item["sk"]["S"] for item in connection().query(pk)["Items"]]


def files(prefix: str) -> list[str]:
    found = boto3.client("s3").list_objects_v2(Bucket=settings().files_bucket, Prefix=prefix)
    return [one["Key"] for one in found.get("Contents", [])]


def put_file(key: str) -> None:
    boto3.client("s3").put_object(Bucket=settings().files_bucket, Key=key, Body=b"x")


def test_a_deleted_document_is_kept_as_long_as_its_org_says(space: Workspace) -> None:
    space.ada.does("DELETE", space.at(f"/documents/{space.document}"))
    expiry = int(raw(document_keys.document(space.org, space.document))["ttl"]["N"])
    assert abs(expiry - clock.epoch(clock.now()) - 7 * DAY) < 60


def test_a_restored_document_stays_and_its_end_is_told_to_nobody(space: Workspace) -> None:
    space.ada.does("DELETE", space.at(f"/documents/{space.document}"))
    space.ada.does("POST", space.at(f"/documents/{space.document}/restore"))
    assert {"ttl", "gone"}.isdisjoint(raw(document_keys.document(space.org, space.document)))


def test_a_document_whose_time_is_over_is_no_longer_there_though_dynamodb_has_not_removed_it(space: Workspace) -> None:
    space.ada.does("DELETE", space.at(f"/documents/{space.document}"))
    key = document_keys.document(space.org, space.document)
    image = raw(key) | {"ttl": {"N": str(clock.epoch(clock.now()) - 1)}}
    boto3.client("dynamodb").put_item(TableName=settings().table, Item=image)
    restore = space.ada("POST", space.at(f"/documents/{space.document}/restore"))
    assert (restore.status, restore.body["code"]) == (404, "document_not_found")
    assert space.ada("GET", space.at("/documents"), query={"deleted": "true"}).body["items"] == []


def test_nothing_of_a_purged_document_is_left(space: Workspace) -> None:
    folder = f"documents/{space.org}/{space.document}/"
    put_file(f"{folder}updates/1")
    put_file(f"{folder}images/{space.image()}")
    pk = document_keys.document_partition(space.org, space.document)
    assert len(partition(pk)) > 4
    space.bob.does("PUT", space.at(f"/watching/document/{space.document}"))
    watchers = watching_keys.watchers_of(space.org, "document", space.document)
    assert len(partition(watchers)) == 1
    space.ada.does("DELETE", space.at(f"/documents/{space.document}"))
    (event,) = expire(document_keys.document(space.org, space.document))
    assert (event["type"], event["actor"]["kind"], event["security"]) == ("document.purged", "system", True)
    deliver(documents_queue.handler, event, event)
    deliver(watching_queue.handler, event, event)
    assert partition(pk) == partition(watchers) == []
    assert files(folder) == []


def test_a_document_that_is_there_is_not_purged_by_an_old_event(space: Workspace) -> None:
    space.ada.does("DELETE", space.at(f"/documents/{space.document}"))
    event = envelope(new_events(deliveries.removal(raw(document_keys.document(space.org, space.document))))[0])
    space.ada.does("POST", space.at(f"/documents/{space.document}/restore"))
    deliver(documents_queue.handler, event)
    assert len(partition(document_keys.document_partition(space.org, space.document))) > 3


def test_nothing_of_a_purged_org_is_left(space: Workspace) -> None:
    put_file(f"logos/{space.org}/1/96.webp")
    put_file(f"incoming/logos/{space.org}/{space.ada.person_id}/1")
    put_file(f"documents/{space.org}/{space.document}/updates/1")
    space.ada.does("DELETE", space.at(""))
    assert abs(int(raw(org_keys.org(space.org))["ttl"]["N"]) - clock.epoch(clock.now()) - 7 * DAY) < 60
    (event,) = expire(org_keys.org(space.org))
    assert event["type"] == "org.purged"
    deliver(organizations_queue.handler, event)
    assert partition(keys.org_partition(space.org)) == []
    assert files(f"logos/{space.org}/") == files("incoming/") == []
    assert space.ada("GET", "/me/orgs", query={"deleted": "true"}).body["items"] == []
    head = raw(document_keys.document(space.org, space.document))
    deliver(documents_queue.handler, event)
    assert read_all([document_keys.document(space.org, space.document)]) == {}
    gone = envelope(json.loads(json.dumps({**json.loads(head["ev"]["S"])[0], "type": "document.purged"})))
    deliver(documents_queue.handler, gone)
    assert partition(document_keys.document_partition(space.org, space.document)) == []
    assert files(f"documents/{space.org}/") == []


def test_a_restored_org_is_not_purged(space: Workspace) -> None:
    space.ada.does("DELETE", space.at(""))
    event = envelope(new_events(deliveries.removal(raw(org_keys.org(space.org))))[0])
    space.ada.does("POST", space.at("/restore"))
    assert {"ttl", "gone"}.isdisjoint(raw(org_keys.org(space.org)))
    deliver(organizations_queue.handler, event)
    assert space.ada("GET", space.at("/members")).status == 200
