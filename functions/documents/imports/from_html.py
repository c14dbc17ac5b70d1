"""HTML into the content model, read by lxml (libxml2): what runs, loads or styles is left behind, words never are."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from typing import Any

from lxml import etree

from functions.documents.content.nodes import ALIGNMENTS, CALLOUTS, WIDEST, Node, mark, node, text
from functions.documents.errors import BrokenFile
from functions.documents.imports.marks import Marks, has, marked, styled, with_mark
from functions.documents.imports.page import Line, Page, foreign, item

DEEPEST = 60
"""Levels of elements that are looked into; what lies deeper stands there by its words."""

LONGEST_DATA = 14 * 2**20
"""Characters of a picture within an address."""

_SKIPPED = frozenset({"script", "style", "head", "template", "noscript", "title", "meta", "link", "base", "colgroup"})
_BLOCK = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "address", "figure",
    "figcaption", "center", "form", "fieldset", "legend", "dl", "dd", "body", "html", "caption", "hgroup",
    "search", "dialog",
})  # fmt: skip
_EMBEDS = frozenset({"iframe", "video", "audio", "embed", "object", "source"})
_DRAWINGS = frozenset({"svg", "canvas", "math", "map", "applet"})
_CONTROLS = frozenset({"input", "select", "textarea", "button", "progress", "meter"})
_DATA = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:)[-:]?\s*([\w+#-]{1,40})")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)


def read(source: str, page: Page) -> Node:
    """The document that a page of HTML describes. TooMuch as soon as it is more than one may have."""
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True, encoding="utf-8"
    )
    plain = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", source)
    root = etree.fromstring(plain.encode(), parser) if plain.strip() else None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise BrokenFile("Its elements are nested too deep.")  # the rest of its words was not read
    if root is None:
        return {"type": "doc", "content": []}
    title = root.find(".//head/title")
    page.title = " ".join("".join(title.itertext()).split()) if title is not None else ""
    reader = _Reader(page)
    reader.into(root, (), 0)
    return {"type": "doc", "content": reader.taken()}


def decoded(data: bytes) -> str:
    """The text of an HTML file: by its mark, as UTF-8, or as it says of itself."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _CHARSET.search(data[:4096])
        try:
            return data.decode(found[1].decode() if found else "windows-1252", "replace")
        except LookupError:
            return data.decode("windows-1252", "replace")


def picture_in(source: str) -> bytes | None:
    """The bytes of a picture that is written into its address; None for any other address."""
    found = _DATA.match(source)
    if found is None or len(source) > LONGEST_DATA:
        return None
    try:
        return b64decode(re.sub(r"\s+|%0A|%0D", "", source[found.end() :]), validate=True)
    except (NotBase64, ValueError):
        return None


class _Reader:
    """The blocks of one holder (the page, an item, a cell), and the line that is being written."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.out: list[Node] = []
        self.line = Line(page)
        self.align: str | None = None

    def taken(self) -> list[Node]:
        """All blocks."""
        self.end()
        return self.out

    def end(self) -> None:
        """The line is over: a paragraph, if it says anything."""
        words = self.line.take()
        if words:
            self.put(node("paragraph", *words, textAlign=self.align))

    def put(self, block: Node) -> None:
        """A block behind the others."""
        self.page.count()
        self.out.append(block)

    def inside(self, element: Any, marks: Marks, depth: int) -> list[Node]:
        """The blocks within an element, as those of a holder of its own."""
        reader = _Reader(self.page)
        reader.into(element, marks, depth)
        return reader.taken()

    def into(self, element: Any, marks: Marks, depth: int) -> None:
        """What is within an element."""
        if depth > DEEPEST:
            self.line.add("".join(element.itertext()), marks)
            return
        self.line.add(element.text or "", marks)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, marks, depth + 1)
            self.line.add(child.tail or "", marks)

    def element(self, element: Any, marks: Marks, depth: int) -> None:
        """One element by its name."""
        name = element.tag.lower()
        if name in _SKIPPED:
            return
        special = _ELEMENTS.get(name)
        if special is not None:
            special(self, element, marks, depth)
        elif name in _BLOCK:
            self.block(element, marks, depth)
        elif name in _EMBEDS:
            self.embed(element, marks)
        elif name in _DRAWINGS:
            self.page.notes["drawing"] += 1
            self.line.add(" ".join("".join(element.itertext()).split()), marks)
        elif name in _CONTROLS:
            self.control(element, marks)
        else:
            self.into(element, marked(self.page, element, marks), depth)

    def block(self, element: Any, marks: Marks, depth: int) -> None:
        """An element that stands on lines of its own."""
        self.end()
        kind = element.get("data-kind")
        if element.tag == "aside" and "callout" in (element.get("class") or ""):
            inside = self.inside(element, marks, depth) or [node("paragraph")]
            self.put(node("callout", *inside, kind=kind if kind in CALLOUTS else "note"))
            return
        before, self.align = self.align, _alignment(element) or self.align
        self.into(element, styled(element, marks), depth)
        self.end()
        self.align = before

    def heading(self, element: Any, marks: Marks, depth: int) -> None:
        """A heading; what is in it beside words stands behind it."""
        self.end()
        level = int(element.tag[1])
        blocks = self.inside(element, marks, depth)
        if blocks and blocks[0]["type"] == "paragraph":
            words = blocks[0].get("content", [])
            blocks[0] = node("heading", *words, level=level, textAlign=_alignment(element))
        for block in blocks:
            self.put(block)

    def quote(self, element: Any, marks: Marks, depth: int) -> None:
        """A quote."""
        self.end()
        inside = self.inside(element, marks, depth)
        if inside:
            self.put(node("blockquote", *inside))

    def code(self, element: Any, _marks: Marks, _depth: int) -> None:
        """Code as it is written, with its language if the class of it or of what is in it says one."""
        self.end()
        for line_break in element.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        words = "".join(element.itertext()).removeprefix("\n").removesuffix("\n")
        named = " ".join(one.get("class") or "" for one in element.iter() if one is element or one.tag == "code")
        language = _LANGUAGE.search(named[:1000])
        self.put(node("codeBlock", *([text(words)] if words else []), language=language[1] if language else None))

    def rule(self, _element: Any, _marks: Marks, _depth: int) -> None:
        """A line across."""
        self.end()
        self.put(node("horizontalRule"))

    def line_break(self, _element: Any, _marks: Marks, _depth: int) -> None:
        """A break within a paragraph."""
        self.line.put(node("hardBreak"))

    def image(self, element: Any, marks: Marks, _depth: int) -> None:
        """A picture, which is a block here."""
        source = element.get("src") or element.get("data-src") or ""
        given = element.get("width") or ""
        width = int(given) if re.fullmatch(r"[0-9]{1,4}", given) and int(given) else None
        alt = " ".join((element.get("alt") or "").split())[:1000]
        caption = _caption(element) or " ".join((element.get("title") or "").split())[:1000]
        data = picture_in(source)
        if data is None and not source:
            self.line.add(alt, marks)
            return
        self.end()
        if data is not None:
            made = self.page.picture(data, alt, caption, width)
            shown = [made] if made else [node("paragraph", text(f"[{alt}]"))] if alt else []
        else:
            shown = self.page.picture_at(source, alt, caption, width)
        for block in shown:
            self.put(block)

    def figcaption(self, element: Any, marks: Marks, depth: int) -> None:
        """The words below a figure: those of a picture are its own, all others a paragraph."""
        if not _said_once(element.getparent(), "data-pictured", lambda figure: figure.find(".//img") is not None):
            self.block(element, marks, depth)

    def embed(self, element: Any, marks: Marks) -> None:
        """What another site shows within a page, or a film: a link to it."""
        inner = element.find(".//source")
        source = element.get("src") or element.get("data") or (inner.get("src") if inner is not None else "") or ""
        href = foreign(source)
        self.page.notes["embed"] += 1
        words = " ".join("".join(element.itertext()).split()) or element.get("title") or href or ""
        self.line.add(words, (*marks, mark("link", href=href)) if href and not has(marks, "link") else marks)

    def control(self, element: Any, marks: Marks) -> None:
        """A field of a form, by what stands in it. Boxes are looked at by their list."""
        if element.tag == "input" and element.get("type") in {"checkbox", "radio"}:
            if not element.get("data-read"):
                self.line.add("☑ " if element.get("checked") is not None else "☐ ", marks, keep=True)
            return
        if element.tag == "input" and element.get("type") == "hidden":
            return
        self.page.notes["form"] += 1
        self.line.add(element.get("value") or " ".join("".join(element.itertext()).split()), marks)

    # --- lists ---

    def a_list(self, element: Any, marks: Marks, depth: int) -> None:
        """A list: with boxes, with numbers, or with dots; in turns where only some of the items have a box."""
        self.end()
        ordered = element.tag == "ol"
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in {"ul", "ol"} and element.get("data-begun"):
                self.out[-1]["content"][-1]["content"] += self.inside_one(child, marks, depth)
            else:
                self._item(child, "orderedList" if ordered else "bulletList", element, marks, depth)

    def inside_one(self, element: Any, marks: Marks, depth: int) -> list[Node]:
        """One element as the blocks that it is."""
        reader = _Reader(self.page)
        reader.element(element, marks, depth + 1)
        return reader.taken()

    def _item(self, child: Any, kind: str, of: Any, marks: Marks, depth: int) -> None:
        checked = _box(child)
        blocks = self.inside(child, marks, depth + 1)
        if checked is not None:
            kind = "taskList"
        made = item("taskItem" if kind == "taskList" else "listItem", blocks, bool(checked))
        self.page.count()
        last = self.out[-1] if self.out else None
        if last is not None and last["type"] == kind and of.get("data-begun"):
            last["content"].append(made)
            return
        of.set("data-begun", "yes")
        start = of.get("start") or ""
        number = int(start) if re.fullmatch(r"[0-9]{1,9}", start) and start != "1" else None
        self.put(node(kind, made, start=number if kind == "orderedList" else None))

    def terms(self, element: Any, marks: Marks, depth: int) -> None:
        """A term that is explained below."""
        self.end()
        self.into(element, with_mark(marks, mark("bold")), depth)
        self.end()

    def loose_item(self, element: Any, marks: Marks, depth: int) -> None:
        """An item outside of a list."""
        self.end()
        self.put(node("bulletList", item("listItem", self.inside(element, marks, depth))))

    # --- tables, details ---

    def table(self, element: Any, marks: Marks, depth: int) -> None:
        """A table with its joined cells; without any it is nothing."""
        self.end()
        for caption in element.iterchildren("caption"):
            self.block(caption, marks, depth)
        rows = list(_rows(element))
        made = []
        for index, row in enumerate(rows):
            cells = [
                self._cell(cell, len(rows) - index, marks, depth)
                for cell in row
                if isinstance(cell.tag, str) and cell.tag in {"td", "th"}
            ]
            if cells:
                made.append(node("tableRow", *cells))
        if made:
            self.put(node("table", *made))

    def _cell(self, cell: Any, left: int, marks: Marks, depth: int) -> Node:
        columns, rows = _span(cell.get("colspan"), WIDEST), _span(cell.get("rowspan"), left)
        align = _alignment(cell)
        self.page.count()
        return node(
            "tableHeader" if cell.tag == "th" else "tableCell",
            *(self.inside(cell, marks, depth + 2) or [node("paragraph")]),
            colspan=columns if columns > 1 else None,
            rowspan=rows if rows > 1 else None,
            align=align if align in {"left", "center", "right"} else None,
        )

    def details(self, element: Any, marks: Marks, depth: int) -> None:
        """What opens when it is clicked."""
        self.end()
        summary = element.find("summary")
        words = " ".join("".join(summary.itertext()).split()) if summary is not None else ""
        if summary is not None:
            tail, summary.text = summary.tail, None
            for child in list(summary):
                summary.remove(child)
            summary.tail = tail
        inside = self.inside(element, marks, depth + 1) or [node("paragraph")]
        self.page.count(2)
        self.put(
            node("details", node("detailsSummary", *([text(words)] if words else [])), node("detailsContent", *inside))
        )


def _rows(table: Any) -> Any:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _span(given: str | None, most: int) -> int:
    return max(1, min(int(given), most)) if given and re.fullmatch(r"[0-9]{1,5}", given) else 1


def _box(element: Any) -> bool | None:
    """Whether an item has a box, and whether it is ticked: GitHub's, TipTap's, Notion's."""
    if element.get("data-checked") in {"true", "false"} or element.get("data-type") == "taskItem":
        return bool(element.get("data-checked") == "true")
    for child in element.iter("input", "div", "li", "ul", "ol"):
        if child is not element and child.tag in {"li", "ul", "ol"}:
            return None
        if child.tag == "input" and child.get("type") == "checkbox":
            child.set("data-read", "yes")
            return child.get("checked") is not None
        if child.tag == "div" and "checkbox" in (child.get("class") or "").split():
            return "checkbox-on" in (child.get("class") or "").split()
    return None


def _caption(element: Any) -> str:
    parent = element.getparent()
    while parent is not None and parent.tag in {"a", "picture", "div", "span"}:
        parent = parent.getparent()
    return _said_once(parent, "data-caption", _words_below)


def _words_below(figure: Any) -> str:
    found = figure.find("figcaption")
    return " ".join("".join(found.itertext()).split())[:1000] if found is not None else ""


def _said_once(figure: Any, name: str, ask: Callable[[Any], str | bool]) -> str:
    """What there is to say of a figure, looked for once: it may hold a hundred thousand things that ask."""
    if figure is None or figure.tag != "figure":
        return ""
    if figure.get(name) is None:
        figure.set(name, str(ask(figure) or ""))
    return str(figure.get(name))


def _alignment(element: Any) -> str | None:
    found = re.search(r"text-align\s*:\s*(\w+)", (element.get("style") or "")[:2000])
    named = (found[1] if found else element.get("align") or "").lower()
    return named if named in ALIGNMENTS and named != "left" else None


_ELEMENTS = {
    **{f"h{level}": _Reader.heading for level in range(1, 7)},
    "blockquote": _Reader.quote,
    "pre": _Reader.code,
    "hr": _Reader.rule,
    "br": _Reader.line_break,
    "img": _Reader.image,
    "figcaption": _Reader.figcaption,
    "ul": _Reader.a_list,
    "ol": _Reader.a_list,
    "li": _Reader.loose_item,
    "dt": _Reader.terms,
    "table": _Reader.table,
    "details": _Reader.details,
}
