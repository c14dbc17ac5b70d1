"""What a document is written on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """What it is written on: the size of a page, and the language (BCP 47) of what Hearth itself says in it."""

    size: str = "a4"
    locale: str = "en"
