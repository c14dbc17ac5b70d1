"""Checking what somebody shows: an access token or an API key, against what is true at this moment."""

from datetime import timedelta

from functions.identity import secret, tokens
from functions.identity.models import ApiKey, Person, Session
from hearth import clock, keys
from hearth.errors import HearthError
from hearth.table import Write, find_many

USE_NOTED_EVERY = timedelta(hours=1)


def check(header: str) -> dict[str, str] | None:
    """Who shows this Authorization header, as the authorizer's context; None for nobody."""
    scheme, _, token = header.strip().partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or len(token) > 4000 or not token.isascii():
        return None
    return _by_key(token) if token.startswith(secret.KEY) else _by_session(token)


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


def _by_key(token: str) -> dict[str, str] | None:
    shown = secret.read_owned(secret.KEY, token)
    if shown is None:
        return None
    place, whose = keys.api_key(shown.person_id, shown.item_id), keys.person(shown.person_id)
    found = find_many(place, whose)
    person, key = found.get(Person, whose), found.get(ApiKey, place)
    if person is None or person.status != "active" or key is None or not secret.same(shown.digest, key.secret):
        return None
    if key.expires_at is not None and key.expires_at <= clock.iso(clock.now()):
        return None
    _note_use(key)
    return {
        "person_id": person.id,
        "key_id": key.id,
        "scopes": " ".join(key.scopes),
        "name": person.name,
        "email": person.email,
    }


def _note_use(key: ApiKey) -> None:
    """Keep when the key was last used, to the hour: every call would be a write."""
    now = clock.now()
    if key.used_at is not None and clock.parse(key.used_at) + USE_NOTED_EVERY > now:
        return
    try:
        Write().update(ApiKey, key.key, [ApiKey.used_at.set(clock.iso(now))], ApiKey.pk.exists()).commit()
    except HearthError:
        return  # revoked this moment, or the table is busy: knowing the hour of use is not worth refusing somebody
