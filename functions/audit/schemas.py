"""Request and response shapes of the audit log."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from hearth import clock
from hearth.schema import Body, Id, Shape, Time, page_of


def _moment(text: str) -> str:
    try:
        return clock.iso(clock.parse(text))
    except (ValueError, OverflowError) as error:
        raise ValueError("must be a time such as 2026-11-21T10:30:00Z") from error


Moment = Annotated[Time, AfterValidator(_moment)]


class AuditExport(Body):
    """Which entries, and as what; everything as NDJSON unless it says otherwise."""

    format: Literal["ndjson", "csv"] = "ndjson"
    actor: str | None = Field(default=None, max_length=64, description="Only what this person did.")
    type: str | None = Field(default=None, max_length=80, description="Only this type of event, or about this noun.")
    object_id: str | None = Field(default=None, max_length=64, description="Only what was done to this object.")
    object_type: str | None = Field(default=None, max_length=40, description="Only objects of this type.")
    since: Moment | None = Field(default=None, alias="from", description="Not before this moment.")
    until: Moment | None = Field(default=None, alias="to", description="Not after this moment.")


class AuditActor(Shape):
    """Who did it."""

    kind: Literal["person", "key", "system", "nobody"]
    id: str
    name: str = Field(description="As it was at the time; may be empty.")
    session: str = Field(description="The session or API key that it was done with; may be empty.")


class AuditObject(Shape):
    """What it was done to."""

    type: str = Field(examples=["member"])
    id: str
    title: str = Field(description="As it was at the time; may be empty.")


class AuditChange(Shape):
    """A field that changed."""

    before: Any = None
    after: Any = None


class AuditEntry(Shape):
    """An act that bears on who may do what."""

    id: Id
    at: Time
    type: str = Field(examples=["member.role_changed"])
    actor: AuditActor
    address: str = Field(description="Network address it came from; may be empty.", examples=["192.0.2.7"])
    agent: str = Field(description="User agent; may be empty.")
    object: AuditObject
    changes: dict[str, AuditChange]
    data: dict[str, Any]
    request_id: str = Field(description="The request that did it, as in the logs of the functions.")
    recorded_at: Time = Field(description="When the log took it down.")


AuditEntryPage = page_of(AuditEntry)
