"""Deliveries to consumers, as Lambda makes them: table changes, messages of a queue, and the context."""

import json
from dataclasses import dataclass
from typing import Any

from hearth import clock, ids, keys
from hearth.consumers import Envelope, envelope
from hearth.events import Actor, Event
from hearth.keys import Key

ADA = Actor("person", ids.new_id(), "Ada", "session-1", "192.0.2.7", "Firefox")


@dataclass(slots=True)
class Context:
    """What Lambda tells a function of itself."""

    seconds: float = 60
    aws_request_id: str = "delivery"
    function_name: str = "unit"

    def get_remaining_time_in_millis(self) -> int:
        """As if the function had just begun."""
        return int(self.seconds * 1000)


CONTEXT = Context()


def id_of(moment: str) -> str:
    """An id as if made at a moment."""
    digits = f"{int(clock.parse(moment).timestamp() * 1000):012x}"
    return f"{digits[:8]}-{digits[8:]}-{ids.new_id()[14:]}"


def happened(type_: str = "test.happened", **members: Any) -> Envelope:
    """An event's envelope, as the kernel makes it."""
    given = {"object_type": "note", "object_id": ids.new_id(), "actor": ADA, "org_id": ids.new_id(), **members}
    return envelope(json.loads(json.dumps(Event(type_, **given).envelope())))


def change(new: list[Any] | str | None, old: list[Any] | None = None, key: Key | None = None) -> dict[str, Any]:
    """A record of the table's stream: an item's `ev` after the change, and before it."""
    pk, sk = key or keys.outbox(ids.new_id())

    def image(ev: list[Any] | str) -> dict[str, Any]:
        return {"pk": {"S": pk}, "sk": {"S": sk}, "ev": {"S": ev if isinstance(ev, str) else json.dumps(ev)}}

    images = {"OldImage": None if old is None else image(old), "NewImage": None if new is None else image(new)}
    return {
        "eventID": ids.new_id(),
        "eventName": "REMOVE" if new is None else "INSERT" if old is None else "MODIFY",
        "eventSource": "aws:dynamodb",
        "dynamodb": {
            "Keys": {"pk": {"S": pk}, "sk": {"S": sk}},
            "SequenceNumber": "1",
            **{name: value for name, value in images.items() if value is not None},
        },
    }


def removal(image: dict[str, Any]) -> dict[str, Any]:
    """The record of an item's removal by its TTL; `image` is the item as DynamoDB gives it."""
    return {
        "eventID": ids.new_id(),
        "eventName": "REMOVE",
        "eventSource": "aws:dynamodb",
        "userIdentity": {"principalId": "dynamodb.amazonaws.com", "type": "Service"},
        "dynamodb": {
            "Keys": {"pk": image["pk"], "sk": image["sk"]},
            "SequenceNumber": "1",
            "ApproximateCreationDateTime": clock.now().timestamp(),
            "OldImage": image,
        },
    }


def changes(*records: dict[str, Any]) -> dict[str, Any]:
    """A batch of the table's stream."""
    return {"Records": list(records)}


def message(body: Any, message_id: str | None = None) -> dict[str, Any]:
    """A message of a queue."""
    return {
        "messageId": message_id or ids.new_id(),
        "receiptHandle": "handle",
        "body": body if isinstance(body, str) else json.dumps(body),
        "attributes": {"ApproximateReceiveCount": "1"},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
    }


def from_bus(event: Envelope, message_id: str | None = None, *, source: str = "hearth") -> dict[str, Any]:
    """A message that a rule of the bus put into a queue; with `later.SOURCE`, one that has waited its time."""
    return message({"version": "0", "source": source, "detail-type": event["type"], "detail": event}, message_id)


def messages(*records: dict[str, Any]) -> dict[str, Any]:
    """A batch of a queue."""
    return {"Records": list(records)}


def failed(answer: dict[str, Any]) -> list[str]:
    """The messages that a queue's consumer wants to see again."""
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def event_of(type_: str, **members: Any) -> dict[str, Any]:
    """An event as if it had happened, for a stack that is running.

    Made without `Event`, so that the name of a real type can be used whatever its schema asks for.
    """
    return {
        "id": ids.new_id(),
        "type": type_,
        "version": 1,
        "org_id": members.get("org_id"),
        "actor": {"kind": "system", "id": "hearth"},
        "object": {"type": members["object_type"], "id": members["object_id"]},
        "at": clock.iso(clock.now()),
        "request_id": "",
        "changes": {},
        "data": {},
        "audience": {"org": True},
        "security": True,
    }


def stream_record_of(type_: str, **members: Any) -> dict[str, Any]:
    """A table change that carries such an event."""
    return change([event_of(type_, **members)])
