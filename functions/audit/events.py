"""The events of the audit log itself."""

from hearth.events import Actor, Event


def exported(org_id: str, actor: Actor, form: str, asked: dict[str, str]) -> Event:
    """Somebody took a copy of entries out of the log."""
    data = {"format": form, "filter": asked}
    return Event(
        "audit.exported", "org", org_id, actor, org_id=org_id, data=data, audience={"admins": True}, security=True
    )


def read(org_id: str, actor: Actor) -> Event:
    """Somebody looked into the log."""
    return Event("audit.read", "org", org_id, actor, org_id=org_id, audience={"admins": True}, security=True)
