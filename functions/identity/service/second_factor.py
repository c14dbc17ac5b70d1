"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for when it is lost."""

import base64
import hashlib
import hmac
import secrets
import time
from typing import TYPE_CHECKING

from functions.identity import events, tokens
from functions.identity.client_info import ClientInfo
from functions.identity.errors import MfaTokenInvalid, TotpState, WrongCode
from functions.identity.models import Guard, Login, Person
from functions.identity.service.account import Account, failed, get_account, prove
from functions.identity.service.login_throttle import LoginThrottle, device_keys, throttle_of
from functions.identity.service.session_start import (
    SignedIn,
    closing_refusal,
    notify_new_sign_in,
    stand_on,
    start_session,
)
from hearth.context import AccountContext
from hearth.errors import Conflict
from hearth.keys import identity as keys
from hearth.table.query import find_many
from hearth.table.write import Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action

STEP = 30
DRIFT = 1
"""Steps that an authenticator's clock may be off."""
RECOVERY_CODES = 10
ISSUER = "Hearth"


# --- signing in with it ---------------------------------------------------------------------------------------------


def begin(login: Login, *, restore: bool) -> str:
    """What stands for a right password until the code comes. It is void once the password has changed."""
    claims = {"email": login.email, "of": _fingerprint(login), "restore": restore}
    return tokens.issue(tokens.MFA, login.person_id, tokens.MFA_SECONDS, **claims)


def _fingerprint(login: Login) -> str:
    return hashlib.sha256(f"{login.password}#{login.era}".encode()).hexdigest()[:32]


def finish(mfa_token: str, code: str | None, recovery_code: str | None, visit: ClientInfo) -> SignedIn:
    """Sign in with a code. WrongCode for one that is wrong, too old, or was used before."""
    try:
        claims = tokens.read(mfa_token, tokens.MFA)
    except tokens.Refused as error:
        raise MfaTokenInvalid("The sign-in took too long. Begin again.") from error
    name = f"code#{claims['sub']}"
    found = find_many(keys.login(claims["email"]), keys.guard(name), *device_keys(visit))
    login = found.get(Login, keys.login(claims["email"]))
    if login is None or not login.totp_secret or not hmac.compare_digest(_fingerprint(login), str(claims["of"])):
        raise MfaTokenInvalid("The account changed. Begin again.")
    refused = closing_refusal(login, restore=bool(claims["restore"]))
    if refused is not None:
        raise refused
    # who guesses here has shown the right password, so this count has no way round it, not even for a known device
    throttle = LoginThrottle(name, None, found.get(Guard, keys.guard(name)))
    throttle.admit()
    step = find_step(login.totp_secret, code, int(login.totp_step)) if code else None
    left = _without(login.recovery_codes, recovery_code) if recovery_code else None
    if step is None and left is None:
        events.sign_in_failed(Write(), login, visit, "second_factor").commit()
        raise WrongCode("The code is wrong, or was used before.")
    write = throttle.right(Write())
    known = throttle_of(name, login, visit, found)
    result = start_session(write, login, visit, how="mfa", throttle=known)
    used_meanwhile = WrongCode("The code was used a moment ago.")
    if step is not None:
        spent, free = Login.totp_step.set(step), Login.totp_step == login.totp_step
    else:
        left = left or []
        spent, free = Login.recovery_codes.set(left), Login.recovery_codes == list(login.recovery_codes)
        used = events.recovery_code_used(login, visit, len(left))
        events.append_security_log(write, login.person_id, used, country=visit.country, session_id=result.session.id)
    stand_on(write, login, visit, restore=bool(claims["restore"]), too=[spent], only_if=free, on_failure=used_meanwhile)
    write.commit()
    notify_new_sign_in(result, visit, known)
    return result


def find_step(totp_secret: str, code: str, last: int, now: float | None = None) -> int | None:
    """The time step that a code belongs to; None if it is none of those around now, or not later than the last used."""
    import pyotp

    totp = pyotp.TOTP(totp_secret)
    current = int(time.time() if now is None else now) // STEP
    steps = range(current - DRIFT, current + DRIFT + 1)
    # all are compared, so that the time it takes tells nothing
    right = [step for step in steps if hmac.compare_digest(totp.at(step * STEP), code)]
    return next((step for step in right if step > last), None)


# --- turning it on and off ------------------------------------------------------------------------------------------


def start(context: AccountContext, password: str) -> tuple[str, str]:
    """A new secret and the address that an authenticator reads from a QR code. Counts once it is confirmed."""
    import pyotp

    account = get_account(context)
    if account.login.totp_secret:
        raise TotpState("The second factor is on already.")
    prove(context, account, password)
    fresh = pyotp.random_base32()
    off = Login.totp_secret.does_not_exist()
    write = account.throttle.right(Write())
    write.update(Login, account.login.key, [Login.totp_pending.set(fresh)], off, TotpState("It is on already."))
    write.commit()
    return fresh, pyotp.TOTP(fresh).provisioning_uri(name=account.person.email, issuer_name=ISSUER)


def confirm(context: AccountContext, code: str) -> list[str]:
    """Turn the second factor on with a first code. Returns the recovery codes, which are shown this once."""
    who, account = context.who, get_account(context)
    login = account.login
    if login.totp_secret or not login.totp_pending:
        raise TotpState("Start with POST /v1/me/totp." if not login.totp_secret else "The second factor is on already.")
    account.throttle.admit()
    step = find_step(login.totp_pending, code, 0)
    if step is None:
        failed(context, account, "second_factor")
        raise WrongCode("The code is wrong. Is the clock of the device right?")
    codes, hashes = _new_codes()
    write = account.throttle.right(Write())
    _set_login(
        write,
        account,
        [
            Login.totp_secret.set(login.totp_pending),
            Login.totp_pending.remove(),
            Login.totp_step.set(step),
            Login.recovery_codes.set(hashes),
        ],
        Login.totp_pending == login.totp_pending,
    )
    write.update(Person, account.person.key, [Person.totp.set(True), Person.version.add(1)], Person.pk.exists())
    events.append_security_log(write, who.person_id, events.totp_enabled(who))
    events.append_security_log(write, who.person_id, events.recovery_codes_made(who, len(codes)))
    write.commit()
    return codes


def stop(context: AccountContext, password: str, code: str | None, recovery_code: str | None) -> None:
    """Turn the second factor off, for who shows both factors: an open screen has neither.

    One guess is counted for both. WrongCode only to whoever knows the password.
    """
    who, account = context.who, get_account(context)
    login = account.login
    if not login.totp_secret:
        raise _is_off()
    prove(context, account, password)
    step = find_step(login.totp_secret, code, int(login.totp_step)) if code else None
    left = _without(login.recovery_codes, recovery_code) if recovery_code else None
    if step is None and left is None:
        failed(context, account, "second_factor")
        raise WrongCode("The code is wrong, or was used before.")
    write = account.throttle.right(Write())
    gone = [Login.totp_secret.remove(), Login.totp_pending.remove(), Login.recovery_codes.set([])]
    if step is not None:
        gone.append(Login.totp_step.set(step))
    # the codes as they were compared: of two acts with one code, one counts
    same = (Login.totp_step == login.totp_step) & (Login.recovery_codes == list(login.recovery_codes))
    _set_login(write, account, gone, Login.totp_secret.exists() & same)
    write.update(Person, account.person.key, [Person.totp.set(False), Person.version.add(1)], Person.pk.exists())
    events.append_security_log(write, who.person_id, events.totp_disabled(who))
    write.commit()


def make_codes(context: AccountContext, password: str) -> list[str]:
    """New recovery codes in place of the old ones."""
    who, account = context.who, get_account(context)
    if not account.login.totp_secret:
        raise _is_off()
    prove(context, account, password)
    codes, hashes = _new_codes()
    write = account.throttle.right(Write())
    _set_login(write, account, [Login.recovery_codes.set(hashes)], Login.totp_secret.exists())
    events.append_security_log(write, who.person_id, events.recovery_codes_made(who, len(codes)))
    write.commit()
    return codes


def _is_off() -> TotpState:
    return TotpState("The second factor is off.")


def _set_login(write: Write, account: Account, actions: "Sequence[Action]", state: "Condition") -> None:
    changed = Conflict("The second factor is not in the state that this needs.", code=TotpState.code)
    write.update(Login, account.login.key, actions, (Login.person_id == account.person.id) & state, changed)


def _new_codes() -> tuple[list[str], list[str]]:
    codes = [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in codes], [_hash(code) for code in codes]


def _hash(code: str) -> str:
    # 80 random bits: nothing to guess, so a plain hash will do
    return hashlib.sha256(code.encode()).hexdigest()


def _without(hashes: list[str], code: str) -> list[str] | None:
    """The codes that are left when one is used; None if it is none of them. Typed codes come in many spellings."""
    used = _hash("".join(char for char in code.lower() if char.isalnum()))
    return [one for one in hashes if one != used] if used in hashes else None
