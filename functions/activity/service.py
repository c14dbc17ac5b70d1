"""Use cases: put an event into the feeds that show it, and read them."""

from dataclasses import dataclass, field

from functions.activity import policies, repository
from functions.activity.errors import NotPublic
from functions.activity.models import Entry, entry, entry_id_of, moment_of
from hearth import telemetry
from hearth.access import TYPES
from hearth.consumers import Envelope
from hearth.context import PersonContext
from hearth.keys import Key
from hearth.keys import activity as keys
from hearth.table.query import Page


@dataclass(frozen=True, slots=True)
class Told:
    """Who has something new to look at, and what."""

    entry: Entry | None = None
    to_org: bool = False
    persons: list[str] = field(default_factory=list)


def tell(event: Envelope) -> Told:
    """Put an event into its feeds, and take from the org's feed what it must not show any more.

    Safe to repeat and safe to come late: the keys are the event's own, and what the org may see is asked of the
    object itself at the moment of writing.
    """
    persons = policies.persons(event)
    written = [entry(place, event) for place in _places(event, persons)]
    repository.put_entries(written)
    public = _tell_org_of_guarded(event) if _guarded(event) else policies.for_org(event)
    if policies.closes(event) and event["org_id"]:
        thing = event["object"]
        gone = repository.remove_from_org(event["org_id"], thing["type"], thing["id"], before=event["at"])
        telemetry.count("EntriesRemoved", gone)
    if event["type"] in policies.FORGETTING:
        telemetry.count("EntriesRemoved", repository.remove_person(event["object"]["id"]))
    return Told(written[0] if written else None, to_org=public, persons=persons)


def _guarded(event: Envelope) -> bool:
    """Whether the object must be asked before the org may be told."""
    return policies.for_org(event) and event["object"]["type"] in TYPES


def _places(event: Envelope, persons: list[str]) -> list[Key]:
    """Where the entry stands without anybody being asked."""
    moment, entry_id, thing = moment_of(event), entry_id_of(event), event["object"]
    places = [keys.person_feed(person, moment, entry_id) for person in persons]
    if policies.for_object(event):
        places.append(keys.object_feed(str(event["org_id"]), thing["type"], thing["id"], moment, entry_id))
    if policies.for_org(event) and not _guarded(event):
        places.append(keys.feed(str(event["org_id"]), moment, entry_id))
    return places


def _tell_org_of_guarded(event: Envelope) -> bool:
    org_id, thing = str(event["org_id"]), event["object"]
    public = entry(keys.feed(org_id, moment_of(event), entry_id_of(event)), event)
    access = TYPES[thing["type"]].key(org_id, thing["id"])
    try:
        repository.put_public_entry(public, access, last_word=event["type"] in policies.CLOSING)
    except NotPublic:
        return False  # it was closed, or is gone, since; nobody in the org may learn of it now
    return True


def list_mine(context: PersonContext, limit: int, cursor: str | None) -> Page[Entry]:
    """A page of a person's own feed, without the orgs they do not belong to any more. A page may be short."""
    person_id = context.who.person_id
    page = repository.list_of_person(person_id, limit, cursor)
    if not any(one.org_id for one in page.items):
        return page
    mine = repository.orgs_of(person_id)
    return Page([one for one in page.items if one.org_id is None or one.org_id in mine], page.next)
