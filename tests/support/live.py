"""A WebSocket API's management endpoint on loopback: records what was posted to whom, and can hang or be gone."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

import pytest

from hearth import clock, config, ids, telemetry
from hearth.keys import documents as document_keys
from hearth.keys import realtime as live_keys
from hearth.live import gateway as live
from hearth.live import limits as live_limit
from hearth.live import post, topics
from hearth.live.items import LIFE, Connection, Subscription, enter, subscription_key
from hearth.live.topics import Topic
from hearth.table.item import connection
from hearth.table.write import Write
from tests.support import frames


@dataclass(slots=True)
class Gateway:
    """What the clients would have received, and how the endpoint behaves for each connection."""

    url: str = ""
    posted: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    every: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    hanging: set[str] = field(default_factory=set)
    answers: dict[str, list[int]] = field(default_factory=dict)
    release: threading.Event = field(default_factory=threading.Event)
    requests: int = 0
    accepted: int = 0
    sockets: list[socket.socket] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, posts: int) -> None:
        """Return once so many frames have been received; fail when they do not come."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.posted) >= posts, timeout=25)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Return once something that no frame tells of is so."""
        with self.arrived:
            while not holds():
                self.arrived.wait(0.01)

    def drop_connections(self) -> None:
        """Close what clients keep open, as a server does with connections that are idle for long."""
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def to(self, connection_id: str, kind: str | None = None) -> list[dict[str, Any]]:
        """The frames (of one type) that a connection has received."""
        return [frame for to, frame in self.posted if to == connection_id and kind in {None, frame["type"]}]

    def clear(self) -> None:
        """Forget what was posted."""
        self.posted.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    gateway: Gateway

    def setup(self) -> None:
        super().setup()
        self.gateway.accepted += 1
        self.gateway.sockets.append(self.connection)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _read(self) -> tuple[str, bytes]:
        self.gateway.requests += 1
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return unquote(self.path.rpartition("/")[2]), body

    def do_POST(self) -> None:
        connection, body = self._read()
        if connection in self.gateway.hanging:
            self.gateway.release.wait(10)
        queued = self.gateway.answers.get(connection)
        if queued:
            status = queued.pop(0)
            if status != 200:
                self._answer(status)
                return
        if connection in self.gateway.gone:
            self._answer(410)
            return
        frame = json.loads(body)
        with self.gateway.arrived:
            self.gateway.posted.append((connection, frame))
            self.gateway.every.append((connection, frame))
            self.gateway.arrived.notify_all()
        self._answer(200)

    def do_GET(self) -> None:
        connection, _ = self._read()
        self.gateway.asked.append(connection)
        self._answer(410 if connection in self.gateway.gone else 200)

    def do_DELETE(self) -> None:
        connection, _ = self._read()
        self.gateway.closed.append(connection)
        self.gateway.gone.add(connection)
        self._answer(204)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


@contextmanager
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    """The endpoint, and the environment that leads to it."""
    gateway = Gateway()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"gateway": gateway}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    gateway.url = f"http://127.0.0.1:{server.server_port}/live"
    monkeypatch.setenv("HEARTH_LIVE_ENDPOINT", gateway.url)
    # crowds in tests are often one person many times; tests/realtime/test_places.py has the limits themselves
    monkeypatch.setenv("HEARTH_QUOTAS", "connections=500 places=500")
    config.settings.cache_clear()
    post.forget()
    live_limit.forget()
    live._swept.clear()
    try:
        yield gateway
    finally:
        gateway.release.set()
        post.forget()
        server.shutdown()
        server.server_close()
        thread.join()
    for _, frame in gateway.every:
        frames.validate("server", frame)  # whatever a test was about: what was sent is what was promised


def connect(person_id: str, *, name: str = "Ada", session_id: str = "", scopes: str | None = None) -> Connection:
    """Somebody's connection, as $connect writes it."""
    connection_id = ids.new_id()[-12:] + "="
    place = live_keys.connection_index(person_id, connection_id)
    connection = Connection.at(
        live_keys.connection(connection_id), connection_id=connection_id, person_id=person_id, session_id=session_id,
        name=name, scopes=scopes, gsi1pk=place.pk, gsi1sk=place.sk, ttl=clock.epoch(clock.in_(seconds=LIFE)),
    )  # fmt: skip
    enter(Write(), connection).commit()
    return connection


def watch(connection: Connection, topic: Topic | str, role: str = "editor", epoch: int = 0) -> Subscription:
    """Put a connection on a topic, as a subscribe does, without asking whether it may."""
    topic = topics.parse(topic) if isinstance(topic, str) else topic
    connection.topics = {*(connection.topics or ()), topic.name}
    held = Subscription.at(
        subscription_key(topic, connection.connection_id), topic=topic.name, org_id=topic.org_id, role=role,
        connection_id=connection.connection_id, person_id=connection.person_id, session_id=connection.session_id,
        name=connection.name, scopes=connection.scopes, since=clock.iso(clock.now()), ttl=connection.ttl, epoch=epoch,
    )  # fmt: skip
    Write().put(connection).commit()
    Write().put(held).commit()
    return held


@dataclass(slots=True)
class Client:
    """Somebody at a socket, as API Gateway would hand on what they do; what they receive is at the gateway."""

    handler: Any
    gateway: Gateway
    connection: Connection
    calls: list[str] = field(default_factory=list)
    units: tuple[float, float] = (0.0, 0.0)

    @property
    def id(self) -> str:
        """The connection's id."""
        return str(self.connection.connection_id)

    @property
    def person_id(self) -> str:
        """Whose it is."""
        return str(self.connection.person_id)

    def send(self, frame: dict[str, Any] | str, *, kind: str = "MESSAGE") -> list[dict[str, Any]]:
        """Send a frame (or any text) and return what came back to the sender.

        `calls` are then the table's round trips, `units` what they cost: write units and read units.
        """
        before = len(self.gateway.to(self.id))
        body = frame if isinstance(frame, str) else json.dumps(frame)
        self.calls.clear()
        works: list[Any] = []
        with counted_calls(self.calls, works):
            answer = self.handler(socket_event(self.connection, kind, body), None)
        written = sum(work.table_writes for work in works)
        self.units = (written, sum(work.table_units for work in works) - written)
        assert answer == {"statusCode": 200}, "nothing may be returned: API Gateway would send it"
        return self.gateway.to(self.id)[before:]

    def disconnect(self) -> None:
        """API Gateway says that the socket is closed."""
        self.send("", kind="DISCONNECT")


def socket_event(connection: Connection, kind: str, body: str = "") -> dict[str, Any]:
    """An event of the WebSocket API."""
    keyed = connection.scopes is not None
    context = {
        "person_id": connection.person_id,
        "key_id" if keyed else "session_id": connection.session_id,
        "scopes": connection.scopes,
        "name": connection.name,
        "picture": connection.picture,
    }
    return {
        "requestContext": {
            "eventType": kind,
            "routeKey": {"CONNECT": "$connect", "DISCONNECT": "$disconnect"}.get(kind, "$default"),
            "connectionId": connection.connection_id,
            "requestId": ids.new_id(),
            "domainName": "live.test",
            "stage": "live",
            "apiId": "live",
            "connectedAt": int(clock.now().timestamp() * 1000),
            "authorizer": {name: value for name, value in context.items() if value},
        },
        "body": body,
        "isBase64Encoded": False,
    }


@contextmanager
def counted_calls(into: list[str], works: list[Any] | None = None) -> Iterator[None]:
    """Collect the table's round trips of every invocation inside, and what each invocation noted."""
    original = telemetry._write

    def catch(work: Any, milliseconds: float) -> None:
        into.extend(work.table_log)
        if works is not None:
            works.append(work)
        original(work, milliseconds)

    telemetry._write = catch
    try:
        yield
    finally:
        telemetry._write = original


def write_document(
    org_id: str,
    document_id: str,
    *,
    shares: dict[str, str] | None = None,
    visibility: str = "org",
    owner: str = "",
    epoch: int = 1,
    deleted: bool = False,
) -> None:
    """What decides the access of a document, under its key, as the documents' own model lays it out."""
    key = document_keys.document(org_id, document_id)
    item: dict[str, Any] = {
        "pk": {"S": key.pk},
        "sk": {"S": key.sk},
        "kind": {"S": "document"},
        "org_id": {"S": org_id},
        "version": {"N": "1"},
        "visibility": {"S": visibility},
        "owner_id": {"S": owner},
        "epoch": {"N": str(epoch)},
        "shares": {"M": {name: {"S": role} for name, role in (shares or {}).items()}},
    }
    if deleted:
        item["deleted_at"] = {"S": clock.iso(clock.now())}
    put_raw(item)


def put_raw(item: dict[str, Any]) -> None:
    """Write an item as DynamoDB sees it, on whatever the tests' table is."""
    table = connection()
    table.connection._make_api_call("PutItem", {"TableName": table.table_name, "Item": item})
