"""Reading a document in a form for people and programs, and writing it back with a three-way merge."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.documents import events, policies
from functions.documents.collab import LOG
from functions.documents.content import edit as blocks_of_yjs
from functions.documents.content import html, markdown_in, markdown_out, plain, references, stored
from functions.documents.content import merge as three_way
from functions.documents.content.checks import ContentError, TooMuch, check
from functions.documents.content.diff import Steps
from functions.documents.content.nodes import MOST_NODES, Node, children, node, text, walk
from functions.documents.content.shown import Shown
from functions.documents.errors import (
    BaseGone,
    ContentTooLarge,
    InvalidContent,
    MergeConflict,
    UnknownVersion,
    UpdatesFolded,
)
from functions.documents.models import Beginning, Document
from functions.documents.service.tree import get_document
from hearth import onrecord
from hearth.collab import broadcast, catch_up, replica
from hearth.collab import writing as log_writing
from hearth.context import PersonContext, RequestContext
from hearth.errors import Field, Malformed
from hearth.links import naming

if TYPE_CHECKING:
    from pycrdt import Doc

FORMATS = {
    "json": "application/json",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
MOST_SETTLED = 200
"""Blocks that both sides changed and that are still merged word by word; with more, people had better look at each."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a write left: where the document stands, whether others' changes are in it too, and what it says now, in the
    form that it was written in."""

    document: Document
    seq: int
    merged: bool
    shown: Any


@dataclass(frozen=True, slots=True)
class _Side:
    """A version as its blocks: each with the text it is compared by and its place in the Yjs fragment."""

    nodes: list[Node]
    keys: list[str]
    places: list[int]


@dataclass(frozen=True, slots=True)
class _Merged:
    """What three sides say, the stretches in which they differ, and the steps left to look into those."""

    chunks: list[three_way.Chunk]
    old: _Side
    mine: list[Node]
    theirs: _Side
    steps: Steps


def read_content(context: RequestContext, document_id: str) -> tuple[Document, int, Node]:
    """What a document says, and the place of the log it says it at."""
    document = get_document(context, document_id)
    with _uncollected():
        made, seq = catch_up.rebuild(LOG, document, context.prefetched)
        return document, seq, stored.read(made)


def note_reading(context: PersonContext, document: Document, form: str) -> None:
    """Put on record that somebody takes a document's content out, now or as it was; once of a person, document and day.

    Not what a client loads to show and to edit it: that is the hot path, and whoever may open a document will.
    """
    who = context.who
    about = (str(document.org_id), str(document.document_id), who.person_id)
    onrecord.once(events.content_read(document, who.actor, form), *about, seconds=onrecord.DAY)


def show(context: RequestContext, content: Node, form: str) -> Any:
    """The content in a format; but for JSON, what it points at is called what the asker may know it by."""
    match form:
        case "markdown":
            return markdown_out.to_markdown(name(context, content))
        case "html":
            return html.to_html(name(context, content))
        case "text":
            return plain.to_text(name(context, content))
    return content


def name(context: RequestContext, content: Node) -> Node:
    """The content with the titles of what it points at, read now: one round trip for a hundred, none if there are no
    such nodes."""
    found = references.targets(content)
    return references.name(content, naming.titles(context.member, found)) if found else content


def from_markdown(source: str) -> Beginning:
    """What a new document begins with, so that it says what the Markdown says."""
    return from_content(checked_markdown(source))


def checked_markdown(source: str) -> Node:
    """The content that Markdown describes. ContentTooLarge, InvalidContent."""
    with _uncollected(), _named():
        return check(markdown_in.from_markdown(source))


def from_content(content: Node) -> Beginning:
    """The same for content that was checked."""
    with _uncollected():
        made = replica.new_replica()
        stored.write(made, content)
        fold = bool(LOG.content.mentions(content) or LOG.content.links(content))
        return Beginning(made.get_update(), plain.preview(content), plain.count_words(content), fold)


def write_content(context: RequestContext, document_id: str, form: str, body: bytes, base: int | None) -> Rewritten:
    """Make a document say what `body` says, merged with what others wrote since version `base`.

    Without a base (If-Match: *) it is compared with what the document says now. MergeConflict when both sides changed
    the same blocks in different ways, BaseGone when the version can no longer be rebuilt.
    """
    document = get_document(context, document_id, policies.EDIT)
    shown = Shown(form)
    with _uncollected():
        now, seq = catch_up.rebuild(LOG, document, context.prefetched)
        with _listening(now) as made:
            stored.mend(now)
            theirs = _side(now, shown)
            old = theirs if base is None or base == seq else _side(_rebuild(document, base, seq), shown)
            mine = _parse(form, body, theirs.nodes)
            steps = Steps()
            chunks = three_way.merge(old.keys, [shown.key(block) for block in mine], theirs.keys, steps)
            _apply(now, _Merged(chunks, old, mine, theirs, steps), shown, seq)
        said = stored.read(now)
        content = shown.document(said if form == "json" else name(context, said))
    if made:
        written = log_writing.store(LOG.place_of(document), seq, _one(made), context.who.actor, lambda: document)
        broadcast.tell_update(LOG, document, written)
        seq = written.seq
    return Rewritten(document, seq, any(chunk.kind in {"theirs", "conflict"} for chunk in chunks), content)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles: content is trees of many small objects, and going over them again and again would
    take a third of the time. How many there are is bounded."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _listening(made: "Doc[Any]") -> "Iterator[list[bytes]]":
    """The updates that are made meanwhile."""
    updates: list[bytes] = []
    subscription = made.observe(lambda event: updates.append(event.update))
    try:
        yield updates
    finally:
        made.unobserve(subscription)


def _one(updates: list[bytes]) -> bytes:
    if len(updates) == 1:
        return updates[0]
    from pycrdt import merge_updates

    return merge_updates(*updates)


@contextmanager
def _named() -> Iterator[None]:
    """What is wrong with content, as the API says it."""
    try:
        yield
    except TooMuch as error:
        raise ContentTooLarge(f"This is too much for one document: {error.message}.", limit=MOST_NODES) from error
    except ContentError as error:
        fault = Field(error.path, error.message, "invalid_node")
        raise InvalidContent("This is not a document that an editor would take.", fields=[fault]) from error


def _rebuild(document: Document, base: int, head: int) -> "Doc[Any]":
    if base > head:
        raise UnknownVersion("There is no such version yet.")
    try:
        made = catch_up.rebuild_at(LOG.place_of(document), base)[0].made
    except UpdatesFolded as error:
        raise BaseGone("That version can no longer be rebuilt. Load the document again.", seq=head) from error
    stored.mend(made)
    return made


def _side(made: "Doc[Any]", shown: Shown) -> _Side:
    side = _Side([], [], [])
    for place, blocks in enumerate(stored.read_parts(made)):
        for block in blocks:
            key = shown.key(block)
            if key or shown.form == "json":  # an empty paragraph does not show in text: it stays, and is not compared
                side.nodes.append(block)
                side.keys.append(key)
                side.places.append(place)
    return side


def _parse(form: str, body: bytes, now: list[Node]) -> list[Node]:
    """The blocks of a body. What was in the document before may stay there, though Hearth does not know it."""
    try:
        source = body.decode()
    except UnicodeDecodeError as error:
        raise Malformed("The body is not UTF-8.", code="malformed_body") from error
    with _named():
        match form:
            case "markdown":
                document = markdown_in.from_markdown(source)
            case "text":
                parts = [part.strip("\n") for part in source.replace("\r\n", "\n").split("\n\n")]
                document = {"type": "doc", "content": [_lines(part) for part in parts if part.strip()]}
            case _:
                document = _from_json(source)
        known = frozenset(child["type"] for block in now for child in walk(block))
        return children(check(document, known))


def _from_json(source: str) -> Any:
    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    try:
        return json.loads(source, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not JSON.", code="malformed_json") from error


def _lines(part: str) -> Node:
    content: list[Node] = []
    for index, line in enumerate(part.split("\n")):
        content += [node("hardBreak")] if index else []
        content += [text(line)] if line else []
    return node("paragraph", *content)


def _apply(now: "Doc[Any]", merged: _Merged, shown: Shown, seq: int) -> None:
    """Put my changes into the replica; MergeConflict when that cannot be done without losing theirs."""
    chunks, old, mine, theirs = merged.chunks, merged.old, merged.mine, merged.theirs
    wanted: list[tuple[three_way.Chunk, list[Node]]] = []
    conflicts: list[dict[str, Any]] = []
    few = sum(chunk.kind == "conflict" for chunk in chunks) <= MOST_SETTLED
    for chunk in chunks:
        if chunk.kind == "mine":
            wanted.append((chunk, mine[chunk.mine.start : chunk.mine.end]))
        elif chunk.kind == "conflict":
            settled = _settle(chunk, merged, shown) if few and shown.form == "markdown" else None
            if settled is None:
                conflicts.append(_conflict(chunk, old, mine, theirs, shown))
            else:
                wanted.append((chunk, settled))
    if conflicts:
        raise MergeConflict("You and somebody else changed the same place.", conflicts=conflicts, seq=seq)
    fragment = stored.fragment_of(now)
    end = len(fragment.children)
    changes = []
    for chunk, new in wanted:
        places = theirs.places[chunk.theirs.start : chunk.theirs.end]
        where = places[0] if places else _place(theirs, chunk.theirs.start, end)
        gone = theirs.nodes[chunk.theirs.start : chunk.theirs.end]
        changes.append(blocks_of_yjs.Change(places, where, gone, new))
    with now.transaction():
        blocks_of_yjs.replace(fragment, changes)


def _place(theirs: _Side, index: int, end: int) -> int:
    return theirs.places[index] if index < len(theirs.places) else end


def _settle(chunk: three_way.Chunk, sides: _Merged, shown: Shown) -> list[Node] | None:
    """One block that both changed is merged word by word, if it still reads as one block then."""
    if {part.end - part.start for part in (chunk.base, chunk.mine, chunk.theirs)} != {1}:
        return None
    mine, theirs = sides.mine[chunk.mine.start], sides.theirs.nodes[chunk.theirs.start]
    texts = sides.old.keys[chunk.base.start], shown.key(mine), sides.theirs.keys[chunk.theirs.start]
    words = three_way.merge_words(*texts, sides.steps)
    if words is None:
        return None
    try:
        found = children(check(markdown_in.from_markdown(words), frozenset({mine["type"]})))
    except ContentError:  # half of the one and half of the other is no block
        return None
    return found if len(found) == 1 and found[0]["type"] == mine["type"] == theirs["type"] else None


def _conflict(chunk: three_way.Chunk, old: _Side, mine: list[Node], theirs: _Side, shown: Shown) -> dict[str, Any]:
    """Both sides and what they were, with the blocks (counted from 0) each takes up in its version."""

    def joined(keys: list[str]) -> Any:
        return [json.loads(key) for key in keys] if shown.form == "json" else "\n\n".join(keys)

    keys = (
        old.keys[chunk.base.start : chunk.base.end],
        [shown.key(block) for block in mine[chunk.mine.start : chunk.mine.end]],
        theirs.keys[chunk.theirs.start : chunk.theirs.end],
    )
    ranges = (chunk.base, chunk.mine, chunk.theirs)
    return {
        name: {"content": joined(part), "from": place.start, "to": place.end}
        for name, part, place in zip(("base", "yours", "theirs"), keys, ranges, strict=True)
    }
