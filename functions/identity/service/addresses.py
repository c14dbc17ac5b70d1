"""Another mail address: it counts once the link mailed to it was opened, and the old one hears of it."""

from functions.identity import events, secret
from functions.identity.errors import EmailTaken
from functions.identity.models import Login, OneTimeToken, Person
from functions.identity.service.account import Account, prove
from functions.identity.service.registration import get_token, invalid_token
from functions.identity.visits import Visit
from hearth import clock, keys, mail, telemetry
from hearth.access import Who
from hearth.events import record
from hearth.table import Write, find_many

TOKEN_HOURS = 24
CARRIED = (
    "person_id",
    "password",
    "verified",
    "status",
    "era",
    "name",
    "picture",
    "locale",
    "time_zone",
    "totp_secret",
    "totp_pending",
    "totp_step",
    "recovery_codes",
)


def request(account: Account, new_email: str, password: str, who: Who) -> None:
    """Mail a link to the new address. Whether somebody else has it is only said to whoever can open that link."""
    prove(account, password)
    token, digest = secret.mailed()
    item = OneTimeToken.at(
        keys.one_time_token(digest),
        purpose="email",
        person_id=account.person.id,
        email=account.person.email,
        data={"new_email": new_email},
        ttl=clock.epoch(clock.in_(hours=TOKEN_HOURS)),
    )
    write = account.door.right(Write()).create(item)
    events.witness(write, who.person_id, events.email_change_requested(account.person, new_email, who))
    write.commit()
    data = {"name": account.person.name, "link": mail.link("confirm-email", token), "hours": TOKEN_HOURS}
    mail.send("confirm_new_email", new_email, account.person.locale, data)


def confirm(token: str, visit: Visit) -> None:
    """Move the account to the new address. EmailTaken if somebody else has confirmed it first.

    Sessions go on. A token dies with the address it was asked from, so of two requests the first confirmed one counts.
    """
    item = get_token(token, "email")
    old, new = item.email, str(item.data["new_email"])
    found = find_many(keys.login(old), keys.person(item.person_id))
    login, person = found.get(Login, keys.login(old)), found.get(Person, keys.person(item.person_id))
    if login is None or person is None or login.person_id != person.id or person.email != old:
        raise invalid_token()
    if new == old:
        Write().delete(OneTimeToken, item.key).commit()
        return
    moved = Login.at(keys.login(new), **{name: getattr(login, name) for name in CARRIED})
    free = Login.pk.does_not_exist() | (Login.verified == False)  # noqa: E712  an expression, not a comparison
    unchanged = (Login.person_id == person.id) & (Login.password == login.password) & (Login.era == login.era)
    unchanged &= (Login.totp_step == login.totp_step) & (Login.status == login.status)
    person.email = new
    write = Write().delete(OneTimeToken, item.key, OneTimeToken.pk.exists(), invalid_token())
    write.delete(Login, login.key, unchanged, invalid_token())
    write.put(moved, free, EmailTaken("Somebody has confirmed this address for another account."))
    record(person, events.person_updated(person, {}))
    write.replace(person)
    events.witness(write, person.id, events.email_changed(person.id, old, new, visit), country=visit.country)
    write.commit()
    try:
        mail.send("email_changed", old, person.locale, {"name": person.name, "email": new})
    except Exception as error:  # noqa: BLE001  the address is changed; the log tells of the mail
        telemetry.unexpected(error)
