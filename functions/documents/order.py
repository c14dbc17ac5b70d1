"""Fractional order keys: a place between two others without touching either.

Keys are digits of base 62 in ASCII order and never end in the lowest digit, so that there is always room before one.
"""

import re

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LONGEST = 200
_FORM = re.compile(rf"[0-9A-Za-z]{{0,{LONGEST - 1}}}[1-9A-Za-z]")


def is_position(text: str) -> bool:
    """Whether `text` can be an order key."""
    return _FORM.fullmatch(text) is not None


def between(low: str | None, high: str | None) -> str:
    """A key after `low` and before `high`; None stands for an open end. ValueError unless `low` < `high`."""
    if low is not None and high is not None and low >= high:
        raise ValueError("the lower key must come first")
    if high is None:
        return _after(low or "")
    return _midpoint(low or "", high)


def _after(low: str) -> str:
    """The next key at the open end: counts up, and grows by a digit once in 61 times, not with every append."""
    for index in range(len(low) - 1, -1, -1):
        digit = DIGITS.index(low[index])
        if digit < 61:
            return low[:index] + DIGITS[digit + 1]
    return low + "V"


def _midpoint(low: str, high: str) -> str:
    shared = 0
    while shared < len(high) and (low[shared] if shared < len(low) else "0") == high[shared]:
        shared += 1
    if shared:
        return high[:shared] + _midpoint(low[shared:], high[shared:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0])
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if len(high) > 1:
        return high[0]
    return DIGITS[first] + _after_within(low[1:])


def _after_within(low: str) -> str:
    """A key after `low` in the space below one digit."""
    if not low:
        return "V"
    digit = DIGITS.index(low[0])
    if digit < 60:
        return DIGITS[(digit + 62) // 2]
    return low[0] + _after_within(low[1:])
