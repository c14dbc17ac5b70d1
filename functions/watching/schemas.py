"""Shapes of what people watch."""

from typing import Literal

from pydantic import Field

from hearth.schema import Id, Shape, Time, page_of


class Watch(Shape):
    """Whether you watch an object."""

    id: str = Field(
        examples=["document:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"], description="Type and id of the object."
    )
    version: int = Field(ge=0, description="Grows by one with every change; 0 while nothing was said.")
    created_at: Time | None
    updated_at: Time | None
    object_type: str = Field(examples=["document"])
    object_id: Id
    watching: bool
    reason: Literal["chosen", "created", "edited", "mentioned"] | None = Field(
        description="`chosen`: you said so, for or against. The others came by themselves; null: neither."
    )


WatchPage = page_of(Watch)
