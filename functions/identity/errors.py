"""What can go wrong with who somebody is."""

from hearth.errors import Conflict, Field, Forbidden, Invalid, NotFound, RateLimited, TooLarge, Unauthenticated


class BadCredentials(Unauthenticated):
    """Wrong address or wrong password; never which."""

    code = "bad_credentials"


class WrongCode(Unauthenticated):
    """A second factor that is wrong, expired or used before."""

    code = "wrong_code"


class SessionEnded(Unauthenticated):
    """A refresh token that is unknown, expired, or of a session that has ended."""

    code = "session_ended"


class MfaTokenInvalid(SessionEnded):
    """The first half of a sign-in is too old, or the account is another since."""

    code = "mfa_token_invalid"


class EmailNotVerified(Forbidden):
    """The password is right, but nobody has shown that the address is theirs."""

    code = "email_not_verified"


class AccountClosing(Forbidden):
    """The account waits for its deletion; `restore` brings it back."""

    code = "account_closing"


class OriginRefused(Forbidden):
    """A request by cookie that does not come from the workspace's own pages."""

    code = "origin_refused"


class WrongPassword(Forbidden):
    """Somebody who is signed in did not know the password that the act asks for."""

    code = "wrong_password"


class OtherPassword(Forbidden):
    """The link is good, but was asked for with another password; `email` is the address that it confirms."""

    code = "other_password"


class SignedInAlready(Conflict):
    """The browser has a session of somebody, which a link must not replace; `email` says whose."""

    code = "signed_in_already"


class TokenInvalid(Invalid):
    """A mailed token that is unknown, used or expired."""

    code = "token_invalid"


class WeakPassword(Invalid):
    """A password that others would guess."""

    code = "weak_password"

    def __init__(self, reason: str, pointer: str = "/password") -> None:
        super().__init__(f"Choose another password: it {reason}.", fields=[Field(pointer, reason, "weak_password")])


class EmailTaken(Conflict):
    """Somebody has confirmed that address first."""

    code = "email_taken"


class CredentialsChanged(Conflict):
    """The account changed between the reading and the writing: somebody else signed out everywhere, or reset it."""

    code = "credentials_changed"


class TotpState(Conflict):
    """The second factor is not in the state that the act needs."""

    code = "totp_state"


class TooMany(Conflict):
    """More than a person may have."""

    code = "too_many"


class SoleOwner(Conflict):
    """Organizations would be left without an owner; `orgs` lists them."""

    code = "sole_owner"


class SessionNotFound(NotFound):
    """The asker has no such session."""

    code = "session_not_found"


class KeyNotFound(NotFound):
    """The asker has no such API key."""

    code = "api_key_not_found"


class InvalidExpiry(Invalid):
    """A key that would never have been good, or be good for too long."""

    code = "invalid_expiry"


class SlowDown(RateLimited):
    """Too many wrong guesses: wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(max(seconds, 1), detail="Too many wrong attempts. Wait a little, or reset the password.")


class RecentSignInRequired(Forbidden):
    """The act asks for a session that has just begun."""

    code = "recent_sign_in_required"


class PictureNotFound(NotFound):
    """No such picture, or no such size of it."""

    code = "picture_not_found"


class PreferencesTooLarge(TooLarge):
    """More than the preferences of one person may hold."""

    code = "preferences_too_large"
