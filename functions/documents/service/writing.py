"""Reading a document in a form for people and programs, and writing it back with a three-way merge."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.documents import policies, replica, room
from functions.documents.content import edit as blocks_of_yjs
from functions.documents.content import html, markdown_in, markdown_out, plain, stored
from functions.documents.content import merge as three_way
from functions.documents.content.nodes import ContentError, Node, check, children, node, text, walk
from functions.documents.errors import BaseGone, MergeConflict, UpdatesFolded
from functions.documents.models import Beginning, Document
from functions.documents.service import edit, load
from functions.documents.service.asker import Asker
from functions.documents.service.tree import get_document
from hearth.errors import Field, Invalid, Malformed

if TYPE_CHECKING:
    from pycrdt import Doc

FORMATS = {
    "json": "application/json",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
LARGEST = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a write left: where the document stands, whether others' changes are in it too, and what it says now."""

    document: Document
    seq: int
    merged: bool
    content: Node


@dataclass(frozen=True, slots=True)
class _Side:
    """A version as its blocks: each with the text it is compared by and its place in the Yjs fragment."""

    nodes: list[Node]
    keys: list[str]
    places: list[int]


def read_content(asker: Asker, document_id: str) -> tuple[Document, int, Node]:
    """What a document says, and the place of the log it says it at."""
    document = get_document(asker, document_id)
    made, seq = load.rebuild(document, asker.ahead)
    return document, seq, stored.read(made)


def show(content: Node, form: str) -> Any:
    """The content in a format."""
    match form:
        case "markdown":
            return markdown_out.to_markdown(content)
        case "html":
            return html.to_html(content)
        case "text":
            return plain.to_text(content)
    return content


def from_markdown(source: str) -> Beginning:
    """What a new document begins with, so that it says what the Markdown says."""
    made = replica.new_replica()
    content = markdown_in.from_markdown(source)
    stored.write(made, content)
    return Beginning(made.get_update(), plain.preview(content), plain.count_words(content))


def write_content(asker: Asker, document_id: str, form: str, body: bytes, base: int | None) -> Rewritten:
    """Make a document say what `body` says, merged with what others wrote since version `base`.

    Without a base (If-Match: *) it is compared with what the document says now. MergeConflict when both sides changed
    the same blocks in different ways, BaseGone when the version can no longer be rebuilt.
    """
    document = get_document(asker, document_id, policies.EDIT)
    now, seq = load.rebuild(document, asker.ahead)
    mended = stored.mend(now)
    theirs = _side(now, form)
    old = theirs if base is None or base == seq else _side(_rebuild(document, base, seq), form)
    mine = _parse(form, body, stored.read(now))
    chunks = three_way.merge(old.keys, [_key(block, form) for block in mine], theirs.keys)
    made = [*mended, *_apply(now, chunks, (old, mine, theirs), form, seq)]
    if made:
        update = replica.merge(made)
        place = (str(document.org_id), document_id, int(document.epoch))
        written = edit.store(place, seq, update, asker.who.actor, lambda: document)
        room.tell_update(str(document.org_id), document_id, written)
        seq = written.seq
    return Rewritten(document, seq, any(chunk.kind in {"theirs", "conflict"} for chunk in chunks), stored.read(now))


def _rebuild(document: Document, base: int, head: int) -> "Doc[Any]":
    if base > head:
        raise Invalid("There is no such version yet.", code="unknown_version")
    try:
        made = load.rebuild_at(document, base)[0].made
    except UpdatesFolded as error:
        raise BaseGone("That version can no longer be rebuilt. Load the document again.", seq=head) from error
    stored.mend(made)
    return made


def _side(made: "Doc[Any]", form: str) -> _Side:
    side = _Side([], [], [])
    for place, child in enumerate(stored.fragment_of(made).children):
        for block in stored.read_block(child):
            key = _key(block, form)
            if key or form == "json":  # an empty paragraph does not show in text: it stays, and is not compared
                side.nodes.append(block)
                side.keys.append(key)
                side.places.append(place)
    return side


def _key(block: Node, form: str) -> str:
    if form == "json":
        return json.dumps(block, sort_keys=True)
    alone = {"type": "doc", "content": [block]}
    return (plain.to_text(alone) if form == "text" else markdown_out.to_markdown(alone)).strip("\n")


def _parse(form: str, body: bytes, now: Node) -> list[Node]:
    try:
        source = body.decode()
    except UnicodeDecodeError as error:
        raise Malformed("The body is not UTF-8.", code="malformed_body") from error
    try:
        match form:
            case "markdown":
                document = markdown_in.from_markdown(source)
            case "text":
                parts = [part.strip("\n") for part in source.replace("\r\n", "\n").split("\n\n")]
                document = {"type": "doc", "content": [_lines(part) for part in parts if part.strip()]}
            case _:
                document = json.loads(source)
        known = frozenset(child["type"] for child in walk(now))
        return children(check(document, known))
    except ContentError as error:
        fault = Field(error.path, error.message, "invalid_node")
        raise Invalid(
            "This is not a document that an editor would take.", code="invalid_content", fields=[fault]
        ) from error
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not JSON.", code="malformed_json") from error


def _lines(part: str) -> Node:
    content: list[Node] = []
    for index, line in enumerate(part.split("\n")):
        content += [node("hardBreak")] if index else []
        content += [text(line)] if line else []
    return node("paragraph", *content)


def _apply(
    now: "Doc[Any]", chunks: list[three_way.Chunk], sides: tuple[_Side, list[Node], _Side], form: str, seq: int
) -> list[bytes]:
    """Put my changes into the replica; the updates that this makes."""
    old, mine, theirs = sides
    wanted: list[tuple[three_way.Chunk, list[Node]]] = []
    conflicts: list[dict[str, Any]] = []
    for chunk in chunks:
        if chunk.kind == "mine":
            wanted.append((chunk, mine[chunk.mine.start : chunk.mine.end]))
        elif chunk.kind == "conflict":
            settled = _settle(chunk, old, mine, theirs, form)
            if settled is None:
                conflicts.append(_conflict(chunk, old, mine, theirs, form))
            else:
                wanted.append((chunk, settled))
    if conflicts:
        raise MergeConflict("You and somebody else changed the same place.", conflicts=conflicts, seq=seq)
    fragment = stored.fragment_of(now)
    made: list[bytes] = []
    subscription = now.observe(lambda event: made.append(event.update))
    with now.transaction():
        for chunk, new in reversed(wanted):  # from the end, so that the places before stay right
            places = theirs.places[chunk.theirs.start : chunk.theirs.end]
            where = places[0] if places else _place(theirs, chunk.theirs.start, len(fragment.children))
            gone = theirs.nodes[chunk.theirs.start : chunk.theirs.end]
            blocks_of_yjs.replace(fragment, places, where, gone, new)
    now.unobserve(subscription)
    return made if wanted else []


def _place(theirs: _Side, index: int, end: int) -> int:
    return theirs.places[index] if index < len(theirs.places) else end


def _settle(chunk: three_way.Chunk, old: _Side, mine: list[Node], theirs: _Side, form: str) -> list[Node] | None:
    """One block that both changed is merged word by word, if it still reads as one block then."""
    sizes = {part.end - part.start for part in (chunk.base, chunk.mine, chunk.theirs)}
    if form != "markdown" or sizes != {1}:
        return None
    words = three_way.merge_words(
        old.keys[chunk.base.start], _key(mine[chunk.mine.start], form), theirs.keys[chunk.theirs.start]
    )
    merged = children(markdown_in.from_markdown(words)) if words is not None else []
    same = (
        len(merged) == 1
        and merged[0]["type"] == mine[chunk.mine.start]["type"] == theirs.nodes[chunk.theirs.start]["type"]
    )
    return merged if same else None


def _conflict(chunk: three_way.Chunk, old: _Side, mine: list[Node], theirs: _Side, form: str) -> dict[str, Any]:
    """Both sides and what they were, with the blocks (counted from 0) each takes up in its version."""

    def shown(keys: list[str]) -> Any:
        return [json.loads(key) for key in keys] if form == "json" else "\n\n".join(keys)

    keys = (
        old.keys[chunk.base.start : chunk.base.end],
        [_key(block, form) for block in mine[chunk.mine.start : chunk.mine.end]],
        theirs.keys[chunk.theirs.start : chunk.theirs.end],
    )
    ranges = (chunk.base, chunk.mine, chunk.theirs)
    return {
        name: {"content": shown(part), "from": place.start, "to": place.end}
        for name, part, place in zip(("base", "yours", "theirs"), keys, ranges, strict=True)
    }
