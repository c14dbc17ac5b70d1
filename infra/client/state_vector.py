"""Reading a Yjs state vector: how many steps of each client a document holds."""

from __future__ import annotations


def clocks(vector: bytes) -> dict[int, int]:
    """Client id -> next clock, from `Doc.get_state()`."""
    position = 0

    def read() -> int:
        nonlocal position
        value = shift = 0
        while True:
            byte = vector[position]
            position += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    return {read(): read() for _ in range(read())}


def covers(ours: bytes, theirs: bytes) -> bool:
    """Whether `ours` holds every step of `theirs`; deletions are not seen by it."""
    mine = clocks(ours)
    return all(mine.get(client, 0) >= clock for client, clock in clocks(theirs).items())
