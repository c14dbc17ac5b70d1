"""What a reader makes of one file: blocks, the pictures in them, and notes of what has no form in a document."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

from functions.documents.content.checks import too_many_nodes
from functions.documents.content.html import safe_link
from functions.documents.content.nodes import MOST_NODES, Node, mark, node, text
from functions.documents.imports.pictures import media_type_of
from functions.documents.pictures import LARGEST

MOST_PICTURES = 500
"""Pictures of one document."""

MOST_BYTES = 256 * 2**20
"""Bytes of them together: they are held until they are stored."""

PLACE = "import-picture:"
"""How a picture is named until it has an id. It does not leave the import."""

LONGEST_LINK = 8000


@dataclass(slots=True)
class Page:
    """A document in the making. `find` answers with the bytes of a picture that lies beside the file, `link` with
    where another file of the same import will be."""

    find: Callable[[str], bytes | None] = lambda _: None
    link: Callable[[str], str | None] = lambda _: None
    title: str = ""
    notes: Counter[str] = field(default_factory=Counter)
    pictures: list[bytes] = field(default_factory=list)
    made: int = 0
    weight: int = 0

    def count(self, number: int = 1) -> None:
        """TooMuch as soon as there is more than one document may have, not when all of it was read."""
        self.made += number
        if self.made > MOST_NODES:
            raise too_many_nodes()

    def picture(self, data: bytes, alt: str = "", caption: str = "", width: int | None = None) -> Node | None:
        """A picture that comes along; None (and a note) for what is none, or too large."""
        if media_type_of(data) is None:
            self.notes["picture_unsupported"] += 1
            return None
        full = len(self.pictures) >= MOST_PICTURES or self.weight + len(data) > MOST_BYTES
        if full or len(data) > LARGEST:
            self.notes["picture_too_large"] += 1
            return None
        if data not in self.pictures[-1:]:
            self.pictures.append(data)
            self.weight += len(data)
        self.count()
        source = f"{PLACE}{len(self.pictures) - 1}"
        return node("image", src=source, alt=alt or None, title=caption or None, width=width)

    def picture_at(self, source: str, alt: str = "", caption: str = "", width: int | None = None) -> list[Node]:
        """The picture that an address names: one that lies beside the file comes along, one from elsewhere is a link,
        since looking at a document tells nobody. Otherwise its description."""
        found = self.find(source)
        if found is not None:
            made = self.picture(found, alt, caption, width)
            if made is not None:
                return [made]
        elif (href := foreign(source)) is not None:
            self.notes["picture_linked"] += 1
            return [node("paragraph", text(alt or caption or href, mark("link", href=href)))]
        else:
            self.notes["picture_missing"] += 1
        shown = alt or caption
        return [node("paragraph", text(f"[{shown}]"))] if shown else []

    def link_mark(self, href: str | None) -> Node | None:
        """A link to somewhere else, or to another document of the import; None where there is nothing to follow."""
        if not href:
            return None
        other = self.link(href)
        target = other or safe_link(href)
        if target is None or target.startswith("#") or len(target) > LONGEST_LINK:
            return None
        return mark("link", href=target)


def foreign(source: str) -> str | None:
    """An address on the web; None for any other."""
    href = safe_link(source.strip())
    return href if href and href.lower().startswith(("http://", "https://")) and len(href) <= LONGEST_LINK else None


class Line:
    """The inline nodes of a paragraph while it is read."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._parts: list[Node] = []

    def add(self, words: str, marks: tuple[Node, ...] = (), *, keep: bool = False) -> None:
        """Words behind the others; unless they are to be kept, white space is one space, and none at the beginning."""
        if not keep:
            words = _collapsed(words)
            if words[:1] == " " and self._ends_open():
                words = words[1:]
        if words:
            self._parts.append(text(words, *marks))

    def put(self, part: Node) -> None:
        """Something within the line that is no text."""
        self._parts.append(part)

    def take(self) -> list[Node]:
        """What there is, with neighbours that look alike as one; the line is empty then."""
        found: list[Node] = []
        for marks, run in groupby(self._parts, lambda part: part.get("marks", []) if part["type"] == "text" else None):
            parts = list(run)
            found += parts if marks is None else [{**parts[0], "text": "".join(part["text"] for part in parts)}]
        self._parts = []
        self._page.count(len(found))
        return _stripped(found)

    def _ends_open(self) -> bool:
        if not self._parts:
            return True
        last = self._parts[-1]
        return bool(last["type"] == "hardBreak" or (last["type"] == "text" and last["text"].endswith(" ")))


def _collapsed(words: str) -> str:
    """White space as HTML shows it; a non-breaking space stays one."""
    parts = words.replace("\u00a0", "\ue000").split()
    if not parts:
        return " " if words else ""
    shown = " ".join(parts)
    shown = (" " if words[0].isspace() and words[0] != "\u00a0" else "") + shown
    shown += " " if words[-1].isspace() and words[-1] != "\u00a0" else ""
    return shown.replace("\ue000", "\u00a0")


def _stripped(parts: list[Node]) -> list[Node]:
    """Without a space or a break at the end."""
    while parts:
        last = parts[-1]
        if last["type"] == "hardBreak":
            parts.pop()
        elif last["type"] == "text" and last["text"].endswith((" ", "\n")):
            shown = last["text"].rstrip(" \n")
            parts[-1] = {**last, "text": shown}
            if shown:
                return parts
            parts.pop()
        else:
            return parts
    return parts


def item(kind: str, blocks: list[Node], checked: bool = False) -> Node:
    """An item of a list, which begins with a paragraph."""
    inside = blocks if blocks and blocks[0]["type"] == "paragraph" else [node("paragraph"), *blocks]
    made = node(kind, *inside)
    if kind == "taskItem":
        made["attrs"] = {"checked": checked}
    return made
