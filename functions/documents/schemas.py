"""What requests may hold and what responses show. Only this module imports the validator."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from functions.documents.order import LONGEST
from hearth.schema import Body, Id, Shape, Time, Versioned, changes_of, page_of

SOME_ID = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"


def example(**members: Any) -> ConfigDict:
    """The configuration of a body whose members exclude one another, with an example that is allowed."""
    return ConfigDict(json_schema_extra={"examples": [members]})


Title = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]*$")]
Icon = Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")]
Cover = Annotated[
    str,
    StringConstraints(
        max_length=64,
        pattern=r"^(color:(gray|red|orange|yellow|green|blue|purple)"
        r"|hearth-image:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$",
    ),
    Field(
        description="What stands above the title: `color:` and its name, or a picture of the document by its address."
    ),
]
Wide = Annotated[bool, Field(description="Whether its text is as wide as the page.")]
Position = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST, pattern=r"^[0-9A-Za-z]*[1-9A-Za-z]$"),
    Field(description="A fractional order key: siblings are ordered by it, as text."),
]
Visibility = Annotated[
    Literal["org", "space", "private"],
    Field(description="Who may open it: everyone in the org, the people of its space, or only who is invited."),
]
SpaceId = Annotated[Id | None, Field(description="The space of this team; null is the common one of everyone.")]
DocumentRole = Literal["editor", "commenter", "viewer"]
Base64 = Annotated[str, StringConstraints(strip_whitespace=False), Field(json_schema_extra={"format": "byte"})]


def _check_place(parent_id: str | None, space_id: str | None) -> None:
    if parent_id is not None and space_id is not None:
        raise ValueError("name either parent_id or space_id: a document is in the space of what it stands under")


class NewPlace(Body):
    """Where something new goes, and who may see it there."""

    parent_id: Id | None = None
    space_id: SpaceId = None
    visibility: Visibility | None = Field(
        default=None, description="Without it, as what it stands under, or at the top as its space: `space` or `org`."
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        _check_place(self.parent_id, self.space_id)
        return self


class NewDocument(NewPlace):
    """A document to make."""

    model_config = example(title="Handbook", markdown="# Welcome\n\nStart *here*.")

    id: Id | None = Field(default=None, description="Chosen by the client, so that making it offline can be repeated.")
    title: Title = ""
    icon: Icon | None = None
    position: Position | None = Field(default=None, description="Without it, the document goes behind its siblings.")
    markdown: Annotated[str, StringConstraints(max_length=200_000, strip_whitespace=False)] | None = Field(
        default=None, description="What it says at first."
    )


class DocumentCopy(Body):
    """What the copy of a document is called."""

    model_config = example(title="Copy of the handbook")

    title: Title | None = Field(default=None, description="Without it, the title of the original.")


class DocumentExport(Body):
    """The file to make."""

    format: Literal["pdf", "docx", "html"]
    paper: Literal["a4", "us-letter"] = Field(default="a4", description="The size of a page, of PDF and Word.")
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] = Field(
        default="en", description="The language of the document (BCP 47): for hyphenation, and for who reads it aloud."
    )


class DocumentChange(Body):
    """What shall be different. Members that are left out stay as they are."""

    model_config = example(title="The handbook")

    title: Title | None = None
    icon: Icon | None = None
    cover: Cover | None = None
    wide: Wide | None = None
    parent_id: Id | None = Field(default=None, description="null puts it at the top.")
    space_id: SpaceId = Field(
        default=None,
        description="Moves it to the top of another space, with all that stands under it. What was open to the old "
        "space is open to the new one, unless `visibility` says otherwise.",
    )
    position: Position | None = None
    visibility: Visibility | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        _check_place(self.parent_id, self.space_id)
        return self

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("name at least one member to change")
        for name in self.model_fields_set & {"title", "wide", "position", "visibility"}:
            if getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null")
        return self

    def wanted(self) -> dict[str, Any]:
        """The members that were named."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}


class Document(Versioned):
    """A document: what it is called, where it stands, and what the asker may do.

    `version` and the ETag count changes of these; the content has places of its own (`GET .../state`).
    """

    org_id: Id
    title: str
    icon: str | None
    cover: str | None
    wide: Wide
    parent_id: Id | None = Field(
        description="May name a document that is deleted or not for you: show it at the top then."
    )
    space_id: SpaceId
    position: str
    visibility: Visibility
    owner_id: Id
    role: DocumentRole
    epoch: int = Field(description="Changes when the history is replaced (L18).")
    edited_at: Time | None
    preview: str = Field(description="How the text begins, some seconds old.")
    words: int
    bytes: int
    deleted_at: Time | None
    purge_at: Time | None = Field(description="When what is in the trash is gone for good.")
    gone: Literal[False] = False


class Tombstone(Versioned):
    """A document that is deleted, or no longer for the asker."""

    deleted_at: Time | None
    gone: Literal[True] = True


class ListedDocument(Shape):
    """A document, or in a delta what is left of one (`gone`)."""

    id: Id
    version: int
    created_at: Time
    updated_at: Time
    gone: bool
    deleted_at: Time | None
    org_id: Id | None = None
    title: str | None = None
    icon: str | None = None
    cover: str | None = None
    wide: bool | None = None
    parent_id: Id | None = None
    space_id: SpaceId = None
    position: str | None = None
    visibility: Visibility | None = None
    owner_id: Id | None = None
    role: DocumentRole | None = None
    epoch: int | None = None
    edited_at: Time | None = None
    preview: str | None = None
    words: int | None = None
    bytes: int | None = None
    purge_at: Time | None = None


DocumentPage = page_of(ListedDocument)
DocumentChanges = changes_of(Document)


class Share(Body):
    """A person or a team, and their role."""

    model_config = example(person_id=SOME_ID, role="editor")

    person_id: Id | None = None
    team_id: Id | None = None
    role: DocumentRole

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.person_id is None) == (self.team_id is None):
            raise ValueError("name either person_id or team_id")
        return self

    @property
    def subject(self) -> str:
        """Who, as the table names them."""
        return f"person:{self.person_id}" if self.person_id else f"team:{self.team_id}"


class SharesChange(Body):
    """All shares as they shall be."""

    shares: list[Share] = Field(max_length=99)

    def wanted(self) -> dict[str, str]:
        """Subjects to roles; the last one counts for a subject named twice."""
        return {share.subject: share.role for share in self.shares}


class ShownShare(Shape):
    """A person or a team, and their role."""

    person_id: Id | None = None
    team_id: Id | None = None
    role: DocumentRole


class Shares(Versioned):
    """Whom a document is shared with."""

    space_id: SpaceId
    visibility: Visibility
    owner_id: Id
    shares: list[ShownShare]


class LoggedUpdate(Shape):
    """A Yjs update at its place: its bytes, or (when large) a signed link to them."""

    seq: int
    update: Base64 | None = None
    url: str | None = None
    bytes: int | None = None


class ShownSnapshot(Shape):
    """A whole state up to `seq`: its bytes, or a signed link to them."""

    seq: int
    bytes: int
    data: Base64 | None = None
    url: str | None = None


class State(Shape):
    """Where to start from and what came after (L13)."""

    epoch: int
    head: int
    snapshot: ShownSnapshot | None
    updates: list[LoggedUpdate]
    more: bool
    role: DocumentRole


class Updates(Shape):
    """A stretch of the log (L11)."""

    epoch: int
    head: int
    updates: list[LoggedUpdate]
    more: bool


class NewUpdate(Body):
    """A local edit (L14)."""

    model_config = example(id="1", epoch=1, after=0, update="AAA=")

    id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    epoch: int = Field(ge=1, le=999_999)
    after: int = Field(ge=0, le=10**12)
    connection: Annotated[str, StringConstraints(max_length=128)] | None = Field(
        default=None, description="The sender's own live connection, which is not told again."
    )
    update: Annotated[str, StringConstraints(max_length=4_300_000)] | None = Field(
        default=None, json_schema_extra={"format": "byte"}
    )
    upload: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.update is None) == (self.upload is None):
            raise ValueError("send either update or upload")
        return self


class Acknowledged(Shape):
    """The update is durable (L15)."""

    id: str
    seq: int
    epoch: int
    others: int


class NewUpload(Body):
    """An upload to come."""

    bytes: int = Field(ge=1, le=2**31)


class Upload(Shape):
    """Where and how to upload."""

    upload: Id
    method: Literal["POST", "PUT"]
    url: str
    fields: dict[str, str]
    expires_in: int


class Content(Shape):
    """What a document says at place `seq` of its log: an object for `json`, else a text."""

    id: Id
    title: str
    epoch: int
    seq: int
    format: Literal["json", "markdown", "html", "text"]
    content: Any


class Rewritten(Content):
    """What a document says now. `merged`: others' changes since the base are in it too."""

    merged: bool


class NewImage(Body):
    """A picture to come."""

    id: Id | None = Field(default=None, description="Chosen by the client, so that it can be put in before it is sent.")
    name: Annotated[str, StringConstraints(max_length=300)] = ""
    content_type: Literal["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]
    size: int = Field(ge=1, le=10 * 1024 * 1024)


class SignedForm(Shape):
    """A form to post, with the file as its last field `file`."""

    method: Literal["POST"]
    url: str
    fields: dict[str, str]
    expires_in: int


class ImageUpload(Versioned):
    """A picture, and where to send it."""

    name: str
    content_type: str
    size: int
    src: str
    upload: SignedForm
