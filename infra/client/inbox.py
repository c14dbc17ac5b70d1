"""The order of a topic as one client has it (L11): the highest place without a gap, and the places beyond it."""

from __future__ import annotations


class Inbox:
    """Counts places; the updates themselves are applied at once, since Yjs keeps what it cannot place yet."""

    def __init__(self) -> None:
        self.contiguous = 0
        self._known = 0
        self._beyond: set[int] = set()

    def reset(self, seq: int) -> None:
        """After a load: everything up to `seq` is here."""
        self.contiguous = seq
        self._known = max(self._known, seq)
        self._beyond = {place for place in self._beyond if place > seq}
        self._advance()

    def rewind(self) -> None:
        """The server's log is shorter than what we saw: it was restored, and is the truth again."""
        self.contiguous = self._known = 0
        self._beyond.clear()

    def accept(self, seq: int) -> bool:
        """False when this place was seen before: a repeat, to be dropped."""
        self._known = max(self._known, seq)
        if seq <= self.contiguous or seq in self._beyond:
            return False
        self._beyond.add(seq)
        self._advance()
        return True

    def heard(self, head: int) -> None:
        """The server named its head without sending what leads there."""
        self._known = max(self._known, head)

    @property
    def gap(self) -> bool:
        """Something before the highest known place is missing."""
        return self._known > self.contiguous

    def _advance(self) -> None:
        while self.contiguous + 1 in self._beyond:
            self.contiguous += 1
            self._beyond.discard(self.contiguous)
