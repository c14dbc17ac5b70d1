"""Teams: named groups of members. Who is in one stands in the memberships, so that deciding needs no further read."""

from datetime import timedelta
from typing import Any

from functions.organizations import events, repository
from functions.organizations.errors import TeamNotFound, TooMany
from functions.organizations.models import MOST_TEAMS_OF_A_PERSON, Team
from functions.organizations.service.revocation import access_ended
from hearth import access, clock, ids
from hearth.access import Member, Principal
from hearth.events import difference, record
from hearth.keys import organizations as keys
from hearth.table.batch import Prefetched
from hearth.table.query import Page
from hearth.table.write import Commit, Write, commit_only

FORGOTTEN_DAYS = 30


def create_team(
    org_id: str, name: str, description: str, asker: Member, who: Principal, *, commit: Commit[Team] = commit_only
) -> Team:
    """A new team."""
    team_id = ids.new_id()
    team = Team.at(keys.team(org_id, team_id), org_id=org_id, team_id=team_id, name=name, description=description)
    record(team, events.team_created(team, who.actor))
    return commit(access.guard(Write().create(team), asker, "team.create"), team)


def list_teams(org_id: str, limit: int, cursor: str | None) -> Page[Team]:
    """The teams of an org."""
    return repository.list_teams(org_id, limit, cursor)


def change_team(team: Team, change: dict[str, Any], asker: Member, who: Principal) -> Team:
    """Another name or description."""
    before = {"name": team.name, "description": team.description}
    after = {**before, **{name: value for name, value in change.items() if value is not None}}
    changes = difference(before, after)
    if not changes:
        return team
    team.name, team.description = after["name"], after["description"]
    record(team, events.team_updated(team, who.actor, changes))
    write = Write().replace(team, condition=Team.deleted_at.does_not_exist())
    access.guard(write, asker, "team.update").commit()
    return team


def delete_team(team: Team, asker: Member, who: Principal) -> None:
    """Dissolve a team. Its people are taken out of it on the event, and with it lose what was shared with it."""
    now = clock.now()
    team.deleted_at, team.ttl = clock.iso(now), clock.epoch(now + timedelta(days=FORGOTTEN_DAYS))
    record(team, events.team_deleted(team, who.actor))
    write = Write().replace(team, condition=Team.deleted_at.does_not_exist())
    access.guard(write, asker, "team.delete").commit()


def add_to_team(
    org_id: str, team_id: str, person_id: str, asker: Member, who: Principal, *, prefetched: Prefetched
) -> Member:
    """Put somebody into a team. Nothing happens if they are in it."""
    team, member = _both(org_id, team_id, person_id, prefetched)
    if team_id in member.teams:
        return member
    if len(member.teams) >= MOST_TEAMS_OF_A_PERSON:
        raise TooMany(f"A person is in at most {MOST_TEAMS_OF_A_PERSON} teams.")
    member.teams = [*member.teams, team_id]
    record(member, events.team_member_added(team, who.actor, member))
    write = Write().replace(member)
    alive = Team.deleted_at.does_not_exist() & Team.pk.exists()
    write.check(Team, keys.team(org_id, team_id), alive, TeamNotFound("There is no such team."))
    _decided(write, asker, member).commit()
    access_ended(org_id, person_id)
    return member


def take_from_team(
    org_id: str, team_id: str, person_id: str, asker: Member, who: Principal, *, prefetched: Prefetched
) -> None:
    """Take somebody out of a team; nothing happens if they are not in it. What was shared with it ends for them."""
    team, member = _both(org_id, team_id, person_id, prefetched)
    if team_id not in member.teams:
        return
    member.teams = [other for other in member.teams if other != team_id]
    record(member, events.team_member_removed(team, who.actor, member))
    _decided(Write().replace(member), asker, member).commit()
    access_ended(org_id, person_id)


def _both(org_id: str, team_id: str, person_id: str, prefetched: Prefetched) -> tuple[Team, Member]:
    team, member = prefetched.read((Team, keys.team(org_id, team_id)), (Member, keys.member(org_id, person_id)))
    return repository.existing(team), repository.present(member)


def _decided(write: Write, asker: Member, member: Member) -> Write:
    """One's own membership carries its version already; a transaction takes an item only once."""
    if asker.person_id == member.person_id:
        return write
    return access.guard(write, asker, "team.update")
