"""Going back to an earlier version: the history is replaced, and a new epoch begins (L18)."""

from collections.abc import Callable, Sequence

from hearth import clock
from hearth.collab import blobs, broadcast, catch_up, versions, writing
from hearth.collab.errors import BaseGone, TooSlow, UnknownVersion, UpdatesFolded
from hearth.collab.items import Head
from hearth.collab.types import LogType, Place
from hearth.context import RequestContext
from hearth.events import Event
from hearth.table.write import Write

Save = Callable[[Write, Sequence[Event], Sequence[str]], None]
"""Commits a write together with a head that was changed, given its events and the attributes that are other now."""

CHANGED = ("epoch", "folded_seq")


def revert(
    kind: LogType, context: RequestContext, head: Head, *, seq: int | None, version_id: str | None, save: Save
) -> None:
    """Make an object what it was in a version, or (without one) at place `seq` of its log.

    Head, first update of the new epoch, and a version of what there is now are one transaction: `save` writes the head
    as its capability does. Clients that still write in the old epoch are told `epoch_changed`, and keep their words as
    a copy. VersionNotFound; BaseGone when a place can no longer be rebuilt.
    """
    old = kind.place_of(head)
    read = None
    if version_id is not None:
        version = versions.find(kind, head, version_id, context.prefetched)
        data, back_to = versions.bytes_of(version), int(version.seq)
    else:
        back_to = seq or 0
        data, read = _rebuild(old, back_to)
    before, said = versions.new_now(kind, head, "before_revert", context.prefetched, read)
    new = old._replace(epoch=old.epoch + 1)
    head.epoch, head.folded_seq = new.epoch, 0
    blob = blobs.place_for(kind, old.org_id, old.object_id, data)
    update = writing.new_update(kind, new.update_key(1), data, str(context.who.person_id), blob)
    update.created_at = clock.iso(clock.now())
    actor = context.who.actor
    happened = [
        kind.events.reverted(head, actor, {"epoch": (old.epoch, new.epoch)}, back_to, version_id),
        kind.events.changed(head, actor, 1),
    ]
    with blobs.staged_blob(before.blob, said), blobs.staged_blob(blob, data):
        save(Write().put(update).create(before), happened, CHANGED)
    broadcast.begin_anew(kind, head, broadcast.Written(1, new.epoch, data))


def _rebuild(place: Place, seq: int) -> tuple[bytes, catch_up.Read | None]:
    """The state at a place of the log, and with it what waited there: that was acknowledged as well."""
    read = None
    try:
        try:
            made, reached, read = catch_up.rebuild_at(place, seq)
            data = made.encode()
        except TooSlow:
            data, reached = catch_up.gather(place, seq)
    except UpdatesFolded as error:
        raise BaseGone("That version can no longer be rebuilt.") from error
    if reached != seq:
        raise UnknownVersion("There is no such version yet.")
    return data, read
