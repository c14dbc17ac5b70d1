"""Which passwords are refused: those that others would guess. Length does the rest.

Lists of leaked passwords are mostly the same few ideas with digits, years and signs around them. So a password is
reduced to its idea (no decoration, no l33t) and the idea is looked up, which covers far more than a list as long.
`HEARTH_BREACH_URL` (a k-anonymity range service; off by default) asks for the rest.
"""

import hashlib
import os
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from functions.identity.errors import WeakPassword

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST, LONGEST = 10, 200

_LEET = str.maketrans("@4830!1|5$7+", "aaeeoiiissttt"[:12])
_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "zaq1xsw2cde3vfr4",
)


@cache
def _common() -> frozenset[str]:
    """The commonest ideas, in our own words."""
    return frozenset(Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8").split())


def refuse_weak(password: str, email: str, name: str = "", pointer: str = "/password") -> None:
    """WeakPassword, with its reason, for a password that others would guess."""
    reason = weakness(password, email, name)
    if reason is not None:
        raise WeakPassword(reason, pointer)


def weakness(password: str, email: str = "", name: str = "") -> str | None:
    """Why a password is weak, or None."""
    text = unicodedata.normalize("NFKC", password)
    folded = text.casefold()
    faults: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: len(text) < SHORTEST, f"must have at least {SHORTEST} characters"),
        (lambda: len(text) > LONGEST, f"must have at most {LONGEST} characters"),
        (lambda: len(set(folded)) < 5, "repeats a few characters"),
        (lambda: _is_repeated(folded) or _is_walk(folded), "is a simple pattern"),
        (lambda: bool(ideas(folded) & _common()), "is too common"),
        (lambda: _is_own(folded, email, name), "is nearly your name or address"),
        (lambda: _leaked(text), "is known from a leak"),
    )
    return next((reason for applies, reason in faults if applies()), None)


def ideas(folded: str) -> set[str]:
    """What is left of a password without decoration: digits and signs around it, l33t inside it, a word said twice."""
    found = set()
    for text in (folded, folded.translate(_LEET)):
        letters = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
        bare = re.sub(r"[\W\d_]+", "", text)
        found |= {text, letters, bare}
    # undone before l33t, the digits at the end are decoration: "p4ssw0rd2024" is "p4ssw0rd" first
    trimmed = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    found.add(re.sub(r"[\W\d_]+", "", trimmed.translate(_LEET)))
    return found | {text[: len(text) // 2] for text in found if len(text) > 5 and text[: len(text) // 2] * 2 == text}


def _is_repeated(text: str) -> bool:
    """The same piece again and again: `abcabcabcabc`."""
    return len(text) > 5 and text in (text + text)[1:-1] and (text + text).find(text, 1) <= 5


def _is_walk(text: str) -> bool:
    """Neighbours on a keyboard, the alphabet or the digits, forth or back, in at most three runs and little else."""
    rows = [row + row for row in _ROWS] + [row[::-1] + row[::-1] for row in _ROWS]
    runs, others, at = 0, 0, 0
    while at < len(text):
        length = max(_run(text, at, row) for row in rows)
        runs, others = (runs + 1, others) if length > 2 else (runs, others + length)
        at += length
    return runs <= 3 and others <= 3


def _run(text: str, at: int, row: str) -> int:
    length = 1
    while at + length < len(text) and text[at : at + length + 1] in row:
        length += 1
    return length


def _is_own(folded: str, email: str, name: str) -> bool:
    """The person's name or address, and hardly anything else."""
    local, _, domain = email.casefold().partition("@")
    name = name.casefold()
    parts = [local, domain.partition(".")[0], name.replace(" ", ""), *re.split(r"[\W\d_]+", local), *name.split()]
    return any(len(part) >= 4 and len(folded.replace(part, "")) < 6 for part in parts)


def _leaked(password: str) -> bool:
    """Ask a range service, if one is set: it learns five hex digits of a hash, and never the password.

    An answer that does not come counts as no: a service that is down must not keep people from signing up.
    """
    url = os.environ.get("HEARTH_BREACH_URL", "")
    if not url.startswith("https://"):
        return False
    from urllib.request import Request, urlopen

    hashed = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    try:
        request = Request(f"{url.rstrip('/')}/{hashed[:5]}", headers={"Add-Padding": "true"})  # noqa: S310  https, above
        with urlopen(request, timeout=2) as answer:  # noqa: S310
            lines = answer.read(200_000).decode("ascii", "replace").splitlines()
    except OSError:
        return False
    return any(
        line.partition(":")[0] == hashed[5:] and line.partition(":")[2].strip() not in {"", "0"} for line in lines
    )
