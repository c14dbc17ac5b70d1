"""Another mail address: it counts once the link mailed to it was opened. The old one hears of it before and after, and
can stop it or take it back."""

from typing import Any

from functions.identity import events, hashing, secret
from functions.identity.client_info import ClientInfo
from functions.identity.errors import EmailTaken
from functions.identity.models import Login, OneTimeToken, Person
from functions.identity.service import passwords
from functions.identity.service.account import get_account, prove
from functions.identity.service.registration import FREE, get_token, invalid_token
from functions.identity.service.revocation import close_connections, end_all
from hearth import clock, mail, telemetry
from hearth.context import AccountContext
from hearth.events import Actor, record
from hearth.keys import Key
from hearth.keys import identity as keys
from hearth.table.query import find_many
from hearth.table.write import Write

TOKEN_HOURS = 24
TAKE_BACK_HOURS = 72
CARRIED = (
    "person_id",
    "password",
    "verified",
    "status",
    "name",
    "picture",
    "locale",
    "time_zone",
    "totp_secret",
    "totp_pending",
    "totp_step",
    "recovery_codes",
)


def request(context: AccountContext, new_email: str, password: str) -> None:
    """Mail a link to the new address, and one that stops it to the old. Whether somebody else has the address is only
    said to whoever can open the link there.

    Both links end with this era: a new password and signing out everywhere make them worthless.
    """
    who, account = context.who, get_account(context)
    prove(context, account, password)
    person = account.person
    at_era = {"era": int(person.era), "new_email": new_email}
    token, item = _link("email", person, {**at_era, "session": who.session_id}, TOKEN_HOURS)
    stop, stopping = _link("cancel_email", person, {**at_era, "confirms": item.pk}, TOKEN_HOURS)
    write = account.throttle.right(Write()).create(item).create(stopping)
    events.append_security_log(write, who.person_id, events.email_change_requested(person, new_email, who))
    write.commit()
    told = {"name": person.name, "email": new_email, "hours": TOKEN_HOURS}
    # the old one first: if that fails, nobody has a link that could move the account
    mail.send("email_change_asked", person.email, person.locale, {**told, "link": mail.link("cancel-email", stop)})
    mail.send("confirm_new_email", new_email, person.locale, {**told, "link": mail.link("confirm-email", token)})


def _link(purpose: str, person: Person, data: dict[str, Any], hours: int) -> tuple[str, OneTimeToken]:
    token, digest = secret.mailed()
    item = OneTimeToken.at(
        keys.one_time_token(digest),
        purpose=purpose,
        person_id=person.id,
        email=person.email,
        data=data,
        ttl=clock.epoch(clock.in_(hours=hours)),
    )
    return token, item


def confirm(token: str, visit: ClientInfo) -> None:
    """Move the account to the new address. EmailTaken if somebody else has confirmed it first.

    It begins another era: every session ends but the one that asked, and so does every link that was mailed before.
    So of two requests the first confirmed one counts.
    """
    item = get_token(token, "email")
    old, new = item.email, str(item.data["new_email"])
    found = find_many(keys.login(old), keys.person(item.person_id))
    login, person = found.get(Login, keys.login(old)), found.get(Person, keys.person(item.person_id))
    if login is None or person is None or login.person_id != person.id or person.email != old:
        raise invalid_token()
    if person.era != item.data.get("era"):
        raise invalid_token()
    write = Write().delete(OneTimeToken, item.key, OneTimeToken.pk.exists(), invalid_token())
    if new == old:
        write.commit()
        return
    spared = item.data["session"]
    back, taking_back = _link("cancel_email", person, {"new_email": new}, TAKE_BACK_HOURS)
    _move(write, login, person, new, spared=spared)
    write.create(taking_back)
    actor = events.actor_at(visit, person.id)
    _sessions_ended(write, person, actor, spared)
    events.append_security_log(
        write, person.id, events.email_changed(person.id, old, new, visit), country=visit.country
    )
    write.commit()
    close_connections(person.id, spare=spared)
    told = {"name": person.name, "email": new, "hours": TAKE_BACK_HOURS}
    _tell(lambda: mail.send("email_changed", old, person.locale, {**told, "link": mail.link("take-back", back)}))
    _tell(lambda: mail.send("email_confirmed", new, person.locale, {**told, "old_email": old}))


def _move(
    write: Write, login: Login, person: Person, to: str, *, spared: str | None = None, password: str | None = None
) -> Login:
    """Add to a write that a login and its person go to another address, into another era. Returns the login there."""
    era = int(person.era)
    unchanged = (Login.person_id == person.id) & (Login.password == login.password) & (Login.era == era)
    unchanged &= (Login.totp_step == login.totp_step) & (Login.status == login.status)
    moved = Login.at(keys.login(to), **{name: getattr(login, name) for name in CARRIED}, era=era + 1)
    moved.password = password or moved.password
    write.delete(Login, login.key, unchanged, invalid_token())
    write.put(moved, FREE, EmailTaken("Somebody has confirmed this address for another account."))
    person.email, person.era, person.spared = to, era + 1, spared
    record(person, events.person_updated(person, {}))
    write.replace(person)
    return moved


def _sessions_ended(write: Write, person: Person, actor: Actor, spared: str | None) -> None:
    ended = events.session_ended(person.id, actor, session_id=None, reason="email_changed", spared=spared)
    events.append_security_log(write, person.id, ended)


def cancel(token: str, visit: ClientInfo, *, not_me: bool) -> None:
    """Stop a change of address, with the link mailed to the old one.

    With `not_me` whoever asked knew the password and had a session, so both end, and API keys with them; an address
    that has changed already is the old one again. The link of the second mail outlives its era, since a thief could end
    that, and other changes after it: for three days it leads back to the mailbox that had the account until then.
    """
    item = get_token(token, "cancel_email")
    old, new = item.email, str(item.data["new_email"])
    found = find_many(keys.person(item.person_id), keys.login(old), keys.login(new))
    person = found.get(Person, keys.person(item.person_id))
    if person is None or not _serves(item, person, not_me=not_me):
        raise invalid_token()
    write = Write().delete(OneTimeToken, item.key, OneTimeToken.pk.exists(), invalid_token())
    cancelled = events.email_change_cancelled(person, old, new, visit, not_me=not_me)
    events.append_security_log(write, person.id, cancelled, country=visit.country)
    if not not_me:  # nothing but the link to the new address ends
        confirms = Key(str(item.data["confirms"]), "TOKEN")
        write.delete(OneTimeToken, confirms, OneTimeToken.pk.exists(), invalid_token()).commit()
        return
    place = keys.login(str(person.email))
    login = found.get(Login, place) or Login.find(place)
    if login is None or login.person_id != person.id:
        raise invalid_token()
    _take_back(write, item, person, login, visit)


def _serves(item: OneTimeToken, person: Person, *, not_me: bool) -> bool:
    """Whether there is something left to stop or to take back."""
    if "confirms" not in item.data:
        return not_me and bool(person.email != item.email)
    waits = person.email == item.email and person.era == item.data["era"]
    return bool(waits or (not_me and person.email == item.data["new_email"]))


def _take_back(write: Write, item: OneTimeToken, person: Person, login: Login, visit: ClientInfo) -> None:
    unknown = hashing.make(secret.new().hex())  # nobody knows it: the next password is chosen by mail
    era, nobody = int(person.era), events.nobody_at(visit)
    login.era = era
    if person.email == item.email:
        end_all(
            write,
            person,
            nobody,
            reason="email_changed",
            person_too=[Person.keys_era.add(1)],
            login_too=[Login.password.set(unknown)],
            on_failure=invalid_token(),
        )
    else:
        person.keys_era = int(person.keys_era) + 1
        login = _move(write, login, person, item.email, password=unknown)
        _sessions_ended(write, person, nobody, None)
    reset, resetting = passwords.reset_link(login, era + 1)
    write.create(resetting).commit()
    close_connections(person.id)
    _tell(lambda: passwords.mail_reset_link(login, reset))


def _tell(send: Any) -> None:
    try:
        send()
    except Exception as error:  # noqa: BLE001  what was to be told of has happened; the log tells of the mail
        telemetry.unexpected(error)
