"""What every capability may know of a person: a read-only view of the item that identity keeps."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is. `email` is verified, or empty."""

    person_id: str
    name: str
    email: str
    picture: str | None = None
    title: str | None = None
    locale: str = "en"

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """From the item at `keys.person(...)`, for `table.read`. Takes what it needs, whatever else stands there."""

        def text(name: str) -> str:
            return str(data.get(name, {}).get("S", ""))

        return cls(
            person_id=data["pk"]["S"].removeprefix("PERSON#"),
            name=text("name"),
            email=text("email"),
            picture=text("picture") or None,
            title=text("title") or None,
            locale=text("locale") or "en",
        )
