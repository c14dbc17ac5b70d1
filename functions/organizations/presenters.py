"""Items as the API shows them."""

from typing import Any

from functions.organizations.models import Invitation, Org, SignUpDomain, Team
from functions.organizations.service.bulk import Line
from hearth import clock
from hearth.access import Member

PICTURE_SIZE = 96


def versioned(item: Any, id_: str) -> dict[str, Any]:
    """What every object shows."""
    created = item.created_at or item.updated_at
    return {"id": id_, "version": int(item.version), "created_at": created, "updated_at": item.updated_at or created}


def org(item: Org, member: Member) -> dict[str, Any]:
    """An org, to one of its members."""
    return {
        **versioned(item, item.org_id),
        "name": item.name,
        "slug": item.slug,
        "logo_url": picture_url(item.logo),
        "sign_up_domains": list(item.domains),
        "sign_up_role": item.domain_role,
        "link_sharing": item.link_sharing,
        "retention_days": int(item.retention_days),
        "deleted_at": item.deleted_at,
        "role": member.role,
        "team_ids": list(member.teams),
    }


def joinable(item: SignUpDomain) -> dict[str, Any]:
    """An org that may be joined."""
    return {"id": item.org_id, "name": item.name, "role": item.role}


def member(item: Member) -> dict[str, Any]:
    """Somebody in the org."""
    return {
        **versioned(item, item.person_id),
        "person_id": item.person_id,
        "name": item.name,
        "email": item.email,
        "picture_url": picture_url(item.picture),
        "title": item.title,
        "role": item.role,
        "status": item.status,
        "suspended": item.status == "suspended",
        "team_ids": list(item.teams),
        "invited_by": item.invited_by,
    }


def invitation(item: Invitation, link: str | None = None) -> dict[str, Any]:
    """An invitation, to those who manage them."""
    return {
        **versioned(item, item.invitation_id),
        "email": item.email,
        "role": item.role,
        "team_ids": list(item.teams),
        "domain": item.domain,
        "status": item.state(clock.now()),
        "expires_at": item.expires_at,
        "max_uses": int(item.max_uses),
        "uses": int(item.uses),
        "invited_by": {"id": item.invited_by, "name": item.inviter_name},
        "sent_at": item.sent_at,
        "link": link,
    }


def bulk(lines: list[Line]) -> dict[str, Any]:
    """What became of every line."""
    shown = [
        {
            "line": line.number,
            "email": line.email[:254],
            "result": line.result,
            "reason": line.reason,
            "invitation_id": line.invitation.invitation_id if line.invitation and line.result != "failed" else None,
        }
        for line in lines
    ]
    totals = {result: sum(line.result == result for line in lines) for result in ("created", "skipped", "failed")}
    return {**totals, "lines": shown}


def offer(item: Invitation, of: Org) -> dict[str, Any]:
    """An invitation, to whoever holds its token."""
    return {"org_name": of.name, "role": item.role, "invited_by": {"name": item.inviter_name}, "email": item.email}


def waiting(item: Invitation, of: Org) -> dict[str, Any]:
    """An invitation, to the person it waits for."""
    return {
        "org_id": of.org_id,
        "org_name": of.name,
        "role": item.role,
        "invited_by": {"name": item.inviter_name},
        "expires_at": item.expires_at,
    }


def joined(item: Org, as_: Member) -> dict[str, Any]:
    """The answer to coming in."""
    return {"org_id": item.org_id, "role": as_.role, "org": org(item, as_)}


def team(item: Team) -> dict[str, Any]:
    """A team."""
    return {**versioned(item, item.team_id), "name": item.name, "description": item.description}


def picture_url(shown: str | None) -> str | None:
    """The address of a picture, in the size that lists show. What is kept is its path without a size."""
    return f"{shown}/{PICTURE_SIZE}" if shown else None
