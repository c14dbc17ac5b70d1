"""An org with two teams, and what their spaces are asked for."""

import json
from dataclasses import dataclass
from typing import Any

from functions.documents import queue, repository
from functions.documents.models import Document
from hearth import clock, ids
from hearth.consumers import envelope
from hearth.keys import organizations as keys
from hearth.table.item import Item
from hearth.table.write import Write
from tests.documents.factories import Org
from tests.documents.test_changes import become
from tests.support.deliveries import CONTEXT
from tests.support.http import Answer

Events = list[dict[str, Any]]


@dataclass
class Spaces:
    """Two teams: `red`, of the member and the manager, and `blue`, of the member and the admin."""

    org: Org
    events: Events
    red: str
    blue: str

    def move(self, document: dict[str, Any], by: str = "member", **change: Any) -> Answer:
        """Change where a document stands."""
        return self.org.people[by]("PATCH", f"{self.org.path}/{document['id']}", change)

    def moves(self, document: dict[str, Any], by: str = "member", **change: Any) -> dict[str, Any]:
        """The same, and what follows from it."""
        answer = self.move(document, by, **change)
        assert answer.status == 200, answer.body
        self.settles()
        return dict(answer.body)

    def settles(self) -> None:
        """The bus hands over what happened, as a repeat and in the wrong order too."""
        heard = [event for event in self.events if event["type"] in queue.consumer.hears - {"document.changed"}]
        for event in [*heard, *reversed(heard)]:
            deliver(event)

    def under(self, parent: dict[str, Any], by: str = "member", **body: Any) -> dict[str, Any]:
        """A document under another."""
        return self.org.create(by, parent_id=parent["id"], **body)

    def stands(self, document: dict[str, Any]) -> tuple[str | None, str]:
        """Where it is and who may open it because of that."""
        head = repository.get_document(self.org.id, document["id"], deleted=True)
        return head.space_id, str(head.visibility)

    def who_sees(self, document: dict[str, Any]) -> set[str]:
        """Everybody who may read it."""
        return {name for name in PEOPLE if self.org.get(document, name).status == 200}

    def dissolve(self, team: str, by: str) -> None:
        """The team is gone, as organizations does and tells it."""
        now = clock.iso(clock.now())
        Write().update(Item, keys.team(self.org.id, team), [Document.deleted_at.set(now)]).commit()
        for name, teams in TEAMS.items():
            become(self.org, name, teams=[getattr(self, one) for one in teams if getattr(self, one) != team])
        actor = {"kind": "person", "id": self.org.people[by].person_id, "name": by}
        told = {
            "type": "team.deleted",
            "version": 1,
            "org_id": self.org.id,
            "actor": actor,
            "at": now,
        }
        thing = {"object": {"type": "team", "id": team}, "changes": {}, "data": {}, "audience": {}, "security": True}
        self.events.append({"id": ids.new_id(), **told, **thing})
        self.settles()


PEOPLE = ("owner", "admin", "manager", "member", "viewer", "guest", "stranger")
TEAMS = {"member": ("red", "blue"), "manager": ("red",), "admin": ("blue",)}


def deliver(event: dict[str, Any]) -> None:
    """As a rule of the bus calls the consumer."""
    detail = envelope(json.loads(json.dumps(event)))
    queue.handler({"version": "0", "source": "hearth", "detail-type": event["type"], "detail": detail}, CONTEXT)
