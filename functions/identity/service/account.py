"""The asker's account with what proves them: the profile, the login behind it, and the guesses made at its door."""

from dataclasses import dataclass
from datetime import timedelta

from functions.identity import events, hashing
from functions.identity.errors import RecentSignInRequired, WrongPassword
from functions.identity.models import Guard, Login, Person
from functions.identity.service.login_throttle import LoginThrottle
from functions.identity.service.profile import person_not_found
from hearth import clock, ids
from hearth.access import Principal
from hearth.keys import identity as keys
from hearth.table.query import find_many
from hearth.table.write import Write

FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's profile and login."""

    person: Person
    login: Login
    door: LoginThrottle


def get_account(who: Principal, email: str | None) -> Account:
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
    return Account(person, login, LoginThrottle(name, None, found.get(Guard, keys.guard(name))))


def prove(account: Account, password: str, who: Principal) -> None:
    """WrongPassword unless the asker knows the password; SlowDown after a few wrong ones.

    Whoever finds an open screen must not be able to take the account over, nor to guess at leisure, nor unseen. What
    follows a right one forgets the guess (`account.door.right`).
    """
    account.door.admit()
    if not hashing.matches(account.login.password, password):
        failed(account, who, "password")
        raise WrongPassword("That is not your password.")


def failed(account: Account, who: Principal, step: str) -> None:
    """Put a wrong proof on record. The door bounds how many there can be."""
    event = events.proof_failed(who, step)
    events.append_security_log(Write(), account.person.id, event, days=events.KEPT_DAYS_FAILED).commit()


def need_fresh(who: Principal) -> None:
    """RecentSignInRequired unless the session began a moment ago; its id tells when, so nothing is read."""
    if who.session_id is None or ids.time_of(who.session_id) + FRESH < clock.now():
        raise RecentSignInRequired("Sign in again to do this.", minutes=int(FRESH.total_seconds() // 60))
