"""What follows for others when a document moves between spaces, or when the team of a space is gone.

A move writes the document that was moved, and nothing under it: a large tree would fit into no transaction. What stands
under it follows here, behind the event, each document by a write that stands on the space of the one above it. So a
repeat finds nothing left to do, and of two moves the later one wins whichever is heard last.
"""

from collections.abc import Iterator
from typing import Any

from functions.documents import events, policies, repository
from functions.documents.models import MOST_FORMER, Document
from functions.documents.service import places, tree
from hearth import telemetry
from hearth.deadline import time_left
from hearth.events import Actor, difference
from hearth.table.write import Write, changed_meanwhile

OPENS = ("space_id", "visibility", "shares")


RESERVE = 5.0
"""Seconds that a write may take. With less left, another call goes on."""


def follow(org_id: str, document_id: str, changes: dict[str, Any], actor: Actor) -> bool:
    """Bring all that stands under a document into the space where it is now; False when there was not time for all.

    Safe to repeat, late and in any order. `changes` are those of the document.
    """
    top = repository.find_document(org_id, document_id, deleted=True)
    if top is None:
        return True
    was = changes.get("visibility", [None])[0]
    for above, document in _under(org_id, top):
        if document.space_id == top.space_id:
            continue
        if time_left() < RESERVE:
            return False
        before = _state(document)
        _go_along(document, top, was)
        write = Write().check(Document, above.key, places.same_space(top), changed_meanwhile())
        _save(write, document, before, actor)
    return True


def dissolve(org_id: str, team_id: str, actor: Actor) -> bool:
    """Give what was in the space of a team that is gone to those who made it: as personal documents, which whoever
    dissolved the team may edit too. What is open to everyone stays that, in the common space. False as above."""
    for listed in repository.list_all(org_id):
        if listed.space_id != team_id:
            continue
        if time_left() < RESERVE:
            return False
        document = repository.find_document(org_id, str(listed.document_id), deleted=True)
        if document is None or document.space_id != team_id:
            continue
        before = _state(document)
        document.space_id = None
        if document.visibility == "space":
            document.visibility = "private"
            _share(document, actor)
        _save(Write(), document, before, actor)
    return True


def _under(org_id: str, top: Document) -> Iterator[tuple[Document, Document]]:
    """All that stands under a document, from above to below, each as it is now and with the one above it."""
    under = repository.map_children(org_id)
    level, seen = [top], {str(top.document_id)}
    while level:
        above = level.pop(0)
        for child in under.get(str(above.document_id), ()):
            document = repository.find_document(org_id, child, deleted=True)
            if child in seen or document is None or document.parent_id != above.document_id:
                continue
            seen.add(child)
            yield above, document
            level.append(document)


def _go_along(document: Document, top: Document, was: str | None) -> None:
    """What was as open as its old place gave it, is as open as its new one gives it. Nothing that was narrower opens.

    In a space that is `space`. Outside of one it is as the document above `was`, if its move changed that; what was
    personal opens if it is the same person's.
    """
    mine = document.owner_id == top.owner_id
    given = "space" if top.space_id is not None else str(top.visibility)
    if document.space_id is not None:
        as_its_place = document.visibility == "space"
    else:
        as_its_place = document.visibility == was and (mine or was != "private")
    document.space_id = top.space_id
    if as_its_place:
        document.visibility = given
    if as_its_place and given == "private":
        _share(document, Actor("person", str(top.owner_id)))  # it is in their tree


def _share(document: Document, who: Actor) -> None:
    if who.kind in {"person", "key"} and who.id != document.owner_id:
        document.shares = {**document.shares, f"person:{who.id}": "editor"}


def _state(document: Document) -> tuple[dict[str, Any], set[str]]:
    return {name: getattr(document, name) for name in OPENS}, policies.circles(document)


def _save(write: Write, document: Document, before: tuple[dict[str, Any], set[str]], actor: Actor) -> None:
    state, open_to = before
    changes = difference(state, {name: getattr(document, name) for name in OPENS})
    shares = changes.pop("shares", None)
    if shares is not None:
        changes |= {f"shares/{subject}": pair for subject, pair in difference(*shares).items()}
    document.former = sorted({*document.former, *open_to} - policies.circles(document))[:MOST_FORMER]
    tree.put_head(write, document, [events.followed(document, actor, changes)])
    write.commit()
    telemetry.count("DocumentsFollowed")
