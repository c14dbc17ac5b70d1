"""Bytes that an item names: they lie in the bucket before it is written, and go again if it is not.

put bytes ── write item ── ok: they are named        ── refused: the bytes are removed
                        ── killed, or any other end: they stay, for nobody knows; thinning looks for such (`history`)
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from functions.documents import files
from functions.documents.models import Version
from hearth.errors import HearthError, Unavailable
from hearth.table import NotWritten


@contextmanager
def held(blob: str | None, data: bytes, alone: Version | None = None) -> Iterator[None]:
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
            there = Version.find(alone.key) if alone is not None else None
            if there is None or there.blob != blob:
                files.delete([blob])
        raise
