"""Passwords: how they are hashed, in one place. Argon2id by RFC 9106, sized for a function of half a gigabyte."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY_KIB = 19 * 1024
ROUNDS = 2
LANES = 1

NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$7TIAuLabfzlbSoYHpwUZfA$4JPh1wz8046rB3G3zShyhG/d8jdyGczzt4uoECe3tC4"
"""The hash that stands in for an account that is not there, so that its absence takes as long. A test compares it with
the parameters above."""


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)


def _normal(password: str) -> str:
    # the same password typed on another keyboard or system must give the same bytes
    return unicodedata.normalize("NFKC", password)


def make(password: str) -> str:
    """The hash to store."""
    return _hasher().hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` is the one behind `stored`. The same work when there is none, and the answer no."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        _hasher().verify(stored or NOBODY, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(stored)
