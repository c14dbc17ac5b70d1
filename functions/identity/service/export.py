"""What is kept of a person, for them to take away."""

import json
from typing import Any

from functions.identity import events, presenters
from functions.identity.models import ApiKey, Device, Person, Preferences, SecurityEntry, Session
from functions.identity.service.profile import person_not_found
from hearth import aws, clock, ids, keys, mail, telemetry
from hearth.access import Member, Who
from hearth.config import settings
from hearth.table import Item, Write, query_all

LINK_SECONDS = 3600


def make(who: Who) -> dict[str, Any]:
    """Write the file and give a link to it. It goes by itself after a week (`exports/` in the bucket).

    Reads all of a person, so it takes a round trip for each of their partitions, and one to note the act.
    """
    mine = query_all(Item, keys.person_partition(who.person_id), consistent=True)
    log = query_all(SecurityEntry, keys.security_log_partition(who.person_id), consistent=True)
    place = keys.memberships_of(who.person_id)
    memberships = query_all(Member, place.pk, place.sk, index="gsi1")
    person = next((item for item in mine if isinstance(item, Person)), None)
    if person is None:
        raise person_not_found()
    content = {
        "made_at": clock.iso(clock.now()),
        "profile": presenters.me(person),
        "sessions": [presenters.session(item, who.session_id) for item in mine if isinstance(item, Session)],
        "devices": [{"agent": item.agent, "used_at": item.used_at} for item in mine if isinstance(item, Device)],
        "api_keys": [presenters.api_key(item) for item in mine if isinstance(item, ApiKey)],
        "preferences": next((item.values for item in mine if isinstance(item, Preferences)), {}),
        "security_log": [presenters.security_entry(item) for item in log],
        "memberships": [
            {"org_id": item.org_id, "role": item.role, "status": item.status, "since": item.created_at}
            for item in memberships
        ],
    }
    name = f"exports/people/{person.id}/{ids.new_id()}.json"
    bucket, s3 = settings().files_bucket, aws.client("s3")
    text = json.dumps(content, ensure_ascii=False, indent=2).encode()
    s3.put_object(Bucket=bucket, Key=name, Body=text, ContentType="application/json")
    events.witness(Write(), person.id, events.person_exported(who)).commit()
    params = {"Bucket": bucket, "Key": name, "ResponseContentDisposition": 'attachment; filename="hearth.json"'}
    url: str = s3.generate_presigned_url("get_object", Params=params, ExpiresIn=LINK_SECONDS)
    try:  # no link: a mailbox keeps its mail for longer than one should keep this
        mail.send("export_ready", person.email, person.locale, {"name": person.name})
    except Exception as error:  # noqa: BLE001  the file is there all the same
        telemetry.unexpected(error)
    return {"url": url, "expires_in": LINK_SECONDS}
