"""`make demo`: several people sign up, open one document, and write it together while one watches what happens."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from infra.client.connection import LiveConnection
from infra.client.content import plain_text
from infra.client.document import LiveDocument
from infra.client.errors import Problem
from infra.client.live import connect, open_document
from infra.client.state_vector import covers
from infra.demo import traces, writing
from infra.demo.measure import Journal, Ledger, Propagation, TableUse, summary
from infra.demo.people import Party, gather
from infra.environments import EnvironmentProblem
from infra.local import state

BUNDLED = Path(__file__).with_name("text.md")


@dataclass
class Room:
    """One document, open in several live clients."""

    party: Party
    document_id: str
    connections: list[LiveConnection]
    documents: list[LiveDocument]

    async def settle(self) -> None:
        """Everything is acknowledged and everybody has everything."""
        for document in self.documents:
            await document.all_saved(120)
        for document in self.documents:
            for other in self.documents:
                theirs = other.doc.get_state()
                await document.until(lambda d=document, s=theirs: covers(d.doc.get_state(), s), 120)  # type: ignore[misc]
        head = max(document.seq for document in self.documents)
        for document in self.documents:  # deletions have no place in a state vector, but they have one in the log
            await document.until(lambda d=document: d.seq >= head, 120)  # type: ignore[misc]

    async def close(self) -> None:
        """Leave the document and hang up."""
        for document in self.documents:
            document.close()
        await asyncio.gather(*(connection.stop() for connection in self.connections))


async def open_room(party: Party, title: str, clients: int | None = None) -> Room:
    """A new document, opened once by everybody; or in so many `clients`, the owner's first, as many for each person."""
    owner = party.owner.client
    document_id = str(owner.create_document(party.org_id, title)["id"])
    people = [party.people[at % len(party.people)] for at in range(clients or len(party.people))]
    connections = [connect(person.client) for person in people]
    documents = [
        open_document(person.client, connection, party.org_id, document_id)
        for person, connection in zip(people, connections, strict=True)
    ]
    await asyncio.gather(*(document.loaded(60) for document in documents))
    return Room(party, document_id, connections, documents)


async def write(ledgers: list[Ledger], path: Path, seconds: float, propagation: Propagation) -> str:
    """The file, written by everybody; returns what should come out."""
    progress = _progress()
    if not traces.is_trace(path):
        text = await asyncio.to_thread(path.read_text, encoding="utf-8")
        return await writing.write_paragraphs(ledgers, text, seconds, propagation, progress)
    trace = traces.load(path)
    act = writing.write_concurrent if trace.concurrent else writing.write_sequential
    return await act(ledgers, trace, seconds, propagation, progress)


async def play(options: argparse.Namespace) -> int:
    """The whole demo; 0 when nothing was lost and all are equal."""
    try:
        stack = state.Stack.load()
    except FileNotFoundError:
        raise EnvironmentProblem("The demo needs a running stack. Start one with: make up") from None
    print(f"Signing up {options.writers} people through the API, and reading their mail …", flush=True)
    party = await asyncio.to_thread(gather, stack.rest_url, stack.endpoint, options.writers)
    for person in party.people:
        print(f"  {person.name} <{person.email}>")
    path = Path(options.file) if options.file else BUNDLED
    async with AsyncExitStack() as cleaning:
        room = await open_room(party, path.name)
        cleaning.push_async_callback(room.close)
        journal, propagation = Journal(state.home() / "logs" / "functions.log"), Propagation()
        messages = [connection.messages for connection in room.connections]
        ledgers = [Ledger(document) for document in room.documents]
        for document in room.documents:
            propagation.watch(document)
        print(f"Writing {path.name}, everybody at once …", flush=True)
        start = time.perf_counter()
        expected = await write(ledgers, path, options.seconds, propagation)
        await room.settle()
        took = time.perf_counter() - start
        sent = sum(one.messages[0] - before[0] for one, before in zip(room.connections, messages, strict=True))
        heard = sum(one.messages[1] - before[1] for one, before in zip(room.connections, messages, strict=True))
        server = await asyncio.to_thread(_text_of_server, room)
        outcome = Outcome(expected, server, took, (sent, heard), journal.since())
        return _report(room, ledgers, propagation, outcome)


def _text_of_server(room: Room) -> str | None:
    """As the API renders it: the one replica that no client holds."""
    try:
        answer = room.party.owner.client.content(room.party.org_id, room.document_id, "text")
    except Problem:
        return None
    return str(answer.get("content", answer.get("text", "")))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the run gave beside the replicas themselves."""

    expected: str
    server: str | None
    seconds: float
    messages: tuple[int, int]
    table: TableUse | None


def _report(room: Room, ledgers: list[Ledger], propagation: Propagation, outcome: Outcome) -> int:
    texts = [plain_text(document.doc) for document in room.documents]
    hashes = {hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts}
    made, acknowledged = sum(one.made for one in ledgers), sum(one.acknowledged for one in ledgers)
    updates = sum(one.updates for one in ledgers)
    equal = len(hashes) == 1
    complete = equal and texts[0] == outcome.expected
    print()
    _line("replicas", f"{len(texts)}, {'all equal' if equal else 'NOT EQUAL'} ({', '.join(sorted(hashes))})")
    _line("the text given", "came out" if complete else "DID NOT come out")
    if outcome.server is not None:
        same = _words(outcome.server) == _words(texts[0])
        _line("the server's own reading", "the same words" if same else "DIFFERENT WORDS")
    _line(
        "edits made / acknowledged", f"{made:,} / {acknowledged:,}, in {updates:,} updates over {outcome.seconds:.1f} s"
    )
    _line("lost", str(made - acknowledged))
    _line("propagation p50/p95/p99", f"{summary(propagation.seconds)} ({len(propagation.seconds):,} seen by others)")
    _line("until acknowledged", summary([one for ledger in ledgers for one in ledger.ack_seconds]))
    _line("gateway messages", f"{outcome.messages[0]:,} from clients + {outcome.messages[1]:,} to clients")
    table = outcome.table
    if table:
        each = table.units / max(1, updates)
        _line("table", f"{table.units:,.1f} units in {table.calls:,} calls: {each:.2f} units an update, reads included")
    return 0 if equal and complete and made == acknowledged else 1


def _words(text: str) -> list[str]:
    return text.split()


def _line(name: str, value: str) -> None:
    print(f"  {name:26} {value}", flush=True)


def _progress() -> writing.Progress:
    shown = -1

    def tell(share: float) -> None:
        nonlocal shown
        percent = int(share * 20) * 5
        if percent != shown and sys.stdout.isatty():
            shown = percent
            print(f"\r  {'█' * (percent // 5):20} {percent:3} %", end="\n" if percent == 100 else "", flush=True)
        elif percent >= shown + 25:
            shown = percent
            print(f"  {percent} %", flush=True)

    return tell


def main(arguments: Sequence[str] | None = None) -> int:
    """`hearth demo [--file FILE] [--writers N] [--seconds S]`."""
    parser = argparse.ArgumentParser(prog="hearth demo", description=__doc__)
    parser.add_argument(
        "--file", help="a text to write, or an editing trace (.json, .json.gz); default: a story of ours"
    )
    parser.add_argument("--writers", type=int, default=3, help="how many people write (default 3)")
    parser.add_argument(
        "--seconds", type=float, default=30.0, help="in how many seconds it is written: sets the speed-up"
    )
    return asyncio.run(play(parser.parse_args(arguments)))
