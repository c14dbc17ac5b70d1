"""A person's profile."""

from typing import Any

from functions.identity import events
from functions.identity.models import Login, Person, copies_of
from hearth.access import Principal
from hearth.context import PersonContext
from hearth.errors import NotFound
from hearth.events import difference, record
from hearth.keys import identity as keys
from hearth.table.write import Write, check_version

FIELDS = ("name", "pronouns", "title", "time_zone", "locale", "working_hours", "availability", "custom_fields")


def get_person(person_id: str) -> Person:
    """The person. NotFound if there is none."""
    person = Person.find(keys.person(person_id))
    if person is None:
        raise person_not_found()
    return person


def person_not_found() -> NotFound:
    """What is said of nobody."""
    return NotFound("There is no such account.", code="person_not_found")


def update(context: PersonContext, changes: dict[str, Any], expected: int | None) -> Person:
    """Change the given fields of the asker's profile, and the copies of them that signing in shows."""
    person = get_person(context.who.person_id)
    check_version(person, expected)
    before = _shown(person)
    for field in FIELDS:
        if field in changes:
            setattr(person, field, changes[field])
    if "status" in changes:
        person.status_text = changes["status"]
    changed = difference(before, _shown(person))
    if not changed:
        return person
    save(Write(), person, changed, context.who).commit()
    return person


def save(write: Write, person: Person, changed: dict[str, tuple[Any, Any]], who: Principal | None) -> Write:
    """Add a changed profile to a write, with its event and its copies."""
    record(person, events.person_updated(person, changed, who))
    write.replace(person)
    copies = copies_of(person)
    if copies.keys() & changed.keys():
        actions = [
            getattr(Login, name).set(value) if value is not None else getattr(Login, name).remove()
            for name, value in copies.items()
        ]
        write.update(Login, keys.login(person.email), actions, Login.person_id == person.id)
    return write


def _shown(person: Person) -> dict[str, Any]:
    return {field: getattr(person, field) for field in FIELDS} | {
        "status": person.status_text,
        "picture": person.picture,
    }
