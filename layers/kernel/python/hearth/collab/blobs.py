"""Blobs of a log: bytes in the bucket that an item names, where they lie, and that none is left over.

They lie there before the item is written, and go again if it is not:

put bytes ── write item ── ok: they are named        ── refused: the bytes are removed
                        ── killed, or any other end: they stay, for nobody knows; thinning looks for such (`history`)
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from hearth import files, ids
from hearth.collab.items import Version
from hearth.collab.types import LogType
from hearth.errors import HearthError, Unavailable
from hearth.table.write import NotWritten

INLINE_UPDATE = 300_000
"""Bytes of an update that still fit into a log item (400 KB with its events and names); larger ones go to S3."""


def folder(kind: LogType, org_id: str, object_id: str) -> str:
    """Where everything of an object lies."""
    return f"{kind.folder}/{org_id}/{object_id}"


def incoming(kind: LogType, org_id: str, object_id: str, person_id: str, upload_id: str) -> str:
    """Where an upload waits to be named in a request. What nobody names goes away after a day (the bucket's rule)."""
    return f"incoming/{folder(kind, org_id, object_id)}/{person_id}/{upload_id}"


def place_for(kind: LogType, org_id: str, object_id: str, data: bytes) -> str | None:
    """Where in the bucket an update is to lie that is too large for an item. None for one that is not."""
    return f"{folder(kind, org_id, object_id)}/updates/{ids.new_id()}" if len(data) > INLINE_UPDATE else None


@contextmanager
def staged_blob(blob: str | None, data: bytes, alone: Version | None = None) -> Iterator[None]:
    """Keep `data` at `blob` (a key nobody used before; None: nothing to keep) if what is done in the block succeeds.

    A transaction that is refused has written nothing: its token lets a repeat after a lost answer succeed. `alone` is
    an item that the block puts by itself. That may be refused by its own first try, so it is looked at before bytes go.
    """
    if blob is None:
        yield
        return
    files.put(blob, data)
    try:
        yield
    except Unavailable:
        raise
    except (HearthError, NotWritten):
        with suppress(HearthError):  # what is raised is why it was refused
            there = type(alone).find(alone.key) if alone is not None else None
            if there is None or there.blob != blob:
                files.delete([blob])
        raise
