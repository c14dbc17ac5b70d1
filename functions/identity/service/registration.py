"""Registering: an account exists once somebody has shown that the address is theirs.

The answer is always the same. Whoever owns the mailbox reads the rest there.
"""

import time
from typing import Any

from pynamodb.expressions.operand import Path

from functions.identity import events, hashing, passwords, secret
from functions.identity.errors import EmailTaken, TokenInvalid
from functions.identity.models import Guard, Login, OneTimeToken, Person
from functions.identity.service.signin import SignedIn, start_session
from functions.identity.visits import Visit
from hearth import clock, ids, invitations, keys, mail, telemetry
from hearth.config import web_url
from hearth.errors import HearthError
from hearth.events import record
from hearth.item import Item
from hearth.table import Write, find_many
from hearth.table_batch import read

UNVERIFIED_DAYS = 7
TOKEN_HOURS = 48
MOST_ATTEMPTS = 20
"""Mails to an address that nobody confirms."""
MAIL_PAUSE_SECONDS = 60
"""One mailbox hears from one kind of request at most this often."""


class AlreadyRegistered(Exception):
    """The address has an account, or waits for one."""

    def __init__(self, login: Login) -> None:
        super().__init__(login.email)
        self.login = login


def register(email: str, password: str, visit: Visit, *, name: str, locale: str, time_zone: str) -> None:
    """Ask for an account.

    The latest registration of an unconfirmed address counts, and the links of earlier ones are dead: who registers an
    address of somebody else cannot have them confirm a password they do not know.
    """
    passwords.refuse_weak(password, email, name)
    hashed = hashing.make(password)  # before anything is known, so that it takes as long for an address that is taken
    login = Login.at(
        keys.login(email),
        person_id=ids.new_id(),
        password=hashed,
        registration=ids.new_id(),
        name=name,
        locale=locale,
        time_zone=time_zone,
        ttl=clock.epoch(clock.in_(days=UNVERIFIED_DAYS)),
    )
    record(login, events.person_registered(login, visit))
    token, item = verification_of(login)
    there = None
    try:
        Write().create(login, _taken).create(item).commit()
    except AlreadyRegistered as taken:
        there = taken.login
    # compared with nothing when there is nothing: the same work whatever is known of the address
    same = hashing.matches(there.password if there is not None and not there.verified else None, password)
    if there is not None:
        _register_again(login, there, visit, same=same)
        return
    telemetry.count("Registrations")
    mail.send("verify_email", email, locale, {"name": name, "link": mail.link("verify", token)})


def _taken(raw: dict[str, Any] | None) -> HearthError | None:
    if raw is not None:
        raise AlreadyRegistered(Login.from_raw_data(raw))
    return None


def _register_again(login: Login, there: Login, visit: Visit, *, same: bool) -> None:
    """The address is known: replace what nobody confirmed, or tell the owner that somebody tried."""
    if there.verified:
        # a single write, as the other way has one: both take the same time, and repeats are not mailed again
        if may_mail(there):
            mail.send("already_registered", there.email, there.locale, {"name": there.name, "link": web_url()})
        return
    if there.attempts >= MOST_ATTEMPTS and not there.expired:
        return
    login.person_id = there.person_id
    if same:  # twice at once, or once more: the links mailed before stay good
        login.registration = there.registration
    login.attempts = int(there.attempts) + 1
    record(login, events.person_registered(login, visit))
    token, item = verification_of(login)
    unconfirmed = Login.pk.does_not_exist() | (Login.verified == False)  # noqa: E712  an expression, not a comparison
    Write().put(login, unconfirmed).create(item).commit()
    mail.send("verify_email", login.email, login.locale, {"name": login.name, "link": mail.link("verify", token)})


def may_mail(login: Login) -> bool:
    """Whether the mailbox has been left in peace for a while; marks that it hears from us now."""
    now = int(time.time())
    pause = Guard.at(keys.guard(f"registered#{login.email}"), ttl=now + MAIL_PAUSE_SECONDS)
    try:
        Write().put(pause, Guard.pk.does_not_exist() | (Guard.ttl <= now), _PauseError()).commit()
    except _PauseError:
        return False
    return True


class _PauseError(HearthError):
    """Mailed a moment ago."""


def verification_of(login: Login) -> tuple[str, OneTimeToken]:
    """A new link that confirms the address for this registration."""
    token, digest = secret.mailed()
    data = {
        "registration": login.registration,
        "name": login.name,
        "locale": login.locale,
        "time_zone": login.time_zone,
    }
    item = OneTimeToken.at(
        keys.one_time_token(digest),
        purpose="verify",
        person_id=login.person_id,
        email=login.email,
        data=data,
        ttl=clock.epoch(clock.in_(hours=TOKEN_HOURS)),
    )
    return token, item


def resend(email: str) -> None:
    """Mail another link, if the address waits for one. Otherwise as much is done, and comes to nothing."""
    door = f"resend#{email}"
    found = find_many(keys.login(email), keys.guard(door))
    login = found.get(Login, keys.login(email))
    waits = login is not None and not login.verified and found.get(Guard, keys.guard(door)) is None
    pause = Guard.at(keys.guard(door), ttl=int(time.time()) + MAIL_PAUSE_SECONDS)
    if login is None or not waits:
        nothing = OneTimeToken.at(
            keys.one_time_token(secret.mailed()[1]), purpose="nothing", person_id="", email=email, ttl=pause.ttl
        )
        Write().create(nothing).put(pause).commit()
        mail.send_nothing(email)
        return
    token, item = verification_of(login)
    Write().create(item).put(pause).commit()
    mail.send("verify_email", email, login.locale, {"name": login.name, "link": mail.link("verify", token)})


def get_token(token: str, purpose: str) -> OneTimeToken:
    """The mailed token. TokenInvalid if it is unknown, used, expired or for something else."""
    digest = secret.mailed_digest(token)
    item = OneTimeToken.find(keys.one_time_token(digest)) if digest else None
    if item is None or item.purpose != purpose:
        raise invalid_token()
    return item


def invalid_token() -> TokenInvalid:
    """What is said of every token that does not count."""
    return TokenInvalid("The link is used, expired or not one of ours. Ask for another.")


def register_invited(text: str, password: str, visit: Visit, *, name: str, locale: str, time_zone: str) -> SignedIn:
    """Make an account by the token of an invitation that was mailed to its address, and sign it in.

    TokenInvalid for a token that proves no address; EmailTaken, which only tells who can read that mailbox. Whoever
    registered the address without confirming it loses that: the same as when its owner registers again.
    """
    token = invitations.parse(text)
    place = keys.invitation(token.org_id, token.invitation_id) if token else None
    invitation: invitations.Mailed | None = read((invitations.Mailed, place))[0] if place else None
    if token is None or place is None or invitation is None or not invitation.proves(token):
        raise invalid_token()
    email = invitation.email
    passwords.refuse_weak(password, email, name)
    login = Login.at(
        keys.login(email),
        person_id=ids.new_id(),
        password=hashing.make(password),
        verified=True,
        name=name,
        locale=locale,
        time_zone=time_zone,
    )
    person = _person_of(login)
    free = Login.pk.does_not_exist() | (Login.verified == False)  # noqa: E712  an expression, not a comparison
    write = Write().put(login, free, EmailTaken("There is an account with this address. Sign in."))
    still = (Path("status") == "pending") & (Path("token_hash") == token.digest)
    write.check(Item, place, still, invalid_token())
    result = start_session(write, login, visit, how="invitation")
    record(person, events.person_verified(person, result.session, visit))
    write.create(person, invalid_token()).commit()
    telemetry.count("PeopleVerified")
    return result


def _person_of(login: Login) -> Person:
    return Person.at(
        keys.person(login.person_id),
        email=login.email,
        name=login.name,
        locale=login.locale,
        time_zone=login.time_zone,
        password_changed_at=clock.iso(clock.now()),
    )


def verify_email(token: str, visit: Visit) -> SignedIn:
    """Confirm an address with the mailed token: makes the person, and signs them in."""
    item = get_token(token, "verify")
    data = item.data
    login = Login.at(
        keys.login(item.email),
        person_id=item.person_id,
        password="",
        name=data["name"],
        locale=data["locale"],
        time_zone=data["time_zone"],
    )
    person = _person_of(login)
    write = Write().delete(OneTimeToken, item.key, OneTimeToken.pk.exists(), invalid_token())
    confirmed = [Login.verified.set(True), Login.ttl.remove(), Login.registration.remove()]
    write.update(Login, login.key, confirmed, Login.registration == data["registration"], invalid_token())
    result = start_session(write, login, visit, how="verification")
    record(person, events.person_verified(person, result.session, visit))
    write.create(person, invalid_token()).commit()
    telemetry.count("PeopleVerified")
    return result
