"""The picture in a profile."""

from functions.identity import album
from functions.identity.models import Person
from functions.identity.service.profile import get_person, save
from hearth import telemetry
from hearth.access import Principal
from hearth.context import PersonContext
from hearth.table.write import Write


def show(person: Person, revision: str) -> None:
    """Show another picture from now on."""
    _replace(person, album.path(person.id, revision), None)


def remove(context: PersonContext) -> None:
    """Show none."""
    person = get_person(context.who.person_id)
    if person.picture is not None:
        _replace(person, None, context.who)


def _replace(person: Person, shown: str | None, who: Principal | None) -> None:
    before, person.picture = person.picture, shown
    save(Write(), person, {"picture": (before, shown)}, who).commit()
    try:
        album.discard(person.id, before)
    except Exception as error:  # noqa: BLE001  nobody sees the old one any more; the log tells that it is still there
        telemetry.unexpected(error)
