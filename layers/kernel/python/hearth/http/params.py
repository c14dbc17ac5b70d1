"""Query parameters: small parsers, so that a list route needs no validator library at cold start."""

from dataclasses import dataclass
from typing import Any

from hearth import clock
from hearth.errors import Field, Invalid
from hearth.ids import is_id


@dataclass(frozen=True, slots=True)
class Param:
    """A query parameter. `parse` raises ValueError with a sentence for a person; `schema` is its OpenAPI schema."""

    description: str = ""
    default: Any = None

    def parse(self, text: str) -> Any:
        """The value of `text`."""
        raise ValueError(text)

    def schema(self) -> dict[str, Any]:
        """The OpenAPI schema."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Text(Param):
    """Free text, or one of `choices`."""

    longest: int = 200
    choices: tuple[str, ...] = ()

    def parse(self, text: str) -> str:
        """The text."""
        if len(text) > self.longest:
            raise ValueError(f"must have at most {self.longest} characters")
        if self.choices and text not in self.choices:
            raise ValueError("must be one of " + ", ".join(self.choices))
        return text

    def schema(self) -> dict[str, Any]:
        """The OpenAPI schema."""
        return (
            {"type": "string", "enum": list(self.choices)}
            if self.choices
            else {"type": "string", "maxLength": self.longest}
        )


@dataclass(frozen=True, slots=True)
class IdParam(Param):
    """An id."""

    def parse(self, text: str) -> str:
        """The id."""
        if not is_id(text):
            raise ValueError("must be a UUID in lower case")
        return text

    def schema(self) -> dict[str, Any]:
        """The OpenAPI schema."""
        return {"type": "string", "format": "uuid"}


@dataclass(frozen=True, slots=True)
class Number(Param):
    """A whole number between `least` and `most`."""

    least: int = 0
    most: int = 2**53 - 1

    def parse(self, text: str) -> int:
        """The number."""
        if not (text.isascii() and text.isdigit() and len(text) < 17 and self.least <= int(text) <= self.most):
            raise ValueError(f"must be a whole number from {self.least} to {self.most}")
        return int(text)

    def schema(self) -> dict[str, Any]:
        """The OpenAPI schema."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Flag(Param):
    """true or false."""

    default: Any = False

    def parse(self, text: str) -> bool:
        """The truth."""
        if text not in {"true", "false"}:
            raise ValueError("must be true or false")
        return text == "true"

    def schema(self) -> dict[str, Any]:
        """The OpenAPI schema."""
        return {"type": "boolean", "default": self.default}


@dataclass(frozen=True, slots=True)
class Time(Param):
    """An RFC 3339 time with an offset; handed on in Hearth's form."""

    def parse(self, text: str) -> str:
        """The time, in UTC."""
        try:
            return clock.iso(clock.parse(text))
        except (ValueError, OverflowError) as error:
            raise ValueError("must be a time such as 2026-11-21T10:30:00Z") from error

    def schema(self) -> dict[str, Any]:
        """The OpenAPI schema."""
        return {"type": "string", "format": "date-time"}


PAGE: dict[str, Param] = {
    "limit": Number("How many items at most.", 50, 1, 100),
    "cursor": Text("Where to go on: `next` of the page before.", None, 2000),
}

CHANGES: dict[str, Param] = {
    "limit": Number("How many changes at most.", 100, 1, 500),
    "since": Text("What changed since when: `cursor` of the answer before. Without it, where to begin.", None, 2000),
}


def read(declared: dict[str, Param], given: dict[str, str]) -> dict[str, Any]:
    """The values of all declared parameters. Invalid for one that is wrong or unknown."""
    wrong = [
        Field(f"/query/{name}", "is not a parameter of this route", "unknown_parameter")
        for name in given
        if name not in declared
    ]
    values: dict[str, Any] = {}
    for name, param in declared.items():
        values[name] = param.default
        if name in given:
            try:
                values[name] = param.parse(given[name])
            except ValueError as error:
                wrong.append(Field(f"/query/{name}", str(error), "invalid_parameter"))
    if wrong:
        raise Invalid("A query parameter is wrong.", code="invalid_query", fields=wrong)
    return values
