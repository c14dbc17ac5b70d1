"""Task lists in Markdown: bullets whose items begin with `[ ]` or `[x]`."""

import re

from functions.documents.content.nodes import Node, children, node

TASK = re.compile(r"\[([ xX])\](?: |$)")


def bullets(items: list[Node]) -> list[Node]:
    """A bullet list, or task lists and bullet lists in turns where only some of the items have a box."""
    found: list[Node] = []
    for item in items:
        box = _box(item)
        kind = "bulletList" if box is None else "taskList"
        if not found or found[-1]["type"] != kind:
            found.append(node(kind))
        found[-1].setdefault("content", []).append(item if box is None else box)
    return found


def _box(item: Node) -> Node | None:
    first, *rest = children(item)
    words = children(first)
    found = TASK.match(words[0]["text"]) if words and words[0]["type"] == "text" and words[0].get("box") else None
    if found is None:
        for word in words:
            word.pop("box", None)
        return None
    words[0].pop("box")
    words[0]["text"] = words[0]["text"][found.end() :]
    left = words if words[0]["text"] else words[1:]
    made = node("taskItem", node("paragraph", *left, **first.get("attrs", {})), *rest)
    made["attrs"] = {"checked": found[1] != " "}
    return made
