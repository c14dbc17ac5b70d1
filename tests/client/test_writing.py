"""How the demo writes: the text that comes out is the one that went in, in every replica."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pycrdt import Doc

from infra.client.content import Block, plain_text
from infra.client.state_vector import clocks, covers
from infra.demo import traces, writing
from infra.demo.measure import Ledger, Propagation
from infra.demo.traces import Authors, Step, Trace
from tests.client.people import Someone, World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

STEPS = [Step([(2, 0, "😀")], [], 0), Step([(6, 0, " wörl"), (11, 0, "x")], [0], 0), Step([(11, 1, "d")], [1], 0)]
SEQUENTIAL = Trace("s", "héllo", "hé😀llo wörld", STEPS, 1)
# Two write at the same time after "A"; then each goes on with what both had.
CONCURRENT = Trace(
    "c",
    "",
    "",
    [
        Step([(0, 0, "A")], [], 0),
        Step([(1, 0, "b")], [0], 0),
        Step([(1, 0, "c")], [0], 1),
        Step([(3, 0, "!")], [1, 2], 1),
        Step([(0, 1, "")], [3], 0),
    ],
    2,
)


Outcome = tuple[str, list[Someone], list[Ledger], Propagation]


def write(count: int, act: Callable[[list[Ledger], Propagation], Awaitable[str]]) -> Outcome:
    async def story() -> Outcome:
        world = World()
        people = [await Someone(world, f"p{at}").arrive() for at in range(count)]
        ledgers, propagation = [Ledger(one.document) for one in people], Propagation()
        for one in people:
            propagation.watch(one.document)
        expected = await act(ledgers, propagation)
        for one in people:
            await one.document.all_saved()
        first = people[0].document.doc
        for one in people:
            await one.document.until(lambda one=one: covers(one.document.doc.get_state(), first.get_state()))  # type: ignore[misc]
        for one in people:
            await one.die()
        return expected, people, ledgers, propagation

    return asyncio.run(story())


def test_paragraphs_written_at_once_come_out_in_order() -> None:
    text = "first — 冬\n\nthird 😀 line\nfourth"
    expected, people, ledgers, propagation = write(
        3, lambda ledgers, seen: writing.write_paragraphs(ledgers, text, 0.3, seen, lambda _: None)
    )
    assert {plain_text(one.document.doc) for one in people} == {expected} == {text}
    assert sum(ledger.made for ledger in ledgers) == sum(ledger.acknowledged for ledger in ledgers) == len(text) - 3 + 1
    assert propagation.seconds


def test_a_sequential_trace_written_in_turns_gives_its_text() -> None:
    expected, people, _, _ = write(
        2, lambda ledgers, seen: writing.write_sequential(ledgers, SEQUENTIAL, 0.2, seen, lambda _: None, turns=3)
    )
    assert {plain_text(one.document.doc) for one in people} == {expected} == {SEQUENTIAL.end}


def test_a_concurrent_trace_gives_the_same_text_live_as_apart() -> None:
    start = traces.beginning()
    authors = Authors(CONCURRENT, start)
    apart: Doc[Any] = Doc(client_id=1)
    for piece in [start, *(authors.write(index) for index in range(len(CONCURRENT.steps)))]:
        apart.apply_update(piece)
    expected, people, _, _ = write(
        2, lambda ledgers, seen: writing.write_concurrent(ledgers, CONCURRENT, 0.2, seen, lambda _: None)
    )
    assert expected == ""
    (words,) = {plain_text(one.document.doc) for one in people}
    assert words == str(Block(apart, 0)) == "bc!"


def test_a_generated_trace_says_what_it_makes() -> None:
    trace = traces.generated(200)
    doc: Doc[Any] = Doc(client_id=1)
    doc.apply_update(traces.beginning())
    writer = traces.Sequential(doc, 0, "")
    for step in trace.steps:
        writer.apply(step)
    assert str(Block(doc, 0)) == writer.text == trace.end
    assert clocks(doc.get_state())[1] == sum(len(inserted) for step in trace.steps for _, _, inserted in step.patches)
