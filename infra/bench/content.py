"""What hostile and ordinary Markdown costs to parse, check and write into a Yjs document; and merging of many blocks.

No stack is needed. Each pattern is measured at a size and its double; where the double is refused by name, its refusal
is what is measured.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence

from infra.environments import ROOT

LARGEST = 150_000
GOAL_SECONDS = 1.0
GOAL_GROWTH = 2.3
RUNS = 3
LEAST = 0.02  # what takes less has a growth that only the clock made


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


def _seconds(work: Callable[[], str]) -> tuple[float, str]:
    """The best of some runs: CPU time, since others use the machine too."""
    best, ended = 1e9, ""
    for _ in range(RUNS):
        began = time.process_time()
        ended = work()
        best = min(best, time.process_time() - began)
    return best, ended


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


def main(_: Sequence[str] = ()) -> int:
    """Print the table; fails when a goal is missed."""
    sys.path.insert(0, str(ROOT / "layers" / "kernel" / "python"))
    write(PROSE)
    print("## Content: parsing, writing, merging\n")
    print(f"Markdown of {LARGEST // 2:,} and {LARGEST:,} characters: parsed, checked, written into Yjs; seconds")
    print(f"of CPU, best of {RUNS}. Goals: under {GOAL_SECONDS:.0f} s, and {GOAL_GROWTH} times for twice as much.\n")
    print("| what | half | whole | growth | ended |\n|---|---:|---:|---:|---|")
    cases: list[tuple[str, Callable[[int], Callable[[], str]]]] = [
        (name, lambda size, make=make: _writing(make(size)))  # type: ignore[misc]
        for name, make in {"ordinary text": repeated(PROSE), **HOSTILE}.items()
    ]
    cases += [(f"merging {kind}", lambda size, kind=kind: _merging(kind, size)) for kind in MERGES]  # type: ignore[misc]
    missed = []
    for name, make in cases:
        size = 8_000 if name.startswith("merging") else LARGEST
        half, _ended = _seconds(make(size // 2))
        whole, ended = _seconds(make(size))
        growth = whole / max(half, LEAST)
        over = whole > GOAL_SECONDS or growth > GOAL_GROWTH
        missed += [name] if over else []
        print(f"| {name} | {half:.3f} | {whole:.3f} | {growth:.1f}{' (over)' if over else ''} | {ended} |")
    if missed:
        print(f"missed: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def _writing(source: str) -> Callable[[], str]:
    return lambda: write(source)


def _merging(kind: str, size: int) -> Callable[[], str]:
    sides = _sides(kind, size)
    return lambda: merge(sides)


if __name__ == "__main__":
    raise SystemExit(main())
