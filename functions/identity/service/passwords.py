"""Changing a password, and setting a new one when it is forgotten."""

from functions.identity import events, hashing, password_rules, secret
from functions.identity.client_info import ClientInfo
from functions.identity.models import Guard, Login, OneTimeToken, Person
from functions.identity.service.account import get_account, prove
from functions.identity.service.login_throttle import password_guesses
from functions.identity.service.mailboxes import JustMailed, Mailbox, nothing
from functions.identity.service.registration import get_token, invalid_token
from functions.identity.service.revocation import close_connections, end_all
from hearth import clock, mail, telemetry
from hearth.context import AccountContext
from hearth.keys import identity as keys
from hearth.table.query import find_many
from hearth.table.write import Write

RESET_MINUTES = 60
HOUR_SECONDS = 3600
NO_BOUND = 10**6
"""One mail a minute is the only bound: a link lasts an hour, and whoever has lost theirs may need it today."""


def change(context: AccountContext, current: str, new: str) -> None:
    """Change the asker's password. All other sessions end; this one goes on."""
    who, account = context.who, get_account(context)
    prove(context, account, current)
    person, login = account.person, account.login
    password_rules.refuse_weak(new, person.email, person.name, "/new_password")
    moment = clock.iso(clock.now())
    write = account.throttle.right(Write())
    end_all(
        write,
        person,
        who.actor,
        reason="password_changed",
        spared=who.session_id,
        person_too=[Person.password_changed_at.set(moment)],
        login_too=[Login.password.set(hashing.make(new))],
        login_if=Login.password == login.password,
    )
    events.append_security_log(write, person.id, events.password_changed(person, who))
    write.commit()
    close_connections(person.id, spare=who.session_id)
    _tell(person.email, person.locale, person.name, moment)


def _tell(email: str, locale: str, name: str, moment: str) -> None:
    try:
        mail.send("password_changed", email, locale, {"name": name, "at": moment})
    except Exception as error:  # noqa: BLE001  the password is changed; the log tells of the mail
        telemetry.unexpected(error)


def forgot(email: str, visit: ClientInfo) -> None:
    """Mail a link that sets a new password, if there is an account.

    Without one the same is read, written and put on the queue, and comes to nothing: neither the answer nor the time
    it takes tells whether the address is known. The person's log has the first request of an hour.
    """
    guard_name = f"forgot#{email}"
    found = find_many(keys.login(email), keys.guard(guard_name))
    login = found.get(Login, keys.login(email))
    mailbox = Mailbox(guard_name, found.get(Guard, keys.guard(guard_name)), NO_BOUND, HOUR_SECONDS)
    real = login if login is not None and login.verified and mailbox.quiet else None
    token, item = reset_link(real) if real else ("", nothing(email))
    write = mailbox.hears(Write()).create(item)
    if real is not None and mailbox.first:
        events.append_security_log(
            write, real.person_id, events.password_reset_requested(real, visit), country=visit.country
        )
    else:
        write.create(nothing(email))
    try:
        write.commit()
    except JustMailed:
        real = None
    if real is None:
        mail.send_nothing(email)
        return
    mail_reset_link(real, token)


def reset_link(login: Login, era: int | None = None) -> tuple[str, OneTimeToken]:
    """A link that sets a new password, in this era of the account or the one that is about to begin."""
    token, digest = secret.mailed()
    item = OneTimeToken.at(
        keys.one_time_token(digest),
        purpose="reset",
        person_id=login.person_id,
        email=login.email,
        data={"era": int(login.era) if era is None else era, "name": login.name, "locale": login.locale},
        ttl=clock.epoch(clock.in_(minutes=RESET_MINUTES)),
    )
    return token, item


def mail_reset_link(login: Login, token: str) -> None:
    """Mail such a link."""
    data = {"name": login.name, "link": mail.link("reset", token), "minutes": RESET_MINUTES}
    mail.send("reset_password", login.email, login.locale, data)


def reset(token: str, new: str, visit: ClientInfo) -> None:
    """Set a new password with the mailed token. All sessions and API keys end, and whoever had to wait need not.

    The token dies with the era it was asked in, so an older link is worth nothing once a newer one was used; signing
    out everywhere voids it too.
    A second factor stays on: a mailbox is not worth two factors.
    """
    item = get_token(token, "reset")
    password_rules.refuse_weak(new, item.email, item.data["name"])
    era, moment = int(item.data["era"]), clock.iso(clock.now())
    person = Person.at(keys.person(item.person_id), email=item.email, name=item.data["name"], era=era)
    write = Write().delete(OneTimeToken, item.key, OneTimeToken.pk.exists(), invalid_token())
    write.delete(Guard, keys.guard(password_guesses(item.email)))
    actor = events.nobody_at(visit)
    end_all(
        write,
        person,
        actor,
        reason="password_reset",
        person_too=[Person.password_changed_at.set(moment), Person.keys_era.add(1)],
        login_too=[Login.password.set(hashing.make(new))],
        # the era names the password too: every change of it begins another
        login_if=Login.era == era,
        on_failure=invalid_token(),
    )
    events.append_security_log(
        write, item.person_id, events.password_reset(item.person_id, visit), country=visit.country
    )
    write.commit()
    close_connections(item.person_id)
    _tell(item.email, item.data["locale"], item.data["name"], moment)
