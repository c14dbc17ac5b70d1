"""`python -m infra.bench.live`: live documents on the running local stack, loopback only, a minute or two.

    propagation   one writer at 10 edits/s, 1, 10 and 50 readers, and where the time goes; the readers' carets are in
                  the block that is written, then elsewhere on one screen, then where nobody sees what is written
    company       2, 3, 5 and 10 people in one document who all write, each 10 edits/s, each timed at all the others
    join          the document of a whole trace, opened by somebody new: time, and bytes against the snapshot
    units         what the table was asked for each update, from the functions' own log lines

Figures count only on a quiet machine; ratios and counts count always. HEARTH_TRACE names a recorded trace for the join.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.bench.split import PARTS, Split, Way, totals, typical
from infra.client.content import Block, add_blocks, block_count
from infra.client.live import connect, open_document
from infra.client.outbox import Batch
from infra.client.places import Tick
from infra.demo import Room, open_room, traces
from infra.demo.measure import Journal, Ledger, Operation, Propagation, TableUse, percentile
from infra.demo.people import Party, gather
from infra.demo.traces import Sequential, Trace
from infra.local import state

WHAT = ["propagation", "company", "join"]
RATE = 10
PEOPLE = 7
"""Fifty readers are more than one person may be in one place (`hearth.quotas.realtime`)."""

GOALS = {1: 20.0, 10: 30.0, 50: 60.0}
"""Milliseconds at the 95th percentile, for readers who are near: whoever is not does not see the letters come."""

PLACES = {"near": (0, 0, 9), "in sight": (8, 0, 9), "unseen": (40, 38, 50)}
"""Where the readers are (caret, first and last block on the screen) while somebody writes in the first block."""

TICKS = dict(zip(PLACES, Tick(), strict=True))


@dataclass(frozen=True, slots=True)
class Spread:
    """How long edits took to a number of readers, and where."""

    readers: int
    where: str
    edits: int
    updates: int
    until_ack: list[float]
    ways: list[Way]
    table: TableUse | None
    messages: tuple[int, int]


def _ms(values: list[float], share: float) -> str:
    return f"{percentile(values, share) * 1000:.1f}"


async def _room(party: Party, readers: int) -> Room:
    room = await open_room(party, f"spread to {readers}", clients=readers + 1)
    add_blocks(room.documents[0].doc, 1)
    await room.settle()
    for document in room.documents:
        await document.until(lambda d=document: block_count(d.doc) == 1)  # type: ignore[misc]
    return room


async def spread(party: Party, readers: int, where: str, seconds: float, journal: Path) -> Spread:
    """One writes 10 letters a second; everybody else is timed, from the local edit to its application."""
    room = await _room(party, readers)
    try:
        room.documents[0].stand(0, 0, 9)
        for document in room.documents[1:]:
            document.stand(*PLACES[where])
        await asyncio.sleep(0.5)  # until all have heard where the others are
        writer, split = room.documents[0], Split()
        ledger = Ledger(writer)

        def sent(batch: Batch) -> None:
            split.sent(batch)
            ledger.sent(batch)

        writer.watch(sent=sent, trace=split.traced)
        for document in room.documents[1:]:
            split.watch(document)
        counted, before = Journal(journal), _messages(room)
        block = Block(writer.doc, 0)
        for _ in range(int(seconds * RATE)):
            split.wrote()
            block.append("x")
            ledger.wrote(1)
            await asyncio.sleep(1 / RATE)
        await room.settle()
        now = _messages(room)
        messages = (now[0] - before[0], now[1] - before[1])
        return Spread(
            readers, where, ledger.made, ledger.updates, ledger.ack_seconds, split.ways, counted.since(), messages
        )
    finally:
        await room.close()


def _messages(room: Room) -> tuple[int, int]:
    counts = [connection.messages for connection in room.connections]
    return sum(sent for sent, _ in counts), sum(heard for _, heard in counts)


def spread_table(rows: Sequence[Spread]) -> str:
    """Markdown. The parts are those of the edits around the median, and add up to its time."""
    lines = [
        f"| readers | are | tick ms | p50 ms | p95 ms | p99 ms | goal p95 | {' | '.join(PARTS)} | sum | until ack p50 "
        "| updates an edit | messages an edit |",
        "|---:|---" + "|---:" * (9 + len(PARTS)) + "|",
    ]
    for row in rows:
        parts, whole = typical(row.ways), totals(row.ways, 0.5, 0.95, 0.99)
        figures = [
            *(f"{seconds * 1000:.1f}" for seconds in whole),
            f"{GOALS[row.readers]:.0f}" if row.where == "near" and row.readers in GOALS else "",
            *(f"{seconds * 1000:.1f}" for seconds in (*parts.parts, parts.total)),
            _ms(row.until_ack, 0.5),
            f"{row.updates / max(1, row.edits):.2f}",
            f"{sum(row.messages) / max(1, row.edits):.2f}",
        ]
        lines.append(f"| {row.readers} | {row.where} | {TICKS[row.where] * 1000:.0f} | {' | '.join(figures)} |")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Company:
    """How long edits took to everybody else, when everybody writes."""

    writers: int
    seen: list[float]
    until_ack: list[float]
    edits: int
    updates: int
    lost: int
    table: TableUse | None


async def company(party: Party, writers: int, seconds: float, journal: Path) -> Company:
    """Each writes 10 letters a second into a paragraph of their own, not in step with the others."""
    room = await open_room(party, f"company of {writers}", clients=writers + 1)
    try:
        documents = room.documents[:writers]
        add_blocks(documents[0].doc, writers)
        await room.settle()
        for document in documents:
            await document.until(lambda d=document: block_count(d.doc) == writers)  # type: ignore[misc]
        spread, ledgers, counted = Propagation(), [Ledger(document) for document in documents], Journal(journal)
        for document in documents:
            spread.watch(document)

        async def write(index: int) -> None:
            block = Block(documents[index].doc, index)
            await asyncio.sleep(index / writers / RATE)
            for _ in range(int(seconds * RATE)):
                block.append("x")
                spread.wrote(documents[index])
                ledgers[index].wrote(1)
                await asyncio.sleep(1 / RATE)

        await asyncio.gather(*(write(index) for index in range(writers)))
        await room.settle()
        made, acknowledged = sum(one.made for one in ledgers), sum(one.acknowledged for one in ledgers)
        waits = [wait for one in ledgers for wait in one.ack_seconds]
        updates = sum(one.updates for one in ledgers)
        return Company(writers, spread.seconds, waits, made, updates, made - acknowledged, counted.since())
    finally:
        await room.close()


def company_table(rows: Sequence[Company]) -> str:
    """Markdown."""
    lines = [
        "| writers | p50 ms | p95 ms | p99 ms | until ack p50 / p95 ms | edits | lost | updates "
        "| table calls an update | write units an edit |",
        "|---:" * 10 + "|",
    ]
    for row in rows:
        seen = " | ".join(_ms(row.seen, share) for share in (0.5, 0.95, 0.99))
        table = _update(row.table)
        units = f"{table.calls / max(1, row.updates):.2f} | {table.writes / row.edits:.2f}"
        acks = f"{_ms(row.until_ack, 0.5)} / {_ms(row.until_ack, 0.95)}"
        lines.append(f"| {row.writers} | {seen} | {acks} | {row.edits} | {row.lost} | {row.updates} | {units} |")
    return "\n".join(lines)


def _update(table: TableUse | None) -> Operation:
    return (table.of("socket.update") if table else None) or Operation()


def units_line(rows: Sequence[Spread]) -> str:
    """What one update costs the table: its function's own line, counted."""
    told = [(row.readers, _update(row.table)) for row in rows if row.table and row.where == "near"]
    parts = [
        f"{one.writes / max(1, len(one.milliseconds)):.2f} write units and "
        f"{(one.units - one.writes) / max(1, len(one.milliseconds)):.2f} read units in "
        f"{one.calls / max(1, len(one.milliseconds)):.2f} calls with {readers} readers"
        for readers, one in told
    ]
    return f"Table, for each update stored (goal: at most 2 write units): {'; '.join(parts) or 'no journal to read'}."


async def join(party: Party, trace: Trace, seconds: float, fold_seconds: float) -> str:
    """The trace is written in one live client; then somebody else opens the document, cold and again."""
    room = await open_room(party, f"join {trace.name}", clients=2)
    try:
        writer = room.documents[0]
        add_blocks(writer.doc, 1, "codeBlock")
        sequential, done, start = Sequential(writer.doc, 0, trace.start), 0, time.perf_counter()
        while done < len(trace.steps):
            due = min(len(trace.steps), int(len(trace.steps) * (time.perf_counter() - start) / seconds) + 1)
            with writer.doc.transaction():
                for step in trace.steps[done:due]:
                    sequential.apply(step)
            done = due
            await asyncio.sleep(0.030)
        await room.settle()
        snapshot = len(writer.doc.get_update())
        lines = [
            f"{trace.name}: {len(trace.steps):,} edits, {len(trace.end):,} characters, snapshot {snapshot:,} bytes.",
            "",
            "| join | ms to full content | bytes over HTTP | of the snapshot |",
            "|---|---:|---:|---:|",
        ]

        async def measure(name: str) -> None:
            took, read = await _join_once(party, room.document_id, trace.end)
            lines.append(f"| {name} | {took * 1000:.0f} | {read:,} | {read / snapshot:.2f} |")

        await measure("right after the last key")
        if await _folded(party, room.document_id, fold_seconds):
            for name in ("folded, first", "folded, second", "folded, third"):
                await measure(name)
        else:
            lines.append(f"| not folded within {fold_seconds:.0f} s | | | |")
        return "\n".join(lines)
    finally:
        await room.close()


async def _folded(party: Party, document_id: str, seconds: float) -> bool:
    """Wait until a snapshot holds nearly everything: folding follows the writing by a minute or so."""
    client, end = party.owner.client, time.monotonic() + seconds
    while time.monotonic() < end:
        found = await asyncio.to_thread(client.get, f"/v1/orgs/{party.org_id}/documents/{document_id}/state")
        snapshot = found["snapshot"]
        if snapshot and "url" in snapshot and not found["updates"]:  # one put together for the answer has no address
            return True
        await asyncio.sleep(2)
    return False


async def _join_once(party: Party, document_id: str, expected: str) -> tuple[float, int]:
    client = party.people[-1].client
    start, read = time.perf_counter(), client.bytes_read
    async with connect(client) as connection:
        document = open_document(client, connection, party.org_id, document_id)
        await document.loaded(60)
        await document.until(lambda: block_count(document.doc) == 1 and str(Block(document.doc, 0)) == expected, 60)
        took = time.perf_counter() - start
        document.close()
        return took, client.bytes_read - read


async def run(options: argparse.Namespace) -> str:
    """Everything that was asked for, as Markdown."""
    stack, journal = state.Stack.load(), state.home() / "logs" / "functions.log"
    party = await asyncio.to_thread(gather, stack.rest_url, stack.endpoint, PEOPLE)
    parts = ["## Live documents", ""]
    if "propagation" in options.what:
        asked = [(readers, where) for where in options.where for readers in options.readers]
        rows = [await spread(party, readers, where, options.seconds, journal) for readers, where in asked]
        parts += ["### Live edits: from the key to the other screens", "", spread_table(rows), ""]
        parts += [units_line(rows), ""]
        _remember(rows)
    if "company" in options.what:
        together = [await company(party, writers, options.seconds, journal) for writers in options.writers]
        parts += ["### Everybody writes: from each key to all other screens", "", company_table(together), ""]
    if "join" in options.what:
        trace = traces.load(Path(options.trace)) if options.trace else traces.generated()
        parts += ["### Late join", "", await join(party, trace, options.join_seconds, options.fold_seconds), ""]
    return "\n".join(parts)


def _remember(rows: Sequence[Spread]) -> None:
    """The measured units feed `hearth costs`."""
    updates = [_update(row.table) for row in rows]
    runs = sum(len(one.milliseconds) for one in updates)
    if not runs:
        return
    path = Path(__file__).parents[1] / "counted.json"
    counted = json.loads(path.read_text())
    write = sum(one.writes for one in updates)
    read = sum(one.units for one in updates) - write
    counted["units_per_update"] = {"write": round(write / runs, 2), "read": round(read / runs, 2), "measured": True}
    path.write_text(json.dumps(counted, indent=2) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints Markdown; `infra.bench` puts it into docs/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="hearth bench live", description=__doc__)
    parser.add_argument("--what", nargs="+", default=WHAT, choices=WHAT)
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--where", nargs="+", default=list(PLACES), choices=list(PLACES), help="where readers are")
    parser.add_argument("--writers", type=int, nargs="+", default=[2, 3, 5, 10])
    parser.add_argument("--seconds", type=float, default=15.0, help="of writing for each number of readers")
    parser.add_argument(
        "--trace",
        default=os.environ.get("HEARTH_TRACE"),
        help="a recorded trace for the late join (also: make bench HEARTH_TRACE=FILE); default: a generated one",
    )
    parser.add_argument("--join-seconds", type=float, default=20.0, help="in how many seconds the trace is written")
    parser.add_argument("--fold-seconds", type=float, default=120.0, help="how long to wait for the log to be folded")
    print(asyncio.run(run(parser.parse_args(arguments))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
