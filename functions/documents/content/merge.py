"""Three-way merge of blocks: what one side alone changed is taken, what both changed otherwise is a conflict.

No library fits (`merge3` is GPL, `three-merge` works on characters and is not maintained), and the algorithm is small:
S. Khanna, K. Kunal, B. C. Pierce, "A Formal Investigation of Diff3" (2007). What two sides share is found by `diff`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from functions.documents.content.diff import Steps, matches

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Range:
    """Half open: from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch that somebody changed. `kind`: mine (only I did), theirs, same (both, alike), conflict."""

    kind: str
    base: Range
    mine: Range
    theirs: Range


def merge(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], steps: Steps | None = None) -> list[Chunk]:
    """The stretches that changed, in order; everything between them is the same on all sides.

    Without `steps` left, a stretch that only a search would match counts as wholly different.
    """
    steps = Steps() if steps is None else steps
    to_mine, to_theirs = matches(base, mine, steps), matches(base, theirs, steps)
    chunks: list[Chunk] = []
    at = (0, 0, 0)
    fixed = [(i, to_mine[i], to_theirs[i]) for i in range(len(base)) if i in to_mine and i in to_theirs]
    for i, j, k in [*fixed, (len(base), len(mine), len(theirs))]:
        if (i, j, k) != at:
            chunks.append(_judge((base, mine, theirs), at, (i, j, k)))
        at = (i + 1, j + 1, k + 1)
    return chunks


def _judge(sides: tuple[Sequence[str], ...], start: tuple[int, ...], end: tuple[int, ...]) -> Chunk:
    ranges = [Range(low, high) for low, high in zip(start, end, strict=True)]
    base, mine, theirs = (list(side[part.start : part.end]) for side, part in zip(sides, ranges, strict=True))
    if mine == theirs:
        kind = "same"
    elif mine == base:
        kind = "theirs"
    else:
        kind = "mine" if theirs == base else "conflict"
    return Chunk(kind, *ranges)


def merge_words(base: str, mine: str, theirs: str, steps: Steps | None = None) -> str | None:
    """The same within a text, word by word; None for a conflict."""
    sides = [_TOKENS.findall(text) for text in (base, mine, theirs)]
    merged: list[str] = []
    at = 0
    for chunk in merge(sides[0], sides[1], sides[2], steps):
        if chunk.kind == "conflict":
            return None
        merged += sides[2][at : chunk.theirs.start]
        if chunk.kind == "mine":
            merged += sides[1][chunk.mine.start : chunk.mine.end]
        else:
            merged += sides[2][chunk.theirs.start : chunk.theirs.end]
        at = chunk.theirs.end
    return "".join([*merged, *sides[2][at:]])
