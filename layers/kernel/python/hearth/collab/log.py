"""Appending to a collaborative log: every update gets the next place, without a counter and without an owner.

The place is the key of the item, and the put says "only if nobody has it". Two writers of the same moment meet there:

    A: put 7  ok                        B: put 7  taken, by an update of this minute
                                        B: put 8  ok

Nobody can leave a gap, because a writer only ever tries the place behind one that it *knows* to be filled. A client's
word (`after`) is no such knowledge: a place it names may lie beyond the end, or in the part that folding has trimmed,
where a put would succeed and nobody would ever read it. So the worker goes by what it has itself written, read or met
in the last minute (trimming takes nothing that young), and `after` only tells it that its knowledge is old. Who meets
somebody `STEPS` times in a row may be far behind, and reads where the end is.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hearth import clock
from hearth.collab import repository
from hearth.collab.items import Update
from hearth.collab.types import Build, Place
from hearth.errors import Conflict, HearthError
from hearth.keys import Key
from hearth.table.batch import Prefetched
from hearth.table.item import Item
from hearth.table.write import Write

TRUSTED_SECONDS = 60
TRIES = 16
STEPS = 2
_REMEMBERED = 2000


class _Taken(HearthError):
    code = "place_taken"

    def __init__(self, young: bool) -> None:
        super().__init__("Another update has this place.")
        self.young = young


class LogTailCache:
    """The last place of each log that this process knows to be filled, and when it learnt that."""

    def __init__(
        self, now: Callable[[], float] = time.time
    ) -> None:  # a monotonic clock may stand still in a frozen process
        self._now = now
        self._known: OrderedDict[Place, tuple[int, float]] = OrderedDict()

    def learn(self, place: Place, seq: int) -> None:
        """`seq` is filled (0: the log is empty): it was written or read just now."""
        self._known[place] = (seq, self._now())
        self._known.move_to_end(place)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def recall(self, place: Place) -> int | None:
        """The last place known to be filled, unless that was too long ago to rely on."""
        known = self._known.get(place)
        return known[0] if known and self._now() - known[1] < TRUSTED_SECONDS else None

    def forget(self) -> None:
        """As a new process would."""
        self._known.clear()


ends = LogTailCache()


def append(place: Place, after: int, build: Build) -> int:
    """Put an update at the next place and return it. One round trip when the worker knows the end, else one more; and
    one for each who was faster in the same moment, with a read where there were `STEPS` of them.

    `build` makes the item for a key and a seq. Raises Conflict(`busy`) when others were faster every time.
    """
    known = ends.recall(place)
    seq = known + 1 if known is not None and after <= known else find_end(place) + 1
    for tried in range(1, TRIES + 1):
        item = build(place.update_key(seq), seq)
        item.created_at = clock.iso(clock.now())
        try:
            Write().put(item, Item.pk.does_not_exist(), _taken_by_another(item)).commit()
        except _Taken as taken:
            # The put that failed has proved that this place is filled.
            there = seq if taken.young and tried % (STEPS + 1) else find_end(place)
            seq = max(there, seq) + 1
            continue
        except _TakenByUs:
            pass
        ends.learn(place, seq)
        return seq
    raise Conflict("Too many people write at this moment. Try again.", code="busy")


def around(place: Place, after: int) -> list[Key]:
    """What to read together with the head so that the end is known, if it is `after`; nothing if it is known anyhow."""
    known = ends.recall(place)
    if known is not None and after <= known:
        return []
    return [place.update_key(seq) for seq in (after, after + 1) if seq > 0]


def learn_end(place: Place, after: int, folded: int, prefetched: Prefetched) -> None:
    """Turn the client's word into knowledge: the place it names is filled, and the one behind it is free.

    Not where folding may have trimmed: up to `folded`, the place that the head knows a snapshot of.
    """
    wanted = around(place, after)
    if not wanted or after < folded:
        return
    *there, following = prefetched.read(*((place.kind.update, key) for key in wanted))
    if following is None and all(there):
        ends.learn(place, after)


def find_end(place: Place) -> int:
    """The last place of a log, 0 for an empty one: one consistent read."""
    last = repository.find_last_update(place)
    if last is None:
        return 0
    ends.learn(place, last.seq)
    return last.seq


class _TakenByUs(HearthError):
    """The put had been done before: a retry inside the SDK met its own first try."""

    code = "place_taken_by_us"


def _taken_by_another(item: Update) -> Callable[[dict[str, Any] | None], HearthError]:
    def meet(raw: dict[str, Any] | None) -> HearthError:
        there = type(item).from_raw_data(raw) if raw else None
        ours = there is not None and (there.data, there.blob, there.by, there.created_at) == (
            item.data,
            item.blob,
            item.by,
            item.created_at,
        )
        if ours:
            return _TakenByUs()
        oldest = clock.iso(clock.now() - timedelta(seconds=TRUSTED_SECONDS))
        return _Taken(young=there is not None and (there.created_at or "") > oldest)

    return meet
