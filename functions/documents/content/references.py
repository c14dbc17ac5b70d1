"""What a document points at: objects of ours, in a line (`reference`) or as a card of their own (`embed`).

A node holds the type and the id of what it points at and nothing else. What that is called is read whenever it is
shown, for whoever looks: a title kept in the text would be old after the first renaming, and would tell everybody who
may read this document what another one is called.
"""

import re
from collections.abc import Mapping

from functions.documents.content.nodes import REFERENCES, Node, attr, walk
from hearth.ids import is_id

Target = tuple[str, str]
"""The type of an object, and its id."""

UNNAMED = "…"
"""What stands for an object that is gone, or not for the reader to know about."""

_OBJECT = re.compile(r"[a-z][a-z_]{0,31}")
_PICTURE = "image"


def is_object(name: object) -> bool:
    """Whether it can be the name of a type of objects. Which there are is for the registry to say, when it is shown."""
    return isinstance(name, str) and _OBJECT.fullmatch(name) is not None and name != _PICTURE


def target_of(node: Node) -> Target | None:
    """What a reference or an embed points at; None for another node, and for one that points nowhere."""
    if node["type"] not in REFERENCES:
        return None
    kind, object_id = attr(node, "object"), attr(node, "id")
    return (kind, object_id) if is_object(kind) and isinstance(object_id, str) and is_id(object_id) else None


def address_of(target: Target) -> str:
    """How an object is named where only an address fits: `hearth-document:<id>`, which no browser follows."""
    return f"hearth-{target[0]}:{target[1]}"


def read_address(address: object) -> Target | None:
    """The object that such an address names; None for any other."""
    if not isinstance(address, str) or not address.startswith("hearth-"):
        return None
    kind, _, object_id = address.removeprefix("hearth-").partition(":")
    return (kind, object_id) if is_object(kind) and is_id(object_id) else None


def targets(content: Node) -> list[Target]:
    """All that a content points at, each once, in its order."""
    return list(dict.fromkeys(found for node in walk(content) if (found := target_of(node))))


def name(content: Node, titles: Mapping[Target, str]) -> Node:
    """The content with the titles of what it points at, for showing it: beside the attributes, where nothing that is
    stored or sent can stand. Changes `content`."""
    for node in walk(content):
        if (found := target_of(node)) is not None:
            node["label"] = titles.get(found, "") or UNNAMED
    return content
