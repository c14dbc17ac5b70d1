"""What is kept of a person, for them to take away: made by a job."""

import json
import time
from typing import Any

from functions.identity import events, presenters
from functions.identity.errors import SlowDown
from functions.identity.models import ApiKey, Device, Guard, Person, Preferences, SecurityEntry, Session
from functions.identity.service.profile import person_not_found
from hearth import clock, keys, mail
from hearth.access import Member
from hearth.context import PersonContext
from hearth.jobs.items import Job
from hearth.jobs.submitting import submit
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.table.item import Item
from hearth.table.query import query_all
from hearth.table.write import Commit, Write, commit_only

PAUSE_SECONDS = 60


def ask(context: PersonContext, *, commit: Commit[Job] = commit_only) -> Job:
    """Have the file made, which the security log tells from then on; SlowDown if one was asked for a moment ago."""
    who, now = context.who, int(time.time())
    pause = Guard.at(identity_keys.guard(f"export#{who.person_id}"), ttl=now + PAUSE_SECONDS)
    write = Write().put(pause, Guard.pk.does_not_exist() | (Guard.ttl <= now), SlowDown(PAUSE_SECONDS))
    events.append_security_log(write, who.person_id, events.person_exported(who))
    return submit(EXPORT, who, {}, write=write, commit=commit)


def step(work: Work) -> Next | Done:
    """Gather all of it; then tell the person by mail, as they may have left; then the file is theirs."""
    if work.checkpoint is None:
        person, text = gather(work.who.person_id)
        told = {"name": person.name, "email": person.email, "locale": person.locale}
        checkpoint = {"part": work.put_part(0, text), "mail": told}
        return Next(checkpoint, 1, 2, "mailing")
    told = work.checkpoint["mail"]
    file = work.join([work.checkpoint["part"]], "hearth.json", "application/json")
    # no link: a mailbox keeps its mail for longer than one should keep this
    mail.send("export_ready", told["email"], told["locale"], {"name": told["name"]}, order=f"{work.job.job_id}-ready")
    return Done(file=file, done=2)


EXPORT = JobType("identity.export", None, step)


def gather(person_id: str) -> tuple[Person, bytes]:
    """The person, and the file. Everything lies in one partition but the memberships, which an index holds."""
    mine = query_all(Item, keys.person_partition(person_id), consistent=True)
    place = org_keys.memberships_of(person_id)
    memberships = query_all(Member, place.pk, place.sk, index="gsi1")
    person = next((item for item in mine if isinstance(item, Person)), None)
    if person is None:
        raise person_not_found()
    return person, json.dumps(content(person, mine, memberships), ensure_ascii=False, indent=2).encode()


def content(person: Person, mine: list[Item], memberships: list[Member]) -> dict[str, Any]:
    """What the file holds: everything that is shown to the person somewhere, and no secret or hash of one."""
    return {
        "made_at": clock.iso(clock.now()),
        "profile": presenters.me(person),
        "sessions": [presenters.session(item, None) for item in mine if isinstance(item, Session)],
        "devices": [{"agent": item.agent, "used_at": item.used_at} for item in mine if isinstance(item, Device)],
        "api_keys": [presenters.api_key(item, person) for item in mine if isinstance(item, ApiKey)],
        "preferences": next((item.values for item in mine if isinstance(item, Preferences)), {}),
        "security_log": [presenters.security_entry(item) for item in mine if isinstance(item, SecurityEntry)],
        "memberships": [
            {"org_id": item.org_id, "role": item.role, "status": item.status, "since": item.created_at}
            for item in memberships
        ],
    }
