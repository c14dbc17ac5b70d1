"""Which of two sequences' members are the same, in linear time and space but for a bounded search.

What stands once in both is matched first, along the longest run in order ("patience diff", B. Cohen); between those the
shortest edit is looked for (E. W. Myers, "An O(ND) Difference Algorithm", 1986) within a budget of steps, and a stretch
that would take more counts as wholly different. `difflib` takes quadratic time where members repeat.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

STEPS = 200_000
"""Comparisons that searches may take: a tenth of a second. Thousands of blocks with some hundred changes need fewer."""

ROUNDS = 20
"""How often each member may be looked at for anchors: each halving of a window is one, so a million members' worth."""

Pairs = list[tuple[int, int]]


class Steps:
    """Comparisons that are left."""

    def __init__(self, left: int = STEPS) -> None:
        self.left = left
        self.taken = 0

    def take(self, count: int) -> bool:
        """Whether so many more may be taken, and takes them."""
        if count > self.left:
            return False
        self.left -= count
        self.taken += count
        return True


def matches(one: Sequence[str], other: Sequence[str], steps: Steps | None = None) -> dict[int, int]:
    """Places in `one` to the places in `other` that hold the same, rising in both."""
    steps = Steps() if steps is None else steps
    found: dict[int, int] = {}
    waiting = [(0, len(one), 0, len(other))]
    looks = Steps(ROUNDS * (len(one) + len(other)))
    while waiting:
        start, end, begin, stop = waiting.pop()
        if not looks.take(end - start + stop - begin):
            continue
        while start < end and begin < stop and one[start] == other[begin]:
            found[start] = begin
            start, begin = start + 1, begin + 1
        while start < end and begin < stop and one[end - 1] == other[stop - 1]:
            end, stop = end - 1, stop - 1
            found[end] = stop
        if start == end or begin == stop:
            continue
        anchors = _anchors(one, other, (start, end, begin, stop))
        if anchors:
            waiting += _between(anchors, (start, end, begin, stop))
            found.update(anchors)
        else:
            found.update(_search(one, other, (start, end, begin, stop), steps))
    steps.taken += looks.taken
    return dict(sorted(found.items()))


def _between(anchors: Pairs, window: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    start, end, begin, stop = window
    found = []
    for i, j in [*anchors, (end, stop)]:
        if start < i and begin < j:
            found.append((start, i, begin, j))
        start, begin = i + 1, j + 1
    return found


def _anchors(one: Sequence[str], other: Sequence[str], window: tuple[int, int, int, int]) -> Pairs:
    """What stands once on each side of a window, as long a run of it as is in order on both."""
    start, end, begin, stop = window
    mine, theirs = Counter(one[start:end]), Counter(other[begin:stop])
    place = {other[j]: j for j in range(begin, stop) if theirs[other[j]] == 1}
    pairs = [(i, place[one[i]]) for i in range(start, end) if mine[one[i]] == 1 and one[i] in place]
    ends: list[int] = []  # the smallest place in `other` that a run of each length ends with
    tops: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(tops[length - 1] if length else -1)
        if length == len(ends):
            ends.append(j)
            tops.append(index)
        else:
            ends[length], tops[length] = j, index
    run: Pairs = []
    at = tops[-1] if tops else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _search(one: Sequence[str], other: Sequence[str], window: tuple[int, int, int, int], steps: Steps) -> Pairs:
    """Pairs of a shortest edit, without what stands on one side only; none when that takes more steps than are left."""
    start, end, begin, stop = window
    theirs = set(other[begin:stop])
    left = [i for i in range(start, end) if one[i] in theirs]
    mine = {one[i] for i in left}
    right = [j for j in range(begin, stop) if other[j] in mine]
    way = _shortest([one[i] for i in left], [other[j] for j in right], steps)
    return [(left[x], right[y]) for x, y in way]


def _shortest(one: list[str], other: list[str], steps: Steps) -> Pairs:
    """Myers' greedy search: `far[k]` is how far along diagonal k one gets with `edits` changes."""
    far = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(len(one) + len(other) + 1):
        if not steps.take(2 * edits + 1):  # the step itself, and the copy that finds the way back
            return []
        trail.append(dict(far))
        for k in range(-edits, edits + 1, 2):
            x = far[k + 1] if k == -edits or (k != edits and far[k - 1] < far[k + 1]) else far[k - 1] + 1
            while x < len(one) and x - k < len(other) and one[x] == other[x - k]:
                if not steps.take(1):
                    return []
                x += 1
            far[k] = x
            if x >= len(one) and x - k >= len(other):
                return _back(trail, len(one), len(other))
    return []


def _back(trail: list[dict[int, int]], x: int, y: int) -> Pairs:
    found: Pairs = []
    for edits in range(len(trail) - 1, -1, -1):
        far, k = trail[edits], x - y
        k = k + 1 if k == -edits or (k != edits and far[k - 1] < far[k + 1]) else k - 1
        from_x = far[k] if edits else 0
        from_y = from_x - k if edits else 0
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            found.append((x, y))
        x, y = from_x, from_y
    return found
