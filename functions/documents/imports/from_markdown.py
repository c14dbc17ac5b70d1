"""Markdown files into the content model: what the API reads, and what files have beside it: a head of YAML, footnotes,
pictures that lie beside the text or are written into it."""

import re
from typing import Any

from functions.documents.content import markdown_in
from functions.documents.content.nodes import Node, attr, children, node
from functions.documents.imports.from_html import picture_in
from functions.documents.imports.page import PLACE, Page

_HEAD = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(.+)$", re.MULTILINE)
_DATA = re.compile(r"data:image/[\w.+-]{1,40};base64,[A-Za-z0-9+/=]+", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FOOTNOTE = re.compile(r" {0,3}(?=\[\^[^\]\s]{1,100}\]:)")


def read(source: str, page: Page) -> Node:
    """The document that a Markdown file describes. ContentError for one that nests too deep or has too much in it."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    head = _HEAD.match(source)
    if head:
        title = _TITLE.search(head[1])
        page.title = title[1].strip().strip("\"'").strip() if title else ""
        source = source[head.end() :]
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"{PLACE}{len(kept) - 1}"

    document = markdown_in.from_markdown(_footnotes_as_text(_DATA.sub(keep, source)))
    return {"type": "doc", "content": _Settled(page, kept).blocks(children(document))}


def _footnotes_as_text(source: str) -> str:
    """With the sign of each footnote's text escaped: CommonMark takes `[^1]: word` for the address of a link, and
    would drop it. In a fence it stays as it is."""
    lines, fence = [], ""
    for line in source.split("\n"):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence and (note := _FOOTNOTE.match(line)):
            line = line[: note.end()] + "\\" + line[note.end() :]  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


class _Settled:
    """Goes through what was read: pictures are taken along or become links, links lead to where files will be."""

    def __init__(self, page: Page, kept: list[str]) -> None:
        self._page = page
        self._kept = kept

    def blocks(self, nodes: list[Node]) -> list[Node]:
        """Blocks or inline nodes, each in its place."""
        found: list[Node] = []
        for one in nodes:
            if one["type"] == "image":
                found += self._image(one)
            elif one["type"] == "text":
                found.append(self._text(one))
            elif content := children(one):
                inside = self.blocks(content)
                found.append({**one, "content": inside or [node("paragraph")]})
            else:
                found.append(one)
        return found

    def _image(self, image: Node) -> list[Node]:
        source = str(attr(image, "src") or "")
        alt, caption, width = str(attr(image, "alt") or ""), str(attr(image, "title") or ""), attr(image, "width")
        wide = width if isinstance(width, int) else None
        data = self._within(source)
        if data is None:
            return self._page.picture_at(source, alt, caption, wide)
        made = self._page.picture(data, alt, caption, wide)
        return [made] if made else []

    def _within(self, source: str) -> bytes | None:
        number = source.removeprefix(PLACE)
        if number == source or not number.isdigit() or int(number) >= len(self._kept):
            return picture_in(source)
        return picture_in(self._kept[int(number)])

    def _text(self, one: Node) -> Node:
        words = re.sub(PLACE + r"(\d{1,6})", self._written_out, one["text"]) if PLACE in one["text"] else one["text"]
        marks = [settled for found in one.get("marks") or [] if (settled := self._mark(found)) is not None]
        return {"type": "text", "text": words, **({"marks": marks} if marks else {})}

    def _written_out(self, found: re.Match[str]) -> str:
        number = int(found[1])
        return self._kept[number] if number < len(self._kept) else found[0]

    def _mark(self, one: Node) -> Node | None:
        """A link that runs something or leads nowhere leaves its words."""
        if one["type"] != "link":
            return one
        attrs: dict[str, Any] = one.get("attrs") or {}
        made = self._page.link_mark(str(attrs.get("href") or ""))
        if made is not None and attrs.get("title"):
            made["attrs"]["title"] = attrs["title"]
        return made
