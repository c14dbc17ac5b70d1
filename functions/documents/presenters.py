"""What a response shows of an item: plain dicts, described by `schemas.py`."""

from typing import Any

from functions.documents.models import Document, Image
from hearth import clock
from hearth.collab import catch_up
from hearth.collab.catch_up import State
from hearth.collab.items import Version


def present_document(document: Document, role: str | None) -> dict[str, Any]:
    """A document as whoever has `role` in it sees it."""
    return {
        "id": document.document_id,
        "version": int(document.version),
        "created_at": document.created_at,
        "updated_at": document.updated_at,
        "org_id": document.org_id,
        "title": document.title,
        "icon": document.icon,
        "parent_id": document.parent_id,
        "space_id": document.space_id,
        "position": document.position,
        "visibility": document.visibility,
        "owner_id": document.owner_id,
        "role": role,
        "epoch": int(document.epoch),
        "edited_at": document.edited_at,
        "preview": document.preview,
        "words": int(document.words),
        "bytes": int(document.size),
        "deleted_at": document.deleted_at,
        "purge_at": clock.iso(clock.at(int(document.ttl))) if document.ttl is not None else None,
        "gone": False,
    }


def present_listed(document: Document, role: str | None) -> dict[str, Any]:
    """The same in a list; a tombstone tells no more than that it is gone for the asker."""
    if role is not None:
        return present_document(document, role)
    return {
        "id": document.document_id,
        "version": int(document.version),
        "created_at": document.created_at,
        "updated_at": document.updated_at,
        "deleted_at": document.deleted_at,
        "gone": True,
    }


def present_shares(document: Document) -> dict[str, Any]:
    """Whom a document is shared with."""
    shares = []
    for subject, role in sorted(document.shares.items()):
        kind, _, subject_id = subject.partition(":")
        shares.append({f"{kind}_id": subject_id, "role": role})
    return {
        "id": document.document_id,
        "version": int(document.version),
        "created_at": document.created_at,
        "updated_at": document.updated_at,
        "space_id": document.space_id,
        "visibility": document.visibility,
        "owner_id": document.owner_id,
        "shares": shares,
    }


def present_state(state: State, role: str) -> dict[str, Any]:
    """The answer of L13."""
    return {
        "epoch": state.epoch,
        "head": state.head,
        "snapshot": catch_up.present_snapshot(state.snapshot),
        "updates": [catch_up.present_update(update) for update in state.updates],
        "more": state.more,
        "role": role,
    }


def present_updates(state: State) -> dict[str, Any]:
    """The answer of L11."""
    return {
        "epoch": state.epoch,
        "head": state.head,
        "updates": [catch_up.present_update(update) for update in state.updates],
        "more": state.more,
    }


def present_content(document: Document, seq: int, form: str, content: Any) -> dict[str, Any]:
    """What a document says at a place of its log."""
    shown = {"id": document.document_id, "title": document.title, "epoch": int(document.epoch), "seq": seq}
    return {**shown, "format": form, "content": content}


def present_version(version: Version) -> dict[str, Any]:
    """A version in the history of a document."""
    return {
        "id": version.version_id,
        "version": int(version.version),
        "created_at": version.created_at,
        "updated_at": version.updated_at,
        "document_id": version.object_id,
        "name": version.name,
        "kind": version.reason,
        "epoch": int(version.epoch),
        "seq": int(version.seq),
        "by": list(version.by),
        "words": int(version.words),
        "bytes": int(version.size),
    }


def present_image(image: Image) -> dict[str, Any]:
    """A picture, and how a document names it."""
    return {
        "id": image.attachment_id,
        "version": int(image.version),
        "created_at": image.created_at,
        "updated_at": image.updated_at,
        "name": image.name,
        "content_type": image.media_type,
        "size": int(image.size),
        "src": f"hearth-image:{image.attachment_id}",
    }
