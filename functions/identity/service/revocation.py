"""Ending what sessions and keys gave, at once."""

from typing import TYPE_CHECKING

from functions.identity import events
from functions.identity.errors import CredentialsChanged
from functions.identity.models import Login, Person
from hearth.errors import HearthError
from hearth.events import Actor
from hearth.keys import identity as keys
from hearth.table.write import Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action


def end_all(
    write: Write,
    person: Person,
    actor: Actor,
    *,
    reason: str,
    spared: str | None = None,
    person_too: "Sequence[Action]" = (),
    login_too: "Sequence[Action]" = (),
    login_if: "Condition | None" = None,
    on_failure: HearthError | None = None,
) -> Write:
    """Add to a write that every session of the person ends, but for `spared`: a new era begins.

    Stands on the era that was read, so that of two such acts neither undoes the other; and raises the version, so that
    a profile written back from before cannot undo it either. An item can stand in a transaction once, so what else is
    to change of the two items comes along.
    """
    era = int(person.era)
    changed = on_failure or CredentialsChanged("The account changed just now. Try again.")
    spare = Person.spared.set(spared) if spared else Person.spared.remove()
    whole = [Person.era.set(era + 1), Person.version.add(1), spare, *person_too]
    write.update(Person, person.key, whole, Person.era == era, changed)
    mine = (Login.person_id == person.id) if login_if is None else (Login.person_id == person.id) & login_if
    write.update(Login, keys.login(person.email), [Login.era.set(era + 1), *login_too], mine, changed)
    event = events.session_ended(person.id, actor, session_id=None, reason=reason, spared=spared)
    return events.append_security_log(write, person.id, event)


def close_connections(person_id: str, session_id: str | None = None, *, spare: str | None = None) -> None:
    """Close the live connections of a session or key, or of all of a person's, right after the write that ended it.

    One query when nobody is connected. Best effort: the event of the write repeats it through the queue, should this
    function die in between.
    """
    from hearth.live import gateway as live  # only what ends something needs it, and signing in should not pay for it

    live.end_session(person_id, session_id, spare=spare)
