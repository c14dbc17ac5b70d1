"""What a response shows of an item: plain dicts, described by `schemas.py`."""

from typing import Any

from functions.documents.models import Document, Image, Template
from hearth import clock
from hearth.access import ADMINS, MEMBERS, Member
from hearth.collab import catch_up
from hearth.collab.catch_up import State
from hearth.collab.items import Version


def document(one: Document, role: str | None) -> dict[str, Any]:
    """A document as whoever has `role` in it sees it."""
    return {
        "id": one.document_id,
        "version": int(one.version),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "org_id": one.org_id,
        "title": one.title,
        "icon": one.icon,
        "cover": one.cover,
        "wide": bool(one.wide),
        "parent_id": one.parent_id,
        "space_id": one.space_id,
        "position": one.position,
        "visibility": one.visibility,
        "owner_id": one.owner_id,
        "role": role,
        "epoch": int(one.epoch),
        "edited_at": one.edited_at,
        "preview": one.preview,
        "words": int(one.words),
        "bytes": int(one.size),
        "deleted_at": one.deleted_at,
        "purge_at": clock.iso(clock.at(int(one.ttl))) if one.ttl is not None else None,
        "gone": False,
    }


def listed(one: Document, role: str | None) -> dict[str, Any]:
    """The same in a list; a tombstone tells no more than that it is gone for the asker."""
    if role is not None:
        return document(one, role)
    return {
        "id": one.document_id,
        "version": int(one.version),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "deleted_at": one.deleted_at,
        "gone": True,
    }


def shares(one: Document) -> dict[str, Any]:
    """Whom a document is shared with."""
    shares = []
    for subject, role in sorted(one.shares.items()):
        kind, _, subject_id = subject.partition(":")
        shares.append({f"{kind}_id": subject_id, "role": role})
    return {
        "id": one.document_id,
        "version": int(one.version),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "space_id": one.space_id,
        "visibility": one.visibility,
        "owner_id": one.owner_id,
        "shares": shares,
    }


def state(one: State, role: str) -> dict[str, Any]:
    """The answer of L13."""
    return {
        "epoch": one.epoch,
        "head": one.head,
        "snapshot": catch_up.present_snapshot(one.snapshot),
        "updates": [catch_up.present_update(update) for update in one.updates],
        "more": one.more,
        "role": role,
    }


def updates(one: State) -> dict[str, Any]:
    """The answer of L11."""
    return {
        "epoch": one.epoch,
        "head": one.head,
        "updates": [catch_up.present_update(update) for update in one.updates],
        "more": one.more,
    }


def content(one: Document, seq: int, form: str, content: Any) -> dict[str, Any]:
    """What a document says at a place of its log."""
    shown = {"id": one.document_id, "title": one.title, "epoch": int(one.epoch), "seq": seq}
    return {**shown, "format": form, "content": content}


def version(one: Version) -> dict[str, Any]:
    """A version in the history of a document."""
    return {
        "id": one.version_id,
        "version": int(one.version),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "document_id": one.object_id,
        "name": one.name,
        "kind": one.reason,
        "epoch": int(one.epoch),
        "seq": int(one.seq),
        "by": list(one.by),
        "words": int(one.words),
        "bytes": int(one.size),
    }


def image(one: Image) -> dict[str, Any]:
    """A picture, and how a document names it."""
    return {
        "id": one.attachment_id,
        "version": int(one.version),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "name": one.name,
        "content_type": one.media_type,
        "size": int(one.size),
        "src": f"hearth-image:{one.attachment_id}",
    }


def template(one: Template, member: Member) -> dict[str, Any]:
    """A template as a member sees it, without what it says."""
    shipped = one.scope == "gallery"
    may = member.role in (MEMBERS if one.owner_id == member.person_id else ADMINS)
    return {
        "id": one.template_id,
        "version": int(one.version),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "name": one.name,
        "title": one.title,
        "description": one.description,
        "icon": one.icon,
        "scope": one.scope,
        "owner_id": None if shipped else one.owner_id,
        "words": int(one.words),
        "variables": list(one.variables),
        "can_change": may and not shipped,
    }
