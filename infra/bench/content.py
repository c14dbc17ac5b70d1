"""What hostile and ordinary Markdown costs to parse, check and write into a Yjs document; merging of many blocks; and
`PUT content` from the request to the answer, on a table in this process (moto, whose time is in the figures).

No stack is needed. Each pattern is measured at the largest size of it that is taken (up to 150,000 characters) and at
half of that, since a refusal costs less than the work it spares; and at 150,000, where most are refused by name.
"""

from __future__ import annotations

import gc
import io
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass

from infra.environments import ROOT

LARGEST = 150_000
BLOCKS = 8_000
GOAL_SECONDS = 1.0
GOAL_GROWTH = 2.3
RUNS = 3
AGAIN = 1  # runs of what is over a goal after RUNS: a busy moment does not last, what the work takes does
LEAST = 0.02  # what takes less has a growth that only the clock made

HEAD = f"""## Content: parsing, writing, merging

Markdown parsed, checked and written into Yjs; blocks merged; and `PUT content` from request to answer. Sizes are
characters, of {BLOCKS:,} also blocks; `taken` is the largest size up to {LARGEST:,} that is not refused, `full` is
that of {LARGEST:,}. Seconds of CPU, the best of at least {RUNS} runs. Goals: no size over {GOAL_SECONDS:.0f} s,
and for twice as much at most {GOAL_GROWTH} times as long.

| what | taken | half of it | taken | growth | full | which ended |
|---|---:|---:|---:|---:|---:|---|"""

Work = Callable[[], str]
Prepare = Callable[[int], Work]
"""Makes, outside of the measured time, what one run at a size needs; the run says how it ended."""


def repeated(unit: str) -> Callable[[int], str]:
    """A text of a size that is one unit over and over."""
    return lambda size: unit * (size // len(unit))


def _rising_ticks(size: int) -> str:
    found: list[str] = []
    length = 0
    while length < size:
        found.append("a" + "`" * (len(found) + 1))
        length += len(found[-1])
    return "".join(found)


def _columns(size: int) -> str:
    columns = size // 8
    return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|b" * columns + "|\n"


def _nested_labels(size: int) -> str:
    return "[a]: x\n\n" + "[" * (size // 2) + "]" * (size // 2)


def _nested_list(size: int) -> str:
    found: list[str] = []
    length = 0
    while length < size:
        found.append("  " * len(found) + "- a\n")
        length += len(found[-1])
    return "".join(found)


HOSTILE: dict[str, Callable[[int], str]] = {
    "backticks": repeated("`a"),
    "backticks, one more each time": _rising_ticks,
    "paragraphs": repeated("a\n\n"),
    "headings": repeated("# a\n"),
    "underlined headings": repeated("a\n=\n"),
    "links and an open bracket": repeated("[a](b) ["),
    "links": repeated("- [a](b)\n"),
    "open brackets": repeated("["),
    "open pictures": repeated("!["),
    "nested brackets": lambda size: "[" * (size // 2) + "](a)" * (size // 8),
    "nested labels": _nested_labels,
    "labels": repeated("[a]\n"),
    "definitions": repeated("[a]: b\n"),
    "labels over lines": repeated("[a\nb"),
    "bold": repeated("a**b"),
    "emphasis": repeated("*a_"),
    "emphasis that opens": repeated("*a **a "),
    "strikes": repeated("~~a"),
    "open tags": repeated("<u>a"),
    "unknown tags": repeated("<q>a"),
    "half tags": repeated("<a "),
    "tags with quotes": repeated('<a b="'),
    "data sections": repeated("<![CDATA["),
    "comments": repeated("<!--"),
    "addresses": repeated("<http://a>"),
    "entities": repeated("&amp;"),
    "half entities": repeated("&a"),
    "escapes": repeated("\\*"),
    "lines": repeated("b\n"),
    "breaks": repeated("a<br>"),
    "quotes": repeated(">"),
    "quotes of quotes": repeated(">" * 80 + " a\n"),
    "lists": repeated("- a\n"),
    "tasks": repeated("- [ ] a\n"),
    "nested lists": _nested_list,
    "columns": _columns,
    "rows": lambda size: "|a|b|\n|-|-|\n" + "|c|d|\n" * (size // 6),
    "tables": repeated("a|b\n-|-\n"),
    "rules": repeated("---\n"),
    "fences": repeated("```\n"),
    "nodes": repeated('```hearth-node\n{"type":"paragraph"}\n```\n'),
    "code": repeated("    a\n"),
    "pictures": repeated("![a](b)"),
    "people": repeated("[@a](mention:x)"),
}
PROSE = (
    "The *Auk* is being mended - at last - and [somebody](https://a.b/c) will say when she is out again.\n\n"
    "- one thing, with `code`\n- and **another**\n\n"
)


def write(source: str) -> str:
    """What `POST documents` does with Markdown; says how it ended."""
    from functions.documents.service import writing
    from hearth.errors import HearthError

    try:
        writing.from_markdown(source)
    except HearthError as error:
        return error.code
    return "taken"


def merge(sides: tuple[list[str], list[str]]) -> str:
    """What `PUT content` does with the blocks of three sides."""
    from functions.documents.content.merge import merge as three_way

    three_way(sides[0], sides[1], sides[0])
    return "taken"


def _sides(kind: str, size: int) -> tuple[list[str], list[str]]:
    numbered = [str(number) for number in range(size)]
    match kind:
        case "equal blocks":
            return ["same"] * size, ["same"] * (size - 1) + ["other"]
        case "wholly different blocks":
            return numbered, [f"x{number}" for number in numbered]
        case "a permutation":
            return numbered, random.Random(9).sample(numbered, size)  # noqa: S311  a permutation, not a secret
    return ["a", "b"] * (size // 2), ["b", "a"] * (size // 2)


MERGES = ("equal blocks", "wholly different blocks", "a permutation", "blocks that take turns")
PUT_BLOCKS = ("equal blocks", "wholly different blocks")
PUT_TEXTS = {
    "ordinary text": repeated(PROSE),
    **{name: HOSTILE[name] for name in ("backticks", "headings", "paragraphs", "links", "tasks", "rows", "bold")},
}
PUT_OVER = ("headings", "links", "bold")  # in place of as much: both are read, compared, taken out and put in


# --- PUT content --------------------------------------------------------------------------------------------------


@contextmanager
def _surroundings() -> Iterator[None]:
    """A table of its own."""
    import pytest

    from tests.support import local_table

    with pytest.MonkeyPatch.context() as patch, local_table.running(patch):
        yield


def _put(before: str, after: str) -> Work:
    """A new org's document that says `before`; the run puts `after`. Nobody reaches a limit of a minute so."""
    from tests.documents.factories import make_org

    org = make_org()
    path = f"{org.path}/{org.create(markdown=before)['id']}/content"
    headers = {"Content-Type": "text/markdown", "If-Match": '"1"'}

    def run() -> str:
        answer = org.member("PUT", path, raw=after, headers=headers)
        return "taken" if answer.status == 200 else str(answer.body["code"])

    return run


# --- measuring ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure: how a run of a size is made, the largest size, and whether a size is taken at all."""

    name: str
    prepare: Prepare
    largest: int
    takes: Callable[[int], bool] = lambda _size: True


@dataclass(slots=True)
class Row:
    """What a case took: CPU seconds of its largest taken size, of half of that, and of the largest size there is."""

    case: Case
    taken: int
    half: float = 1e9
    whole: float = 1e9
    full: float = 1e9
    ended: str = ""

    @property
    def growth(self) -> float:
        """How much longer twice as much takes."""
        return self.whole / max(self.half, LEAST)

    @property
    def over(self) -> list[bool]:
        """Which goals are missed: the growth, the seconds of what is taken, the seconds of the largest size."""
        return [self.growth > GOAL_GROWTH, self.whole > GOAL_SECONDS, self.full > GOAL_SECONDS]

    def measure(self, runs: int) -> None:
        """Some more runs, the sizes in turns; of each the best counts."""
        for _ in range(runs):
            self.half = min(self.half, _seconds(self.case.prepare(self.taken // 2))[0])
            seconds, ended = _seconds(self.case.prepare(self.taken))
            self.whole = min(self.whole, seconds)
            if self.taken < self.case.largest:
                seconds, ended = _seconds(self.case.prepare(self.case.largest))
            self.full, self.ended = min(self.full, seconds), ended

    def __str__(self) -> str:
        growth, whole, full = (" (over)" if over else "" for over in self.over)
        seconds = f"{self.half:.3f} | {self.whole:.3f}{whole} | {self.growth:.1f}{growth} | {self.full:.3f}{full}"
        return f"| {self.case.name} | {self.taken:,} | {seconds} | {self.ended} |"


def _seconds(work: Work) -> tuple[float, str]:
    """CPU time, since others use the machine too; what earlier runs left is collected before."""
    gc.collect()
    began = time.process_time()
    ended = work()
    return time.process_time() - began, ended


def _largest_taken(case: Case) -> int:
    """The largest size that is taken, to 4 %."""
    low, high = 0, case.largest
    if case.takes(high):
        return high
    while high - low > max(8, low // 25):
        middle = (low + high) // 2
        low, high = (middle, high) if case.takes(middle) else (low, middle)
    return low


def _taking(make: Callable[[int], str]) -> Callable[[int], bool]:
    def takes(size: int) -> bool:
        from functions.documents.content.checks import ContentError, check
        from functions.documents.content.markdown_in import from_markdown

        try:
            check(from_markdown(make(size)))
        except ContentError:
            return False
        return True

    return takes


def _writing(make: Callable[[int], str]) -> Prepare:
    def prepare(size: int) -> Work:
        source = make(size)
        return lambda: write(source)

    return prepare


def _merging(kind: str) -> Prepare:
    def prepare(size: int) -> Work:
        sides = _sides(kind, size)
        return lambda: merge(sides)

    return prepare


def _putting(kind: str) -> Prepare:
    return lambda size: _put(*("\n\n".join(side) for side in _sides(kind, size)))


def _over(make: Callable[[int], str]) -> Prepare:
    """In place of as much: where that much is never taken, in place of a few words."""
    taken = _taking(make)

    def prepare(size: int) -> Work:
        after = make(size)
        return _put(after.replace("a", "c") if taken(size) else "words", after)

    return prepare


def cases() -> list[Case]:
    """Everything that is measured."""
    texts: dict[str, Callable[[int], str]] = {"ordinary text": repeated(PROSE), **HOSTILE}
    found = [Case(name, _writing(make), LARGEST, _taking(make)) for name, make in texts.items()]
    found += [Case(f"merging {kind}", _merging(kind), BLOCKS) for kind in MERGES]
    found += [Case(f"PUT: {kind}", _putting(kind), BLOCKS) for kind in PUT_BLOCKS]
    for name, make in PUT_TEXTS.items():
        found.append(Case(f"PUT: {name}", lambda size, make=make: _put("words", make(size)), LARGEST, _taking(make)))  # type: ignore[misc]
    found += [
        Case(f"PUT: {name} over others", _over(HOSTILE[name]), LARGEST, _taking(HOSTILE[name])) for name in PUT_OVER
    ]
    return found


def main(arguments: Sequence[str] = ()) -> int:
    """Print the table, which says where a goal is missed; fails where work grows faster than what comes in."""
    sys.path.insert(0, str(ROOT / "layers" / "kernel" / "python"))
    write(PROSE)
    print(HEAD)
    missed = []
    with _surroundings():
        for case in cases():
            if arguments and not any(word in case.name for word in arguments):
                continue
            row = Row(case, _largest_taken(case))
            with redirect_stdout(io.StringIO()):  # a request's log line would stand between the table's
                row.measure(RUNS)
                if any(row.over):
                    row.measure(AGAIN)
            missed += [case.name] if row.growth > GOAL_GROWTH else []
            print(row, flush=True)
    if missed:
        print(f"grows too fast: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
