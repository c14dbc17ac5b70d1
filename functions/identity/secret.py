"""Opaque secrets: refresh tokens, API keys, device tokens and mailed tokens. Stored only as hashes.

All have 256 random bits, so a plain SHA-256 is enough: there is nothing to guess. Each names the item it belongs to,
so that checking one is a read by key.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass

REFRESH, KEY, DEVICE = "hr_", "hk_", "hd_"
SIZE = 32
_TAG = 16


def new() -> bytes:
    """A new secret."""
    return secrets.token_bytes(SIZE)


def digest(secret: bytes) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret).hexdigest()


def same(one: str, other: str | None) -> bool:
    """Whether two digests are equal, in constant time."""
    return other is not None and hmac.compare_digest(one, other)


def encode(prefix: str, data: bytes) -> str:
    """A token as text."""
    return prefix + base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode(prefix: str, token: str, size: int) -> bytes | None:
    """The bytes of a token, or None if it has not the form of one."""
    if not token.startswith(prefix) or len(token) > 400:
        return None
    text = token.removeprefix(prefix)
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    # one spelling a token: base64 has spare bits at its end, which must not make a second one
    return data if len(data) == size and hmac.compare_digest(encode(prefix, data).encode(), token.encode()) else None


@dataclass(frozen=True, slots=True)
class Owned:
    """A secret that belongs to an item of a person: an API key, a device."""

    person_id: str
    item_id: str
    secret: bytes

    @property
    def digest(self) -> str:
        """What is stored of it."""
        return digest(self.secret)

    def text(self, prefix: str) -> str:
        """The token."""
        return encode(prefix, uuid.UUID(self.person_id).bytes + uuid.UUID(self.item_id).bytes + self.secret)


def read_owned(prefix: str, token: str) -> Owned | None:
    """The parts of an API key or device token, or None if it is none."""
    data = decode(prefix, token, 32 + SIZE)
    return Owned(str(uuid.UUID(bytes=data[:16])), str(uuid.UUID(bytes=data[16:32])), data[32:]) if data else None


@dataclass(frozen=True, slots=True)
class Refresh:
    """A refresh token: whose, of which session, the how-manieth, the family's mark, and the secret itself."""

    person_id: str
    session_id: str
    generation: int
    tag: bytes
    secret: bytes

    @property
    def digest(self) -> str:
        """What is stored of it."""
        return digest(self.secret)

    @property
    def text(self) -> str:
        """The token."""
        place = uuid.UUID(self.person_id).bytes + uuid.UUID(self.session_id).bytes + self.generation.to_bytes(4, "big")
        return encode(REFRESH, place + self.tag + self.secret)

    def of_family(self, family: str) -> bool:
        """Whether this very generation was once given out.

        Tells an old token that comes back (theft: end the family) from one that somebody made up (nothing: a stranger
        who knows the ids must not be able to sign anybody out). The secret is checked apart, by its hash.
        """
        return hmac.compare_digest(self.tag, mark(family, self.generation))

    def successor(self, family: str, salt: str) -> "Refresh":
        """The token that follows this one, given the salt that the session holds for that step.

        Derived, so that the same step gives the same token again (two tabs, a lost answer) without the token being
        stored. The salt stays on the server: who has an old token cannot go on from it.
        """
        following = hmac.digest(bytes.fromhex(salt), self.secret, "sha256")
        return Refresh(
            self.person_id, self.session_id, self.generation + 1, mark(family, self.generation + 1), following
        )


def mark(family: str, generation: int) -> bytes:
    """What proves that a generation of a family was ours."""
    return hmac.digest(bytes.fromhex(family), generation.to_bytes(4, "big"), "sha256")[:_TAG]


def first_refresh(person_id: str, session_id: str, family: str) -> Refresh:
    """The first token of a session."""
    return Refresh(person_id, session_id, 1, mark(family, 1), new())


def read_refresh(token: str) -> Refresh | None:
    """The parts of a refresh token, or None if it is none."""
    data = decode(REFRESH, token, 32 + 4 + _TAG + SIZE)
    if data is None:
        return None
    person, session, generation = (
        str(uuid.UUID(bytes=data[:16])),
        str(uuid.UUID(bytes=data[16:32])),
        int.from_bytes(data[32:36], "big"),
    )
    return Refresh(person, session, generation, data[36 : 36 + _TAG], data[36 + _TAG :])


def mailed() -> tuple[str, str]:
    """A new mailed token and its digest."""
    secret = new()
    return encode("", secret), digest(secret)


def mailed_digest(token: str) -> str | None:
    """The digest of a mailed token, or None if it has not the form of one."""
    data = decode("", token, SIZE)
    return digest(data) if data else None
