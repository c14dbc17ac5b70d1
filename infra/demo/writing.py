"""How a text gets written by several people at once, honestly: every letter is an edit in somebody's live document."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

from pycrdt import Doc

from infra.client.content import Block, add_blocks, block_count
from infra.client.document import LiveDocument
from infra.client.state_vector import covers
from infra.demo.measure import Ledger, Propagation
from infra.demo.traces import Authors, Sequential, Trace, beginning

TICK = 0.030
Progress = Callable[[float], None]


class Pace:
    """Spreads `total` edits over `seconds`: `due()` says how many may be made by now."""

    def __init__(self, total: int, seconds: float) -> None:
        self._total = total
        self._seconds = seconds
        self._start = time.perf_counter()

    def due(self) -> int:
        """All of them when the time is up."""
        if self._seconds <= 0:
            return self._total
        return min(self._total, int(self._total * (time.perf_counter() - self._start) / self._seconds) + 1)


async def write_paragraphs(
    ledgers: Sequence[Ledger], text: str, seconds: float, propagation: Propagation, progress: Progress
) -> str:
    """Each writes every n-th paragraph, all at the same time, letter by letter. Returns what should come out."""
    lines = text.rstrip("\n").split("\n")
    first = ledgers[0]
    add_blocks(first.document.doc, len(lines))
    first.wrote(1)
    await first.document.all_saved()
    for ledger in ledgers:
        document = ledger.document
        await document.until(lambda document=document: block_count(document.doc) == len(lines))  # type: ignore[misc]
    longest = max(sum(len(line) for line in lines[at :: len(ledgers)]) for at in range(len(ledgers)))

    async def write(at: int, ledger: Ledger) -> None:
        letters = [(row, letter) for row in range(at, len(lines), len(ledgers)) for letter in lines[row]]
        done, pace = 0, Pace(len(letters), seconds * len(letters) / max(1, longest))
        while done < len(letters):
            due = pace.due()
            if due > done:
                with ledger.document.doc.transaction():
                    for row, letter in letters[done:due]:
                        Block(ledger.document.doc, row).append(letter)
                propagation.wrote(ledger.document)
                ledger.wrote(due - done)
                done = due
                progress(done / len(letters))
            await asyncio.sleep(TICK)

    await asyncio.gather(*(write(at, ledger) for at, ledger in enumerate(ledgers)))
    return "\n".join(lines)


async def write_sequential(
    ledgers: Sequence[Ledger],
    trace: Trace,
    seconds: float,
    propagation: Propagation,
    progress: Progress,
    *,
    turns: int = 8,
) -> str:
    """One order of edits, written in turns: who continues first waits for everything the others wrote."""
    _begin(ledgers[0], trace.start)
    total = len(trace.steps)
    shares = [total * turn // turns for turn in range(turns + 1)] if len(ledgers) > 1 else [0, total]
    pace, text = Pace(total, seconds), trace.start
    for turn in range(len(shares) - 1):
        document = ledgers[turn % len(ledgers)].document
        await ledgers[(turn - 1) % len(ledgers)].document.all_saved(60)
        state = ledgers[(turn - 1) % len(ledgers)].document.doc.get_state()
        await document.until(lambda d=document, s=state: covers(d.doc.get_state(), s), 60)  # type: ignore[misc]
        await document.until(lambda d=document, t=text: _reads(d.doc, t), 60)  # type: ignore[misc]
        writer = Sequential(document.doc, 0, text)
        done = shares[turn]
        while done < shares[turn + 1]:
            due = min(pace.due(), shares[turn + 1])
            if due > done:
                with document.doc.transaction():
                    for step in trace.steps[done:due]:
                        writer.apply(step)
                propagation.wrote(document)
                ledgers[turn % len(ledgers)].wrote(due - done)
                done = due
                progress(done / total)
            await asyncio.sleep(TICK)
        text = writer.text
    return trace.end


async def write_concurrent(
    ledgers: Sequence[Ledger], trace: Trace, seconds: float, propagation: Propagation, progress: Progress
) -> str:
    """Each author of the trace writes what they had seen when they wrote it; the live documents merge the rest."""
    start = beginning(trace.start)
    ledgers[0].document.doc.apply_update(start)
    ledgers[0].wrote(1)
    for ledger in ledgers:
        document = ledger.document
        await document.until(lambda document=document: block_count(document.doc) == 1)  # type: ignore[misc]
    authors, pace = Authors(trace, start), Pace(len(trace.steps), seconds)
    done = 0

    async def author(agent: int) -> None:
        nonlocal done
        ledger = ledgers[agent % len(ledgers)]
        mine = [index for index, step in enumerate(trace.steps) if step.agent == agent]
        at = 0
        while at < len(mine):
            if not _own(trace, mine[at]):
                await _has_seen(ledger.document, authors, mine[at])
            due, run = pace.due(), at
            with ledger.document.doc.transaction():
                while at < len(mine) and mine[at] < due and (at == run or _own(trace, mine[at])):
                    ledger.document.doc.apply_update(authors.write(mine[at]))
                    at += 1
            if at > run:
                propagation.wrote(ledger.document, authors.clients[agent])
                ledger.wrote(at - run)
                done += at - run
                progress(done / len(trace.steps))
            if at < len(mine) and mine[at] >= due:
                await asyncio.sleep(TICK)

    await asyncio.gather(*(author(agent) for agent in range(trace.agents)))
    return trace.end


def _own(trace: Trace, index: int) -> bool:
    return all(trace.steps[parent].agent == trace.steps[index].agent for parent in trace.steps[index].parents)


async def _has_seen(document: LiveDocument, authors: Authors, index: int) -> None:
    """Wait until what this step answers has been written, and has come to this document over the wire."""
    await document.until(lambda: authors.ready(index), 120)
    state = authors.state_before(index)
    await document.until(lambda: covers(document.doc.get_state(), state), 120)


def _begin(ledger: Ledger, start: str) -> None:
    with ledger.document.doc.transaction():
        add_blocks(ledger.document.doc, 1, "codeBlock")
        if start:
            Block(ledger.document.doc, 0).append(start)
    ledger.wrote(1)


def _reads(doc: Doc[Any], text: str) -> bool:
    return block_count(doc) == 1 and str(Block(doc, 0)) == text
