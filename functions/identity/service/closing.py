"""Leaving: an account that is being deleted can be had back for a while, and then is gone."""

from typing import TYPE_CHECKING

from functions.identity import events
from functions.identity.models import Login, Person
from hearth import keys
from hearth.table import Write

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition

    from functions.identity.visits import Visit
    from hearth.errors import HearthError


def reopen(write: Write, login: Login, visit: "Visit", unchanged: "Condition", changed: "HearthError") -> Write:
    """Add to a sign-in that the account is no longer being deleted."""
    whole = [
        Person.status.set("active"),
        Person.delete_at.remove(),
        Person.gsi2pk.remove(),
        Person.gsi2sk.remove(),
        Person.version.add(1),
    ]
    write.update(Login, login.key, [Login.status.set("active")], unchanged, changed)
    write.update(Person, keys.person(login.person_id), whole, Person.status == "closing", changed)
    return events.witness(write, login.person_id, events.person_reopened(login, visit), country=visit.country)
