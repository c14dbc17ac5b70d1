"""Yjs documents on the server: made for one purpose, with an id of their own, and thrown away.

No document exists at import or between invocations: processes restored from one image would share its client id and
corrupt what people write (two different edits under one id).
"""

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hearth.collab import updates
from hearth.collab.errors import InvalidUpdate, UpdateNotAllowed, UpdateTooComplex
from hearth.collab.types import LogType

if TYPE_CHECKING:
    from pycrdt import Doc


def new_replica() -> "Doc[Any]":
    """An empty document with a random client id (53 bits would do; JavaScript clients draw 32)."""
    from pycrdt import Doc

    return Doc(client_id=secrets.randbits(32))


def apply(replica: "Doc[Any]", data: bytes) -> None:
    """Apply one update. InvalidUpdate when pycrdt refuses it or panics."""
    try:
        replica.apply_update(data)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise InvalidUpdate("These bytes are not a Yjs update.") from error


def check_update(kind: LogType, data: bytes) -> None:
    """InvalidUpdate unless `data` is exactly one Yjs v1 update that can be applied, UpdateNotAllowed if it brings what
    nothing of the type may hold, UpdateTooComplex if it would take too long."""
    try:
        kind.content.check(data)
    except updates.NotAnUpdate as error:
        raise InvalidUpdate(f"These bytes are not a Yjs update: {error}.") from error
    except updates.NotAllowed as error:
        raise UpdateNotAllowed(f"A {kind.name} cannot hold this: {error}.") from error
    except updates.TooMuch as error:
        raise UpdateTooComplex(f"This is too much at once: {error}.") from error
    apply(new_replica(), data)


def copy_of(replica: "Doc[Any]") -> "Doc[Any]":
    """Another that says the same, to be changed."""
    return build([replica.get_update()])


def build(pieces: Iterable[bytes]) -> "Doc[Any]":
    """The document that these updates make."""
    replica = new_replica()
    for piece in pieces:
        apply(replica, piece)
    return replica


def encode(replica: "Doc[Any]", waiting: list[bytes]) -> bytes:
    """The whole state, and with it what cannot be placed yet: pycrdt's own encoding leaves that out."""
    whole: bytes = replica.get_update()
    if not waiting:
        return whole
    from pycrdt import merge_updates

    return merge_updates(whole, *waiting)


def merge(made: list[bytes]) -> bytes:
    """Updates as one."""
    if len(made) == 1:
        return made[0]
    from pycrdt import merge_updates

    return merge_updates(*made)


def state_of(replica: "Doc[Any]") -> dict[int, int]:
    """The state vector: how far the writing of each client has been placed."""
    return updates.read_state(replica.get_state())
