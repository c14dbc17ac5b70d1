"""Folding: a snapshot in place of a long log, and what lists show of the content.

    read log and snapshot ── build ── encode ── verify ── versions ── thin ── bytes ── Snapshot ── head ── tell ── trim

Each step leaves a document that loads, so folding may end anywhere, run twice, late, or beside itself:

- versions are kept and thinned before the Snapshot: cut there, the next one to fold finds the same tail, and does both
  to their end;
- until the Snapshot item is there, nothing refers to the bytes (an orphan is a few cents, not a fault);
- once it is there, it holds exactly what the log up to its place holds, and loading may use it or not;
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

from functions.documents import files, log, replica, repository, room
from functions.documents.assembly import Assembly, Piece
from functions.documents.content import plain, stored
from functions.documents.errors import DocumentTooSlow
from functions.documents.models import INLINE_SNAPSHOT, Document, Snapshot, Update, changed_key
from functions.documents.service import edit, history, load
from hearth import clock, keys, telemetry
from hearth.errors import Conflict, HearthError
from hearth.events import SYSTEM
from hearth.item import Item
from hearth.table import Write
from hearth.table_batch import discard

if TYPE_CHECKING:
    from pycrdt import Doc

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
    pending: list[bytes] = field(default_factory=list)
    aside: list[Piece] = field(default_factory=list)
    stopped: bool = False


def fold(org_id: str, document_id: str, marked: int = 0) -> bool:
    """Fold the log of a document; False when there was nothing to do, or a later mark will do it.

    `marked` is the place of the mark that asked for it.
    """
    document = repository.find_document(org_id, document_id, deleted=True)
    if document is None:
        return False
    place = (org_id, document_id, int(document.epoch))
    snapshots = repository.list_snapshots(*place, most=10)
    latest = snapshots[0] if snapshots else None
    tail = _read_tail(place, int(latest.seq) if latest else 0)
    if not tail:
        _tell_head(document, latest)  # the one before was killed between the snapshot and the head
        _trim(place, snapshots)
        return False
    if _can_wait(tail) and any(update.ev and update.seq > marked for update in tail):
        return False
    folded = _build(latest, tail)
    if folded is None:
        return False
    more = tail[-1].seq > folded.seq
    tail = [update for update in tail if update.seq <= folded.seq]
    without = frozenset(piece.seq for piece in folded.aside)
    stretch = history.keep(document, latest, tail, folded.made, without)
    if stretch.kept:
        history.thin(org_id, document_id)
    before = list(latest.aside) if latest else []
    snapshot = _write(place, folded, stretch, before + _set_aside(place, folded))
    last = tail[-1]
    told = _tell_head(document, snapshot, folded.made, last)
    if told and not document.deleted:
        room.tell_changed(document, "document.changed", SYSTEM, clock.iso(clock.now()))
    _trim(place, [snapshot, *snapshots])
    telemetry.note(folded=len(tail), bytes=len(folded.data))
    if more and not folded.stopped:
        raise Unfinished
    return True


def _can_wait(tail: list[Update]) -> bool:
    """Whether a tail is short and young enough to be left to a later mark."""
    return len(tail) < LONG and (tail[0].created_at or "") > clock.iso(clock.now() - PATIENCE)


def _read_tail(place: log.Place, after: int) -> list[Update]:
    found: list[Update] = []
    more = True
    while more:
        stretch = repository.read_log(*place, found[-1].seq if found else after)
        found += stretch.updates
        more = stretch.more
    return found


def _build(latest: Snapshot | None, tail: list[Update]) -> Folded | None:
    """The state after the tail, verified. None when it has to stop before the first update of the tail."""
    made, seq = _assemble(latest, tail, [])
    aside = made.broken + made.slow
    if made.slow:
        made, seq = _assemble(latest, tail, made.slow)
        aside += [piece for piece in made.broken if piece not in aside]
    if sum(len(piece.data) for piece in made.waiting) > PENDING_BYTES:
        first = min((piece.seq for piece in made.waiting if piece.seq), default=0)
        young = clock.iso(clock.now() - WAITING)
        if any(update.seq == first and (update.created_at or "") > young for update in tail):
            kept = [update for update in tail if update.seq < first]
            before = _build(latest, kept) if kept else None
            return replace(before, stopped=True) if before else None
        aside += made.waiting
        made.waiting = []
    if seq == 0:
        return None
    return Folded(made.made, seq, _verified(made), [piece.data for piece in made.waiting], aside)


def _assemble(latest: Snapshot | None, tail: list[Update], without: list[Piece]) -> tuple[Assembly, int]:
    """As much of a tail as there is time for, and the place that this reaches (0: none of it)."""
    left_out = {piece.data for piece in without}
    made, reached = load.begin(latest, BUDGET), 0
    made.waiting = [piece for piece in made.waiting if piece.data not in left_out]
    for update in tail:
        data = edit.read_bytes(update)
        try:
            if data not in left_out:
                made.add(update.seq, data)
        except DocumentTooSlow:
            break
        reached = update.seq
    return made, reached


def _verified(made: Assembly) -> bytes:
    """The whole state, if a document loaded from it is the same: by state vector and by content."""
    again = replica.new_replica()
    replica.apply(again, replica.encode(made.made, []))
    same_state = replica.state_of(again) == replica.state_of(made.made)
    if not same_state or stored.read(again) != stored.read(made.made):
        raise NotTheSame("a folded state does not read back as it was")
    return made.encode()


def _set_aside(place: log.Place, folded: Folded) -> list[str]:
    """Keep what a state had to leave out: people were told that it is safe."""
    if not folded.aside:
        return []
    org_id, document_id, epoch = place
    key = f"{files.folder(org_id, document_id)}/aside/{epoch}-{folded.seq}"
    kept = [{"seq": piece.seq, "update": base64.b64encode(piece.data).decode()} for piece in folded.aside]
    files.put(key, json.dumps(kept).encode(), "application/json")
    telemetry.count("UpdatesSetAside", len(kept))
    return [key]


def _write(place: log.Place, folded: Folded, stretch: history.Stretch, aside: list[str]) -> Snapshot:
    """Store the bytes, then the item that names them. Of two who fold the same place, one yields to the other."""
    org_id, document_id, epoch = place
    digest = hashlib.sha256(folded.data).hexdigest()
    snapshot = Snapshot.at(
        keys.document_snapshot(org_id, document_id, epoch, folded.seq),
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
        snapshot.blob = f"{files.folder(org_id, document_id)}/snapshots/{epoch}-{folded.seq}-{digest[:16]}"
        files.put(snapshot.blob, folded.data)
    there: list[Snapshot] = []

    def already(raw: dict[str, Any] | None) -> HearthError | None:
        there.extend([Snapshot.from_raw_data(raw)] if raw else [])
        return None

    try:
        Write().put(snapshot, Item.pk.does_not_exist(), already).commit()
    except HearthError:
        if not there:
            raise
        return there[0]
    return snapshot


def _tell_head(
    document: Document, snapshot: Snapshot | None, made: "Doc[Any] | None" = None, last: Update | None = None
) -> bool:
    """Write into the head what lists show. Never backwards: an older fold that comes late changes nothing."""
    if snapshot is None or int(document.folded_seq) >= int(snapshot.seq):
        return False
    if made is None:
        made = replica.build([load.snapshot_bytes(snapshot)])
    content = stored.read(made)
    now = clock.iso(clock.now())
    _copy(document, snapshot)
    actions = [
        Document.folded_seq.set(int(snapshot.seq)),
        Document.preview.set(plain.preview(content)),
        Document.words.set(plain.count_words(content)),
        Document.size.set(int(snapshot.size)),
        Document.edited_at.set((last.created_at if last else None) or snapshot.created_at or now),
        Document.updated_at.set(now),
        Document.gsi1sk.set(changed_key(now, str(document.document_id))),
    ]
    behind = (Document.epoch == int(document.epoch)) & (Document.folded_seq < int(snapshot.seq))
    try:
        Write().update(Document, document.key, actions, behind).commit()
    except HearthError:
        return False
    return True


def _copy(document: Document, snapshot: Snapshot) -> None:
    """Put the latest snapshot where it is read together with the head, before the head names it. Never backwards."""
    copy = Snapshot.at(keys.document_current(str(document.org_id), str(document.document_id)))
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
    older = (Snapshot.epoch < snapshot.epoch) | ((Snapshot.epoch == snapshot.epoch) & (Snapshot.seq <= snapshot.seq))
    with suppress(Conflict):
        Write().put(copy, Item.pk.does_not_exist() | older).commit()


def _trim(place: log.Place, snapshots: list[Snapshot]) -> None:
    """Delete old updates that two snapshots hold, and the snapshots that are behind those two."""
    if len(snapshots) < SNAPSHOTS_KEPT:
        return
    before = clock.iso(clock.now() - KEPT)
    gone = [one for one in snapshots[SNAPSHOTS_KEPT:] if (one.created_at or "") < before]
    _forget(gone)
    upto = int(snapshots[1].seq)
    for _ in range(MOST_TRIMMED // TRIMMED_AT_ONCE):
        first = repository.read_log(*place, 0, most=TRIMMED_AT_ONCE).updates
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
