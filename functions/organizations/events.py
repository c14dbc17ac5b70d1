"""The events of this capability, built here and nowhere else. All of them concern who may do what: `security`."""

from typing import Any

from functions.organizations.models import Invitation, Org, Team
from hearth.access import Member
from hearth.events import SYSTEM, Actor, Event

EVERYBODY = {"org": True}
ADMINS = {"admins": True}


def _org(type_: str, org: Org, actor: Actor, changes: dict[str, tuple[Any, Any]] | None = None) -> Event:
    return Event(
        type_,
        "org",
        org.org_id,
        actor,
        org_id=org.org_id,
        changes=changes or {},
        data={"title": org.name},
        security=True,
    )


def org_created(org: Org, actor: Actor) -> Event:
    """An org exists, and its maker owns it."""
    return _org("org.created", org, actor)


def org_updated(org: Org, actor: Actor, changes: dict[str, tuple[Any, Any]]) -> Event:
    """Settings changed."""
    return _org("org.updated", org, actor, changes)


def org_deleted(org: Org, actor: Actor) -> Event:
    """An org is gone, until somebody restores it."""
    return _org("org.deleted", org, actor, {"deleted_at": (None, org.deleted_at)})


def org_purged(org: Org) -> Event:
    """An org was deleted for as long as it keeps things, and is gone for good. Told when its item is removed."""
    return _org("org.purged", org, SYSTEM)


def org_restored(org: Org, actor: Actor, deleted_at: str) -> Event:
    """A deleted org is back."""
    return _org("org.restored", org, actor, {"deleted_at": (deleted_at, None)})


def _member(
    type_: str,
    member: Member,
    actor: Actor,
    changes: dict[str, tuple[Any, Any]] | None = None,
    **data: Any,
) -> Event:
    return Event(
        type_,
        "member",
        member.person_id,
        actor,
        org_id=member.org_id,
        changes=changes or {},
        data={"title": member.name, **data},
        audience=EVERYBODY,
        security=True,
    )


def member_joined(member: Member, actor: Actor, how: str) -> Event:
    """Somebody came in: as `owner` of a new org, by `invitation`, or by the `domain` of their address."""
    changes: dict[str, tuple[Any, Any]] = {"role": (None, member.role), "team_ids": ([], list(member.teams))}
    return _member("member.joined", member, actor, changes, how=how)


def member_role_changed(member: Member, actor: Actor, before: str) -> Event:
    """Somebody may do more, or less."""
    return _member("member.role_changed", member, actor, {"role": (before, member.role)})


def member_suspended(member: Member, actor: Actor) -> Event:
    """Somebody may do nothing for now."""
    return _member("member.suspended", member, actor, {"status": ("active", "suspended")})


def member_unsuspended(member: Member, actor: Actor) -> Event:
    """Somebody may do again what their role gives."""
    return _member("member.unsuspended", member, actor, {"status": ("suspended", "active")})


def member_removed(member: Member, actor: Actor, before: str) -> Event:
    """Somebody was taken out."""
    return _member("member.removed", member, actor, {"status": (before, "removed"), "role": (member.role, None)})


def member_left(member: Member, actor: Actor) -> Event:
    """Somebody went."""
    return _member("member.left", member, actor, {"status": ("active", "removed"), "role": (member.role, None)})


def ownership_transferred(org: Org, actor: Actor, before: list[str], to: Member) -> Event:
    """Another person owns the org in place of who did it."""
    return Event(
        "ownership.transferred",
        "org",
        org.org_id,
        actor,
        org_id=org.org_id,
        changes={"owners": (sorted(before), sorted(org.owners))},
        data={"title": org.name, "person_id": to.person_id, "person_name": to.name},
        security=True,
    )


def _invitation(
    type_: str, invitation: Invitation, actor: Actor, changes: dict[str, tuple[Any, Any]] | None = None, **data: Any
) -> Event:
    about = {"title": invitation.email or "link", "role": invitation.role}
    return Event(
        type_,
        "invitation",
        invitation.invitation_id,
        actor,
        org_id=invitation.org_id,
        changes=changes or {},
        data={**about, **data},
        audience=ADMINS,
        security=True,
    )


def invitation_created(invitation: Invitation, actor: Actor) -> Event:
    """Somebody may come in, by mail or by link."""
    return _invitation("invitation.created", invitation, actor, expires_at=invitation.expires_at)


def invitation_resent(invitation: Invitation, actor: Actor, before: str) -> Event:
    """A new token was made; the old one opens nothing."""
    return _invitation("invitation.resent", invitation, actor, {"expires_at": (before, invitation.expires_at)})


def invitation_revoked(invitation: Invitation, actor: Actor) -> Event:
    """It opens nothing any more."""
    return _invitation("invitation.revoked", invitation, actor, {"status": ("pending", "revoked")})


def invitation_accepted(invitation: Invitation, actor: Actor, person_id: str) -> Event:
    """Somebody came in by it."""
    changes = {"uses": (int(invitation.uses), int(invitation.uses) + 1)}
    return _invitation("invitation.accepted", invitation, actor, changes, person_id=person_id)


def _team(type_: str, team: Team, actor: Actor, changes: dict[str, tuple[Any, Any]], **data: Any) -> Event:
    return Event(
        type_,
        "team",
        team.team_id,
        actor,
        org_id=team.org_id,
        changes=changes,
        data={"title": team.name, **data},
        security=True,
    )


def team_created(team: Team, actor: Actor) -> Event:
    """A team exists, with nobody in it."""
    return _team("team.created", team, actor, {"name": (None, team.name)})


def team_updated(team: Team, actor: Actor, changes: dict[str, tuple[Any, Any]]) -> Event:
    """A team has another name or description."""
    return _team("team.updated", team, actor, changes)


def team_deleted(team: Team, actor: Actor) -> Event:
    """A team is gone; what was shared with it is no longer shared with its people."""
    return _team("team.deleted", team, actor, {"deleted_at": (None, team.deleted_at)})


def team_member_added(team: Team, actor: Actor, member: Member) -> Event:
    """Somebody is in a team."""
    return _team("team.member_added", team, actor, {}, person_id=member.person_id, person_name=member.name)


def team_member_removed(team: Team, actor: Actor, member: Member) -> Event:
    """Somebody is no longer in a team."""
    return _team("team.member_removed", team, actor, {}, person_id=member.person_id, person_name=member.name)


def members_listed(org_id: str, actor: Actor) -> Event:
    """Somebody looked at who is in the organization."""
    return Event("members.listed", "org", org_id, actor, org_id=org_id, audience={"admins": True}, security=True)
