"""Connections: how one begins and what it is told."""

import random
from typing import Any

from functions.realtime.service import eviction
from hearth import clock
from hearth.access import Principal
from hearth.config import settings
from hearth.errors import Conflict, QuotaExceeded, Unauthenticated
from hearth.keys import identity as identity_keys
from hearth.keys import realtime as live_keys
from hearth.live import limits
from hearth.live.items import LIFE, Connection, enter
from hearth.live.post import FRAME_LIMIT
from hearth.table.batch import Raw, read_all
from hearth.table.write import Write

PROTOCOL = 1
PING_EVERY = 240
TRIES = 4
RENEW_MINUTES = (110, 118)
"""API Gateway ends a connection after 120. Spread, so that those who came together do not come back together."""


def open_connection(connection_id: str, who: Principal, picture: str | None) -> None:
    """Remember a connection: one read, one write. Unauthenticated once the session has ended.

    The newest one is always let in: it is the one somebody looks at. Room is made for it (`eviction`).
    """
    _still_signed_in(who)
    place = live_keys.connection_index(who.person_id, connection_id)
    connection = Connection.at(
        live_keys.connection(connection_id),
        connection_id=connection_id,
        person_id=who.person_id,
        session_id=who.session_id or who.key_id or "",
        scopes=" ".join(sorted(who.scopes)) if who.scopes is not None else None,
        name=who.name,
        picture=picture,
        gsi1pk=place.pk,
        gsi1sk=place.sk,
        ttl=life_of(who),
    )
    for _ in range(TRIES):
        try:
            enter(Write(), connection).commit()
        except QuotaExceeded:
            eviction.evict_idle(who.person_id)
        else:
            return
    raise Conflict("Too many connections are made at once. Try again.", code="busy")


def life_of(who: Principal) -> int:
    """Until when items about a connection count (epoch seconds): while it can last, or the key it was made with."""
    end = clock.epoch(clock.in_(seconds=LIFE))
    return min(end, clock.epoch(clock.parse(who.until))) if who.until else end


def _still_signed_in(who: Principal) -> None:
    """What identity's authorizer says of a token, said of the items behind it: a ticket may outlive its session."""
    person_key = identity_keys.person(who.person_id)
    session_key = identity_keys.session(who.person_id, who.session_id or "")
    credential_key = identity_keys.api_key(who.person_id, who.key_id) if who.key_id else session_key
    found = read_all([person_key, credential_key])
    person, credential = found.get(person_key), found.get(credential_key)
    if person is None or credential is None or not _alive(person, credential, who):
        raise Unauthenticated("This session has ended. Sign in again.", code="session_ended")


def _alive(person: Raw, credential: Raw, who: Principal) -> bool:
    now = clock.now()
    if person.get("status", {}).get("S", "active") != "active":
        return False
    if int(credential.get("ttl", {}).get("N", 2**40)) <= clock.epoch(now):
        return False
    if who.key_id:
        expires, first = credential.get("expires_at", {}).get("S"), {"N": "0"}
        same_era = credential.get("era", first) == person.get("keys_era", first)
        return same_era and (expires is None or expires > clock.iso(now))
    return person.get("era") == credential.get("era") or person.get("spared", {}).get("S") == who.session_id


def welcome(connection_id: str, person: dict[str, Any], connected_at: float) -> dict[str, Any]:
    """The greeting (L2). `renew_at` is by our clock and to be compared with `now`, since a client's may be off."""
    now = clock.now()
    since = min(connected_at or now.timestamp(), now.timestamp())
    left = random.uniform(*RENEW_MINUTES) * 60 - (now.timestamp() - since)  # noqa: S311
    return {
        "type": "welcome",
        "connection": connection_id,
        "person": person,
        "now": clock.iso(now),
        "renew_at": clock.iso(clock.in_(seconds=max(60.0, left))),
        "ping_every": PING_EVERY,
        "limits": {"frame": FRAME_LIMIT, "rate": limits.PER_SECOND, "participants": settings().live_participants},
    }
