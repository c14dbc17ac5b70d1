"""Reading what a log makes, as Yjs has it: a snapshot and the updates behind it. Loading never writes."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hearth import files
from hearth.collab import assembly, log, repository, writing
from hearth.collab.errors import InvalidUpdate, TooSlow, UpdatesFolded
from hearth.collab.items import Head, Snapshot, Update
from hearth.collab.types import LogType, Place
from hearth.errors import Unavailable
from hearth.table.batch import Prefetched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycrdt import Doc

LONG_TAIL = 20
"""Updates behind a snapshot that are sent one by one; a longer tail is made one state with it on the way. What many
small updates hold twice (names, places, words deleted since) would else be most of what a late comer loads."""

MERGED_BYTES = 2_000_000
"""A state that is put together for an answer at most: an answer holds 6 MB, and base64 adds a third."""


@dataclass(frozen=True, slots=True)
class State:
    """Where to start from (a snapshot, or nothing), and what came after it."""

    epoch: int
    snapshot: Snapshot | None
    updates: list[Update]
    head: int
    more: bool


def get_state(kind: LogType, head: Head, prefetched: Prefetched) -> State:
    """What a client loads to begin with."""
    return _put_together(kind, read_state(kind, head, prefetched))


def _put_together(kind: LogType, state: State) -> State:
    """The same with a long tail merged into its snapshot: fewer bytes, and no round trip to the table more.

    Nothing of it is stored; folding does that. When it cannot be done, the long form is as good.
    """
    base, tail = state.snapshot, state.updates
    size = sum(int(update.size) for update in tail) + (int(base.size) if base else 0)
    if len(tail) <= LONG_TAIL or size > MERGED_BYTES:
        return state
    try:
        data = assemble(kind, base, tail).encode()
    except (Unavailable, InvalidUpdate, TooSlow):
        return state
    whole = kind.snapshot(seq=tail[-1].seq, epoch=state.epoch, data=data, size=len(data), digest="")
    return State(state.epoch, whole, [], state.head, state.more)


def assemble(kind: LogType, snapshot: Snapshot | None, tail: list[Update]) -> assembly.Assembly:
    """What a snapshot and the updates behind it make. TooSlow."""
    made = begin(kind, snapshot)
    for update in tail:
        made.add(update.seq, writing.read_bytes(update))
    return made


def begin(kind: LogType, snapshot: Snapshot | None, budget: float | None = None) -> assembly.Assembly:
    """A log's content in the making, as its snapshot has it. `budget`: seconds for that and what follows."""
    made = assembly.Assembly(kind, assembly.READING if budget is None else budget)
    if snapshot is not None:
        made.begin(snapshot_bytes(snapshot), [bytes(one) for one in snapshot.pending])
    return made


def read_state(kind: LogType, head: Head, prefetched: Prefetched | None = None) -> State:
    """A snapshot and the first stretch of the tail: one round trip, if the former's copy was read with the head."""
    snapshot, tail = start(kind, head, prefetched or Prefetched())
    end = tail.updates[-1].seq if tail.updates else _seq(snapshot)
    if tail.more:
        end = log.find_end(kind.place_of(head))
    return State(int(head.epoch), snapshot, tail.updates, end, tail.more)


@dataclass(frozen=True, slots=True)
class Read:
    """A stretch of the log that was read already: all there was behind place `after`, if it has no `more`."""

    after: int
    tail: repository.Tail

    def behind(self, seq: int) -> repository.Tail | None:
        """What it holds behind a place; None if that is not all there is."""
        if self.tail.more or seq < self.after:
            return None
        return repository.Tail([update for update in self.tail.updates if update.seq > seq], more=False)


def start(
    kind: LogType, head: Head, prefetched: Prefetched, read: Read | None = None
) -> tuple[Snapshot | None, repository.Tail]:
    """The latest snapshot, and the first stretch of the log behind it; out of what was `read`, if it is in that."""
    place = kind.place_of(head)
    snapshot = repository.find_current(place, prefetched) if int(head.folded_seq) else None
    if _seq(snapshot) < int(head.folded_seq) or (snapshot and int(snapshot.epoch) != place.epoch):
        snapshot = _latest(place)  # folded before there were copies, or reverted since
    tail = (read.behind(_seq(snapshot)) if read else None) or repository.read_log(place, _seq(snapshot))
    if tail.updates and tail.updates[0].seq != _seq(snapshot) + 1:
        # folded and trimmed between the reads of the head and of the log, and the head had not been told yet
        snapshot = _latest(place)
        tail = repository.read_log(place, _seq(snapshot))
    return snapshot, tail


def _latest(place: Place) -> Snapshot | None:
    return next(iter(repository.list_snapshots(place)), None)


def _seq(snapshot: Snapshot | None) -> int:
    return int(snapshot.seq) if snapshot is not None else 0


def get_updates(kind: LogType, head: Head, after: int) -> State:
    """The updates behind place `after`. UpdatesFolded when the log begins later than that."""
    place = kind.place_of(head)
    # from the one that the asker says to have: if it is the last, that is seen in the same round trip
    tail = repository.read_log(place, max(after - 1, 0))
    updates = [update for update in tail.updates if update.seq > after]
    if updates and updates[0].seq != after + 1:
        raise UpdatesFolded("The log no longer reaches back that far: load the state.", epoch=place.epoch)
    end = tail.updates[-1].seq if tail.updates else 0
    if tail.more or (not tail.updates and (after or int(head.folded_seq))):
        end = log.find_end(place)
    return State(place.epoch, None, updates, end, tail.more)


def rebuild(kind: LogType, head: Head, prefetched: Prefetched) -> "tuple[Doc[Any], int]":
    """All of it as Yjs has it, and the place it stands at. A writer knows now where the log ends."""
    place = kind.place_of(head)
    snapshot, tail = start(kind, head, prefetched)
    made, seq = replay(place, snapshot, None, tail)
    log.ends.learn(place, seq)
    return made.made, seq


def rebuild_at(place: Place, upto: int) -> tuple[assembly.Assembly, int, Read | None]:
    """The same as it stood at place `upto`, and what was read for it. UpdatesFolded when what led there is gone."""
    snapshots = repository.list_snapshots(place, most=10)
    fitting = next((snapshot for snapshot in snapshots if _fits(snapshot, upto)), None)
    after = _seq(fitting)
    read = Read(after, repository.read_log(place, after)) if upto > after else None
    return *replay(place, fitting, upto, read.tail if read else None), read


def replay(
    place: Place, snapshot: Snapshot | None, upto: int | None, tail: repository.Tail | None = None
) -> tuple[assembly.Assembly, int]:
    """A snapshot and what follows it up to a place (None: the end), and the place that was reached. `tail`: its first
    stretch, if it was read already. TooSlow."""
    made = begin(place.kind, snapshot)
    seq = _seq(snapshot)
    for update in _following(place, seq, upto, tail):
        made.add(update.seq, writing.read_bytes(update))
        seq = update.seq
    return made, seq


def gather(place: Place, upto: int | None) -> tuple[bytes, int]:
    """The same as bytes that were not put together: for what would take too long."""
    snapshot = next((one for one in repository.list_snapshots(place, most=10) if _fits(one, upto)), None)
    pieces = [snapshot_bytes(snapshot), *(bytes(one) for one in snapshot.pending)] if snapshot else []
    seq = _seq(snapshot)
    for update in _following(place, seq, upto, None):
        pieces.append(writing.read_bytes(update))
        seq = update.seq
    return assembly.merge(pieces), seq


def _fits(snapshot: Snapshot, upto: int | None) -> bool:
    return upto is None or int(snapshot.seq) <= upto


def _following(place: Place, seq: int, upto: int | None, tail: repository.Tail | None) -> "Iterator[Update]":
    """The updates behind place `seq`, up to `upto`. UpdatesFolded when the log does not begin there."""
    while upto is None or seq < upto:
        tail = tail or repository.read_log(place, seq)
        for update in tail.updates:
            if update.seq != seq + 1:
                raise UpdatesFolded("The log no longer reaches back that far.", epoch=place.epoch)
            if upto is not None and update.seq > upto:
                return
            yield update
            seq = update.seq
        if not tail.more:
            return
        tail = None


def snapshot_bytes(snapshot: Snapshot) -> bytes:
    """The bytes of a snapshot, wherever they lie."""
    return bytes(snapshot.data) if snapshot.blob is None else files.get(snapshot.blob)


def present_update(update: Update) -> dict[str, Any]:
    """An update as L11 and L13 show it: its bytes, or a signed link to them."""
    if update.blob is not None:
        return {"seq": update.seq, "url": files.link(update.blob), "bytes": int(update.size)}
    return {"seq": update.seq, "update": base64.b64encode(update.data).decode()}


def present_snapshot(snapshot: Snapshot | None) -> dict[str, Any] | None:
    """A snapshot as L13 shows it."""
    if snapshot is None:
        return None
    shown: dict[str, Any] = {"seq": int(snapshot.seq), "bytes": int(snapshot.size)}
    if snapshot.blob is not None:
        return {**shown, "url": files.link(snapshot.blob)}
    return {**shown, "data": base64.b64encode(snapshot.data).decode()}
