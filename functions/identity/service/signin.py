"""Signing in: who shows the right password (and code) gets a session. Nothing here tells whether an account exists."""

from dataclasses import dataclass

from functions.identity import events, hashing
from functions.identity.client_info import ClientInfo
from functions.identity.errors import BadCredentials, EmailNotVerified
from functions.identity.models import Login
from functions.identity.service.login_throttle import device_keys, password_guesses, throttle_of
from functions.identity.service.session_start import (
    SignedIn,
    closing_refusal,
    notify_new_sign_in,
    stand_on,
    start_session,
)
from hearth.errors import HearthError
from hearth.keys import identity as keys
from hearth.table.query import find_many
from hearth.table.write import Write


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """The password was right, but the account asks for a code as well."""

    token: str


def log_in(email: str, password: str, visit: ClientInfo, *, restore: bool = False) -> SignedIn | SecondFactor:
    """Sign in with address and password: one read, one guess counted, one transaction.

    BadCredentials, after the same work, for a wrong password and for an address without an account.
    """
    found = find_many(keys.login(email), keys.guard(password_guesses(email)), *device_keys(visit))
    login = found.get(Login, keys.login(email))
    throttle = throttle_of(password_guesses(email), login, visit, found)
    throttle.admit()
    right = hashing.matches(login.password if login else None, password)
    if not right or login is None:
        events.sign_in_failed(Write(), login, visit, "password").commit()
        raise BadCredentials("The address or the password is wrong.")
    refused = _refusal(login, restore=restore)
    if refused is not None or login.totp_secret:
        throttle.right(Write()).commit()
    if refused is not None:
        raise refused
    if login.totp_secret:
        from functions.identity.service.second_factor import begin

        return SecondFactor(begin(login, restore=restore))
    write = throttle.right(Write())
    result = start_session(write, login, visit, how="password", throttle=throttle)
    rehashed = [Login.password.set(hashing.make(password))] if hashing.outdated(login.password) else []
    stand_on(write, login, visit, restore=restore, too=rehashed)
    write.commit()
    notify_new_sign_in(result, visit, throttle)
    return result


def _refusal(login: Login, *, restore: bool) -> HearthError | None:
    """Why the right password is not enough."""
    if not login.verified:
        return EmailNotVerified("Confirm your address first: open the link in the mail, or ask for another.")
    return closing_refusal(login, restore=restore)
