"""Registering: an account exists once somebody has shown that the address is theirs.

The answer is always the same. Whoever owns the mailbox reads the rest there.
"""

from typing import Any

from pynamodb.expressions.operand import Path

from functions.identity import events, hashing, password_rules, secret
from functions.identity.client_info import ClientInfo
from functions.identity.errors import EmailTaken, OtherPassword, SignedInAlready, TokenInvalid
from functions.identity.models import Guard, Login, OneTimeToken, Person, Session
from functions.identity.service.mailboxes import JustMailed, Mailbox, nothing
from functions.identity.service.session_start import SignedIn, start_session
from hearth import clock, ids, invitations, mail, telemetry
from hearth.config import web_url
from hearth.errors import HearthError
from hearth.events import record
from hearth.keys import Key
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.table.batch import read
from hearth.table.item import Item
from hearth.table.query import Found, find_many
from hearth.table.write import Write

UNVERIFIED_DAYS = 7
TOKEN_HOURS = 48
MOST_MAILS = 20
"""Mails of one kind to an address in a day. Their links outlast it, and each serves whoever can read them."""
FREE = Login.pk.does_not_exist() | (Login.verified == False)  # noqa: E712  an expression, not a comparison


def register(email: str, password: str, visit: ClientInfo, *, name: str, locale: str, time_zone: str) -> None:
    """Ask for an account: one read, one transaction, one message, whatever is known of the address.

    Each registration has a link of its own, which carries what was registered; none voids another. What a stranger
    registers comes to nothing, since who opens the link has to know its password (`verify_email`).
    """
    password_rules.refuse_weak(password, email, name)
    hashed = hashing.make(password)  # before anything is known, so that it takes as long for an address that is taken
    guard_name = f"registered#{email}"
    found = find_many(identity_keys.login(email), identity_keys.guard(guard_name))
    there = found.get(Login, identity_keys.login(email))
    mailbox = Mailbox(guard_name, found.get(Guard, identity_keys.guard(guard_name)), MOST_MAILS)
    login = Login.at(
        identity_keys.login(email),
        person_id=there.person_id if there is not None else ids.new_id(),
        password=hashed,
        name=name,
        locale=locale,
        time_zone=time_zone,
        ttl=clock.epoch(clock.in_(days=UNVERIFIED_DAYS)),
    )
    token, link = verification_of(login)
    write = mailbox.hears(Write())
    if there is not None and there.verified:
        taken = Login.verified == True  # noqa: E712  an expression, not a comparison
        write.create(nothing(email)).check(Login, there.key, taken, JustMailed())
    else:
        record(login, events.person_registered(login, visit))
        write.create(link if mailbox.quiet else nothing(email)).put(login, FREE, JustMailed())
    try:
        write.commit()
    except JustMailed:
        mail.send_nothing(email)
        return
    _tell(there or login, login, mailbox, token)


def _tell(owner: Login, login: Login, mailbox: Mailbox, token: str) -> None:
    if not mailbox.quiet:
        mail.send_nothing(login.email)
    elif owner.verified:
        mail.send("already_registered", owner.email, owner.locale, {"name": owner.name, "link": web_url()})
    else:
        telemetry.count("Registrations")
        mail.send("verify_email", login.email, login.locale, {"name": login.name, "link": mail.link("verify", token)})


def verification_of(login: Login) -> tuple[str, OneTimeToken]:
    """A new link that confirms the address for this registration, and carries it."""
    token, digest = secret.mailed()
    item = OneTimeToken.at(
        identity_keys.one_time_token(digest),
        purpose="verify",
        person_id=login.person_id,
        email=login.email,
        data={
            "password": login.password,
            "name": login.name,
            "locale": login.locale,
            "time_zone": login.time_zone,
        },
        ttl=clock.epoch(clock.in_(hours=TOKEN_HOURS)),
    )
    return token, item


def resend(email: str) -> None:
    """Mail another link, if the address waits for one. Otherwise as much is done, and comes to nothing."""
    guard_name = f"resend#{email}"
    found = find_many(identity_keys.login(email), identity_keys.guard(guard_name))
    login = found.get(Login, identity_keys.login(email))
    mailbox = Mailbox(guard_name, found.get(Guard, identity_keys.guard(guard_name)), MOST_MAILS)
    waits = login if login is not None and not login.verified and mailbox.quiet else None
    token, link = verification_of(waits) if waits else ("", nothing(email))
    try:
        mailbox.hears(Write()).create(link).commit()
    except JustMailed:
        waits = None
    if waits is None:
        mail.send_nothing(email)
        return
    mail.send("verify_email", email, waits.locale, {"name": waits.name, "link": mail.link("verify", token)})


def get_token(token: str, purpose: str) -> OneTimeToken:
    """The mailed token. TokenInvalid if it is unknown, used, expired or for something else."""
    item, _ = _token_with(token, purpose, [])
    return item


def _token_with(token: str, purpose: str, others: list[Key]) -> tuple[OneTimeToken, Found]:
    digest = secret.mailed_digest(token)
    if digest is None:
        raise invalid_token()
    found = find_many(identity_keys.one_time_token(digest), *others)
    item = found.get(OneTimeToken, identity_keys.one_time_token(digest))
    if item is None or item.purpose != purpose:
        raise invalid_token()
    return item, found


def invalid_token() -> TokenInvalid:
    """What is said of every token that does not count."""
    return TokenInvalid("The link is used, expired or not one of ours. Ask for another.")


# --- who is here already --------------------------------------------------------------------------------------------


def _here(visit: ClientInfo) -> list[Key]:
    """The keys of the session that a browser shows by its cookie, and of its person; none without one."""
    shown = secret.read_refresh(visit.refresh_token) if visit.refresh_token else None
    return (
        [identity_keys.session(shown.person_id, shown.session_id), identity_keys.person(shown.person_id)]
        if shown
        else []
    )


def _refuse_over_another(here: list[Key], found: list[Any]) -> None:
    """SignedInAlready where a browser's cookie belongs to a session that lasts.

    A link that somebody else sent must not put their account in the place of one's own: what is then written would be
    written for them.
    """
    session, person = found if here else (None, None)
    if session is not None and person is not None and session.alive(person):
        raise SignedInAlready("Somebody is signed in on this device. Sign out first.", email=person.email)


# --- the two ways to begin ------------------------------------------------------------------------------------------


def register_invited(
    text: str, password: str, visit: ClientInfo, *, name: str, locale: str, time_zone: str
) -> SignedIn:
    """Make an account by the token of an invitation that was mailed to its address, and sign it in.

    TokenInvalid for a token that proves no address; EmailTaken, which only tells who can read that mailbox. Whoever
    registered the address without confirming it loses that.
    """
    token = invitations.parse(text)
    place = org_keys.invitation(token.org_id, token.invitation_id) if token else None
    here = _here(visit)
    others = list(zip((Session, Person), here, strict=False))
    invitation, *found = read((invitations.Mailed, place), *others) if place else [None]
    if token is None or place is None or invitation is None or not invitation.proves(token):
        raise invalid_token()
    _refuse_over_another(here, found)
    email = invitation.email
    password_rules.refuse_weak(password, email, name)
    login = Login.at(
        identity_keys.login(email),
        person_id=ids.new_id(),
        password=hashing.make(password),
        verified=True,
        name=name,
        locale=locale,
        time_zone=time_zone,
    )
    write = Write()
    still = (Path("status") == "pending") & (Path("token_hash") == token.digest)
    write.check(Item, place, still, invalid_token())
    taken = EmailTaken("There is an account with this address. Sign in.")
    return _begin(write, login, visit, how="invitation", on_failure=taken)


def verify_email(
    token: str, password: str, visit: ClientInfo, *, choose: bool = False, name: str | None = None
) -> SignedIn:
    """Confirm an address with the mailed token and the password that was registered: makes the person, and signs in.

    OtherPassword if it is another one: then somebody else may have registered the address. Who reads the mailbox need
    not find out: with `choose` the password given (and the name) is the account's, whatever was registered.
    """
    here = _here(visit)
    item, beside = _token_with(token, "verify", here)
    _refuse_over_another(here, [beside.get(kind, key) for kind, key in zip((Session, Person), here, strict=False)])
    data = item.data
    same = hashing.matches(data.get("password"), password)
    if not same:
        if not choose:
            raise OtherPassword("This is not the password that was registered with this link.", email=item.email)
        password_rules.refuse_weak(password, item.email, name or data["name"])
    login = Login.at(
        identity_keys.login(item.email),
        person_id=item.person_id,
        password=data["password"] if same else hashing.make(password),
        verified=True,
        name=name or data["name"],
        locale=data["locale"],
        time_zone=data["time_zone"],
    )
    write = Write().delete(OneTimeToken, item.key, OneTimeToken.pk.exists(), invalid_token())
    return _begin(write, login, visit, how="verification", on_failure=invalid_token())


def _begin(write: Write, login: Login, visit: ClientInfo, *, how: str, on_failure: HearthError) -> SignedIn:
    """Let the account begin, unless the address has one by now."""
    person = Person.at(
        identity_keys.person(login.person_id),
        email=login.email,
        name=login.name,
        locale=login.locale,
        time_zone=login.time_zone,
        password_changed_at=clock.iso(clock.now()),
    )
    write.put(login, FREE, on_failure)
    result = start_session(write, login, visit, how=how)
    record(person, events.person_verified(person, result.session, visit))
    write.create(person, invalid_token()).commit()
    telemetry.count("PeopleVerified")
    return result
