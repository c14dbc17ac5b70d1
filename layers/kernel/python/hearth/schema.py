"""The base of request and response shapes. Only `schemas.py` modules import this: pydantic costs a cold start."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from hearth.ids import is_id


class Body(BaseModel):
    """A request body: unknown members are refused, strings are stripped and bounded."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_max_length=20_000)


class Shape(BaseModel):
    """A response: describes what a presenter builds; used by OpenAPI and by the tests, never while answering."""

    model_config = ConfigDict(extra="forbid")


def _must_be_id(text: str) -> str:
    if not is_id(text):
        raise ValueError("must be a UUID in lower case")
    return text


def _no_controls(text: str) -> str:
    if any((ord(char) < 32 and char not in "\n\t") or char == "\x7f" for char in text):
        raise ValueError("must not contain control characters")
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise ValueError("must be one line")
    return _no_controls(text)


Id = Annotated[
    str,
    AfterValidator(_must_be_id),
    Field(json_schema_extra={"format": "uuid"}, examples=["019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"]),
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), AfterValidator(_one_line)]
Text = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_no_controls)]
Time = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-11-21T10:30:00.123Z"])]


class Versioned(Shape):
    """What every object of the API shows."""

    id: Id
    version: int = Field(ge=1, description="Grows by one with every change; also the ETag.")
    created_at: Time
    updated_at: Time


def page_of(item: Any) -> Any:
    """The shape of one page of a list of `item`."""
    from pydantic import create_model

    return create_model(
        f"{item.__name__}Page",
        __base__=Shape,
        items=(list[item], ...),
        next=(str | None, Field(default=None, description="The cursor of the next page; null on the last one.")),
    )


def changes_of(item: Any) -> Any:
    """The shape of a page of what changed in a list of `item` (`hearth.sync`)."""
    from pydantic import create_model

    return create_model(
        f"{item.__name__}Changes",
        __base__=Shape,
        items=(list[item], Field(description="What is in the list and changed, as the list shows it.")),
        gone=(list[Id], Field(description="What is no longer in the list for you.")),
        cursor=(str, Field(description="Ask with it the next time; while `more`, at once.")),
        more=(bool, Field(description="This is not all.")),
        reset=(bool, Field(description="Read the whole list, and then what changed since this `cursor`.")),
    )
