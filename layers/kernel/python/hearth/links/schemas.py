"""The shape of a backlink, for whichever capability's route answers with some."""

from pydantic import Field

from hearth.schema import Id, Shape, Time, page_of


class Backlink(Shape):
    """An object that points at another."""

    type: str = Field(description="The type of object.", examples=["document"])
    id: Id
    title: str
    icon: str | None
    updated_at: Time | None


BacklinkPage = page_of(Backlink)
