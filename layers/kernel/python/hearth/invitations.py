"""Tokens of invitations: they name the invitation and hold a secret, of which only the hash is stored.

Naming the place makes looking one up a single Get; it helps nobody who lacks the secret.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from hearth import clock

SECRET_BYTES = 24
_LENGTH = 16 + 16 + SECRET_BYTES


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart."""

    org_id: str
    invitation_id: str
    secret: bytes

    @property
    def text(self) -> str:
        """What goes into the link."""
        raw = UUID(self.org_id).bytes + UUID(self.invitation_id).bytes + self.secret
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @property
    def digest(self) -> str:
        """What is kept."""
        return hashlib.sha256(self.secret).hexdigest()

    def opens(self, digest: str) -> bool:
        """Whether this is the token that `digest` was kept of, in constant time."""
        return hmac.compare_digest(self.digest, digest)


def new_token(org_id: str, invitation_id: str) -> Token:
    """A fresh one."""
    return Token(org_id, invitation_id, secrets.token_bytes(SECRET_BYTES))


def parse(text: str) -> Token | None:
    """The token, or None if it is none of ours."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != _LENGTH:
        return None
    return Token(str(UUID(bytes=raw[:16])), str(UUID(bytes=raw[16:32])), raw[32:])


@dataclass(frozen=True, slots=True)
class Mailed:
    """What every capability may know of an invitation: a read-only view of the item that organizations keeps."""

    email: str
    status: str
    token_hash: str
    expires_at: str

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """From the item at `keys.invitation(...)`, for `table.read`."""
        return cls(*[str(data.get(name, {}).get("S", "")) for name in ("email", "status", "token_hash", "expires_at")])

    def proves(self, token: Token) -> bool:
        """Whether who shows the token has read the mail to `email`: it was sent there and told to nobody else."""
        is_open = self.status == "pending" and self.expires_at > clock.iso(clock.now())
        return bool(self.email) and is_open and token.opens(self.token_hash)
