"""Where people are in a document, and so how often what is written has to be sent (L17).

Told as `place` in a person's awareness, counted in the document's blocks from the top: the block of the caret, and the
first and last block on the screen. Whoever has not said is taken for near.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from pycrdt import Awareness

if TYPE_CHECKING:
    from pycrdt import Doc

NEIGHBOUR = 1


class Place(NamedTuple):
    """The block of the caret, if there is one, and the blocks on the screen; `first` behind `last` when none is."""

    at: int | None
    first: int
    last: int

    def sees(self, block: int) -> bool:
        """Whether a block is on the screen, or next to it."""
        return self.first <= self.last and self.first - NEIGHBOUR <= block <= self.last + NEIGHBOUR


class Tick(NamedTuple):
    """Seconds from one update to the next, by how closely somebody may watch."""

    near: float = 0.030
    sight: float = 0.030
    unseen: float = 2.0


def every(tick: Tick, mine: Place | None, others: Iterable[Place | None]) -> float:
    """The tick for whoever is closest to our caret; None among the others is somebody who has not said."""
    found = tick.unseen
    for other in others:
        if other is None or mine is None or mine.at is None:
            return tick.near
        if other.at is not None and abs(other.at - mine.at) <= NEIGHBOUR:
            return tick.near
        if other.sees(mine.at):
            found = tick.sight
    return found


class Places:
    """Ours, and those of the others by connection."""

    def __init__(self, doc: Doc[Any]) -> None:
        self._awareness = Awareness(doc)
        self._awareness.observe(self._met)
        self._heard: list[int] = []
        self._ids: dict[str, int] = {}
        self.mine: Place | None = None

    def stand(self, place: Place) -> None:
        """We are there now."""
        self.mine = place
        told = {"at": place.at, "from": place.first, "to": place.last}
        self._awareness.set_local_state_field("place", told)

    def data(self) -> dict[str, str]:
        """What a broadcast of our awareness carries."""
        update = self._awareness.encode_awareness_update([self._awareness.client_id])
        return {"update": base64.b64encode(update).decode()}

    def receive(self, connection: str, data: Any) -> None:
        """Somebody's awareness; a broken one is nobody's problem."""
        self._heard = []
        try:
            self._awareness.apply_awareness_update(base64.b64decode(data["update"], validate=True), "remote")
        except (binascii.Error, KeyError, TypeError, ValueError, IndexError):
            return
        for client_id in self._heard:
            self._ids[connection] = client_id

    def of(self, connections: Iterable[str]) -> list[Place | None]:
        """Where they are who sit at these connections."""
        return [_place(self._awareness.states.get(self._ids.get(one, -1))) for one in connections]

    def _met(self, topic: str, change: tuple[dict[str, Any], Any]) -> None:
        if topic == "update" and change[1] == "remote":
            self._heard += [*change[0]["added"], *change[0]["updated"]]


def _place(state: dict[str, Any] | None) -> Place | None:
    told = (state or {}).get("place")
    if not isinstance(told, dict) or not isinstance(told.get("from"), int) or not isinstance(told.get("to"), int):
        return None
    at = told.get("at")
    return Place(at if isinstance(at, int) else None, told["from"], told["to"])
