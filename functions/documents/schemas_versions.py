"""What requests about the history of a document may hold and what responses show."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from functions.documents.schemas import SOME_ID, example
from hearth.schema import Body, Id, Versioned, page_of

VersionName = Annotated[
    str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]*$")
]


class NewVersion(Body):
    """A name for what a document says now."""

    model_config = example(name="As sent to the printer")

    name: VersionName


class VersionChange(Body):
    """Another name for a version."""

    model_config = example(name="As sent to the printer")

    name: VersionName | None = Field(description="null takes the name off.")


class Version(Versioned):
    """What a document was at `created_at`, in the bytes of `GET .../versions/{version_id}/content`."""

    document_id: Id
    name: str | None = Field(description="A version with a name stays.")
    kind: Literal["automatic", "named", "before_revert"] = Field(description="Why it was kept.")
    epoch: int
    seq: int = Field(description="The place in the log of its epoch.")
    by: list[Id] = Field(description="Who wrote since the last automatic version.")
    words: int
    bytes: int


VersionPage = page_of(Version)


class Revert(Body):
    """Where to go back to."""

    model_config = example(version=SOME_ID)

    version: Id | None = Field(default=None, description="A version of the document.")
    seq: int | None = Field(default=None, ge=0, le=10**12, description="A place in the log of the present epoch.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.version is None) == (self.seq is None):
            raise ValueError("name either version or seq")
        return self
