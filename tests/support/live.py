"""A WebSocket API's management endpoint on loopback: records what was posted to whom, and can hang or be gone."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

import pytest

from hearth import clock, config, ids, keys, live_post
from hearth import live_topics as topics
from hearth.live_items import LIFE, Connection, Subscription, subscription_key
from hearth.live_topics import Topic
from hearth.table import Write


@dataclass(slots=True)
class Gateway:
    """What the clients would have received, and how the endpoint behaves for each connection."""

    url: str = ""
    posted: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    hanging: set[str] = field(default_factory=set)
    answers: dict[str, list[int]] = field(default_factory=dict)
    release: threading.Event = field(default_factory=threading.Event)
    requests: int = 0
    headers: list[dict[str, str]] = field(default_factory=list)

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

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _read(self) -> tuple[str, bytes]:
        self.gateway.requests += 1
        self.gateway.headers.append(dict(self.headers))
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
        self.gateway.posted.append((connection, json.loads(body)))
        self._answer(200)

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
    config.settings.cache_clear()
    live_post.forget()
    try:
        yield gateway
    finally:
        gateway.release.set()
        live_post.forget()
        server.shutdown()
        server.server_close()
        thread.join()


def connect(person_id: str, *, name: str = "Ada", session_id: str = "", scopes: str | None = None) -> Connection:
    """Somebody's connection, as $connect writes it."""
    connection_id = ids.new_id()[-12:] + "="
    place = keys.connection_index(person_id, connection_id)
    connection = Connection.at(
        keys.connection(connection_id), connection_id=connection_id, person_id=person_id, session_id=session_id,
        name=name, scopes=scopes, gsi1pk=place.pk, gsi1sk=place.sk, ttl=clock.epoch(clock.in_(seconds=LIFE)),
    )  # fmt: skip
    Write().create(connection).commit()
    return connection


def watch(connection: Connection, topic: Topic | str, role: str = "editor") -> Subscription:
    """Put a connection on a topic, as a subscribe does, without asking whether it may."""
    topic = topics.parse(topic) if isinstance(topic, str) else topic
    connection.topics = {*(connection.topics or ()), topic.name}
    held = Subscription.at(
        subscription_key(topic, connection.connection_id), topic=topic.name, org_id=topic.org_id, role=role,
        connection_id=connection.connection_id, person_id=connection.person_id, session_id=connection.session_id,
        name=connection.name, scopes=connection.scopes, since=clock.iso(clock.now()), ttl=connection.ttl,
    )  # fmt: skip
    Write().put(connection).commit()
    Write().put(held).commit()
    return held
