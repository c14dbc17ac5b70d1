"""ProseMirror JSON <-> the Yjs fragment, stored just as y-prosemirror and y-tiptap do.

An element of the fragment is a node with its name and typed attributes (null ones are absent); neighbouring text nodes
share one XmlText, whose formatting attributes are the marks. A mark that may overlap with itself is stored as
`name--hash`.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from functions.documents import allowed
from functions.documents.allowed import ROOT
from functions.documents.attributes import fits
from functions.documents.content import native
from functions.documents.content.nodes import DEEPEST, Node, children, tidy
from functions.documents.errors import InvalidUpdate
from hearth.collab import updates
from hearth.collab.replica import apply, copy_of

if TYPE_CHECKING:
    from pycrdt import Doc, XmlElement, XmlFragment
    from pycrdt._pycrdt import Transaction, XmlText

_HASHED = re.compile(r"(.*)--[a-zA-Z0-9+/=]{8}")


# --- reading ------------------------------------------------------------------------------------------------------


def read(replica: "Doc[Any]", root: str = ROOT) -> Node:
    """The document in a replica."""
    return {"type": "doc", "content": [block for blocks in read_parts(replica, root) for block in blocks]}


def read_parts(replica: "Doc[Any]", root: str = ROOT) -> list[list[Node]]:
    """The blocks that each child of the fragment is: mostly one."""
    try:
        return _read_parts(replica, root)
    except _Hidden:
        whole = copy_of(replica)
        with suppress(InvalidUpdate):  # then there is what stands before it
            mend(whole, root)
        return _read_parts(whole, root, mended=True)


def _read_parts(replica: "Doc[Any]", root: str, mended: bool = False) -> list[list[Node]]:
    with native.opened(fragment_of(replica, root)) as (fragment, at):
        look = _Look(at, mended)
        return [look.block(part) for part in look.parts(fragment)]


class _Hidden(Exception):
    """Something that is neither element nor text: pycrdt shows no child behind it."""


def mend(replica: "Doc[Any]", root: str = ROOT) -> list[bytes]:
    """Take out of a document what is neither element nor text: pycrdt shows nothing behind it, and counts it. Returns
    the updates that this makes."""
    with native.opened(fragment_of(replica, root)) as (fragment, at):
        hidden = _hides(fragment, at, 0)
    if not hidden:
        return []
    strays = updates.encode_deletes(allowed.find_strays(replica.get_update()))
    apply(replica, strays)  # pycrdt's own removing can go round in circles there
    return [strays]


def _hides(part: Any, at: "Transaction", depth: int) -> bool:
    """Whether pycrdt counts more in it than it shows."""
    if native.is_text(part):
        letters = [piece for piece, _ in part.diff(at) if isinstance(piece, str)]
        return sum(len(piece.encode()) for piece in letters) != int(part.len(at))
    shown = part.children(at)
    return len(shown) != int(part.len(at)) or (depth < DEEPEST and any(_hides(one, at, depth + 1) for one in shown))


def fragment_of(replica: "Doc[Any]", root: str = ROOT) -> "XmlFragment":
    """The fragment that holds the document."""
    from pycrdt import XmlFragment

    fragment: XmlFragment = replica.get(root, type=XmlFragment)
    return fragment


@dataclass(frozen=True, slots=True)
class _Look:
    """Reads what stands in a document within one transaction; not `mended`, it stops at what hides something.

    Logs may hold anything in any place (`allowed.py` says why): what is no element and no text, what is deeper than
    anybody nests, and attributes that have no such value are left out. A default stands for the latter then.
    """

    at: "Transaction"
    mended: bool = False

    def block(self, part: Any) -> list[Node]:
        """The blocks that one child of the fragment is: words that somebody put there are a paragraph, not lost."""
        nodes = self.part(part, 0)
        if nodes and nodes[0]["type"] == "text":
            return [{"type": "paragraph", "content": nodes}]
        return nodes

    def part(self, part: Any, depth: int) -> list[Node]:
        """The nodes that one child of an element holds: an element is one, a text one for each run of marks."""
        if native.is_text(part):
            return _read_text(part.diff(self.at))
        if not native.is_element(part) or depth > DEEPEST:
            return []
        kind = part.tag() or "unknown"
        made: Node = {"type": kind}
        if given := part.attributes(self.at):
            attrs = _tidied((name, value) for name, value in given if _fits(kind, name, value))
            if attrs:
                made["attrs"] = attrs
        content = [child for one in self.parts(part) for child in self.part(one, depth + 1)]
        if content:
            made["content"] = content
        return [made]

    def parts(self, parent: Any) -> list[Any]:
        """What pycrdt shows in a fragment or an element."""
        found: list[Any] = parent.children(self.at)
        if not self.mended and len(found) != parent.len(self.at):
            raise _Hidden
        return found


def _fits(kind: str, name: str, value: Any) -> bool:
    return value is not None and fits(kind, name, value)


def _tidied(attributes: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Attributes in the order of their names, without those that say nothing."""
    found = ((name, tidy(value)) for name, value in sorted(attributes, key=itemgetter(0)) if name != "ychange")
    return {name: value for name, value in found if value is not None}


def _read_text(pieces: "list[tuple[Any, dict[str, Any] | None]]") -> list[Node]:
    """The text nodes of a text. What is embedded in it is not y-prosemirror's and has no place in JSON."""
    nodes: list[Node] = []
    for piece, attributes in pieces:
        if not isinstance(piece, str) or not piece:
            continue
        found = [
            _read_mark(name, value)
            for name, value in sorted((attributes or {}).items(), key=itemgetter(0))
            if name != "ychange" and value is not None
        ]
        nodes.append({"type": "text", "text": piece, **({"marks": found} if found else {})})
    return nodes


def _read_mark(name: str, value: Any) -> Node:
    hashed = _HASHED.fullmatch(name)
    kind = hashed[1] if hashed else name
    attrs = _tidied((of, one) for of, one in value.items() if _fits(kind, of, one)) if isinstance(value, dict) else {}
    return {"type": kind, **({"attrs": attrs} if attrs else {})}


# --- writing ------------------------------------------------------------------------------------------------------


def write(replica: "Doc[Any]", document: Node, root: str = ROOT) -> None:
    """Append the document's blocks to an empty replica."""
    insert(fragment_of(replica, root), 0, children(document))


def insert(parent: "XmlFragment | XmlElement", index: int, nodes: list[Node]) -> None:
    """Put nodes into an element at `index`; neighbouring texts become one child."""
    with native.opened(parent) as (holder, at):
        if index > holder.len(at):
            raise IndexError(index)
        put(holder, at, index, nodes)


def put(parent: "native.Holder", at: "Transaction", index: int, nodes: list[Node]) -> None:
    """The same within a transaction.

    From the last to the first, all at one place: Yjs walks over its items to find a place, so appending each behind the
    one before takes quadratic time.
    """
    for run in reversed(_runs(nodes)):
        if run[0]["type"] == "text":
            _put_text(native.insert_text(parent, at, index), at, run)
        else:
            _put_element(parent, at, index, run[0])


def _runs(nodes: list[Node]) -> list[list[Node]]:
    """Nodes one by one, but neighbouring texts together."""
    found: list[list[Node]] = []
    for is_text, run in groupby(nodes, lambda child: child["type"] == "text"):
        nodes_of_run = list(run)
        found += [nodes_of_run] if is_text else [[child] for child in nodes_of_run]
    return found


def _put_element(parent: "native.Holder", at: "Transaction", index: int, child: Node) -> None:
    element = native.insert_element(parent, at, index, child["type"])
    for name, value in (child.get("attrs") or {}).items():
        if value is not None and name != "ychange":
            element.insert_attribute(at, name, value)
    if content := child.get("content"):
        put(element, at, 0, content)


def _put_text(words: "XmlText", at: "Transaction", nodes: list[Node]) -> None:
    """Fill an empty text with text nodes, each with exactly its marks."""
    for child in reversed(nodes):
        piece = str(child.get("text", ""))
        if piece:
            native.insert_letters(words, at, 0, piece, attributes_of(child))


# --- marks --------------------------------------------------------------------------------------------------------


def attributes_of(child: Node) -> dict[str, Any]:
    """The formatting attributes of a text node."""
    marks = child.get("marks")
    if not marks:
        return {}
    kinds = [one["type"] for one in marks]
    attributes: dict[str, Any] = {}
    for one in marks:
        name = one["type"]
        if kinds.count(name) > 1:
            name = f"{name}--{_hash(one)}"
        attributes[name] = dict(one.get("attrs") or {})
    return attributes


def _hash(one: Node) -> str:
    import base64

    digest = hashlib.sha256(json.dumps(one, sort_keys=True).encode()).digest()
    return base64.b64encode(digest[:6]).decode()
