"""Response shapes of the audit log."""

from typing import Any, Literal

from pydantic import Field

from hearth.schema import Id, Shape, Time, page_of


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
