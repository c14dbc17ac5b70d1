"""The socket entry of a function: its frames are parsed, limited, dispatched and answered. Of an error a client is told
its code and a sentence.

    socket = Socket("documents")

    @socket.on("update", id=frames.ID, topic=frames.TOPIC, epoch=frames.whole())
    def update(frame: Frame) -> dict[str, Any] | None: ...

    handler = socket.handler

What a handler returns is sent to the sender, with the frame's `id` and `topic`; a HearthError it raises becomes a
`refused`. Answers are posted and never returned to API Gateway: a returned body needs a route response, and would come
behind everything the handler has sent to others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chalice.app import Chalice, WebsocketEvent

from hearth import clock, deadline, telemetry
from hearth.access import Principal
from hearth.errors import HearthError, Malformed, Unauthenticated, Unavailable
from hearth.live import frames as live_frames
from hearth.live import gateway as live
from hearth.live import limits, topics
from hearth.live.frames import Check
from hearth.live.topics import Topic
from hearth.table.write import STORAGE_ERRORS

Answer = dict[str, Any] | None
OK = {"statusCode": 200}


@dataclass(slots=True)
class Frame:
    """What somebody sent, and who they are; `topic` only where the declaration has one."""

    connection_id: str
    who: Principal
    value: dict[str, Any]
    picture: str | None = None
    connected_at: float = 0.0
    topic: Topic = field(default_factory=lambda: Topic("", "", ""))

    @property
    def id(self) -> str:
        """The sender's name for it, to be repeated in the answer."""
        return str(self.value.get("id", ""))

    @property
    def person(self) -> dict[str, Any]:
        """The sender, as frames show people."""
        return {"id": self.who.person_id, "name": self.who.name, **({"picture": self.picture} if self.picture else {})}

    def __getitem__(self, name: str) -> Any:
        return self.value[name]

    def get(self, name: str) -> Any:
        """A field that may be absent."""
        return self.value.get(name)


Handler = Callable[[Frame], Answer]


class _Dropped(Exception):
    """Over the limit, and told so a moment ago: not worth another message."""


class Socket:
    """The kinds of frames that one function takes, on a Chalice app."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.app = Chalice(app_name=name, configure_logs=False)
        self.frames: dict[str, tuple[Handler, dict[str, Check]]] = {}
        self.app.middleware("websocket")(self._guard)
        self._message = self.app.on_ws_message(name="message")(self._take)
        self._connect: Any = None
        self._disconnect: Any = None

    def on(self, kind: str, /, **fields: Check) -> Callable[[Handler], Handler]:
        """Declare the handler of a type of frames, and what their fields must be."""

        def declare(handler: Handler) -> Handler:
            self.frames[kind] = (handler, fields)
            return handler

        return declare

    @property
    def routes(self) -> list[str]:
        """The routes of the WebSocket API that lead here: a type of frames each, or all that nobody else takes."""
        return sorted(self.frames) if self._connect is None else ["$connect", "$disconnect", "$default"]

    def on_connect(self, handler: Callable[[dict[str, Any]], int]) -> None:
        """Declare what happens at $connect: given the event, a status (200 lets in)."""
        self._connect = self.app.on_ws_connect(name="connect")(lambda event: {"statusCode": handler(event.to_dict())})

    def on_disconnect(self, handler: Callable[[str], None]) -> None:
        """Declare what happens at $disconnect."""

        def disconnect(event: WebsocketEvent) -> dict[str, Any]:
            handler(event.connection_id)
            return OK

        self._disconnect = self.app.on_ws_disconnect(name="disconnect")(disconnect)

    def handler(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """The Lambda entry for every route of the WebSocket API that leads here."""
        taker = {"CONNECT": self._connect, "DISCONNECT": self._disconnect}.get(event["requestContext"]["eventType"])
        with deadline.until(context):
            answer: dict[str, Any] = (taker or self._message)(event, context)
        return answer

    def _guard(self, event: WebsocketEvent, get_response: Callable[[Any], Any]) -> dict[str, Any]:
        """Around everything: one line in the log, and no exception that API Gateway would pass on."""
        gateway = event.to_dict()["requestContext"]
        kind = str(gateway["eventType"]).lower()
        person = (gateway.get("authorizer") or {}).get("person_id", "")
        fields = {"request_id": gateway.get("requestId", ""), "connection": event.connection_id, "person": person}
        with telemetry.measure(f"socket.{kind}", **fields) as work:
            try:
                answer: dict[str, Any] = get_response(event)
            except Exception as error:  # noqa: BLE001  the last line of defence
                telemetry.unexpected(error)
                answer = {"statusCode": 500} if kind == "connect" else OK
            work.fields["status"] = answer.get("statusCode", 200)
        return answer

    def _take(self, event: WebsocketEvent) -> dict[str, Any]:
        value: dict[str, Any] | None = None
        try:
            try:
                value = live_frames.parse(event.body)
            finally:
                self._limit(event, value)
            answer = self._dispatch(event, value)
        except _Dropped:
            return OK
        except HearthError as error:
            answer = live_frames.refusal(error, value)
        except STORAGE_ERRORS as error:
            telemetry.unexpected(error)
            answer = live_frames.refusal(Unavailable("The database did not answer. Try again."), value)
        except Exception as error:  # noqa: BLE001
            telemetry.unexpected(error)
            answer = live_frames.refusal(
                HearthError("Internal server error. It has been logged.", code="internal"), value
            )
        if answer is not None:
            if answer["type"] == "refused":
                telemetry.note(code=answer["code"])
            live.deliver([(event.connection_id, answer)])
        return OK

    def _limit(self, event: WebsocketEvent, value: dict[str, Any] | None) -> None:
        connection_id = event.connection_id
        whose = str((event.to_dict()["requestContext"].get("authorizer") or {}).get("person_id") or connection_id)
        struck, seconds = limits.spend(whose)
        if not seconds and limits.over(whose):
            struck, seconds = True, limits.HOLD
        if not seconds:
            return
        if struck and limits.strike(connection_id, _topic(value)):
            raise _Dropped
        if not struck and (value is None or "id" not in value):
            raise _Dropped  # it was told once in this hold, and nobody waits for an answer
        raise limits.refuse(seconds)

    def _dispatch(self, event: WebsocketEvent, value: dict[str, Any]) -> Answer:
        handler, fields = self.frames.get(value["type"], (None, {}))
        work = telemetry.current()
        if handler is None:
            raise Malformed("There is no such type of frame.", code="unknown_type")
        if work is not None:
            work.operation = f"socket.{value['type']}"
        live_frames.check(value, fields)
        frame = _frame(event, value)
        _refuse_outlived(frame.who)
        if "topic" in fields:
            frame.topic = topics.parse(value["topic"])
            telemetry.note(topic=frame.topic.kind, org=frame.topic.org_id or "")
        answer = handler(frame)
        if answer is None:
            return None
        if "id" in fields:
            answer.setdefault("id", frame.id)
        if "topic" in fields:
            answer.setdefault("topic", frame.topic.name)
        return answer


def _topic(value: dict[str, Any] | None) -> Topic | None:
    try:
        return topics.parse(str((value or {}).get("topic", "")))
    except HearthError:
        return None


def _frame(event: WebsocketEvent, value: dict[str, Any]) -> Frame:
    gateway = event.to_dict()["requestContext"]
    context = gateway.get("authorizer") or {}
    return Frame(
        connection_id=event.connection_id,
        who=who_of(context),
        value=value,
        picture=context.get("picture") or None,
        connected_at=float(gateway.get("connectedAt") or 0) / 1000,
    )


def who_of(context: dict[str, Any]) -> Principal:
    """Who is connected, by what the authorizer said (which API Gateway repeats with every frame)."""
    scopes = context.get("scopes") or ""
    keyed = scopes or context.get("key_id")  # a key without a single scope has none, not all
    return Principal(
        person_id=context["person_id"],
        session_id=context.get("session_id") or None,
        key_id=context.get("key_id") or None,
        scopes=frozenset(scopes.split()) if keyed else None,
        name=context.get("name") or "",
        until=context.get("until") or "",
    )


def _refuse_outlived(who: Principal) -> None:
    """Unauthenticated, and the end of its connections, for an API key whose time is over: nobody ends it but the clock.

    The gateway repeats what the ticket said with every frame, so nothing is read.
    """
    if who.until and who.until <= clock.iso(clock.now()):
        live.end_session(who.person_id, who.key_id)
        raise Unauthenticated("The API key has expired. Connect with another.", code="session_ended")
