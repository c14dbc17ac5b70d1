"""The whole way, on the deployed stack: a request, the stream, the bus, its consumers, and what people see at last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.sync.client import connect

from hearth import ids
from infra.client import jobs
from infra.client.errors import Problem
from infra.client.mail import LocalMail
from infra.demo.people import Party, gather
from infra.local import state
from infra.local.state import Stack
from infra.redrive import hand_again, queues_of
from tests.integration.eventually import eventually
from tests.support.deliveries import event_of, stream_record_of

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def party(stack: Stack) -> Party:
    """An owner and a member. That they exist at all shows that mail arrives."""
    return gather(stack.rest_url, stack.endpoint, 2)


@pytest.fixture
def letters(stack: Stack) -> Iterator[str]:
    """The queue of what stream readers parked, empty before and after."""
    sqs = state.client("sqs", stack)
    queue = queues_of(state.client("cloudformation", stack), stack.name)["StreamDeadLetters"]
    sqs.purge_queue(QueueUrl=queue)
    yield queue
    sqs.purge_queue(QueueUrl=queue)


def types(client: Any, path: str, **query: str) -> list[str]:
    return [item["type"] for item in client.get(path, limit=100, **query)["items"]]


def test_a_change_made_over_rest_is_in_the_feed_and_in_the_audit_log(party: Party) -> None:
    owner, member = party.owner.client, party.people[1].client
    org = owner.get(f"/v1/orgs/{party.org_id}")
    owner.patch(f"/v1/orgs/{party.org_id}", {"name": "The new lighthouse"}, version=org["version"])

    def told() -> dict[str, Any] | None:
        items = member.get(f"/v1/orgs/{party.org_id}/activity")["items"]
        return next((item for item in items if item["type"] == "org.updated"), None)

    entry = eventually(told, "the entry in the feed")
    assert entry["actor"]["id"] == owner.person["id"]
    assert entry["object"] == {"type": "org", "id": party.org_id, "title": "The new lighthouse"}
    assert entry["changes"]["name"] == {"before": "The lighthouse", "after": "The new lighthouse"}

    def remembered() -> dict[str, Any] | None:
        items = owner.get(f"/v1/orgs/{party.org_id}/audit", type="org.updated")["items"]
        return items[0] if items else None

    kept = eventually(remembered, "the entry in the audit log")
    assert kept["id"] == entry["id"]
    assert kept["address"]
    assert kept["changes"]["name"]["after"] == "The new lighthouse"
    with pytest.raises(Problem) as refused:
        member.get(f"/v1/orgs/{party.org_id}/audit")
    assert refused.value.code == "forbidden"


def test_admins_see_how_their_people_sign_in(party: Party) -> None:
    owner, member = party.owner.client, party.people[1]
    member.client.login(member.email, member.password)
    path = f"/v1/orgs/{party.org_id}/audit"
    person = member.client.person["id"]
    eventually(lambda: "session.started" in types(owner, path, actor=person), "the sign-in in the audit log")


def test_an_export_of_the_log_is_in_the_log(party: Party) -> None:
    owner = party.owner.client
    jobs.submit(owner, f"/v1/orgs/{party.org_id}/audit/export", {"format": "csv"})
    eventually(lambda: "audit.exported" in types(owner, f"/v1/orgs/{party.org_id}/audit"), "the record of the export")


def test_a_mail_speaks_the_language_of_its_reader_and_comes_once(stack: Stack, party: Party) -> None:
    address = f"{ids.new_id()}@demo.hearth.example"
    party.owner.client.post(
        f"/v1/orgs/{party.org_id}/invitations", {"email": address, "role": "member", "locale": "de"}
    )
    mail = LocalMail(stack.endpoint)
    (text,) = eventually(lambda: mail.messages(address), "the invitation")
    assert "lädt Sie" in text


def test_poison_in_the_stream_is_parked_and_holds_up_nothing(stack: Stack, party: Party, letters: str) -> None:
    key = f"OUTBOX#{ids.new_id()}"
    item = {"pk": {"S": key}, "sk": {"S": "OUTBOX"}, "ev": {"S": json.dumps([{"id": "no event"}])}}
    state.client("dynamodb", stack).put_item(TableName=stack.table, Item=item)
    team = party.owner.client.post(f"/v1/orgs/{party.org_id}/teams", {"name": "Keepers"})
    path = f"/v1/orgs/{party.org_id}/activity/team/{team['id']}"
    eventually(lambda: types(party.owner.client, path), "the event behind the poison")
    sqs = state.client("sqs", stack)
    parked: dict[str, Any] = {}

    def both() -> bool:
        for message in sqs.receive_message(QueueUrl=letters, MaxNumberOfMessages=10).get("Messages", []):
            letter = json.loads(message["Body"])
            if letter["record"]["dynamodb"]["NewImage"]["pk"]["S"] == key:
                parked[letter["consumer"]] = letter["reason"]
        return len(parked) == 2

    eventually(both, "the letters of both readers")
    assert parked == dict.fromkeys(("activity", "relay"), "not an event's envelope")


def test_what_was_parked_is_handled_after_a_redrive(stack: Stack, party: Party, letters: str) -> None:
    team = ids.new_id()
    record = stream_record_of("team.created", org_id=party.org_id, object_type="team", object_id=team)
    sqs = state.client("sqs", stack)
    for reader in ("activity", "relay"):
        letter = {"consumer": reader, "reason": "the bus was down", "record": record}
        sqs.send_message(QueueUrl=letters, MessageBody=json.dumps(letter))
    assert hand_again(sqs, state.client("lambda", stack), letters, stack.name) == (2, 0)
    owner = party.owner.client
    assert types(owner, f"/v1/orgs/{party.org_id}/activity/team/{team}") == ["team.created"]
    eventually(lambda: types(owner, f"/v1/orgs/{party.org_id}/audit", object_id=team), "the redriven event in the log")


def test_poison_on_the_bus_becomes_a_dead_letter_and_a_redrive_is_handled(stack: Stack, party: Party) -> None:
    """A rule calls the function, which fails, is called twice more, and then the call is among its dead letters.

    The engine waits one and two seconds where AWS waits one and two minutes (`infra/local/engine.py`).
    """
    sqs = state.client("sqs", stack)
    letters = queues_of(state.client("cloudformation", stack), stack.name)["AuditDeadLetters"]
    sqs.purge_queue(QueueUrl=letters)
    poison = {"Source": "hearth", "DetailType": "x", "Detail": json.dumps({"security": True, "id": ids.new_id()})}
    state.client("events", stack).put_events(Entries=[{**poison, "EventBusName": stack.name}])
    got = eventually(lambda: sqs.receive_message(QueueUrl=letters).get("Messages"), "the dead letter", 60)
    letter = json.loads(got[0]["Body"])
    assert letter["requestPayload"]["detail"] == json.loads(poison["Detail"])
    assert letter["requestContext"]["functionArn"].endswith(f":{stack.name}-audit-queue")
    sqs.purge_queue(QueueUrl=letters)
    thing = ids.new_id()
    event = event_of("team.created", org_id=party.org_id, object_type="team", object_id=thing)
    letter["requestPayload"]["detail"] = event  # what waits there after an outage
    sqs.send_message(QueueUrl=letters, MessageBody=json.dumps(letter))
    assert hand_again(sqs, state.client("lambda", stack), letters, stack.name) == (1, 0)
    owner = party.owner.client
    eventually(lambda: types(owner, f"/v1/orgs/{party.org_id}/audit", object_id=thing), "the event in the log")


def test_the_same_change_delivered_again_is_told_once(stack: Stack, party: Party) -> None:
    team = ids.new_id()
    record = stream_record_of("team.created", org_id=party.org_id, object_type="team", object_id=team)
    functions = state.client("lambda", stack)
    for _ in range(3):
        for reader in ("relay", "activity"):
            name = f"{stack.name}-{reader}-stream"
            answer = functions.invoke(FunctionName=name, Payload=json.dumps({"Records": [record]}).encode())
            assert "FunctionError" not in answer
    owner = party.owner.client
    log = f"/v1/orgs/{party.org_id}/audit"
    eventually(lambda: types(owner, log, object_id=team), "the event in the log")
    marker = owner.post(f"/v1/orgs/{party.org_id}/teams", {"name": "Behind it"})
    eventually(lambda: types(owner, log, object_id=marker["id"]), "an event that came later")
    assert types(owner, log, object_id=team) == ["team.created"]
    assert types(owner, f"/v1/orgs/{party.org_id}/activity/team/{team}") == ["team.created"]


def test_whoever_watches_a_feed_hears_of_a_change(party: Party) -> None:
    ticket = party.people[1].client.ticket()
    with connect(f"{ticket['url']}?ticket={ticket['ticket']}", max_size=None) as socket:

        def until(kind: str) -> dict[str, Any]:
            while True:
                frame: dict[str, Any] = json.loads(socket.recv(timeout=20))
                if frame["type"] == kind:
                    return frame

        socket.send(json.dumps({"type": "hello", "client": "tests", "protocol": 1}))
        until("welcome")
        socket.send(json.dumps({"type": "subscribe", "id": "1", "topic": f"activity:{party.org_id}"}))
        until("subscribed")
        team = party.owner.client.post(f"/v1/orgs/{party.org_id}/teams", {"name": "Watchers"})
        frame = until("changed")
        assert frame["topic"] == f"activity:{party.org_id}"
        assert frame["object"]["id"] == frame["entry"]["object"]["id"] == team["id"]
        assert frame["event"] == "team.created"


def test_the_log_knows_a_document_that_became_private_and_the_feed_does_not(party: Party) -> None:
    owner, org = party.owner.client, f"/v1/orgs/{party.org_id}"
    document = owner.post(f"{org}/documents", {"title": "Secret plan"})
    feed = f"{org}/activity"

    def titles() -> list[str]:
        return [item["object"]["title"] for item in party.people[1].client.get(feed, limit=100)["items"]]

    eventually(lambda: "Secret plan" in titles(), "the document in the feed")
    owner.patch(f"{org}/documents/{document['id']}", {"visibility": "private"}, version=document["version"])
    eventually(lambda: "Secret plan" not in titles(), "the feed forgetting it")
    eventually(lambda: types(owner, f"{org}/audit", object_id=document["id"]), "the change in the log")
    assert types(owner, f"{feed}/document/{document['id']}")
    with pytest.raises(Problem) as hidden:
        party.people[1].client.get(f"{feed}/document/{document['id']}")
    assert hidden.value.code == "document_not_found"
