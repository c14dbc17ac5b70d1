"""A type of collaborative object that exists nowhere else: gardens, whose notes people write together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pycrdt import Doc, Text
from pynamodb.attributes import JSONAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from hearth import access, ids
from hearth.access import EVERYBODY, MEMBERS, Member, ObjectType, Principal, Rule, Shared
from hearth.access.objects.types import strongest
from hearth.collab import items, updates
from hearth.collab.errors import TooSlow
from hearth.collab.frames import take_updates
from hearth.collab.types import LogType
from hearth.errors import NotFound
from hearth.events import Actor, Event
from hearth.keys import Key
from hearth.keys import collab as keys
from hearth.live.socket import Socket
from hearth.live.topics import Topic
from hearth.mentions import reading
from hearth.table.batch import Prefetched
from hearth.table.write import Write

ROOT = "notes"


class GardenRole(StrEnum):
    KEEPER = "keeper"
    GUEST = "guest"


class GardenNotFound(NotFound):
    code = "garden_not_found"


class GardenTooSlow(TooSlow):
    code = "garden_too_slow"


def key(org_id: str, garden_id: str) -> Key:
    return Key(f"ORG#{org_id}#GARDEN#{garden_id}", "GARDEN")


def role_of(member: Member, garden: Shared) -> GardenRole | None:
    mine = GardenRole.KEEPER if garden.owner_id == member.person_id else None
    role = strongest(GardenRole, [mine, garden.shares.get(f"person:{member.person_id}")])
    return GardenRole(role) if role is not None else None


KEEPERS = frozenset({GardenRole.KEEPER})
GARDENS = ObjectType(
    name="garden",
    roles=GardenRole,
    key=key,
    role_of=role_of,
    rules={
        "garden.read": Rule("gardens:read", EVERYBODY, frozenset(GardenRole)),
        "garden.dig": Rule("gardens:write", MEMBERS, KEEPERS),
    },
    not_found=GardenNotFound,
    read="garden.read",
    edit="garden.dig",
    log=lambda org_id, garden_id, epoch: keys.log_update(key(org_id, garden_id).pk, epoch, 0),
)


class Garden(items.Head, discriminator="test-garden"):
    space_id = UnicodeAttribute(null=True)
    visibility = UnicodeAttribute(default="private")
    owner_id = UnicodeAttribute()
    first_words = UnicodeAttribute(default="")
    shares = JSONAttribute(default=dict)

    @property
    def object_type(self) -> ObjectType:
        return GARDENS


class GardenUpdate(items.Update, discriminator="test-garden-update"):
    pass


class GardenSnapshot(items.Snapshot, discriminator="test-garden-snapshot"):
    pass


class GardenVersion(items.Version, discriminator="test-garden-version"):
    pass


class Content:
    """Notes and nothing else; what lists show is how they begin."""

    def check(self, data: bytes) -> object:
        found: list[updates.Struct] = []
        contents = updates.read(data, into=found)
        if any(isinstance(one.parent, str) and one.parent != ROOT for one in found):
            raise updates.NotAllowed("a garden has notes only")
        return contents

    def read(self, made: "Doc[Any]") -> str:
        return str(made.get(ROOT, type=Text))

    def count_words(self, said: str) -> int:
        return len(said.split())

    def mentions(self, said: str) -> Mapping[str, int]:
        return reading.in_text(said)

    def links(self, said: str) -> Sequence[tuple[str, str]]:
        return [("document", one) for one in said.split() if ids.is_id(one)]

    def hints(self, head: Garden, said: str, now: str) -> Sequence[Action]:
        return [Garden.first_words.set(said[:10])]


class Events:
    def changed(self, head: Garden, actor: Actor, seq: int) -> Event:
        return self._event("test.garden_changed", head, actor, seq=seq)

    def version_named(self, head: Garden, actor: Actor, version: Any, before: str | None) -> Event:
        return self._event("test.garden_version_named", head, actor, name=version.name, before=before)

    def reverted(
        self, head: Garden, actor: Actor, changes: dict[str, Any], seq: int, version_id: str | None = None
    ) -> Event:
        return self._event("test.garden_reverted", head, actor, seq=seq, version_id=version_id)

    def _event(self, kind: str, head: Garden, actor: Actor, **data: Any) -> Event:
        return Event(kind, "garden", head.object_id, actor, org_id=str(head.org_id), data=data)


LOG = LogType(
    object_type=GARDENS,
    head=Garden,
    update=GardenUpdate,
    snapshot=GardenSnapshot,
    version=GardenVersion,
    folder="gardens",
    content=Content(),
    events=Events(),
    too_slow=GardenTooSlow,
    frame="garden-update",
)

socket = Socket("gardens")
handler = socket.handler
take_updates(socket, LOG)


def plant(org_id: str, owner_id: str, **shares: str) -> Garden:
    """A garden of somebody's, in the table, shared with people by their ids."""
    shared = {f"person:{person}": role for person, role in shares.items()}
    garden = Garden.at(key(org_id, ids.new_id()), org_id=org_id, owner_id=owner_id, shares=shared)
    Write().create(garden).commit()
    return garden


@dataclass
class Asking:
    """Somebody who asks, as a route would know them."""

    member: Member
    who: Principal
    prefetched: Prefetched = field(default_factory=Prefetched)

    def require(self, action: str, thing: Shared | None = None) -> Member:
        access.require(self.member, action, thing)
        return self.member


def asks(org_id: str, person_id: str) -> Asking:
    return Asking(access.get_member(org_id, person_id), Principal(person_id))


@dataclass
class Frame:
    """An update frame of somebody who watches."""

    connection_id: str
    who: Principal
    topic: Topic
    id: str = "1"

    def get(self, name: str) -> Any:
        return None


class Pen:
    """A client that writes notes with a replica of its own."""

    def __init__(self) -> None:
        self.doc: Doc[Any] = Doc()
        self.notes = self.doc.get(ROOT, type=Text)

    def write(self, words: str) -> bytes:
        made: list[bytes] = []
        subscription = self.doc.observe(lambda event: made.append(event.update))
        self.notes += words
        self.doc.unobserve(subscription)
        return made[0]
