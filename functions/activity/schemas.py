"""Response shapes of the feeds."""

from typing import Any, Literal

from pydantic import Field

from hearth.schema import Id, Shape, Time, page_of


class ActivityActor(Shape):
    """Who did it."""

    kind: Literal["person", "key", "system", "nobody"]
    id: str
    name: str = Field(description="As it was at the time; may be empty.")


class ActivityObject(Shape):
    """What it was done to."""

    type: str = Field(examples=["document"])
    id: str
    title: str = Field(description="As it was at the time; may be empty.")


class Change(Shape):
    """A field that changed."""

    before: Any = None
    after: Any = None


class Activity(Shape):
    """Something that happened."""

    id: Id
    type: str = Field(examples=["document.renamed"], description="The event's type: a noun, and what happened to it.")
    org_id: Id | None = Field(default=None, description="Null for what happened to a person's account.")
    actor: ActivityActor
    object: ActivityObject
    at: Time = Field(description="When; of what is told once an hour (`document.changed`), the last time.")
    changes: dict[str, Change] = Field(description="The fields that changed. Long values are cut.")
    data: dict[str, Any] = Field(description="What else there is to know, by type.")


ActivityPage = page_of(Activity)
