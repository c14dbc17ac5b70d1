"""Folding (compaction): a snapshot in place of a long log, and what lists show of the content.

    read log and snapshot ─ build ─ encode ─ verify ─ notice ─ versions ─ thin ─ bytes ─ Snapshot ─ head ─ tell ─ trim

Each step leaves a log that loads, so folding may end anywhere, run twice, late, or beside itself:

- who wrote a good part and who is mentioned is noticed before the Snapshot: cut there, the next one to fold finds the
  same tail, and those who were told are not told again;
- versions are kept and thinned before the Snapshot: cut there, the next one to fold finds the same tail, and does both
  to their end;
- until the Snapshot item is there, nothing refers to the bytes (an orphan is a few cents, not a fault);
- once it is there, it holds exactly what the log up to its place holds, and loading may use it or not;
- the links of the object are kept before the head is told: cut there, the next one to fold does both;
- trimming takes only what the snapshot *before* it holds too, and only what is old, so that two verified snapshots
  stand behind every deleted update, and a client that was away for a while can still fetch what it missed.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearth import clock, files, telemetry
from hearth.collab import blobs, broadcast, catch_up, history, noticing, replica, repository, writing
from hearth.collab.assembly import Assembly, Piece
from hearth.collab.errors import TooSlow
from hearth.collab.items import Head, Snapshot, Update
from hearth.collab.types import LogType, Place
from hearth.errors import Conflict, HearthError
from hearth.events import SYSTEM
from hearth.keys import collab as keys
from hearth.links import keeping
from hearth.table.batch import discard
from hearth.table.item import Item
from hearth.table.write import Write

if TYPE_CHECKING:
    from pycrdt import Doc

INLINE_SNAPSHOT = 8_000
"""Bytes of a snapshot that are cheaper to keep in its item than to fetch from S3 at every load."""

LONG = 200
"""Updates in a tail that are folded although a later mark is on its way: otherwise that one's message does it."""

PATIENCE = timedelta(seconds=120)
"""How old the first update of a tail may become while folding is left to later marks: longer than a mark waits (half a
minute, and up to one more until its schedule fires). Somebody who writes slowly, or
workers that are new again and again, mark nearly every update: each mark would wait for the next."""

KEPT = timedelta(days=1)
"""How long an update stays in the log after it was written, folded or not."""

PENDING_BYTES = 64_000
"""Bytes of updates that wait for others and are carried along in a snapshot; with more, folding stops before them."""

WAITING = timedelta(hours=1)
"""How long it stops before them; then they are set aside. Who keeps to the order of L14 never makes others wait."""

BUDGET = 10.0
"""Seconds for applying a tail (twice, if some of it is to be left out), of the function's 30."""

MOST_ASIDE = 100
"""Names of what was set aside that a snapshot carries along; the bytes of older ones lie in the bucket as well."""

SNAPSHOTS_KEPT = 2

TRIMMED_AT_ONCE = 25
MOST_TRIMMED = 2000
"""Updates that one fold trims at most; the next one goes on."""


class Unfinished(Exception):
    """There was time for a part of the tail only, and that is folded: the queue asks again for the rest."""


class NotTheSame(Exception):
    """A state that reads back as something else than what was written: nothing is stored, and the log stays."""


@dataclass(slots=True)
class Folded:
    """What folding makes of a log up to `seq`."""

    made: "Doc[Any]"
    seq: int
    data: bytes
    said: Any
    pending: list[bytes] = field(default_factory=list)
    aside: list[Piece] = field(default_factory=list)
    stopped: bool = False


def fold(kind: LogType, org_id: str, object_id: str, marked: int = 0) -> bool:
    """Fold the log of an object; False when there was nothing to do, or a later mark will do it.

    `marked` is the place of the mark that asked for it.
    """
    head: Head | None = kind.find_head(org_id, object_id, deleted=True)
    if head is None:
        return False
    place = kind.place_of(head)
    snapshots = repository.list_snapshots(place, most=10)
    latest = snapshots[0] if snapshots else None
    tail = _read_tail(place, int(latest.seq) if latest else 0)
    if not tail:
        _tell_head(place, head, latest)  # the one before was killed between the snapshot and the head
        _trim(place, snapshots)
        return False
    if _can_wait(tail) and any(update.ev and update.seq > marked for update in tail):
        return False
    folded = _build(place, latest, tail)
    if folded is None:
        return False
    more = tail[-1].seq > folded.seq
    tail = [update for update in tail if update.seq <= folded.seq]
    if not head.deleted:
        noticing.notice(place, latest, tail, folded.said)
    without = frozenset(piece.seq for piece in folded.aside)
    stretch = history.keep(place, latest, tail, folded.made, without)
    if stretch.kept:
        history.thin(kind, org_id, object_id)
    before = list(latest.aside) if latest else []
    snapshot = _write(place, folded, stretch, before + _set_aside(place, folded))
    last = tail[-1]
    told = _tell_head(place, head, snapshot, folded.made, last)
    if told and not head.deleted:
        broadcast.tell_changed(kind, head, f"{kind.name}.changed", SYSTEM, clock.iso(clock.now()))
    _trim(place, [snapshot, *snapshots])
    telemetry.note(folded=len(tail), bytes=len(folded.data))
    if more and not folded.stopped:
        raise Unfinished
    return True


def _can_wait(tail: list[Update]) -> bool:
    """Whether a tail is short and young enough to be left to a later mark."""
    return len(tail) < LONG and (tail[0].created_at or "") > clock.iso(clock.now() - PATIENCE)


def _read_tail(place: Place, after: int) -> list[Update]:
    found: list[Update] = []
    more = True
    while more:
        stretch = repository.read_log(place, found[-1].seq if found else after)
        found += stretch.updates
        more = stretch.more
    return found


def _build(place: Place, latest: Snapshot | None, tail: list[Update]) -> Folded | None:
    """The state after the tail, verified. None when it has to stop before the first update of the tail."""
    made, seq = _assemble(place.kind, latest, tail, [])
    aside = made.broken + made.slow
    if made.slow:
        made, seq = _assemble(place.kind, latest, tail, made.slow)
        aside += [piece for piece in made.broken if piece not in aside]
    if sum(len(piece.data) for piece in made.waiting) > PENDING_BYTES:
        first = min((piece.seq for piece in made.waiting if piece.seq), default=0)
        young = clock.iso(clock.now() - WAITING)
        if any(update.seq == first and (update.created_at or "") > young for update in tail):
            kept = [update for update in tail if update.seq < first]
            before = _build(place, latest, kept) if kept else None
            return replace(before, stopped=True) if before else None
        aside += made.waiting
        made.waiting = []
    if seq == 0:
        return None
    data, said = _verified(place.kind, made)
    return Folded(made.made, seq, data, said, [piece.data for piece in made.waiting], aside)


def _assemble(kind: LogType, latest: Snapshot | None, tail: list[Update], without: list[Piece]) -> tuple[Assembly, int]:
    """As much of a tail as there is time for, and the place that this reaches (0: none of it)."""
    left_out = {piece.data for piece in without}
    made, reached = catch_up.begin(kind, latest, BUDGET), 0
    made.waiting = [piece for piece in made.waiting if piece.data not in left_out]
    for update in tail:
        data = writing.read_bytes(update)
        try:
            if data not in left_out:
                made.add(update.seq, data)
        except TooSlow:
            break
        reached = update.seq
    return made, reached


def _verified(kind: LogType, made: Assembly) -> tuple[bytes, Any]:
    """The whole state, if what is loaded from it is the same, by state vector and by content; and what it says."""
    again = replica.new_replica()
    replica.apply(again, replica.encode(made.made, []))
    same_state = replica.state_of(again) == replica.state_of(made.made)
    said = kind.content.read(made.made)
    if not same_state or kind.content.read(again) != said:
        raise NotTheSame("a folded state does not read back as it was")
    return made.encode(), said


def _set_aside(place: Place, folded: Folded) -> list[str]:
    """Keep what a state had to leave out: people were told that it is safe."""
    if not folded.aside:
        return []
    key = f"{blobs.folder(*place[:3])}/aside/{place.epoch}-{folded.seq}"
    kept = [{"seq": piece.seq, "update": base64.b64encode(piece.data).decode()} for piece in folded.aside]
    files.put(key, json.dumps(kept).encode(), "application/json")
    telemetry.count("UpdatesSetAside", len(kept))
    return [key]


def _write(place: Place, folded: Folded, stretch: history.Stretch, aside: list[str]) -> Snapshot:
    """Store the bytes, then the item that names them. Of two who fold the same place, one yields to the other."""
    kind, epoch = place.kind.snapshot, place.epoch
    digest = hashlib.sha256(folded.data).hexdigest()
    snapshot: Snapshot = kind.at(
        keys.log_snapshot(place.partition, epoch, folded.seq),
        seq=folded.seq,
        epoch=epoch,
        size=len(folded.data),
        digest=digest,
        pending=folded.pending,
        created_at=clock.iso(clock.now()),
        edited_at=stretch.edited_at,
        authors=stretch.authors,
        since=stretch.since,
        aside=aside[-MOST_ASIDE:],
    )
    if len(folded.data) <= INLINE_SNAPSHOT:
        snapshot.data = folded.data
    else:
        snapshot.blob = f"{blobs.folder(*place[:3])}/snapshots/{epoch}-{folded.seq}-{digest[:16]}"
        files.put(snapshot.blob, folded.data)
    there: list[Snapshot] = []

    def already(raw: dict[str, Any] | None) -> HearthError | None:
        there.extend([kind.from_raw_data(raw)] if raw else [])
        return None

    try:
        Write().put(snapshot, Item.pk.does_not_exist(), already).commit()
    except HearthError:
        if not there:
            raise
        return there[0]
    return snapshot


def _tell_head(
    place: Place, head: Head, snapshot: Snapshot | None, made: "Doc[Any] | None" = None, last: Update | None = None
) -> bool:
    """Write into the head what lists show. Never backwards: an older fold that comes late changes nothing."""
    if snapshot is None or int(head.folded_seq) >= int(snapshot.seq):
        return False
    if made is None:
        made = replica.build([catch_up.snapshot_bytes(snapshot)])
    kind, content, now = place.kind.head, place.kind.content, clock.iso(clock.now())
    said = content.read(made)
    _copy(place, snapshot)
    keeping.keep(place, snapshot, content.links(said))
    actions = [
        kind.folded_seq.set(int(snapshot.seq)),
        kind.words.set(content.count_words(said)),
        kind.size.set(int(snapshot.size)),
        kind.edited_at.set((last.created_at if last else None) or snapshot.created_at or now),
        kind.updated_at.set(now),
        *content.hints(head, said, now),
    ]
    behind = (kind.epoch == place.epoch) & (kind.folded_seq < int(snapshot.seq))
    try:
        Write().update(kind, head.key, actions, behind).commit()
    except HearthError:
        return False
    return True


def _copy(place: Place, snapshot: Snapshot) -> None:
    """Put the latest snapshot where it is read together with the head, before the head names it. Never backwards."""
    kind = place.kind.snapshot
    copy = kind.at(keys.log_current(place.partition))
    for name in (
        "seq",
        "epoch",
        "data",
        "blob",
        "size",
        "digest",
        "created_at",
        "edited_at",
        "authors",
        "since",
        "pending",
    ):
        setattr(copy, name, getattr(snapshot, name))
    older = (kind.epoch < snapshot.epoch) | ((kind.epoch == snapshot.epoch) & (kind.seq <= snapshot.seq))
    with suppress(Conflict):
        Write().put(copy, Item.pk.does_not_exist() | older).commit()


def _trim(place: Place, snapshots: list[Snapshot]) -> None:
    """Delete old updates that two snapshots hold, and the snapshots that are behind those two."""
    if len(snapshots) < SNAPSHOTS_KEPT:
        return
    before = clock.iso(clock.now() - KEPT)
    gone = [one for one in snapshots[SNAPSHOTS_KEPT:] if (one.created_at or "") < before]
    _forget(gone)
    upto = int(snapshots[1].seq)
    for _ in range(MOST_TRIMMED // TRIMMED_AT_ONCE):
        first = repository.read_log(place, 0, most=TRIMMED_AT_ONCE).updates
        old = [update for update in first if update.seq <= upto and (update.created_at or "") < before]
        _forget(old)
        telemetry.count("UpdatesTrimmed", len(old))
        if len(old) < TRIMMED_AT_ONCE:
            return


def _forget(items: Sequence[Update | Snapshot]) -> None:
    """Delete items and then their bytes: an item must never name bytes that are gone."""
    discard([one.key for one in items])
    blobs = [str(one.blob) for one in items if one.blob]
    if blobs:
        files.delete(blobs)
