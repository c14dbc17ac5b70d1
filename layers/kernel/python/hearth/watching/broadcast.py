"""Telling a person's own devices that they watch something, or no longer do (docs/live-protocol.md, L24)."""

from hearth.events import SYSTEM
from hearth.live import gateway as live
from hearth.live import topics
from hearth.watching import presenting
from hearth.watching.items import Watch


def send(watch: Watch) -> None:
    """Tell of it now: one query. Never raises for the receivers' sake."""
    shown = presenting.watch(str(watch.object_type), str(watch.object_id), watch)
    named = ("watch", shown["id"], int(watch.version))
    frame = live.changed(named, "watch.changed", SYSTEM, str(watch.updated_at), org_id=watch.org_id, watch=shown)
    live.push(topics.user(str(watch.person_id)).name, frame)
