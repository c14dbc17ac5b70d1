"""What requests about templates may hold and what responses show."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from functions.documents.schemas import Document, Icon, NewPlace, Position, Title, example
from hearth.schema import Body, Id, Shape, Versioned, page_of

TemplateName = Annotated[
    str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]*$")
]
Description = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]*$")]
Scope = Literal["org", "personal"]


class NewTemplate(Body):
    """A template to make, of a document that you may read or of Markdown."""

    model_config = example(name="Post-mortem", title="Post-mortem {{date}}", markdown="## What happened\n\n## Why")

    name: TemplateName
    title: Title = Field(default="", description="The title of documents made of it; it may name variables.")
    description: Description = ""
    icon: Icon | None = None
    scope: Scope = Field(default="org", description="For everybody in the organization, or for you alone.")
    document_id: Id | None = None
    markdown: Annotated[str, StringConstraints(max_length=200_000, strip_whitespace=False)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.document_id is None) == (self.markdown is None):
            raise ValueError("send either document_id or markdown")
        return self


class TemplateChange(Body):
    """What shall be different. Members that are left out stay as they are."""

    model_config = example(name="Post-mortem")

    name: TemplateName | None = None
    title: Title | None = None
    description: Description | None = None
    icon: Icon | None = None
    scope: Scope | None = None
    document_id: Id | None = Field(default=None, description="It says what this document says now.")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("name at least one member to change")
        for name in self.model_fields_set - {"icon"}:
            if getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null")
        return self

    def wanted(self) -> dict[str, Any]:
        """The members that were named."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}


class Template(Versioned):
    """What new documents can begin with."""

    name: str
    title: str
    description: str
    icon: str | None
    scope: Literal["gallery", "org", "personal"] = Field(description="`gallery`: it comes with Hearth.")
    owner_id: Id | None = Field(description="Null in the gallery.")
    words: int
    variables: list[str] = Field(
        description="Names of the variables in it. `date`, `name` and `title` are said for you if you do not."
    )
    can_change: bool


class TemplateWithContent(Template):
    """A template and what it says, as ProseMirror JSON."""

    content: Any


TemplatePage = page_of(Template)


class NewFromTemplate(NewPlace):
    """A document to make of a template."""

    model_config = example(values={"date": "30 November"}, title="Weekly plan")

    id: Id | None = Field(default=None, description="Chosen by the client, so that making it can be repeated.")
    title: Title | None = Field(default=None, description="Without it, the template's.")
    position: Position | None = None
    values: dict[
        Annotated[str, StringConstraints(min_length=1, max_length=60)],
        Annotated[str, StringConstraints(max_length=1000)],
    ] = Field(default_factory=dict, max_length=50, description="What stands in place of each variable, as words.")


class MadeOfTemplate(Shape):
    """The document, and the variables that nobody has said: they stand in it as they were written."""

    document: Document
    missing: list[str]
