"""Checking what somebody shows: an access token or an API key, against what is true at this moment."""

from datetime import timedelta
from typing import Any

from functions.identity import secret, tokens
from functions.identity.models import ApiKey, Person, Session
from hearth import clock
from hearth.errors import HearthError
from hearth.keys import identity as keys
from hearth.table.query import find_many
from hearth.table.write import Write

USE_NOTED_EVERY = timedelta(hours=1)


Told = dict[str, Any]


def check(header: str, headers: Told | None = None, gateway: Told | None = None) -> dict[str, str] | None:
    """Who shows this Authorization header, as the authorizer's context; None for nobody.

    The other headers and what the gateway tells are looked at when a key is used for the first time: where it was.
    """
    scheme, _, token = header.strip().partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or len(token) > 4000 or not token.isascii():
        return None
    return _by_key(token, headers or {}, gateway or {}) if token.startswith(secret.KEY) else _by_session(token)


def _by_session(token: str) -> dict[str, str] | None:
    try:
        claims = tokens.read(token, tokens.ACCESS)
    except tokens.Refused:
        return None
    place, whose = keys.session(claims["sub"], str(claims.get("sid"))), keys.person(claims["sub"])
    found = find_many(place, whose)
    person, session = found.get(Person, whose), found.get(Session, place)
    if person is None or session is None or not session.alive(person):
        return None
    return {"person_id": person.id, "session_id": session.id, "name": person.name, "email": person.email}


def _by_key(token: str, headers: Told, gateway: Told) -> dict[str, str] | None:
    shown = secret.read_owned(secret.KEY, token)
    if shown is None:
        return None
    place, whose = keys.api_key(shown.person_id, shown.item_id), keys.person(shown.person_id)
    found = find_many(place, whose)
    person, key = found.get(Person, whose), found.get(ApiKey, place)
    if person is None or key is None or not secret.same(shown.digest, key.secret) or not key.alive(person):
        return None
    _note_use(key, person, headers, gateway)
    return {
        "person_id": person.id,
        "key_id": key.id,
        "scopes": " ".join(key.scopes),
        "name": person.name,
        "email": person.email,
    }


def _note_use(key: ApiKey, person: Person, headers: Told, gateway: Told) -> None:
    """Keep when the key was last used, to the hour: every call would be a write. The first time goes on record."""
    now = clock.now()
    if key.used_at is not None and clock.parse(key.used_at) + USE_NOTED_EVERY > now:
        return
    write = Write()
    unchanged = ApiKey.pk.exists()
    if key.used_at is None:
        unchanged &= ApiKey.used_at.does_not_exist()
        _witness_first_use(write, key, person, headers, gateway)
    write.update(ApiKey, key.key, [ApiKey.used_at.set(clock.iso(now))], unchanged)
    try:
        write.commit()
    except HearthError:
        return  # revoked or noted this moment, or the table is busy: not worth refusing somebody


def _witness_first_use(write: Write, key: ApiKey, person: Person, headers: Told, gateway: Told) -> None:
    # what it takes is loaded then: once in the life of a key, and never in the cold start of the authorizer
    from functions.identity import events
    from hearth.http.request import viewer_address

    agent = str(headers.get("user-agent") or "")[:300]
    events.append_security_log(
        write, person.id, events.api_key_first_used(key, person, viewer_address(headers, gateway), agent)
    )
