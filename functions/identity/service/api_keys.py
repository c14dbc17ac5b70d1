"""Personal API keys: shown once, kept as hashes, with the scopes and the time they were given."""

from datetime import timedelta
from typing import NamedTuple

from functions.identity import events, secret
from functions.identity.errors import CredentialsChanged, InvalidExpiry, KeyNotFound, TooMany
from functions.identity.models import ApiKey, Person
from functions.identity.service.account import need_fresh
from functions.identity.service.profile import get_person
from functions.identity.service.revocation import close_connections
from hearth import clock, ids
from hearth.context import PersonContext
from hearth.keys import identity as keys
from hearth.table.query import Page, query
from hearth.table.write import Commit, Write, commit_only

MOST = 50
LONGEST = timedelta(days=366)
USUAL = timedelta(days=90)
SHOWN_AFTERWARDS = timedelta(days=7)
"""An expired key stays in the list for a while, so that its owner sees why it stopped."""


class Made(NamedTuple):
    """A key, its text, and whose it is."""

    key: ApiKey
    text: str
    person: Person


def create(
    context: PersonContext, name: str, scopes: list[str], expires_at: str | None, *, commit: Commit[Made] = commit_only
) -> Made:
    """A new key, and its text, which nobody can show again. Needs a fresh session.

    It counts until its end, or until somebody takes the account back (`Person.keys_era`): the write stands on that.
    """
    need_fresh(context)
    who = context.who
    now = clock.now()
    end = clock.parse(expires_at) if expires_at else now + USUAL
    if not now < end <= now + LONGEST:
        raise InvalidExpiry("A key lasts at least a moment and at most a year.")
    place = keys.api_key(who.person_id, "")
    if len(query(ApiKey, place.pk, place.sk, limit=MOST, consistent=True).items) >= MOST:
        raise TooMany(f"You have {MOST} API keys. Revoke one first.", limit=MOST)
    person = get_person(who.person_id)
    owned = secret.Owned(who.person_id, ids.new_id(), secret.new())
    text = owned.text(secret.KEY)
    key = ApiKey.at(
        keys.api_key(who.person_id, owned.item_id),
        person_id=who.person_id,
        name=name,
        secret=owned.digest,
        hint=text[-4:],
        scopes=sorted(set(scopes)),
        era=int(person.keys_era),
        expires_at=clock.iso(end),
        ttl=clock.epoch(end + SHOWN_AFTERWARDS),
    )
    changed = CredentialsChanged("The account changed just now. Try again.")
    write = Write().create(key).check(Person, person.key, Person.era == person.era, changed)
    events.append_security_log(write, who.person_id, events.api_key_created(key, who))
    return commit(write, Made(key, text, person))


def list_keys(context: PersonContext, limit: int, cursor: str | None) -> tuple[Person, Page[ApiKey]]:
    """The asker's keys, oldest first, and the asker, who decides which of them count."""
    who = context.who
    person = get_person(who.person_id)
    place = keys.api_key(who.person_id, "")
    return person, query(ApiKey, place.pk, place.sk, limit=limit, cursor=cursor, consistent=True)


def revoke(context: PersonContext, key_id: str) -> None:
    """End a key. NotFound if the asker has none of that id."""
    who = context.who
    absent = KeyNotFound("You have no such API key.")
    write = Write().delete(ApiKey, keys.api_key(who.person_id, key_id), ApiKey.pk.exists(), absent)
    events.append_security_log(write, who.person_id, events.api_key_revoked(key_id, who))
    write.commit()
    close_connections(who.person_id, key_id)
