"""The content model, and small helpers for ProseMirror JSON (https://prosemirror.net/docs/ref/#model)."""

import math
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
"""A node as `Node.toJSON` gives it: type, attrs?, content?, and for text: text, marks?."""

MARKS = ("link", "bold", "italic", "strike", "underline", "code")
"""The marks of the model, outermost first where an order is needed."""

INLINE = frozenset({"text", "hardBreak", "mention"})
TEXTBLOCKS = frozenset({"paragraph", "heading", "codeBlock"})
ITEMS = {"bulletList": "listItem", "orderedList": "listItem", "taskList": "taskItem"}
DEFAULTS: dict[str, dict[str, Any]] = {
    "heading": {"level": 1},
    "orderedList": {"start": 1},
    "taskItem": {"checked": False},
    "codeBlock": {"language": None},
    "tableCell": {"colspan": 1, "rowspan": 1, "colwidth": None},
    "tableHeader": {"colspan": 1, "rowspan": 1, "colwidth": None},
    "image": {"src": None, "alt": None, "title": None, "width": None},
    "mention": {"id": None, "label": None},
}
BLOCKS = frozenset(
    {
        "paragraph",
        "heading",
        "bulletList",
        "orderedList",
        "taskList",
        "blockquote",
        "codeBlock",
        "horizontalRule",
        "table",
        "image",
    }
)
CONTENT: dict[str, frozenset[str]] = {
    "doc": BLOCKS,
    "paragraph": INLINE,
    "heading": INLINE,
    "codeBlock": frozenset({"text"}),
    "bulletList": frozenset({"listItem"}),
    "orderedList": frozenset({"listItem"}),
    "taskList": frozenset({"taskItem"}),
    "listItem": BLOCKS,
    "taskItem": BLOCKS,
    "blockquote": BLOCKS,
    "table": frozenset({"tableRow"}),
    "tableRow": frozenset({"tableCell", "tableHeader"}),
    "tableCell": BLOCKS,
    "tableHeader": BLOCKS,
}
NEEDS_CHILD = frozenset(
    {
        "bulletList",
        "orderedList",
        "taskList",
        "listItem",
        "taskItem",
        "blockquote",
        "table",
        "tableRow",
        "tableCell",
        "tableHeader",
    }
)
DEEPEST = 100
"""Levels of nesting that the server follows; nobody writes deeper, but somebody may try."""


def node(kind: str, *content: Node, **attrs: Any) -> Node:
    """A node; attributes that are None are left out, as y-prosemirror does."""
    made: Node = {"type": kind}
    given = {name: value for name, value in attrs.items() if value is not None}
    if given:
        made["attrs"] = given
    if content:
        made["content"] = list(content)
    return made


def text(words: str, *marks: Node) -> Node:
    """A text node."""
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def mark(kind: str, **attrs: Any) -> Node:
    """A mark."""
    return {"type": kind, **({"attrs": attrs} if attrs else {})}


def children(parent: Node) -> list[Node]:
    """The children of a node."""
    return list(parent.get("content") or [])


def attr(of: Node, name: str) -> Any:
    """An attribute, or what it is when nothing is said."""
    value = (of.get("attrs") or {}).get(name)
    return DEFAULTS.get(of["type"], {}).get(name) if value is None else value


def is_inline(child: Node) -> bool:
    """Whether a node stands within a line. An unknown one does if it holds nothing and its neighbours do."""
    return child["type"] in INLINE


def words_of(block: Node) -> str:
    """The text of a node without any marks; a break is a newline, a mention its label."""
    match block["type"]:
        case "text":
            return str(block.get("text", ""))
        case "hardBreak":
            return "\n"
        case "mention":
            return f"@{attr(block, 'label') or attr(block, 'id') or ''}"
        case "image":
            return str(attr(block, "alt") or "")
    return "".join(words_of(child) for child in children(block))


def walk(block: Node) -> Iterator[Node]:
    """A node and everything in it."""
    yield block
    for child in children(block):
        yield from walk(child)


def tidy(value: Any) -> Any:
    """Numbers as JavaScript means them: pycrdt reads every number as a float."""
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return int(value)
    if isinstance(value, dict):
        return {str(name): tidy(member) for name, member in value.items()}
    if isinstance(value, list):
        return [tidy(member) for member in value]
    return value


class ContentError(ValueError):
    """A document that no editor of ours would take; `path` says where (a JSON pointer)."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


def check(document: Any, known: frozenset[str] = frozenset()) -> Node:
    """`document` as a ProseMirror document that TipTap takes; ContentError otherwise.

    y-prosemirror deletes what its schema does not allow, at everybody's, so the server must not write it. Node types in
    `known` were in the document before and may stay as they are.
    """
    if not isinstance(document, dict) or document.get("type") != "doc":
        raise ContentError("/type", "the outermost node must be a doc")
    for index, child in enumerate(_content(document, "")):
        _check(child, "doc", f"/content/{index}", known, 1)
    return document


def _content(parent: Node, path: str) -> list[Any]:
    content = parent.get("content", [])
    if not isinstance(content, list):
        raise ContentError(f"{path}/content", "must be a list of nodes")
    return content


def _check(child: Any, parent: str, path: str, known: frozenset[str], depth: int) -> None:
    if not isinstance(child, dict) or not isinstance(child.get("type"), str) or depth > DEEPEST:
        raise ContentError(path, "must be a node, and not too deep")
    kind = child["type"]
    if not isinstance(child.get("attrs", {}), dict):
        raise ContentError(f"{path}/attrs", "must be an object")
    if kind in known and kind not in CONTENT and kind not in INLINE:
        return
    if parent in CONTENT and kind not in CONTENT[parent]:
        raise ContentError(path, f"a {parent} cannot hold a {kind}")
    if kind == "text":
        _check_text(child, path)
        return
    content = _content(child, path)
    if kind not in CONTENT and content:
        raise ContentError(path, f"a {kind} holds nothing")
    if kind in NEEDS_CHILD and not content:
        raise ContentError(path, f"a {kind} cannot be empty")
    if kind in {"listItem", "taskItem"} and content[0].get("type") != "paragraph":
        raise ContentError(path, f"a {kind} begins with a paragraph")
    for index, grandchild in enumerate(content):
        _check(grandchild, kind, f"{path}/content/{index}", known, depth + 1)


def _check_text(child: Node, path: str) -> None:
    if not isinstance(child.get("text"), str) or not child["text"]:
        raise ContentError(path, "a text node has text")
    for index, one in enumerate(child.get("marks") or []):
        if not isinstance(one, dict) or one.get("type") not in MARKS:
            raise ContentError(f"{path}/marks/{index}", "is not a mark that Hearth has")
