"""Which versions folding keeps while people write, and which of them go with age.

    latest snapshot ── tail: ....   ........ ....        a pause of ten minutes ends a sitting
                          ▲ kept: the end of the sitting before
                                            ▲ kept: ten minutes of writing since the last one

A sitting that nobody continues needs no version: it is what there is now. What was not kept yet, and who wrote
it, travels with the snapshots (`since`, `authors`), so that no fold has to look for the last version. The id of a
version comes from its place, so that a fold that is done twice keeps it once.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hearth import clock, files, ids, telemetry
from hearth.collab import catch_up, replica, repository, versions
from hearth.collab.blobs import staged_blob
from hearth.collab.errors import TooSlow
from hearth.collab.items import Snapshot, Update, Version
from hearth.collab.types import LogType, Place
from hearth.errors import Conflict
from hearth.table.write import Write

if TYPE_CHECKING:
    from pycrdt import Doc

PAUSE = timedelta(minutes=10)
"""Nobody writing for so long ends a sitting."""

EVERY = timedelta(minutes=10)
"""How much writing one version stands for at most."""

ALL_FOR = timedelta(days=1)
DAILY_FOR = timedelta(days=30)
LATER_DAYS = 30
"""All versions of a day are kept, then one for each day, then one for every thirty days. Those with a name stay."""

SETTLED = timedelta(hours=1)
"""Bytes that no version has named for so long belong to none: who put them there is no longer running."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was written and is in no version yet: since when, by whom. `kept` if a version was made on the way."""

    since: str
    authors: list[str]
    edited_at: str
    kept: bool = False


def keep(
    place: Place,
    latest: Snapshot | None,
    tail: list[Update],
    made: "Doc[Any]",
    without: frozenset[int] = frozenset(),
) -> Stretch:
    """Keep the versions that a tail (not empty) gives occasion for; `made` is what there is after it, but for the
    updates at the places `without`.

    Returns what is left to keep, for the snapshot that will stand for the tail.
    """
    ended = _ended(latest, tail)
    kept = ended is not None and _keep_end(place, latest, tail[:ended], without)
    sitting = tail[ended or 0 :]
    going_on = latest if ended is None else None
    since = (going_on.since if going_on else None) or _time(sitting[0])
    authors = versions.authors_of(going_on, sitting)
    edited_at = _time(tail[-1])
    if clock.parse(edited_at) - clock.parse(since) >= EVERY:
        _write(place, made, tail[-1].seq, edited_at, authors)
        since, authors, kept = edited_at, [], True
    return Stretch(since, authors, edited_at, kept)


def _time(update: Update) -> str:
    return str(update.created_at)


def _ended(latest: Snapshot | None, tail: list[Update]) -> int | None:
    """How many updates of a tail belong to a sitting that was over before the next was written; None if none was."""
    before = latest.edited_at if latest else None
    found = None
    for index, update in enumerate(tail):
        if before and clock.parse(_time(update)) - clock.parse(before) > PAUSE:
            found = index
        before = _time(update)
    return found


def _keep_end(place: Place, latest: Snapshot | None, tail: list[Update], without: frozenset[int]) -> bool:
    """Keep what a sitting left, unless all of it was kept on the way."""
    authors = versions.authors_of(latest, tail)
    if not authors:
        return False
    try:
        made = catch_up.assemble(place.kind, latest, [update for update in tail if update.seq not in without]).made
    except TooSlow:
        return False
    seq = tail[-1].seq if tail else int(latest.seq) if latest else 0
    at = _time(tail[-1]) if tail else str(latest.edited_at if latest else "")
    _write(place, made, seq, at, authors)
    return True


def _write(place: Place, made: "Doc[Any]", seq: int, at: str, authors: list[str]) -> None:
    version_id = ids.id_of(clock.parse(at), place.object_id, place.epoch, seq)
    words = place.kind.content.count_words(place.kind.content.read(made))
    data = replica.encode(made, [])
    version = versions.new_version(
        place,
        data,
        seq,
        version_id=version_id,
        at=at,
        reason="automatic",
        authors=authors,
        words=words,
    )
    with suppress(Conflict), staged_blob(version.blob, data, version):  # another fold was here
        Write().create(version).commit()
        telemetry.count("VersionsKept")


def thin(kind: LogType, org_id: str, object_id: str) -> None:
    """Remove the versions whose time has come, and the bytes that no version names.

    First the item, unless it has got a name meanwhile, so that none ever names bytes that are gone. What a cut leaves
    between the two is found the next time by listing the bucket, and so is what was put there for a version that was
    then not written, because its request was killed.
    """
    kept = repository.list_all_versions(kind, org_id, object_id)
    named, loose = {str(version.blob) for version in kept}, []
    for version in outdated(kept, clock.now()):
        with suppress(Conflict):
            Write().delete(kind.version, version.key, kind.version.name.does_not_exist()).commit()
            loose.append(str(version.blob))
    before = clock.now() - SETTLED
    lying = files.list_keys(versions.folder(kind, org_id, object_id))
    files.delete(loose + [key for key in lying if key not in named and ids.time_of(key[-36:]) < before])


def outdated(kept: Sequence[Version], now: datetime) -> list[Version]:
    """Those of `kept` (oldest first) that go: not the latest of their day, or of their thirty days."""
    gone: list[Version] = []
    spoken_for: set[tuple[str, int]] = set()
    for version in reversed(kept):
        at = clock.parse(str(version.created_at))
        if version.name is not None or now - at < ALL_FOR:
            continue
        day = at.toordinal()
        stands_for = ("day", day) if now - at < DAILY_FOR else ("days", day // LATER_DAYS)
        if stands_for in spoken_for:
            gone.append(version)
        spoken_for.add(stands_for)
    return gone
