"""What is kept of a person, for them to take away."""

import json
import time
from typing import Any

from functions.identity import events, presenters
from functions.identity.errors import SlowDown
from functions.identity.models import ApiKey, Device, Guard, Person, Preferences, SecurityEntry, Session
from functions.identity.service.profile import person_not_found
from hearth import aws, clock, ids, keys, mail, telemetry
from hearth.access import Member, Who
from hearth.config import settings
from hearth.item import Item
from hearth.table import Write, query_all

LINK_SECONDS = 3600
PAUSE_SECONDS = 60


def make(who: Who) -> dict[str, Any]:
    """Write the file and give a link to it. It goes by itself after a week (`exports/` in the bucket).

    Everything lies in one partition but the memberships, which an index holds. SlowDown if one was just made.
    """
    mine = query_all(Item, keys.person_partition(who.person_id), consistent=True)
    place = keys.memberships_of(who.person_id)
    memberships = query_all(Member, place.pk, place.sk, index="gsi1")
    person = next((item for item in mine if isinstance(item, Person)), None)
    if person is None:
        raise person_not_found()
    note(who)
    bucket, s3 = settings().files_bucket, aws.client("s3")
    name = f"exports/people/{person.id}/{ids.new_id()}.json"
    text = json.dumps(content(person, mine, memberships), ensure_ascii=False, indent=2).encode()
    s3.put_object(Bucket=bucket, Key=name, Body=text, ContentType="application/json")
    params = {"Bucket": bucket, "Key": name, "ResponseContentDisposition": 'attachment; filename="hearth.json"'}
    url: str = s3.generate_presigned_url("get_object", Params=params, ExpiresIn=LINK_SECONDS)
    try:  # no link: a mailbox keeps its mail for longer than one should keep this
        mail.send("export_ready", person.email, person.locale, {"name": person.name})
    except Exception as error:  # noqa: BLE001  the file is there all the same
        telemetry.unexpected(error)
    return {"url": url, "expires_in": LINK_SECONDS}


def note(who: Who) -> None:
    """Add the act to the security log, unless there was one a moment ago."""
    now = int(time.time())
    pause = Guard.at(keys.guard(f"export#{who.person_id}"), ttl=now + PAUSE_SECONDS)
    write = Write().put(pause, Guard.pk.does_not_exist() | (Guard.ttl <= now), SlowDown(PAUSE_SECONDS))
    events.witness(write, who.person_id, events.person_exported(who))
    write.commit()


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
