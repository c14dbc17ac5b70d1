"""Editing traces: recorded keystrokes of real writing, sequential (one writer) or concurrent (several).

The format is that of github.com/josephg/editing-traces; positions are Unicode code points.
"""

from __future__ import annotations

import gzip
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pycrdt import Doc, TransactionEvent

from infra.client.content import Block, add_blocks

Patch = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction of a trace."""

    patches: list[Patch]
    parents: list[int]
    agent: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Steps in an order in which each comes after its parents."""

    name: str
    start: str
    end: str
    steps: list[Step]
    agents: int

    @property
    def concurrent(self) -> bool:
        """Several people wrote at the same time, each into a version of their own."""
        return self.agents > 1


def is_trace(path: Path) -> bool:
    """By its name: `.json` or `.json.gz`."""
    return path.name.endswith((".json", ".json.gz"))


def load(path: Path) -> Trace:
    """Read a trace of either kind."""
    raw = path.read_bytes()
    data = json.loads(gzip.decompress(raw) if path.name.endswith(".gz") else raw)
    concurrent = data.get("kind") == "concurrent"
    steps = [
        Step(
            [(at, deleted, inserted) for at, deleted, inserted in one["patches"]],
            list(one["parents"]) if concurrent else [index - 1] * (index > 0),
            int(one.get("agent", 0)) if concurrent else 0,
        )
        for index, one in enumerate(data["txns"])
    ]
    name = path.name.removesuffix(".gz").removesuffix(".json")
    agents = int(data["numAgents"]) if concurrent else 1
    return Trace(name, data.get("startContent", ""), data["endContent"], steps, agents)


def generated(words: int = 4_000, seed: int = 7) -> Trace:
    """A trace of our own, for where no recorded one is at hand: typing, with pauses to go back and correct."""
    from random import Random

    random, text, steps = Random(seed), "", []  # noqa: S311 - the same trace for everybody
    for _ in range(words):
        word = "".join(random.choices("etaoinshrdlu", k=random.randint(2, 9))) + " "
        at = len(text) if random.random() < 0.8 else random.randint(0, len(text))
        for offset, letter in enumerate(word):
            steps.append((at + offset, 0, letter))
            text = text[: at + offset] + letter + text[at + offset :]
        if random.random() < 0.15 and len(text) > 20:
            start = random.randint(0, len(text) - 8)
            steps.append((start, 5, ""))
            text = text[:start] + text[start + 5 :]
    listed = [Step([patch], [index - 1] * (index > 0), 0) for index, patch in enumerate(steps)]
    return Trace("generated", "", text, listed, 1)


class Sequential:
    """Applies steps to a live replica, keeping the text beside it: reading it back at every key would be slow."""

    def __init__(self, doc: Doc[Any], block: int, text: str) -> None:
        self._block = Block(doc, block)
        self.text = text

    def apply(self, step: Step) -> None:
        """One transaction of the trace."""
        for at, deleted, inserted in step.patches:
            self._block.replace(at, deleted, inserted, self.text)
            self.text = self.text[:at] + inserted + self.text[at + deleted :]


class Authors:
    """The writers of a concurrent trace, each with a document that merges exactly what they had seen when they wrote.

    What comes out is one Yjs update per step, which their live document then takes as its own edit.
    """

    def __init__(self, trace: Trace, beginning: bytes) -> None:
        self._steps = trace.steps
        # Where two wrote at one place at the same time, Yjs orders by client id: the recording's order is by agent.
        ids = sorted(secrets.randbits(32) for _ in range(trace.agents))
        self._docs = [_author(beginning, client_id) for client_id in ids]
        self._texts = [trace.start for _ in range(trace.agents)]
        self._has: list[set[int]] = [set() for _ in range(trace.agents)]
        self.updates: dict[int, bytes] = {}
        self.clients = [doc.client_id for doc in self._docs]

    def ready(self, index: int) -> bool:
        """Whether everything that step `index` builds on has been written."""
        return all(parent in self.updates for parent in self._steps[index].parents)

    def state_before(self, index: int) -> bytes:
        """The state vector of what step `index` builds on."""
        step = self._steps[index]
        if self._merge(step.agent, step.parents):
            self._texts[step.agent] = str(Block(self._docs[step.agent], 0))
        return self._docs[step.agent].get_state()

    def write(self, index: int) -> bytes:
        """The update of step `index`; each author's steps are asked for in order, when they are `ready`."""
        step = self._steps[index]
        doc = self._docs[step.agent]
        self.state_before(index)
        made: list[bytes] = []

        def keep(event: TransactionEvent) -> None:
            made.append(event.update)

        subscription = doc.observe(keep)
        writer = Sequential(doc, 0, self._texts[step.agent])
        with doc.transaction():
            writer.apply(step)
        doc.unobserve(subscription)
        self._texts[step.agent] = writer.text
        self._has[step.agent].add(index)
        self.updates[index] = made[0] if made else b"\x00\x00"
        return self.updates[index]

    def _merge(self, agent: int, parents: list[int]) -> bool:
        missing = sorted(self._ancestors(agent, parents))
        for index in missing:
            self._docs[agent].apply_update(self.updates[index])
        self._has[agent].update(missing)
        return bool(missing)

    def _ancestors(self, agent: int, parents: list[int]) -> Iterator[int]:
        has, stack, seen = self._has[agent], list(parents), set[int]()
        while stack:
            index = stack.pop()
            if index not in has and index not in seen:
                seen.add(index)
                yield index
                stack += self._steps[index].parents


def _author(beginning: bytes, client_id: int) -> Doc[Any]:
    doc: Doc[Any] = Doc(client_id=client_id)
    doc.apply_update(beginning)
    return doc


def beginning(start: str = "") -> bytes:
    """The document that a trace starts from: one code block."""
    doc: Doc[Any] = Doc(client_id=secrets.randbits(32))
    add_blocks(doc, 1, "codeBlock")
    if start:
        Block(doc, 0).append(start)
    return doc.get_update()
