"""What happens to gardens."""

from functions.gardens.models import Garden

from hearth.events import Actor, Event


def _of(type_: str, garden: Garden, actor: Actor, changes: dict[str, tuple[str | None, str | None]]) -> Event:
    data = {"title": garden.name}
    return Event(type_, "garden", str(garden.garden_id), actor, org_id=str(garden.org_id), changes=changes, data=data)


def created(garden: Garden, actor: Actor) -> Event:
    """There is one more."""
    return _of("garden.created", garden, actor, {"name": (None, garden.name)})


def renamed(garden: Garden, actor: Actor, before: str) -> Event:
    """It has another name."""
    return _of("garden.renamed", garden, actor, {"name": (before, garden.name)})


def deleted(garden: Garden, actor: Actor) -> Event:
    """It is gone, and forgotten after a while."""
    return _of("garden.deleted", garden, actor, {"deleted_at": (None, garden.deleted_at)})
