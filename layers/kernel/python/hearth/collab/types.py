"""What a capability declares once, so that its objects have a collaborative log."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from hearth.access import ObjectType
from hearth.collab.errors import TooSlow
from hearth.collab.items import Head, Snapshot, Update, Version
from hearth.events import Actor, Event
from hearth.keys import Key
from hearth.keys import collab as keys
from hearth.table.batch import Prefetched

if TYPE_CHECKING:
    from pycrdt import Doc
    from pynamodb.expressions.update import Action


class Content(Protocol):
    """What may be in a log, and what there is to say of it. What is heavy should be imported by the call that needs it.

    A module is one, if it has these functions.
    """

    def check(self, data: bytes) -> object:
        """Raise `updates.NotAnUpdate`, `NotAllowed` or `TooMuch` unless an update may be written: by its bytes alone,
        for the log is not loaded to relay a letter."""

    def read(self, made: "Doc[Any]") -> Any:
        """All that it says, to be compared with `==`: folding stores only what reads back the same."""

    def count_words(self, said: Any) -> int:
        """How many words there are in what was read: its head and its versions show it."""

    def mentions(self, said: Any) -> Mapping[str, int]:
        """How often each person is mentioned in what was read (`hearth.mentions.reading`)."""

    def links(self, said: Any) -> Iterable[tuple[str, str]]:
        """The objects that what was read points at: type and id (`hearth.links`)."""

    def hints(self, head: Any, said: Any, now: str) -> "Sequence[Action]":
        """What folding writes into the head beside its own: what lists show, and index keys with the time in them."""


class Events(Protocol):
    """The events that a log tells of itself. A module is one, if it has these functions."""

    def changed(self, head: Any, actor: Actor, seq: int) -> Event:
        """Somebody writes in it: `<object type>.changed`, which `folding.fold` is to follow. Told now and then."""

    def version_named(self, head: Any, actor: Actor, version: Any, before: str | None) -> Event:
        """A version of it has a name, another one, or none any more."""

    def reverted(
        self,
        head: Any,
        actor: Actor,
        changes: dict[str, tuple[Any, Any]],
        seq: int,
        version_id: str | None = None,
    ) -> Event:
        """It is again what it was in a version, or at an earlier place of its log."""


@dataclass(frozen=True, slots=True, eq=False)
class LogType:
    """A type of collaborative log.

    It hangs on objects of `object_type`, in whose partition its items stand, as the four classes; who is told of it
    watches that type's topic. Bytes too large for the table lie in the bucket under `<folder>/`. `content` and `events`
    are the capability's own, and so is the error for a log that takes too long to put together, with its code.
    `frame` is the type of the frame in which clients send updates (L14), and so the route of the WebSocket API that
    leads to the capability's `socket.py`: `<object type>-update` for all but documents, which had it first.
    """

    object_type: ObjectType
    head: type[Head]
    update: type[Update]
    snapshot: type[Snapshot]
    version: type[Version]
    folder: str
    content: Content
    events: Events
    too_slow: type[TooSlow]
    frame: str

    @property
    def name(self) -> str:
        """What it is a log of, in a word."""
        return self.object_type.name

    def partition(self, org_id: str, object_id: str) -> str:
        """Where everything of one object stands."""
        return self.object_type.key(org_id, object_id).pk

    def place_of(self, head: Head) -> "Place":
        """The log that an object has now."""
        return Place(self, str(head.org_id), head.object_id, int(head.epoch))

    def find_head(
        self, org_id: str, object_id: str, prefetched: Prefetched | None = None, *, deleted: bool = False
    ) -> Any:
        """The head of an object, or None. A deleted one only if asked for. One consistent read."""
        head = (prefetched or Prefetched()).find(self.head, self.object_type.key(org_id, object_id))
        return None if head is None or (head.deleted and not deleted) else head

    def get_head(self, org_id: str, object_id: str, prefetched: Prefetched | None = None) -> Any:
        """The same of a living one, or what is said of one that is absent."""
        head = self.find_head(org_id, object_id, prefetched)
        if head is None:
            raise self.object_type.absent()
        return head

    def slow(self, advice: str) -> TooSlow:
        """The error for one that takes too long."""
        return self.too_slow(f"{advice} Go back to an earlier version of it.")


class Place(NamedTuple):
    """What a log is the log of: type, org, object and epoch."""

    kind: LogType
    org_id: str
    object_id: str
    epoch: int

    @property
    def partition(self) -> str:
        """Where its items stand."""
        return self.kind.partition(self.org_id, self.object_id)

    def update_key(self, seq: int) -> Key:
        """The update at a place."""
        return keys.log_update(self.partition, self.epoch, seq)


Build = Callable[[Key, int], Update]
"""Makes the item of an update for its key and place."""
