"""Preferences: small settings of the clients, kept for the person. Their names and meaning are the clients' own."""

import json
from typing import Any

from functions.identity.errors import PreferencesTooLarge
from functions.identity.models import Preferences
from hearth import clock, ids
from hearth.context import PersonContext
from hearth.keys import identity as keys
from hearth.table.write import Write, changed_meanwhile, check_version

LARGEST = 16 * 1024


def get(context: PersonContext) -> Preferences:
    """The asker's preferences; version 1 and empty until they are first set."""
    person_id = context.who.person_id
    return Preferences.find(keys.preferences(person_id)) or _untouched(person_id)


def _untouched(person_id: str) -> Preferences:
    since = clock.iso(ids.time_of(person_id))
    return Preferences.at(keys.preferences(person_id), created_at=since, updated_at=since)


def put(context: PersonContext, values: dict[str, Any], expected: int | None) -> Preferences:
    """Set them all."""
    preferences = get(context)
    check_version(preferences, expected)
    if len(json.dumps(values).encode()) > LARGEST:
        raise PreferencesTooLarge(f"Preferences may have at most {LARGEST} bytes.", limit=LARGEST)
    new = not preferences.values and preferences.version == 1
    preferences.values = values
    if not new:
        Write().replace(preferences).commit()
        return preferences
    preferences.version, preferences.updated_at = 2, clock.iso(clock.now())
    Write().put(preferences, Preferences.pk.does_not_exist(), changed_meanwhile()).commit()
    return preferences
