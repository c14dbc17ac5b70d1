"""Assembling a Yjs document from a snapshot and updates, whatever is in them.

Logs may hold what would be refused today, and what was acknowledged must never stop the rest from being read. So each
update is looked at before pycrdt gets it:

- it builds on what is not there (yet): it *waits*, and is placed as soon as that comes. pycrdt 0.14 would place some of
  it where Yjs would not;
- pycrdt cannot take it, or clocks in it are beyond what pycrdt can count: it is *broken*, and left out;
- it took too long: it is placed, and named as *slow*, so that folding can leave it out the next time.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from hearth.collab import replica, updates
from hearth.collab.errors import InvalidUpdate
from hearth.collab.types import LogType

SLOW = 1.0
"""Seconds that one update may take: an update of the largest size that somebody has pasted takes a third of it."""

READING = 8.0
"""Seconds that putting one together may take for somebody who waits for it."""

MOST_REBUILDS = 20
"""Broken updates that are found by applying them: each costs what came before it once more."""

timer: Callable[[], float] = time.thread_time


@dataclass(frozen=True, slots=True)
class Piece:
    """An update and its place; 0 for what waited in a snapshot already."""

    seq: int
    data: bytes
    needs: dict[int, int] = field(default_factory=dict)
    adds: list[tuple[int, int, int]] = field(default_factory=list)


class Assembly:
    """A log's content in the making. `budget`: seconds after which `add` raises TooSlow, as its type calls it."""

    def __init__(self, kind: LogType, budget: float = READING) -> None:
        self._kind = kind
        self.made = replica.new_replica()
        self.waiting: list[Piece] = []
        self.broken: list[Piece] = []
        self.slow: list[Piece] = []
        self._budget = budget
        self._spent = 0.0
        self._placed: list[bytes] = []
        self._rebuilds = 0
        self._state: dict[int, int] = {}

    def begin(self, state: bytes, pending: list[bytes]) -> None:
        """Start from a snapshot, and what waited when it was made."""
        began = timer()
        replica.apply(self.made, state)
        self._spent += timer() - began
        self._placed.append(state)
        self._state = replica.state_of(self.made)
        for data in pending:
            self.add(0, data)

    def add(self, seq: int, data: bytes) -> None:
        """The next update of the log."""
        if self._spent > self._budget:
            raise self._kind.slow(f"This {self._kind.name} takes too long to put together.")
        try:
            contents = updates.read(data)
        except (updates.NotAnUpdate, updates.TooMany):
            self.broken.append(Piece(seq, data))
            return
        piece = Piece(seq, data, contents.needs, contents.adds)
        if any(end > updates.FURTHEST for _, _, end in contents.adds):
            self.broken.append(piece)
        elif not contents.guard_with_membership(self._state):
            self.waiting.append(piece)
            if not self._placed:
                self._take_what_stands(piece)
        elif self._place(piece):
            self._look_again({client for client, _, _ in piece.adds})

    def encode(self) -> bytes:
        """The whole state, and with it what waits."""
        return replica.encode(self.made, [piece.data for piece in self.waiting])

    def _take_what_stands(self, piece: Piece) -> None:
        """What a log begins with may be a whole state (after going back), with something in it that waits."""
        if self._apply(piece):
            self._state = replica.state_of(self.made)
        else:
            self.waiting.remove(piece)
            self.broken.append(piece)

    def _look_again(self, came: set[int]) -> None:
        """Place what waited for one of these clients."""
        while came:
            ready = next((one for one in self.waiting if came & one.needs.keys() and self._stands(one)), None)
            if ready is None:
                return
            self.waiting.remove(ready)
            if self._place(ready):
                came |= {client for client, _, _ in ready.adds}

    def _stands(self, piece: Piece) -> bool:
        return all(clock <= self._state.get(client, 0) for client, clock in piece.needs.items())

    def _place(self, piece: Piece) -> bool:
        if not self._apply(piece):
            self.broken.append(piece)
            return False
        for client, _, end in piece.adds:
            self._state[client] = max(self._state.get(client, 0), end)
        return True

    def _apply(self, piece: Piece) -> bool:
        began = timer()
        try:
            replica.apply(self.made, piece.data)
        except InvalidUpdate:
            self._spent += timer() - began
            self._rebuild()
            return False
        took = timer() - began
        self._spent += took
        if took > SLOW:
            self.slow.append(piece)
        self._placed.append(piece.data)
        return True

    def _rebuild(self) -> None:
        """pycrdt may have stopped halfway through an update: what was placed before it, anew."""
        self._rebuilds += 1
        if self._rebuilds > MOST_REBUILDS:
            raise self._kind.slow(f"Too much of this {self._kind.name} cannot be read.")
        began = timer()
        self.made = replica.build(self._placed)
        self._spent += timer() - began


def merge(pieces: list[bytes]) -> bytes:
    """The same as bytes that nobody has applied: what cannot be put together in time is kept so."""
    from pycrdt import merge_updates

    good = [piece for piece in pieces if _is_sound(piece)]
    return merge_updates(*good) if good else replica.new_replica().get_update()


def _is_sound(data: bytes) -> bool:
    from pycrdt import merge_updates

    try:
        contents = updates.read(data)
        merge_updates(data)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # noqa: BLE001  pycrdt panics, and a panic is no Exception
        return False
    return all(end <= updates.FURTHEST for _, _, end in contents.adds)
