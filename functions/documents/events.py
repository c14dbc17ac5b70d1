"""The events of documents, built here and nowhere else. Their schemas are in `events/documents/`."""

from dataclasses import replace
from typing import Any

from functions.documents.models import Document, Version
from hearth.events import SYSTEM, Actor, Event


def _event(kind: str, document: Document, actor: Actor, **more: Any) -> Event:
    return Event(
        kind,
        "document",
        str(document.document_id),
        actor,
        org_id=str(document.org_id),
        audience=audience(document),
        **more,
    )


def audience(document: Document) -> dict[str, Any]:
    """Who may hear of a document: whoever may read it."""
    shares = document.shares
    who: dict[str, Any] = {"org": True} if document.visibility == "org" else {}
    persons = {subject.removeprefix("person:") for subject in shares if subject.startswith("person:")}
    teams = {subject.removeprefix("team:") for subject in shares if subject.startswith("team:")}
    if document.visibility == "space":
        teams.add(str(document.space_id))
    if document.visibility != "org":
        persons.add(str(document.owner_id))
    if persons:
        who["persons"] = sorted(persons)
    if teams:
        who["teams"] = sorted(teams)
    return who


def created(document: Document, actor: Actor) -> Event:
    """A document was made. A private one goes on record: nobody else may know that there is such a thing."""
    data = {
        "title": document.title,
        "parent_id": document.parent_id,
        "space_id": document.space_id,
        "visibility": document.visibility,
    }
    return _event("document.created", document, actor, data=data, security=document.visibility != "org")


def renamed(document: Document, actor: Actor, changes: dict[str, tuple[Any, Any]]) -> Event:
    """Its title or icon is another."""
    return _event("document.renamed", document, actor, changes=changes, data={"title": document.title})


def moved(document: Document, actor: Actor, changes: dict[str, tuple[Any, Any]]) -> Event:
    """It stands elsewhere in the tree, or in another space."""
    return _event("document.moved", document, actor, changes=changes, data={"title": document.title}, security=True)


def deleted(document: Document, actor: Actor) -> Event:
    """It went into the bin."""
    return _event("document.deleted", document, actor, data={"title": document.title}, security=True)


def purged(document: Document) -> Event:
    """It was in the bin for as long as the org keeps things, and is gone for good. Told when its item is removed."""
    return _event("document.purged", document, SYSTEM, data={"title": document.title}, security=True)


def restored(document: Document, actor: Actor) -> Event:
    """It came back from the bin."""
    return _event("document.restored", document, actor, data={"title": document.title}, security=True)


def shares_changed(document: Document, actor: Actor, changes: dict[str, tuple[Any, Any]]) -> Event:
    """Others may see or change it now. `changes` names a share as `shares/person:<id>`, `visibility` and `space_id`."""
    data = {"title": document.title, "space_id": document.space_id}
    return _event("document.shares_changed", document, actor, changes=changes, data=data, security=True)


def followed(document: Document, actor: Actor, changes: dict[str, tuple[Any, Any]]) -> Event:
    """The same of a document that went along with the one above it, or whose space is gone (`followed`)."""
    event = shares_changed(document, actor, changes)
    return replace(event, data={**event.data, "followed": True})


def reverted(
    document: Document, actor: Actor, changes: dict[str, tuple[Any, Any]], seq: int, version_id: str | None = None
) -> Event:
    """It is again what it was in a version, or at an earlier place of its log."""
    data = {"title": document.title, "seq": seq, **({"version_id": version_id} if version_id else {})}
    return _event("document.reverted", document, actor, changes=changes, data=data, security=True)


def content_read(document: Document, actor: Actor, form: str) -> Event:
    """Somebody took the whole content out through the API. In no feed, and what is private keeps its title."""
    return Event(
        "document.content_read",
        "document",
        str(document.document_id),
        actor,
        org_id=str(document.org_id),
        data={"title": document.title if document.visibility == "org" else "", "format": form},
        audience={"admins": True},
        security=True,
    )


def version_named(document: Document, actor: Actor, version: Version, before: str | None) -> Event:
    """A version of it has a name, another one, or none any more."""
    data = {"title": document.title, "version_id": version.version_id}
    return _event("document.version_named", document, actor, changes={"name": (before, version.name)}, data=data)


def changed(document: Document, actor: Actor, seq: int) -> Event:
    """Somebody writes in it. Told now and then, not for every update."""
    return _event(
        "document.changed", document, actor, data={"title": document.title, "epoch": int(document.epoch), "seq": seq}
    )
