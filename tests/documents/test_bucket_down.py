"""The bucket fails while something is loaded, folded or written: nothing is lost, the reason is plain, and it is tried
again: by the asker, who is told so, or by the queue."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from functions.documents import queue
from hearth import aws
from hearth.collab import blobs, writing
from hearth.collab import repository as logs
from hearth.collab.blobs import INLINE_UPDATE
from hearth.later import SOURCE
from tests.documents.factories import Org, Writer, log_of
from tests.documents.test_fold import fold_it, loaded, snapshots, write
from tests.documents.test_socket import Room, room
from tests.support.deliveries import CONTEXT, failed, from_bus, happened, messages

__all__ = ["room"]

LARGE = "x" * (INLINE_UPDATE + 1000)
FAULTS: list[Exception] = [
    EndpointConnectionError(endpoint_url="https://s3"),
    ClientError({"Error": {"Code": "SlowDown"}, "ResponseMetadata": {"HTTPStatusCode": 503}}, "any"),  # type: ignore[typeddict-item]
]


@contextmanager
def down(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> Iterator[None]:
    """The bucket answers nothing, or that it is busy."""

    def fail(*_: Any, **__: Any) -> Any:
        raise fault

    with monkeypatch.context() as patch:
        for name in ("put_object", "get_object", "head_object", "delete_objects"):
            patch.setattr(aws.client("s3"), name, fail)
        yield


@pytest.fixture(params=FAULTS, ids=["unreachable", "busy"])
def fault(request: pytest.FixtureRequest) -> Exception:
    failing: Exception = request.param
    return failing


def log(org: Org, document: dict[str, Any]) -> list[int]:
    return [one.seq for one in logs.read_log(log_of(org.id, document["id"]), 0).updates]


def test_a_large_update_is_not_taken_and_the_next_try_is(
    org: Org, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    document, writer = org.create(), Writer()
    data = writer.type(LARGE)
    with down(monkeypatch, fault):
        answer = org.write(document, data)
    assert (answer.status, answer.body["code"]) == (503, "unavailable")
    assert "again" in answer.body["detail"]
    assert log(org, document) == []
    assert org.write(document, data).status == 200
    assert loaded(org, document).text == writer.text


def test_small_edits_need_no_bucket(room: Room, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    ada, writer = room.enter(), Writer()
    with down(monkeypatch, fault):
        assert ada.send(room.frame(writer.type("a")))[0]["type"] == "ack"


def test_an_upload_that_cannot_be_looked_at_is_not_said_to_be_missing(
    org: Org, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    document = org.create()
    path = f"{org.path}/{document['id']}/updates"
    upload = org.member("POST", f"{path}/uploads", {"bytes": 4_000_000}).body["upload"]
    with down(monkeypatch, fault):
        answer = org.member("POST", path, {"id": "1", "epoch": 1, "after": 0, "upload": upload})
    assert (answer.status, answer.body["code"]) == (503, "unavailable")


def test_content_that_cannot_be_built_is_tried_again(
    org: Org, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    document, writer = org.create(), Writer()
    write(org, document, writer, "y" * 20_000)
    assert fold_it(org, document)
    with down(monkeypatch, fault):
        answer = org.get(document, tail="/content", format="text")
        assert (answer.status, answer.body["code"]) == (503, "unavailable")
        state = org.get(document, tail="/state")
        assert state.status == 200
        assert "url" in state.body["snapshot"], "who loads live fetches it, and asks again if that fails"
    assert org.get(document, tail="/content", format="text").status == 200


@pytest.mark.parametrize("already", [0, 2], ids=["its first snapshot", "another one"])
def test_a_fold_that_fails_leaves_everything_and_comes_back(
    org: Org, monkeypatch: pytest.MonkeyPatch, fault: Exception, already: int
) -> None:
    document, writer = org.create(), Writer()
    for number in range(already):
        write(org, document, writer, f"{number}" * 20_000)
        assert fold_it(org, document)
    writing.marks.forget()
    write(org, document, writer, "z" * 20_000, "end")
    seq = log(org, document)[-1]
    data = {"seq": seq, "epoch": 1, "title": "Plan"}
    changed = happened("document.changed", object_type="document", object_id=document["id"], org_id=org.id, data=data)
    delivery = messages(from_bus(changed, "m1", source=SOURCE))
    with down(monkeypatch, fault):
        assert failed(queue.handler(delivery, CONTEXT)) == ["m1"], "the queue brings it again"
        assert len(snapshots(org, document)) == already
        assert log(org, document) == list(range(1, seq + 1))
    assert failed(queue.handler(delivery, CONTEXT)) == []
    assert snapshots(org, document)[0].seq == seq
    assert loaded(org, document).text == writer.text


def test_what_is_refused_over_a_socket_names_its_reason(
    room: Room, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    monkeypatch.setattr(blobs, "INLINE_UPDATE", 100)
    ada, writer = room.enter(), Writer()
    data = writer.type("w" * 500)
    with down(monkeypatch, fault):
        [refused] = ada.send(room.frame(data))
    assert (refused["type"], refused["code"], refused["id"]) == ("refused", "unavailable", "7")
    assert room.log == []
    assert ada.send(room.frame(data))[0]["type"] == "ack"
    assert base64.b64decode(json.loads(json.dumps(room.frame(data)))["update"]) == room.log[0]
