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
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from functions.documents import allowed, updates
from functions.documents.content.nodes import DEEPEST, Node, children, tidy
from functions.documents.errors import InvalidUpdate
from functions.documents.replica import ROOT, apply, copy_of

if TYPE_CHECKING:
    from pycrdt import Doc, XmlElement, XmlFragment, XmlText

_HASHED = re.compile(r"(.*)--[a-zA-Z0-9+/=]{8}")


# --- reading ------------------------------------------------------------------------------------------------------


def read(replica: "Doc[Any]", root: str = ROOT) -> Node:
    """The document in a replica."""
    try:
        content = [child for part in _parts(fragment_of(replica, root)) for child in read_block(part)]
    except _Hidden:
        whole = copy_of(replica)
        with suppress(InvalidUpdate):  # then there is what stands before it
            mend(whole, root)
        content = [child for part in fragment_of(whole, root).children for child in read_block(part, mended=True)]
    return {"type": "doc", "content": content}


class _Hidden(Exception):
    """Something that is neither element nor text: pycrdt shows no child behind it."""


def _parts(parent: "XmlFragment | XmlElement", mended: bool = False) -> "list[Any]":
    found = list(parent.children)
    if not mended and len(found) != len(parent.children):
        raise _Hidden
    return found


def mend(replica: "Doc[Any]", root: str = ROOT) -> list[bytes]:
    """Take out of a document what is neither element nor text: pycrdt shows nothing behind it, and counts it. Returns
    the updates that this makes."""
    if not _hides(fragment_of(replica, root), 0):
        return []
    strays = updates.encode_deletes(allowed.find_strays(replica.get_update()))
    apply(replica, strays)  # pycrdt's own removing can go round in circles there
    return [strays]


def _hides(part: Any, depth: int) -> bool:
    """Whether pycrdt counts more in it than it shows."""
    from pycrdt import XmlText

    if isinstance(part, XmlText):
        return sum(len(piece.encode()) for piece, _ in part.diff() if isinstance(piece, str)) != len(part)
    shown = list(part.children)
    return len(shown) != len(part.children) or (depth < DEEPEST and any(_hides(one, depth + 1) for one in shown))


def read_block(part: Any, *, mended: bool = False) -> list[Node]:
    """The blocks that one child of the fragment is: words that somebody put there are a paragraph, not lost."""
    nodes = read_part(part, mended=mended)
    if nodes and nodes[0]["type"] == "text":
        return [{"type": "paragraph", "content": nodes}]
    return nodes


def fragment_of(replica: "Doc[Any]", root: str = ROOT) -> "XmlFragment":
    """The fragment that holds the document."""
    from pycrdt import XmlFragment

    fragment: XmlFragment = replica.get(root, type=XmlFragment)
    return fragment


def read_part(part: Any, depth: int = 0, *, mended: bool = False) -> list[Node]:
    """The nodes that one child of an element holds: an element is one, a text one for each run of marks.

    Logs may hold anything in any place (`allowed.py` says why): what is no element and no text, what is deeper than
    anybody nests, and attributes that have no such value are left out. A default stands for the latter then.
    """
    from pycrdt import XmlElement, XmlText

    if isinstance(part, XmlText):
        return read_text(part)
    if not isinstance(part, XmlElement) or depth > DEEPEST:
        return []
    kind = part.tag or "unknown"
    made: Node = {"type": kind}
    attrs = _tidied((name, value) for name, value in _attributes(part) if _fits(kind, name, value))
    if attrs:
        made["attrs"] = attrs
    content = [child for one in _parts(part, mended) for child in read_part(one, depth + 1, mended=mended)]
    if content:
        made["content"] = content
    return [made]


def _attributes(element: "XmlElement") -> list[tuple[str, Any]]:
    found: Any = element.attributes
    return list(found)


def _fits(kind: str, name: str, value: Any) -> bool:
    return value is not None and allowed.fits(kind, name, value)


def _tidied(attributes: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Attributes in the order of their names, without those that say nothing."""
    found = ((name, tidy(value)) for name, value in sorted(attributes, key=itemgetter(0)) if name != "ychange")
    return {name: value for name, value in found if value is not None}


def read_text(part: "XmlText") -> list[Node]:
    """The text nodes of an XmlText. What is embedded in it is not y-prosemirror's and has no place in JSON."""
    nodes: list[Node] = []
    for piece, attributes in part.diff():
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
    attrs = _tidied((of, one) for of, one in value.items() if allowed.is_plain(one)) if isinstance(value, dict) else {}
    return {"type": hashed[1] if hashed else name, **({"attrs": attrs} if attrs else {})}


# --- writing ------------------------------------------------------------------------------------------------------


def write(replica: "Doc[Any]", document: Node, root: str = ROOT) -> None:
    """Append the document's blocks to an empty replica."""
    fragment = fragment_of(replica, root)
    with replica.transaction():
        insert(fragment, 0, children(document))


def insert(parent: "XmlFragment | XmlElement", index: int, nodes: list[Node]) -> None:
    """Put nodes into an element at `index`; neighbouring texts become one child.

    From the last to the first, all at one place: Yjs walks over its items to find a place, so appending each behind the
    one before takes quadratic time.
    """
    from pycrdt import XmlText

    places = parent.children
    for run in reversed(_runs(nodes)):
        if run[0]["type"] == "text":
            words = XmlText("")
            places.insert(index, words)
            write_text(words, run)
        else:
            _insert_element(parent, index, run[0])


def _runs(nodes: list[Node]) -> list[list[Node]]:
    """Nodes one by one, but neighbouring texts together."""
    found: list[list[Node]] = []
    for is_text, run in groupby(nodes, lambda child: child["type"] == "text"):
        nodes_of_run = list(run)
        found += [nodes_of_run] if is_text else [[child] for child in nodes_of_run]
    return found


def _insert_element(parent: "XmlFragment | XmlElement", index: int, child: Node) -> None:
    from pycrdt import XmlElement

    element = XmlElement(child["type"])
    parent.children.insert(index, element)
    for name, value in (child.get("attrs") or {}).items():
        if value is not None and name != "ychange":
            element.attributes[name] = value
    insert(element, 0, children(child))


def write_text(words: "XmlText", nodes: list[Node]) -> None:
    """Fill an empty XmlText with text nodes, each with exactly its marks."""
    for child in reversed(nodes):
        piece = str(child.get("text", ""))
        if piece:
            words.insert(0, piece, attributes_of(child))


# --- marks --------------------------------------------------------------------------------------------------------


def attributes_of(child: Node) -> dict[str, Any]:
    """The formatting attributes of a text node."""
    marks = child.get("marks") or []
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
