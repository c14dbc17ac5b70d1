"""The shape of a job, for whichever capability's route answers with one."""

from typing import Any, Literal

from pydantic import Field

from hearth.schema import Id, Shape, Time, Versioned, page_of


class JobPerson(Shape):
    """Who submitted it."""

    id: Id
    name: str


class JobProgress(Shape):
    """How far it is."""

    done: int = Field(ge=0, description="What is done, in what the type counts (entries, people).")
    total: int | None = Field(description="How much there is to do; null while nobody knows.")
    step: str | None = Field(description="What it is at, as a stable code.", examples=["reading"])


class JobReason(Shape):
    """Why it is in its state: of one that failed, the cause; of one that waits, what went wrong the last time."""

    code: str = Field(description="A stable name.", examples=["quota_exceeded"])
    detail: str = Field(description="A sentence for a person; may be empty.")


class JobFile(Shape):
    """The file that it made; GET …/result makes a link to it."""

    name: str
    content_type: str
    size: int = Field(ge=0)


class JobResult(Shape):
    """What came of it."""

    file: JobFile | None
    facts: dict[str, Any] = Field(description="What else there is to say, by the type of the job.")


class Job(Versioned):
    """Work that goes on by itself: what it is, how far it is, and what came of it."""

    type: str = Field(examples=["audit.export"])
    org_id: Id | None = Field(description="The organization that it belongs to; null for your own.")
    path: str = Field(description="Where it is read; `/cancel`, `/retry` and `/result` are below.")
    submitted_by: JobPerson
    state: Literal["queued", "running", "succeeded", "failed", "cancelled"]
    progress: JobProgress
    attempts: int = Field(ge=0, description="How many workers have begun with it since it was asked for.")
    next_try_at: Time | None = Field(description="When it is tried again; null while it is not waiting.")
    cancelling: bool = Field(description="Whether it ends at its next checkpoint.")
    reason: JobReason | None
    can_retry: bool
    result: JobResult | None = Field(description="Null until it has succeeded.")
    started_at: Time | None
    ended_at: Time | None
    expires_at: Time | None = Field(description="When it is forgotten, with its file.")


class JobLink(Shape):
    """A link to the file of a job."""

    url: str
    expires_in: int = Field(description="Seconds that the link works.")


JobPage = page_of(Job)
