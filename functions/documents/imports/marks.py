"""The marks that an element of HTML means for what is within it in a line."""

import re
from typing import Any

from functions.documents.content.nodes import COLOURS, Node, mark
from functions.documents.imports.page import Page

_MARKS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
    "u": "underline", "ins": "underline", "s": "strike", "strike": "strike", "del": "strike",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip

Marks = tuple[Node, ...]


def marked(page: Page, element: Any, marks: Marks) -> Marks:
    """The marks of what is within an element in a line."""
    name = element.tag
    if name == "a":
        link = page.link_mark(element.get("href"))
        return with_mark(marks, link) if link else marks
    colour = element.get("data-color")
    if name == "mark":
        return with_mark(marks, mark("highlight", **({"color": colour} if colour in COLOURS else {})))
    if name == "span" and colour in COLOURS:
        return with_mark(marks, mark("textColor", color=colour))
    if name in _MARKS and not (name == "b" and "font-weight:normal" in (element.get("style") or "").replace(" ", "")):
        return with_mark(marks, mark(_MARKS[name]))
    return styled(element, marks)


_STYLES = (
    (re.compile(r"font-weight:(?:bold|[6-9]00)"), "bold"),
    (re.compile(r"font-style:italic"), "italic"),
    (re.compile(r"text-decoration(?:-line)?:[^;]*line-through"), "strike"),
    (re.compile(r"text-decoration(?:-line)?:[^;]*underline"), "underline"),
)


def styled(element: Any, marks: Marks) -> Marks:
    """What a style says that is a mark here."""
    style = (element.get("style") or "")[:2000].replace(" ", "").lower()
    for pattern, kind in _STYLES if style else ():
        if pattern.search(style):
            marks = with_mark(marks, mark(kind))
    return marks


def has(marks: Marks, kind: str) -> bool:
    """Whether there is a mark of a kind."""
    return any(one["type"] == kind for one in marks)


def with_mark(marks: Marks, one: Node) -> Marks:
    """Marks with one more, in their order; of a kind that is there already, the outer one stays."""
    if has(marks, one["type"]):
        return marks
    return tuple(sorted((*marks, one), key=lambda found: str(found["type"])))
