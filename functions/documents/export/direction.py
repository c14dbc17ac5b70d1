"""Which way words run: by their first strong letter, as the Unicode Bidirectional Algorithm has it (UAX #9, P2, P3)."""

import unicodedata


def runs_right_to_left(words: str) -> bool:
    """Whether a paragraph of these words begins at the right."""
    for letter in words:
        kind = unicodedata.bidirectional(letter)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return False


def has_right_to_left(words: str) -> bool:
    """Whether any letter of these words runs to the left."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in words)
