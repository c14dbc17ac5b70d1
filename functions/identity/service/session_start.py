"""The start of a session: what every way in does once it knows who is there, and what the session stands on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.identity import agents, events, secret
from functions.identity.client_info import DEVICE_DAYS, ClientInfo
from functions.identity.errors import AccountClosing, CredentialsChanged
from functions.identity.models import SESSION_DAYS, Device, Login, Session
from functions.identity.service.login_throttle import LoginThrottle
from hearth import clock, ids, mail, telemetry
from hearth.errors import HearthError
from hearth.keys import identity as keys
from hearth.table.write import Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has just begun or gone on, with the secrets that are shown this once."""

    login: Login
    session: Session
    refresh: secret.Refresh
    device_token: str | None = None


def closing_refusal(login: Login, *, restore: bool) -> AccountClosing | None:
    """What is said of an account that waits for its deletion, unless its owner wants it back."""
    if login.status == "active" or restore:
        return None
    return AccountClosing("This account is being deleted. Send restore: true to keep it.")


def stand_on(
    write: Write,
    login: Login,
    visit: ClientInfo,
    *,
    restore: bool = False,
    too: "Sequence[Action]" = (),
    only_if: "Condition | None" = None,
    on_failure: HearthError | None = None,
) -> Write:
    """Let the session exist only if the credentials that were checked still are the credentials.

    `too` is what else changes of the login (an item can stand in a transaction once), `only_if` what that stands on,
    and `on_failure` the error then.
    """
    unchanged = (Login.password == login.password) & (Login.era == login.era) & (Login.status == login.status)
    changed = on_failure or CredentialsChanged("The account changed just now. Sign in again.")
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


def start_session(
    write: Write, login: Login, visit: ClientInfo, *, how: str, throttle: LoginThrottle | None = None
) -> SignedIn:
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
    known = throttle.device if throttle else None
    device_token = _remember_device(write, login.person_id, visit, known)
    event = events.session_started(login, session, visit, how=how, new_device=known is None)
    events.append_security_log(write, login.person_id, event, country=visit.country)
    telemetry.count("SignIns")
    return SignedIn(login, session, refresh, device_token)


def _remember_device(write: Write, person_id: str, visit: ClientInfo, known: Device | None) -> str | None:
    """The token by which a new device is known from now on; None for one that has its token."""
    if known is not None:
        return None
    owned = secret.Owned(person_id, ids.new_id(), secret.new())
    ttl = clock.epoch(clock.in_(days=DEVICE_DAYS))
    moment = clock.iso(clock.now())
    write.create(Device.at(keys.device(person_id, owned.digest), agent=visit.agent, used_at=moment, ttl=ttl))
    return owned.text(secret.DEVICE)


def notify_new_sign_in(result: SignedIn, visit: ClientInfo, throttle: LoginThrottle) -> None:
    """Tell the person by mail of a sign-in on a device that was not known. A mail that fails does not undo it."""
    if throttle.device is not None:
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
