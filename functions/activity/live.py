"""Telling those who are connected that a feed has something new (docs/live-protocol.md, L24)."""

from functions.activity import policies, presenters
from functions.activity.models import Entry
from functions.activity.service import Told
from hearth.consumers import Envelope
from hearth.events import SYSTEM, Actor
from hearth.live import gateway as live
from hearth.live import topics

MOST = 25
"""Persons, and teams, of one event that hear of it at once; each costs a query. The others see it when they look."""


def push(event: Envelope, told: Told) -> None:
    """Push a new entry to the topics of the feeds it is in: the org's to its watchers, a person's to that person; and
    of what the org may not see, to the people of the teams that may."""
    if told.entry is None:
        return
    frame = _frame(event, told.entry)
    if told.to_org and event["org_id"]:
        live.push(topics.activity(event["org_id"]).name, frame)
    if not told.to_org:
        _tell_teams(event, policies.teams(event), frame)
    for person in told.persons[:MOST]:
        live.push(topics.user(person).name, frame)
    _tell_who_lost_sight(event, told)


def _tell_who_lost_sight(event: Envelope, told: Told) -> None:
    """Those who could see it until now look again, and find that it is gone; by whom it was closed is not theirs."""
    thing = event["object"]
    frame = live.changed((thing["type"], thing["id"], 0), event["type"], SYSTEM, event["at"])
    if policies.closes(event) and event["org_id"] and not told.to_org:
        live.push(topics.activity(event["org_id"]).name, frame)
    _tell_teams(event, policies.unshared_teams(event), frame)
    for person in [one for one in policies.unshared(event) if one not in told.persons][:MOST]:
        live.push(topics.user(person).name, frame)


def _tell_teams(event: Envelope, teams: list[str], frame: live.Frame) -> None:
    for team in teams[:MOST]:
        live.push(topics.team(str(event["org_id"]), team).name, frame)


def _frame(event: Envelope, entry: Entry) -> live.Frame:
    thing, who = event["object"], event["actor"]
    version = event["data"].get("version")
    actor = Actor(who["kind"], who["id"], who.get("name", ""))
    named = (thing["type"], thing["id"], version if isinstance(version, int) else 0)
    return live.changed(named, event["type"], actor, entry.happened_at, entry=presenters.activity(entry))
