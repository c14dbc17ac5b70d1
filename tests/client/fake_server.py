"""The server half of docs/live-protocol.md for one document, in memory.

It keeps the promises the real one makes (an ack only after the log has it) and breaks everything the protocol allows to
break: it can die between any two steps.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from pycrdt import Doc, merge_updates

from infra.client.frames import Frame, decode, encode

TOPIC = "document:org/doc"


@dataclass
class FakeServer:
    """What there is to know about the document, and who is connected."""

    random: Random = field(default_factory=lambda: Random(1))
    epoch: int = 1
    log: list[Frame] = field(default_factory=list)
    snapshot: tuple[int, bytes] | None = None
    roles: dict[str, str | None] = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)
    crash: float = 0.0
    page_size: int = 50
    ping_every: int = 240
    life: float = 115 * 60
    rate: int = 60
    counts: dict[str, int] = field(default_factory=dict)
    connections: int = 0
    deaths: int = 0
    ahead: timedelta = timedelta()
    """How far its clock is before that of the clients."""
    links_fail: int = 0
    """So many signed links to a snapshot lead nowhere."""

    @property
    def head(self) -> int:
        if self.log:
            return int(self.log[-1]["seq"])
        return self.snapshot[0] if self.snapshot else 0

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def role(self, person: str) -> str | None:
        return self.roles.get(person, "editor")

    def subscribers(self) -> list[Session]:
        return [session for session in self.sessions if session.subscribed]

    def dies(self) -> bool:
        died = self.random.random() < self.crash
        self.deaths += died
        return died

    def append(self, update: str, sender: str | None) -> Frame | None:
        """Store, tell the others, answer: None when it died on the way."""
        if self.dies():
            return None
        seq = self.head + 1
        self.log.append({"seq": seq, "update": update})
        self.count("updates")
        others = [session for session in self.subscribers() if session.connection != sender]
        for session in others:
            if self.dies():
                return None
            small = {"update": update} if len(update) <= 24_000 else {"fetch": True}
            told = {"type": "update", "topic": TOPIC, "seq": seq, "epoch": self.epoch, "connection": sender or "http"}
            session.tell({**told, **small})
        return {"seq": seq, "epoch": self.epoch, "others": len(others)}

    def fold(self, keep: int) -> None:
        """Trim the log to its last few entries.

        By merging, which keeps what waits for an update that has not come yet; a pycrdt document's own state leaves it
        out, so the real server folds only what its document could place.
        """
        folded = self.log[: max(0, len(self.log) - keep)]
        if folded:
            pieces = [self.snapshot[1]] if self.snapshot else []
            merged = merge_updates(*pieces, *(decode(entry["update"]) for entry in folded))
            self.snapshot = (folded[-1]["seq"], merged)
            self.log = self.log[len(folded) :]

    def document(self, log: list[Frame] | None = None) -> Doc[Any]:
        doc: Doc[Any] = Doc(client_id=1)
        if self.snapshot:
            doc.apply_update(self.snapshot[1])
        for entry in self.log if log is None else log:
            doc.apply_update(decode(entry["update"]))
        return doc

    def replace_history(self, doc: Doc[Any]) -> None:
        """An old version was restored (L18)."""
        self.epoch += 1
        self.snapshot = None
        self.log = [{"seq": 1, "update": encode(doc.get_update())}]

    def set_role(self, person: str, role: str | None) -> None:
        self.roles[person] = role
        for session in self.subscribers():
            if session.person != person:
                continue
            if role is None:
                session.subscribed = False
                session.tell({"type": "access-ended", "topic": TOPIC, "code": "access_ended"})
            else:
                session.tell({"type": "role-changed", "topic": TOPIC, "role": role})


class Session:
    """The server's side of a socket."""

    def __init__(self, server: FakeServer, person: str, connection: str, wire: Any) -> None:
        self.server = server
        self.person = person
        self.connection = connection
        self.subscribed = False
        self.deaf = False
        self._wire = wire

    @property
    def who(self) -> Frame:
        return {"id": self.person, "name": self.person}

    @property
    def participant(self) -> Frame:
        role = self.server.role(self.person)
        return {"connection": self.connection, "person": self.who, "role": role, "since": "", "idle": False}

    def others(self) -> list[Session]:
        return [session for session in self.server.subscribers() if session is not self]

    def tell(self, frame: Frame) -> None:
        if not self.deaf:
            self._wire.to_client(json.dumps(frame))

    def disconnect(self) -> None:
        if self in self.server.sessions:
            self.server.sessions.remove(self)
            self._left()

    def _left(self) -> None:
        if self.subscribed:
            self.subscribed = False
            gone = {"connection": self.connection, "person": self.who}
            others = self.others()
            # who leaves a crowd is told of together with those who left before, who are known to be gone
            many = {"type": "users-left", "topic": TOPIC, "left": [{**gone, "connection": "gone before"}, gone]}
            for other in others:
                other.tell(many if len(others) > 2 else {"type": "user-left", "topic": TOPIC, **gone})

    def receive(self, text: str) -> None:
        if self not in self.server.sessions:
            return
        frame = json.loads(text)
        self.server.count(frame["type"])
        act = getattr(self, "_on_" + frame["type"].replace("-", "_"))
        act(frame)

    def _on_hello(self, _: Frame) -> None:
        now = datetime.now(UTC) + self.server.ahead
        self.tell(
            {
                "type": "welcome",
                "connection": self.connection,
                "person": self.who,
                "now": now.isoformat(),
                "renew_at": (now + timedelta(seconds=self.server.life)).isoformat(),
                "ping_every": self.server.ping_every,
                "limits": {"frame": 32_768, "rate": self.server.rate, "participants": 100},
            }
        )

    def _on_ping(self, _: Frame) -> None:
        self.tell({"type": "pong", "now": ""})

    def _on_subscribe(self, frame: Frame) -> None:
        role = self.server.role(self.person)
        if role is None:
            self.tell({"type": "refused", "id": frame["id"], "topic": TOPIC, "code": "not_found"})
            return
        fresh, self.subscribed = not self.subscribed, True
        self.tell(
            {
                "type": "subscribed",
                "id": frame["id"],
                "topic": TOPIC,
                "role": role,
                "head": self.server.head,
                "epoch": self.server.epoch,
                "participants": [session.participant for session in self.server.subscribers()],
            }
        )
        if not fresh:
            return
        people = [session.participant for session in self.server.subscribers()]
        joined = {"type": "user-joined", "topic": TOPIC, "participant": self.participant}
        many = {
            "type": "users-joined",
            "topic": TOPIC,
            "participants": people,
        }  # a crowd, told of together, to all of it
        for other in self.others():
            other.tell(many if len(people) > 3 else joined)

    def _on_unsubscribe(self, frame: Frame) -> None:
        self._left()
        self.tell({"type": "unsubscribed", "id": frame["id"], "topic": TOPIC})

    def _on_check(self, frame: Frame) -> None:
        place = {"seq": self.server.head, "epoch": self.server.epoch}
        self.tell({"type": "head", "id": frame["id"], "topic": TOPIC, **place})

    def _on_broadcast(self, frame: Frame) -> None:
        for other in self.others():
            other.tell({**frame, "connection": self.connection, "person": self.who})

    def _on_update(self, frame: Frame) -> None:
        refusal = self._refusal(frame)
        if refusal:
            self.tell({"type": "refused", "id": frame["id"], "topic": TOPIC, **refusal})
            return
        answer = self.server.append(frame["update"], self.connection)
        if answer and not self.server.dies():
            self.tell({"type": "ack", "id": frame["id"], "topic": TOPIC, **answer})

    def _refusal(self, frame: Frame) -> Frame | None:
        role = self.server.role(self.person)
        if role != "editor" or not self.subscribed:
            return {"code": "forbidden" if role and role != "editor" else "not_found"}
        if frame["epoch"] != self.server.epoch:
            return {"code": "epoch_changed", "epoch": self.server.epoch}
        try:
            Doc(client_id=2).apply_update(decode(frame["update"]))
        except Exception:  # noqa: BLE001 - whatever a broken update makes of the library
            return {"code": "invalid_update"}
        return None
