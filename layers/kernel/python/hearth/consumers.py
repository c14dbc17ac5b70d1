"""What every consumer of events shares: parsing, repeats, half-failed batches, dead letters, and the line in the log.

    consumer = Consumer("organizations", hears={"person.updated", "person.deleted"})

    @consumer.bus_event                      # a rule of the bus calls the function: no queue is polled meanwhile
    def handler(event: Envelope) -> None:
        service.react(event)

What `hears` names is all that is said of it: the rule, its dead letters and their alarm follow (`infra/template`).

Events come at least once, late, and in any order. A consumer is safe when its write is the same the second time
(keys made from the event's id: prefer that), or stands behind `hearth.repeats`: `mark` (one transaction with the table)
or `once` (an act elsewhere, such as a mail).
"""

import functools
import json
import random
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict, cast

from chalice.app import Chalice, DynamoDBEvent, SQSEvent

from hearth import aws, clock, telemetry
from hearth.config import settings
from hearth.deadline import time_left, until
from hearth.keys import Key
from hearth.later import postpone
from hearth.repeats import AlreadyProcessed, InProgress

TRIES = 3
"""How often a stream reader tries an event before it goes to the dead letters."""

RESERVE = 30.0
"""Seconds that a stream reader keeps for what it began (a call that hangs, with its repeats) and for its letters. With
less left it parks instead of trying: a reader that is killed over a batch leaves letters without the events in them."""

LETTER_LIMIT = 250_000
"""Bytes of a dead letter; SQS takes 256 KB."""

BUS = "hearth"
"""The source of what comes from a rule of the bus. A schedule that an event waited for has another."""

SECURITY = frozenset({"*security"})
"""What a consumer hears that wants all events that bear on security, whatever their type."""

OUT_OF_TIME = "not tried: the reader was out of time"

Handler = Callable[[dict[str, Any], Any], Any]


class ActorData(TypedDict):
    """The actor of an event."""

    kind: str
    id: str
    name: NotRequired[str]
    session: NotRequired[str]
    address: NotRequired[str]
    agent: NotRequired[str]


class ObjectData(TypedDict):
    """The object of an event."""

    type: str
    id: str


class Envelope(TypedDict):
    """An event as it travels: `events/envelope.schema.json`."""

    id: str
    type: str
    version: int
    org_id: str | None
    actor: ActorData
    object: ObjectData
    at: str
    request_id: str
    changes: dict[str, list[Any]]
    data: dict[str, Any]
    audience: dict[str, Any]
    security: bool


class Poison(Exception):
    """An event that can never succeed: a dead letter, at once of a stream reader, elsewhere after Lambda's tries."""


def envelope(value: Any) -> Envelope:
    """`value` as an envelope. Poison unless it has what every consumer relies on; more than that is not looked at."""
    texts = ("id", "type", "at")
    maps = ("actor", "object", "changes", "data", "audience")
    sound = (
        isinstance(value, dict)
        and all(isinstance(value.get(name), str) and value[name] for name in texts)
        and all(isinstance(value.get(name), dict) for name in maps)
        and isinstance(value.get("version"), int)
        and {"kind", "id"} <= value["actor"].keys()
        and {"type", "id"} <= value["object"].keys()
        and isinstance(value.get("org_id"), str | None)
    )
    if not sound:
        raise Poison("not an event's envelope")
    return cast("Envelope", value)


def title_of(event: Envelope) -> str:
    """What the object was called at the time, for whoever tells people of the event; may be empty.

    `data.title`, but for a person: there `title` is a profession, and `name` is theirs in events about themselves only
    (an API key has a name too).
    """
    if event["object"]["type"] != "person":
        return str(event["data"].get("title") or "")
    if event["type"].startswith("person."):
        return str(event["data"].get("name") or "")
    return event["actor"].get("name", "") if event["actor"]["id"] == event["object"]["id"] else ""


# --- dead letters of the stream -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Failure:
    """An event that could not be handled, and why."""

    event: Envelope
    reason: str


def stream_record(key: Key, ev: Any) -> dict[str, Any]:
    """The least table change that carries events: what a dead letter holds, so that it can be handled as it is."""
    image = {"pk": {"S": key.pk}, "sk": {"S": key.sk}, "ev": {"S": ev if isinstance(ev, str) else json.dumps(ev)}}
    return {"eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": {"NewImage": image}}


def dead_letter(consumer: str, record: dict[str, Any], reason: str) -> None:
    """Write a dead letter. What raises here fails the whole batch, so that nothing is lost: Lambda tries it again."""
    letter = {"consumer": consumer, "reason": reason[:1000], "at": clock.iso(clock.now()), "record": record}
    body = json.dumps(letter, ensure_ascii=False)
    if len(body.encode()) > LETTER_LIMIT:
        image = record["dynamodb"]["NewImage"]
        letter["record"] = {"dynamodb": {"NewImage": {"pk": image.get("pk"), "sk": image.get("sk")}}}
        letter["reason"] = f"too large for a letter; {letter['reason']}"
        body = json.dumps(letter, ensure_ascii=False)
    keep_letter(body)


def keep_letter(body: str) -> None:
    """Put a dead letter into the function's queue, for `hearth redrive`."""
    aws.client("sqs").send_message(QueueUrl=settings().dead_letters, MessageBody=body)
    telemetry.count("DeadLetters")


# --- the consumer -------------------------------------------------------------------------------------------------


class Consumer:
    """One consumer and its name, which keeps its repeats, letters and log lines apart from others'.

    `hears` are the types of events that a rule of the bus hands to it, or SECURITY; nothing for one that is called by
    name, or reads the table's stream. `later` names types that are to wait, with the seconds: see `postpone`.
    """

    def __init__(self, name: str, hears: Iterable[str] = (), later: Mapping[str, int] | None = None) -> None:
        self.name = name
        self.hears = frozenset(hears)
        self.later = dict(later or {})
        self.app = Chalice(app_name=name, configure_logs=False)

    def pattern(self) -> dict[str, Any]:
        """What the rule of the bus matches."""
        if self.hears == SECURITY:
            return {"source": [BUS], "detail": {"security": [True]}}
        return {"source": [BUS], "detail-type": sorted(self.hears)}

    def bus_event(self, handle: Callable[[Envelope], None]) -> Handler:
        """Events of the bus, handed over by a rule. `handle` gets one event; what it raises comes again."""

        def body(_: str, value: Any) -> None:
            if not isinstance(value, dict):
                raise Poison("not a message of the bus")
            event = envelope(value.get("detail"))
            seconds = self.later.get(event["type"], 0) if value.get("source") == BUS else 0
            if seconds:
                postpone(event, seconds)
            else:
                handle(event)

        return self._called(body)

    def message(self, handle: Callable[[str, dict[str, Any]], None]) -> Handler:
        """Commands that nobody waits for. `handle` gets a message's id, which a repeat has too, and its content."""

        def body(message_id: str, value: Any) -> None:
            if not isinstance(value, dict):
                raise Poison("not a JSON object")
            handle(str(value.get("id") or message_id), value)

        return self._called(body)

    def stream_event(self, handle: Callable[[Envelope], None]) -> Handler:
        """The table's stream, one event after another in their order; each is tried a few times, then parked."""

        def each(events: list[Envelope]) -> list[Failure]:
            failures = []
            for event in events:
                if time_left() < RESERVE:
                    failures.append(Failure(event, OUT_OF_TIME))
                    continue
                try:
                    attempt(functools.partial(handle, event))
                except Exception as error:  # noqa: BLE001  whatever it is, the events behind it must not wait
                    telemetry.unexpected(error)
                    failures.append(Failure(event, f"{type(error).__name__}: {error}"))
            return failures

        return self.stream_batch(each)

    def stream_batch(self, handle: Callable[[list[Envelope]], list[Failure]]) -> Handler:
        """The table's stream, a batch's new events at once. `handle` tries what it can and returns what is left."""

        def run(batch: DynamoDBEvent) -> dict[str, Any]:
            with telemetry.measure(self.name) as work, until(batch.context):
                records = batch.to_dict()["Records"]
                events, places = self._unpack(records)
                failures = handle(events)
                for failure in failures:
                    ev = [failure.event]
                    dead_letter(self.name, stream_record(places[failure.event["id"]], ev), failure.reason)
                telemetry.count("EventsHandled", len(events) - len(failures))
                work.fields.update(records=len(records), requests=_requests(events), oldest_ms=_age(events))
            return {"batchItemFailures": []}

        return cast("Handler", self.app.on_dynamodb_record("table", name="handler")(run))

    def _unpack(self, records: Iterable[dict[str, Any]]) -> tuple[list[Envelope], dict[str, Key]]:
        """The new events of a batch and the items they came in. What is none is parked, and holds up nothing."""
        events: list[Envelope] = []
        places: dict[str, Key] = {}
        for record in records:
            change = record.get("dynamodb", {})
            image = change.get("NewImage") or change.get("OldImage") or {}
            key = Key(image.get("pk", {}).get("S", ""), image.get("sk", {}).get("S", ""))
            for value in new_events(record):
                try:
                    event = envelope(value)
                except Poison as error:
                    dead_letter(
                        self.name, stream_record(key, [value] if isinstance(value, dict) else value), str(error)
                    )
                    continue
                events.append(event)
                places[event["id"]] = key
        return events, places

    def _called(self, handle: Callable[[str, Any], None]) -> Handler:
        """A function that is called without anybody waiting: with one message (a rule of the bus, a schedule, another
        function), with several (`messages`), or with a batch of a queue (`Records`)."""
        batch = cast("Handler", self.app.on_sqs_message(self.name, name="handler")(self._batch(handle)))

        def handler(event: dict[str, Any], context: Any) -> Any:
            if "Records" in event:
                return batch(event, context)
            return self._direct(handle, event, context)

        return handler

    def _direct(self, handle: Callable[[str, Any], None], event: dict[str, Any], context: Any) -> None:
        """What fails is raised once the others are done: Lambda calls again, twice, with the same id, and then parks
        the whole call with the failure destination. Those that went well are repeats then."""
        values = event["messages"] if isinstance(event.get("messages"), list) else [event]
        failed: Exception | None = None
        with telemetry.measure(self.name) as work, until(context):
            work.fields["records"] = len(values)
            for place, value in enumerate(values):
                _note_request(work, value)
                try:
                    self._one(handle, f"{getattr(context, 'aws_request_id', '')}-{place}", value)
                except Exception as error:  # noqa: BLE001  the others must not wait for it
                    failed = error
        if failed is not None:
            raise failed

    def _one(self, handle: Callable[[str, Any], None], message_id: str, value: Any) -> None:
        try:
            handle(message_id, value)
        except AlreadyProcessed:
            telemetry.count("Repeats")
        except Exception as error:
            telemetry.count("Failures")
            if not isinstance(error, InProgress):
                telemetry.unexpected(error)
            raise

    def _batch(self, handle: Callable[[str, Any], None]) -> Callable[[SQSEvent], dict[str, Any]]:
        def run(batch: SQSEvent) -> dict[str, Any]:
            # Powertools' batch utility costs 90 ms, which only queue consumers should pay
            from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

            def one(record: Any) -> None:
                try:
                    value = json.loads(record.body)
                except ValueError as error:
                    raise Poison("not JSON") from error
                _note_request(work, value)
                self._one(handle, record.message_id, value)

            with telemetry.measure(self.name) as work, until(batch.context):
                event = batch.to_dict()
                work.fields["records"] = len(event["Records"])
                processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
                return cast(
                    "dict[str, Any]",
                    process_partial_response(
                        event=event, record_handler=one, processor=processor, context=batch.context
                    ),
                )

        return run


def new_events(record: dict[str, Any]) -> list[Any]:
    """What stands in `ev` of a change's new image and not in that of its old one: events, unless somebody erred.

    Of a removal, what the item carried for it (`hearth.events.record_end`), as of the moment of the removal.
    """
    change = record.get("dynamodb", {})
    if record.get("eventName") == "REMOVE":
        at = clock.iso(clock.at(float(change.get("ApproximateCreationDateTime") or clock.epoch(clock.now()))))
        ended = _ev(change.get("OldImage"), "gone")
        return [{**value, "at": at} if isinstance(value, dict) else value for value in ended]
    known = [value.get("id") for value in _ev(change.get("OldImage")) if isinstance(value, dict)]
    return [
        value for value in _ev(change.get("NewImage")) if not (isinstance(value, dict) and value.get("id") in known)
    ]


def _ev(image: dict[str, Any] | None, name: str = "ev") -> list[Any]:
    text = (image or {}).get(name, {}).get("S")
    if not text:
        return []
    try:
        values = json.loads(text)
    except ValueError:
        return [text]
    return values if isinstance(values, list) else [values]


def attempt(act: Callable[[], Any], tries: int = TRIES) -> Any:
    """Run `act` again after an error, a little later each time, while there is time. Poison is not tried again."""
    for left in range(tries - 1, -1, -1):
        try:
            return act()
        except Poison:
            raise
        except Exception:
            if not left or time_left() < RESERVE:
                raise
            time.sleep(random.uniform(0.05, 0.1) * 3 ** (tries - 1 - left))  # noqa: S311
    raise AssertionError("unreachable")


def _note_request(work: telemetry.Work, value: Any) -> None:
    inner = value.get("detail", value) if isinstance(value, dict) else None
    if isinstance(inner, dict) and inner.get("request_id"):
        work.fields.setdefault("requests", []).append(inner["request_id"])


def _requests(events: list[Envelope]) -> list[str]:
    """The requests that made the events, so that one can follow them through the log; ten, since lines cost."""
    return list(dict.fromkeys(event["request_id"] for event in events if event.get("request_id")))[:10]


def _age(events: list[Envelope]) -> int:
    """How far behind the reader is."""
    if not events:
        return 0
    oldest = min(event["at"] for event in events)
    try:
        return max(0, int((clock.now() - clock.parse(oldest)).total_seconds() * 1000))
    except ValueError:
        return 0
