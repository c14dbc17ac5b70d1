"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for when it is lost."""

import hashlib

from functions.identity import tokens
from functions.identity.models import Login


def begin(login: Login, *, restore: bool) -> str:
    """What stands for a right password until the code comes. It dies with the password it stands for."""
    claims = {"email": login.email, "of": _fingerprint(login), "restore": restore}
    return tokens.issue(tokens.MFA, login.person_id, tokens.MFA_SECONDS, **claims)


def _fingerprint(login: Login) -> str:
    return hashlib.sha256(login.password.encode()).hexdigest()[:32]
