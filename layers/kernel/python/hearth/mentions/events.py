"""The event of a mention: built here, whichever capability's object it is in."""

from hearth.events import Actor, Event


def mentioned(kind: str, org_id: str, object_id: str, actor: Actor, person_id: str, *, title: str, times: int) -> Event:
    """Somebody was mentioned. In their feed and nobody else's; `times`: how often, all in all."""
    data = {"title": title, "person_id": person_id, "times": times}
    audience = {"only": [person_id]}
    return Event("object.mentioned", kind, object_id, actor, org_id=org_id, data=data, audience=audience)
