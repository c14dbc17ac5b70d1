"""People, documents and updates for tests."""

import base64
import secrets
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from functions.documents.collab import LOG
from functions.documents.handler import api
from hearth import ids
from hearth.access import Member, Role
from hearth.collab.types import Place
from hearth.keys import organizations as keys
from hearth.table.write import Write
from tests.support.http import Answer, Caller


@dataclass(slots=True)
class Org:
    """An org and a caller for each role in it; `stranger` is a member of another org."""

    id: str
    people: dict[str, Caller] = field(default_factory=dict)

    def __getattr__(self, role: str) -> Caller:
        try:
            return self.people[role]
        except KeyError as error:
            raise AttributeError(role) from error

    @property
    def path(self) -> str:
        """The documents of the org."""
        return f"/v1/orgs/{self.id}/documents"

    def create(self, by: str = "member", **body: Any) -> dict[str, Any]:
        """Make a document over HTTP."""
        answer = self.people[by]("POST", self.path, {"title": "Plan", **body})
        assert answer.status == 201, answer.body
        return dict(answer.body)

    def get(self, document: dict[str, Any], by: str = "member", tail: str = "", **query: str) -> Answer:
        """Read something of a document."""
        return self.people[by]("GET", f"{self.path}/{document['id']}{tail}", query=query or None)

    def write(self, document: dict[str, Any], update: bytes, by: str = "member", after: int = 0, **body: Any) -> Answer:
        """Post an update."""
        sent = {
            "id": "1",
            "epoch": document["epoch"],
            "after": after,
            "update": base64.b64encode(update).decode(),
            **body,
        }
        return self.people[by]("POST", f"{self.path}/{document['id']}/updates", sent)

    def join(self, role: str, name: str | None = None, teams: list[str] | None = None) -> Caller:
        """Another member."""
        person_id = ids.new_id()
        Write().create(
            Member.at(
                keys.member(self.id, person_id), org_id=self.id, person_id=person_id, role=role, teams=teams or []
            )
        ).commit()
        caller = Caller(api, person_id, session_id=ids.new_id(), name=(name or role).title())
        self.people[name or role] = caller
        return caller


def log_of(org_id: str, document_id: str, epoch: int = 1) -> Place:
    """The log of a document."""
    return Place(LOG, org_id, document_id, epoch)


def make_org() -> Org:
    """An org with a member of every role, and somebody of another org."""
    org = Org(ids.new_id())
    for role in Role:
        org.join(str(role))
    other = Org(ids.new_id())
    org.people["stranger"] = other.join("owner")
    org.people["nobody"] = Caller(api)
    return org


class Writer:
    """A client with a replica of its own, making updates as an editor would."""

    def __init__(self) -> None:
        self.doc: Doc[Any] = Doc(client_id=secrets.randbits(32))
        self.root: XmlFragment = self.doc.get("default", type=XmlFragment)
        self.made: list[bytes] = []
        self._subscription = self.doc.observe(lambda event: self.made.append(event.update))

    def type(self, text: str) -> bytes:
        """Add a paragraph; the update it makes."""
        with self.doc.transaction():
            paragraph = XmlElement("paragraph")
            self.root.children.append(paragraph)
            paragraph.children.append(XmlText(text))
        return self.made[-1]

    def hear(self, *updates: bytes) -> None:
        """Apply what others wrote."""
        for update in updates:
            self.doc.apply_update(update)

    @property
    def text(self) -> str:
        """What it holds."""
        return str(self.root)


def update(text: str = "x") -> bytes:
    """The update of somebody new writing one paragraph."""
    return Writer().type(text)
