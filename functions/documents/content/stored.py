"""ProseMirror JSON <-> the Yjs fragment, stored just as y-prosemirror and y-tiptap do.

An element of the fragment is a node with its name and typed attributes (null ones are absent); neighbouring text nodes
share one XmlText, whose formatting attributes are the marks. A mark that may overlap with itself is stored as
`name--hash`.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from functions.documents.content.nodes import DEEPEST, Node, children, tidy
from functions.documents.replica import ROOT

if TYPE_CHECKING:
    from pycrdt import Doc, XmlElement, XmlFragment, XmlText

_HASHED = re.compile(r"(.*)--[a-zA-Z0-9+/=]{8}")


# --- reading ------------------------------------------------------------------------------------------------------


def read(replica: "Doc[Any]", root: str = ROOT) -> Node:
    """The document in a replica. What no editor could have put there is left out (see `read_part`)."""
    fragment = fragment_of(replica, root)
    if _has_strays(fragment):
        from pycrdt import Doc

        copy: Doc[Any] = Doc()
        copy.apply_update(replica.get_update())
        fragment = fragment_of(copy, root)
        remove_strays(fragment)
    return {"type": "doc", "content": [child for part in fragment.children for child in read_block(part)]}


def fragment_of(replica: "Doc[Any]", root: str = ROOT) -> "XmlFragment":
    """The fragment that holds the document."""
    from pycrdt import XmlFragment

    fragment: XmlFragment = replica.get(root, type=XmlFragment)
    return fragment


def read_block(part: Any) -> list[Node]:
    """The block that one child of the fragment is; words that stand there without one are a paragraph."""
    nodes = read_part(part)
    return [{"type": "paragraph", "content": nodes}] if nodes and nodes[0]["type"] == "text" else nodes


def read_part(part: Any, depth: int = 0) -> list[Node]:
    """The nodes that one child of an element holds: an element is one, a text one for each run of marks.

    Whatever a log may hold can be read: types that y-prosemirror does not use, what is deeper than anybody nests, and
    attribute values that JSON has no form for are left out.
    """
    from pycrdt import XmlElement, XmlText

    if isinstance(part, XmlText):
        return read_text(part)
    if not isinstance(part, XmlElement) or depth > DEEPEST:
        return []
    made: Node = {"type": part.tag or "unknown"}
    attrs = _tidied(_attributes(part))
    if attrs:
        made["attrs"] = attrs
    content = [child for grandchild in part.children for child in read_part(grandchild, depth + 1)]
    if content:
        made["content"] = content
    return [made]


def _attributes(element: "XmlElement") -> list[tuple[str, Any]]:
    found: Any = element.attributes
    return list(found)


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
    attrs = _tidied(value.items()) if isinstance(value, dict) else {}
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


# --- what is no child to y-prosemirror ----------------------------------------------------------------------------

_LOOKS = 200_000
"""Children that may be listed to find strays: as many as in a third of a second."""


def _has_strays(parent: Any, depth: int = 0) -> bool:
    from pycrdt import XmlElement

    found = list(parent.children)
    if len(found) != len(parent.children):
        return True
    return depth < DEEPEST and any(_has_strays(child, depth + 1) for child in found if isinstance(child, XmlElement))


def remove_strays(fragment: "XmlFragment") -> None:
    """Take out what stands where only elements and texts may: letters, embeds, maps, documents.

    pycrdt stops listing children at the first of them, so what comes behind cannot be read until it is gone. y-tiptap
    fails on it, so a rewrite that leaves it out lets people open the document again.
    """
    _Sweep().sweep(fragment, 0)


class _Sweep:
    def __init__(self) -> None:
        self._left = _LOOKS

    def sweep(self, parent: Any, depth: int) -> None:
        from pycrdt import XmlElement

        found = list(parent.children)
        while len(found) != len(parent.children) and self._left > 0:
            self._left -= len(found) + 1
            del parent.children[len(found)]
            found = list(parent.children)
        for child in found if depth < DEEPEST else ():
            if isinstance(child, XmlElement):
                self.sweep(child, depth + 1)


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
