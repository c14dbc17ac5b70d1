"""Ids: UUID version 7 (RFC 9562 §5.7), so that ids sort by the time they were made."""

import hashlib
import re
import secrets
import time
from datetime import UTC, datetime

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new_id() -> str:
    """A new UUIDv7 in its usual lower-case form; random beyond the millisecond."""
    return _form(time.time_ns() // 1_000_000, secrets.randbits(74))


def id_of(moment: datetime, *parts: object) -> str:
    """The UUIDv7 of something that came to be at `moment` and is named by `parts`: the same each time it is made."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return _form(int(moment.timestamp() * 1000), int.from_bytes(digest[:10], "big") >> 6)


def _form(milliseconds: int, random: int) -> str:
    """Time, version and variant, and 74 other bits."""
    value = milliseconds << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | (random & (1 << 62) - 1)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id (any UUID version, lower case)."""
    return _UUID.fullmatch(text) is not None


def time_of(id_: str) -> datetime:
    """The moment a UUIDv7 was made, to the millisecond."""
    return datetime.fromtimestamp(int(id_[:8] + id_[9:13], 16) / 1000, UTC)
