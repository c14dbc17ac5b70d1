"""Teams: named groups of members. Who is in one stands in the memberships, so that deciding needs no further read."""

from datetime import timedelta
from typing import Any

from functions.organizations import events, repository
from functions.organizations.errors import TeamNotFound, TooMany
from functions.organizations.models import MOST_TEAMS_OF_A_PERSON, Team
from functions.organizations.service.revocation import access_ended
from hearth import access, clock, ids
from hearth.access import Member
from hearth.context import RequestContext
from hearth.events import difference, record
from hearth.keys import organizations as keys
from hearth.table.query import Page
from hearth.table.write import Commit, Write, check_version, commit_only

FORGOTTEN_DAYS = 30


def create_team(context: RequestContext, name: str, description: str, *, commit: Commit[Team] = commit_only) -> Team:
    """A new team."""
    org_id, team_id = str(context.member.org_id), ids.new_id()
    team = Team.at(keys.team(org_id, team_id), org_id=org_id, team_id=team_id, name=name, description=description)
    record(team, events.team_created(team, context.who.actor))
    return commit(access.guard(Write().create(team), context.member, "team.create"), team)


def list_teams(context: RequestContext, limit: int, cursor: str | None) -> Page[Team]:
    """The teams of an org."""
    return repository.list_teams(str(context.member.org_id), limit, cursor)


def get_team(context: RequestContext, team_id: str) -> Team:
    """A team of the asker's org."""
    return repository.get_team(str(context.member.org_id), team_id, context.prefetched)


def change_team(context: RequestContext, team_id: str, change: dict[str, Any], expected: int | None) -> Team:
    """Another name or description."""
    team = get_team(context, team_id)
    check_version(team, expected)
    before = {"name": team.name, "description": team.description}
    after = {**before, **{name: value for name, value in change.items() if value is not None}}
    changes = difference(before, after)
    if not changes:
        return team
    team.name, team.description = after["name"], after["description"]
    record(team, events.team_updated(team, context.who.actor, changes))
    write = Write().replace(team, condition=Team.deleted_at.does_not_exist())
    access.guard(write, context.member, "team.update").commit()
    return team


def delete_team(context: RequestContext, team_id: str, expected: int | None) -> None:
    """Dissolve a team. Its people are taken out of it on the event, and with it lose what was shared with it."""
    team = get_team(context, team_id)
    check_version(team, expected)
    now = clock.now()
    team.deleted_at, team.ttl = clock.iso(now), clock.epoch(now + timedelta(days=FORGOTTEN_DAYS))
    record(team, events.team_deleted(team, context.who.actor))
    write = Write().replace(team, condition=Team.deleted_at.does_not_exist())
    access.guard(write, context.member, "team.delete").commit()


def add_to_team(context: RequestContext, team_id: str, person_id: str) -> Member:
    """Put somebody into a team. Nothing happens if they are in it."""
    team, member = _both(context, team_id, person_id)
    if team_id in member.teams:
        return member
    if len(member.teams) >= MOST_TEAMS_OF_A_PERSON:
        raise TooMany(f"A person is in at most {MOST_TEAMS_OF_A_PERSON} teams.")
    member.teams = [*member.teams, team_id]
    record(member, events.team_member_added(team, context.who.actor, member))
    write = Write().replace(member)
    alive = Team.deleted_at.does_not_exist() & Team.pk.exists()
    write.check(Team, team.key, alive, TeamNotFound("There is no such team."))
    _decided(write, context.member, member).commit()
    access_ended(str(team.org_id), person_id)
    return member


def take_from_team(context: RequestContext, team_id: str, person_id: str) -> None:
    """Take somebody out of a team; nothing happens if they are not in it. What was shared with it ends for them."""
    team, member = _both(context, team_id, person_id)
    if team_id not in member.teams:
        return
    member.teams = [other for other in member.teams if other != team_id]
    record(member, events.team_member_removed(team, context.who.actor, member))
    _decided(Write().replace(member), context.member, member).commit()
    access_ended(str(team.org_id), person_id)


def _both(context: RequestContext, team_id: str, person_id: str) -> tuple[Team, Member]:
    org_id = str(context.member.org_id)
    team, member = context.prefetched.read((Team, keys.team(org_id, team_id)), (Member, keys.member(org_id, person_id)))
    return repository.existing(team), repository.present(member)


def _decided(write: Write, asker: Member, member: Member) -> Write:
    """Let the write stand on the asker's role. Their own membership carries its version already, and a transaction
    takes an item only once."""
    if asker.person_id == member.person_id:
        return write
    return access.guard(write, asker, "team.update")
