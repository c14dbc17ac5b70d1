"""The asker's account with what proves them: the profile, the login behind it, and the throttle on wrong proofs."""

from dataclasses import dataclass
from datetime import timedelta

from functions.identity import events, hashing
from functions.identity.errors import RecentSignInRequired, WrongPassword
from functions.identity.models import Guard, Login, Person
from functions.identity.service.login_throttle import LoginThrottle
from functions.identity.service.profile import person_not_found
from hearth import clock, ids
from hearth.context import AccountContext, PersonContext
from hearth.keys import identity as keys
from hearth.table.query import find_many
from hearth.table.write import Write

FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's profile and login."""

    person: Person
    login: Login
    throttle: LoginThrottle


def get_account(context: AccountContext) -> Account:
    """The asker's account: one read if the hint (what the authorizer saw) still is their address, else two."""
    who, email = context.who, context.email_hint
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


def prove(context: AccountContext, account: Account, password: str) -> None:
    """WrongPassword unless the asker knows the password; SlowDown after a few wrong ones.

    Whoever finds an open screen must not be able to take the account over, nor to guess at leisure, nor unseen. What
    follows a right one forgets the guess (`account.throttle.right`).
    """
    account.throttle.admit()
    if not hashing.matches(account.login.password, password):
        failed(context, account, "password")
        raise WrongPassword("That is not your password.")


def failed(context: AccountContext, account: Account, step: str) -> None:
    """Put a wrong proof on record. The throttle bounds how many there can be."""
    event = events.proof_failed(context.who, step)
    events.append_security_log(Write(), account.person.id, event, days=events.KEPT_DAYS_FAILED).commit()


def need_fresh(context: PersonContext) -> None:
    """RecentSignInRequired unless the session began a moment ago; its id tells when, so nothing is read."""
    who = context.who
    if who.session_id is None or ids.time_of(who.session_id) + FRESH < clock.now():
        raise RecentSignInRequired("Sign in again to do this.", minutes=int(FRESH.total_seconds() // 60))
