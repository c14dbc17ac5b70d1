"""Access tokens: short, signed (ES256), checked by whoever has the published keys.

An access token says who and which session, and nothing of what they may do: that is read where it is decided.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from functions.identity import signing
from hearth import clock
from hearth.config import settings

ACCESS = "hearth-api"
MFA = "hearth-mfa"
ACCESS_SECONDS = 15 * 60
MFA_SECONDS = 5 * 60
LEEWAY_SECONDS = 30
KEYS_SECONDS = 60

_published: tuple[float, dict[str, dict[str, Any]]] = (0.0, {})


class Refused(Exception):
    """A token that is expired, forged, for another audience, or no token at all."""


def forget() -> None:
    """Drop the process's copy of the published keys."""
    global _published  # noqa: PLW0603  one process, one copy
    _published = (0.0, {})


def issuer() -> str:
    """Who signs: this stack and no other."""
    return f"hearth/{settings().stack}"


def issue(audience: str, subject: str, seconds: int, **claims: Any) -> str:
    """A signed token."""
    import jwt

    key = signing.current()
    now = clock.now()
    body = {
        "iss": issuer(),
        "aud": audience,
        "sub": subject,
        "iat": now,
        "exp": now + timedelta(seconds=seconds),
        **claims,
    }
    return jwt.encode(body, key.pem, algorithm="ES256", headers={"kid": key.kid})


def access(person_id: str, session_id: str) -> str:
    """An access token for a session."""
    return issue(ACCESS, person_id, ACCESS_SECONDS, sid=session_id)


def read(token: str, audience: str, keys: Callable[[str], dict[str, Any] | None] | None = None) -> dict[str, Any]:
    """The claims of a token that is right in every respect; Refused otherwise.

    The algorithm and the key are chosen here, never by the token: its `kid` only says which of our keys to try.
    """
    import jwt

    try:
        kid = jwt.get_unverified_header(token).get("kid")
        jwk = (keys or public_key)(kid) if isinstance(kid, str) else None
        if jwk is None:
            raise Refused("unknown key")
        claims: dict[str, Any] = jwt.decode(
            token,
            jwt.PyJWK(jwk, algorithm="ES256").key,
            algorithms=["ES256"],
            audience=audience,
            issuer=issuer(),
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iat", "sub", "aud", "iss"]},
        )
    except (jwt.PyJWTError, ValueError) as error:
        raise Refused(type(error).__name__) from error
    return claims


def public_key(kid: str) -> dict[str, Any] | None:
    """The published key of that name. Asks the table again when the name is new, but not for every invented one."""
    global _published  # noqa: PLW0603
    now = time.time()  # a monotonic clock may stand still while the process is frozen
    age = now - _published[0]
    if not _published[1] or age > KEYS_SECONDS or (kid not in _published[1] and age > 1):
        _published = (now, {jwk["kid"]: jwk for jwk in signing.published()})
    return _published[1].get(kid)
