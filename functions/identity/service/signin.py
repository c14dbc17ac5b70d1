"""Signing in: who shows the right password (and code) gets a session. Nothing here tells whether an account exists."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.identity import agents, events, hashing, secret
from functions.identity.errors import AccountClosing, BadCredentials, EmailNotVerified, SlowDown
from functions.identity.models import SESSION_DAYS, Device, Guard, Login, Session, wait_after
from functions.identity.visits import DEVICE_DAYS, Visit
from hearth import clock, ids, keys, mail, telemetry
from hearth.errors import Conflict, HearthError
from hearth.table import Found, Write, find_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action

GUARD_SECONDS = 86400


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has just begun or gone on, with the secrets that are shown this once."""

    login: Login
    session: Session
    refresh: secret.Refresh
    device_token: str | None = None


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """The password was right, but the account asks for a code as well."""

    token: str


@dataclass(frozen=True, slots=True)
class Door:
    """Where a guess is made: a known device has a door of its own, everybody else shares that of the address.

    So a stranger who guesses makes strangers wait, and not the person on the device they always use. Who is locked out
    on a new device can reset the password, which opens the door.
    """

    name: str
    device: Device | None
    guard: Guard | None

    def refuse_if_waiting(self) -> None:
        """SlowDown while the wait after wrong guesses is not over."""
        last = self.device or self.guard
        left = float(last.until) - time.time() if last else 0
        if left > 0:
            raise SlowDown(int(left) + 1)

    def wrong(self, write: Write) -> Write:
        """Count a wrong guess."""
        last = self.device or self.guard
        failures = (int(last.failures) if last else 0) + 1
        until = time.time() + wait_after(failures)
        if self.device is not None:
            return write.update(
                Device, self.device.key, [Device.failures.add(1), Device.until.set(until)], Device.pk.exists()
            )
        ttl = int(time.time()) + GUARD_SECONDS
        actions = [Guard.failures.add(1), Guard.until.set(until), Guard.ttl.set(ttl), Guard.kind.set(Guard)]
        return write.update(Guard, keys.guard(self.name), actions)

    def right(self, write: Write) -> Write:
        """Forget the wrong guesses made here."""
        if self.device is not None and self.device.failures:
            return write.update(
                Device, self.device.key, [Device.failures.set(0), Device.until.set(0)], Device.pk.exists()
            )
        if self.device is None and self.guard is not None:
            return write.delete(Guard, self.guard.key)
        return write


def door_of(name: str, login: Login | None, visit: Visit, found: Found) -> Door:
    """The door at which a visitor knocks."""
    owned = device_of(visit)
    device = None
    if owned is not None and login is not None and owned.person_id == login.person_id:
        device = found.get(Device, keys.device(owned.person_id, owned.digest))
    return Door(name, device, found.get(Guard, keys.guard(name)))


def device_of(visit: Visit) -> secret.Owned | None:
    """The device that a visitor says to be on."""
    return secret.read_owned(secret.DEVICE, visit.device_token) if visit.device_token else None


def device_keys(visit: Visit) -> list[keys.Key]:
    """The key of that device, to read it along."""
    owned = device_of(visit)
    return [keys.device(owned.person_id, owned.digest)] if owned else []


def password_door(email: str) -> str:
    """The name of the door where passwords of an address are tried."""
    return f"password#{email}"


def log_in(email: str, password: str, visit: Visit, *, restore: bool = False) -> SignedIn | SecondFactor:
    """Sign in with address and password: one read, one transaction.

    BadCredentials, after the same work, for a wrong password and for an address without an account.
    """
    found = find_many(keys.login(email), keys.guard(password_door(email)), *device_keys(visit))
    login = found.get(Login, keys.login(email))
    door = door_of(password_door(email), login, visit, found)
    door.refuse_if_waiting()
    right = hashing.matches(login.password if login else None, password)
    if not right or login is None:
        events.sign_in_failed(door.wrong(Write()), login, visit, "password").commit()
        raise BadCredentials("The address or the password is wrong.")
    if not login.verified:
        raise EmailNotVerified("Confirm your address first: open the link in the mail, or ask for another.")
    refuse_closing(login, restore=restore)
    if login.totp_secret:
        from functions.identity.service.second_factor import begin

        return SecondFactor(begin(login, restore=restore))
    write = door.right(Write())
    result = start_session(write, login, visit, how="password", door=door)
    rehashed = [Login.password.set(hashing.make(password))] if hashing.outdated(login.password) else []
    stand_on(write, login, visit, restore=restore, too=rehashed)
    write.commit()
    greet(result, visit, door)
    return result


def refuse_closing(login: Login, *, restore: bool) -> None:
    """AccountClosing for an account that waits for its deletion, unless its owner wants it back."""
    if login.status != "active" and not restore:
        raise AccountClosing("This account is being deleted. Send restore: true to keep it.")


def stand_on(
    write: Write,
    login: Login,
    visit: Visit,
    *,
    restore: bool = False,
    too: "Sequence[Action]" = (),
    only_if: "Condition | None" = None,
    otherwise: HearthError | None = None,
) -> Write:
    """Let the session exist only if the credentials that were checked still are the credentials.

    `too` is what else changes of the login (an item can stand in a transaction once), `only_if` what that stands on,
    and `otherwise` the error then.
    """
    unchanged = (Login.password == login.password) & (Login.era == login.era) & (Login.status == login.status)
    changed = otherwise or Conflict("The account changed just now. Sign in again.", code="credentials_changed")
    if only_if is not None:
        unchanged &= only_if
    actions = list(too)
    if login.status != "active" and restore:
        from functions.identity.service.closing import reopen

        actions.append(Login.status.set("active"))
        reopen(write, login, visit, changed)
    if actions:
        return write.update(Login, login.key, actions, unchanged, changed)
    return write.check(Login, login.key, unchanged, changed)


def start_session(write: Write, login: Login, visit: Visit, *, how: str, door: Door | None = None) -> SignedIn:
    """Add a new session to a write, the device it is on, and the entry that tells of it."""
    now = clock.now()
    moment = clock.iso(now)
    session_id, family = ids.new_id(), secret.new().hex()
    refresh = secret.first_refresh(login.person_id, session_id, family)
    session = Session.at(
        keys.session(login.person_id, session_id),
        person_id=login.person_id,
        era=login.era,
        family=family,
        secret=refresh.digest,
        rotated_at=moment,
        transport=visit.transport,
        agent=visit.agent,
        address=visit.address,
        country=visit.country,
        used_at=moment,
        ttl=clock.epoch(now) + SESSION_DAYS * 86400,
    )
    write.create(session)
    known = door.device if door else None
    device_token = _remember_device(write, login.person_id, visit, known)
    event = events.session_started(login, session, visit, how=how, new_device=known is None)
    events.witness(write, login.person_id, event, country=visit.country)
    telemetry.count("SignIns")
    return SignedIn(login, session, refresh, device_token)


def _remember_device(write: Write, person_id: str, visit: Visit, known: Device | None) -> str | None:
    """The token by which a new device is known from now on; None for one that has its token."""
    if known is not None:
        return None
    owned = secret.Owned(person_id, ids.new_id(), secret.new())
    ttl = clock.epoch(clock.in_(days=DEVICE_DAYS))
    moment = clock.iso(clock.now())
    write.create(Device.at(keys.device(person_id, owned.digest), agent=visit.agent, used_at=moment, ttl=ttl))
    return owned.text(secret.DEVICE)


def greet(result: SignedIn, visit: Visit, door: Door) -> None:
    """Tell the person by mail of a sign-in on a device that was not known. A mail that fails does not undo it."""
    if door.device is not None:
        return
    data = {
        "name": result.login.name,
        "at": result.session.used_at,
        "agent": agents.name(visit.agent),
        "address": visit.address,
        "country": visit.country,
    }
    try:
        mail.send("new_sign_in", result.login.email, result.login.locale, data)
    except Exception as error:  # noqa: BLE001  the session stands; the log tells of the mail
        telemetry.unexpected(error)
