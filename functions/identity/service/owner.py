"""The first account, made by whoever runs the stack: no mail has to arrive for it.

Called from the command line (`hearth owner`) with the operator's own credentials; no route leads here.
"""

from functions.identity import events, hashing, password_rules
from functions.identity.errors import EmailTaken
from functions.identity.models import Login, Person
from hearth import clock, ids
from hearth.events import record
from hearth.keys import identity as keys
from hearth.table.write import Write


def make_owner(email: str, password: str, *, name: str, locale: str, time_zone: str) -> Person:
    """An account whose address counts as confirmed. EmailTaken if there is one; WeakPassword as in registering.

    A registration that nobody confirmed gives way, as it does to an invitation, and its links die with it.
    """
    password_rules.refuse_weak(password, email, name)
    login = Login.at(
        keys.login(email),
        person_id=ids.new_id(),
        password=hashing.make(password),
        verified=True,
        name=name,
        locale=locale,
        time_zone=time_zone,
    )
    person = Person.at(
        keys.person(login.person_id),
        email=email,
        name=name,
        locale=locale,
        time_zone=time_zone,
        password_changed_at=clock.iso(clock.now()),
    )
    record(person, events.person_vouched_for(person))
    free = Login.pk.does_not_exist() | (Login.verified == False)  # noqa: E712  an expression, not a comparison
    taken = EmailTaken("There is an account with this address. Sign in.")
    Write().put(login, free, taken).create(person).commit()
    return person
