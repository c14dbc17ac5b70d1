"""The asker's account with what proves them: the profile, the login behind it, and the guesses made at its door."""

import time
from dataclasses import dataclass
from datetime import timedelta

from functions.identity import hashing
from functions.identity.errors import RecentSignInRequired, WrongPassword
from functions.identity.models import Guard, Login, Person
from functions.identity.service.profile import person_not_found
from functions.identity.service.signin import Door
from hearth import clock, ids, keys
from hearth.access import Who
from hearth.table import Write, find_many

FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's profile and login."""

    person: Person
    login: Login
    door: Door


def get_account(who: Who, email: str | None) -> Account:
    """The asker's account: one read if `email` (what the authorizer saw) still is their address, else two."""
    name = f"prove#{who.person_id}"
    hinted = [keys.login(email)] if email else []
    found = find_many(keys.person(who.person_id), keys.guard(name), *hinted)
    person = found.get(Person, keys.person(who.person_id))
    if person is None:
        raise person_not_found()
    login = found.get(Login, keys.login(person.email)) or Login.find(keys.login(person.email))
    if login is None or login.person_id != person.id:
        raise person_not_found()
    return Account(person, login, Door(name, None, found.get(Guard, keys.guard(name))))


def prove(account: Account, password: str) -> None:
    """WrongPassword unless the asker knows the password; SlowDown after a few wrong ones.

    Whoever finds an open screen must not be able to take the account over, nor to guess at leisure.
    """
    account.door.refuse_if_waiting()
    if not hashing.matches(account.login.password, password):
        account.door.wrong(Write()).commit()
        raise WrongPassword("That is not your password.")


def need_fresh(who: Who) -> None:
    """RecentSignInRequired unless the session began a moment ago; its id tells when, so nothing is read."""
    if who.session_id is None or ids.time_of(who.session_id) + FRESH < clock.now():
        raise RecentSignInRequired("Sign in again to do this.", minutes=int(FRESH.total_seconds() // 60))


def cooled(name: str, seconds: int) -> Guard:
    """A mark that says for a while that something was just done."""
    return Guard.at(keys.guard(name), ttl=int(time.time()) + seconds)
