"""Markdown into a document: CommonMark with GitHub's tables, task lists and strike, and the few tags we write.

Other HTML stays as the text it is: nothing that comes in as Markdown can bring markup of its own.
"""

import re
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from functions.documents.content import markdown_parser
from functions.documents.content.markdown_inline import BREAK
from functions.documents.content.markdown_links import CARDS, bookmarked, drawn, linked, pictured, stored_node, worded
from functions.documents.content.markdown_out import EMPTY, FENCE
from functions.documents.content.markdown_tasks import TASK, bullets
from functions.documents.content.nodes import ALIGNMENTS, COLOURS, Node, children, mark, node, text

if TYPE_CHECKING:
    from markdown_it.token import Token

_BETWEEN: Node = {"type": "between"}
"""Where a paragraph of a cell ends and the next begins. It does not leave this module."""

_TAGS = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "s": "strike",
    "del": "strike",
    "u": "underline",
    "ins": "underline",
    "code": "code",
    "mark": "highlight",
}
_TOKENS = {"strong": "bold", "em": "italic", "s": "strike", "mark": "highlight"}
_ALIGNED = "aligned"
"""The beginning of a line that says how it is aligned. It does not leave this module."""

_TAG = re.compile(r"<(/?)([a-zA-Z]+)((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_SHADE = re.compile(rf"<!-- ({'|'.join(COLOURS)}) -->")


def from_markdown(source: str) -> Node:
    """The document that a Markdown text describes. ContentError for one that nests too deep or has too much in it."""
    tokens = markdown_parser.parse(source)
    blocks, _ = _blocks(tokens, 0, None)
    return {"type": "doc", "content": blocks}


# --- blocks -------------------------------------------------------------------------------------------------------


def _blocks(tokens: "list[Token]", at: int, until: str | None) -> tuple[list[Node], int]:
    """The blocks from token `at` up to the token `until`, and the index behind it."""
    found: list[Node] = []
    while at < len(tokens):
        token = tokens[at]
        if token.type == until:
            return found, at + 1
        made, at = _block(tokens, at)
        found += made
    return found, at


def _block(tokens: "list[Token]", at: int) -> tuple[list[Node], int]:  # noqa: C901, PLR0911, PLR0912  one case a token
    token = tokens[at]
    match token.type:
        case "paragraph_open":
            return _paragraph(tokens[at + 1], box=tokens[at - 1].type == "list_item_open"), at + 3
        case "heading_open":
            made = _paragraph(tokens[at + 1]) or [node("paragraph")]
            made[0] = (
                node("heading", *children(made[0]), **{**made[0].get("attrs", {}), "level": int(token.tag[1:])})
                if made[0]["type"] == "paragraph"
                else made[0]
            )
            return made, at + 3
        case "bullet_list_open":
            items, after = _blocks(tokens, at + 1, "bullet_list_close")
            return bullets(items), after
        case "ordered_list_open":
            items, after = _blocks(tokens, at + 1, "ordered_list_close")
            return [node("orderedList", *items, start=int(token.attrs.get("start", 1)))], after
        case "list_item_open":
            inside, after = _blocks(tokens, at + 1, "list_item_close")
            return [node("listItem", *_after_paragraph(inside))], after
        case "blockquote_open":
            inside, after = _blocks(tokens, at + 1, "blockquote_close")
            inside = inside or [node("paragraph")]
            if "callout" in token.meta:
                return [node("callout", *inside, kind=token.meta["callout"])], after
            return [node("blockquote", *inside)], after
        case "details_open":
            words = [part for part in _merged(_Line().read(tokens[at + 1].children or [])) if part["type"] == "text"]
            inside, after = _blocks(tokens, at + 2, "details_close")
            content = node("detailsContent", *(inside or [node("paragraph")]))
            return [node("details", node("detailsSummary", *words), content)], after
        case "columns_open" | "column_open" as kind:
            inside, after = _blocks(tokens, at + 1, kind.replace("open", "close"))
            return [node(kind.removesuffix("_open"), *(inside or [node("paragraph")]))], after
        case "math_block":
            return [node("blockMath", latex=token.content.rstrip("\n"))], at + 1
        case "table_open":
            return _table(tokens, at)
        case "fence" | "code_block":
            return [_code(token)], at + 1
        case "hr":
            return [node("horizontalRule")], at + 1
    return [], at + 1


def _after_paragraph(inside: list[Node]) -> list[Node]:
    """An item begins with a paragraph, be it an empty one."""
    return inside if inside and inside[0]["type"] == "paragraph" else [node("paragraph"), *inside]


def _code(token: "Token") -> Node:
    name = (token.info or "").strip()
    if name == FENCE:
        made = stored_node(token.content)
        if made is not None:
            return made
    words = token.content[:-1] if token.content.endswith("\n") else token.content
    return node("codeBlock", *([text(words)] if words else []), language=name.split()[0] if name else None)


def _table(tokens: "list[Token]", at: int) -> tuple[list[Node], int]:
    rows: list[list[Node]] = []
    written = False
    while tokens[at].type != "table_close":
        token = tokens[at]
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            kind = "tableHeader" if token.type == "th_open" else "tableCell"
            align = str(token.attrs.get("style") or "").removeprefix("text-align:")
            blocks, colour = _cell(tokens[at + 1])
            rows[-1].append(node(kind, *blocks, align=align or None, color=colour))
            written = written or (kind == "tableHeader" and bool(tokens[at + 1].content))
        at += 1
    if not written and len(rows) > 1:  # GitHub's tables must have a head: an empty one says that there is none
        rows = rows[1:]
    return [node("table", *[node("tableRow", *row) for row in rows])], at + 1


def _cell(inline: "Token") -> tuple[list[Node], str | None]:
    """The paragraphs and pictures of a cell, and its colour; two breaks in a row stand between paragraphs, which a line
    cannot have."""
    tokens = inline.children or []
    shaded = _SHADE.fullmatch(tokens[0].content) if tokens and tokens[0].type == "html_inline" else None
    line = _Line(in_table=True).read(tokens[1:] if shaded else tokens)
    parts = [list(run) for between, run in groupby(line, lambda part: part is _BETWEEN) if not between]
    blocks = [block for part in parts for block in _lines(part)]
    return blocks or [node("paragraph")], shaded[1] if shaded else None


# --- lines --------------------------------------------------------------------------------------------------------


def _paragraph(inline: "Token", *, box: bool = False) -> list[Node]:
    """The paragraph of a line of tokens. With `box`, a first `[ ]` is left marked for the list to find."""
    return _lines(_Line(box=box).read(inline.children or []))


def _lines(parts: list[Node]) -> list[Node]:
    """The paragraph of a line; images are blocks of their own, and split it."""
    align = next((part["align"] for part in parts[:2] if part["type"] == _ALIGNED), None)
    parts = [part for part in parts if part["type"] != _ALIGNED]
    made = _split_at_images(parts)
    for block in made if align else []:
        if block["type"] == "paragraph":
            block["attrs"] = {"textAlign": align}
        elif align != "justify" and block["type"] == "image":
            block["attrs"].setdefault("align", align)
    return made


def _split_at_images(parts: list[Node]) -> list[Node]:
    found: list[Node] = []
    line: list[Node] = []
    for part in _merged(parts):
        if part["type"] in CARDS:
            found += [node("paragraph", *_trimmed(line))] if _trimmed(line) else []
            found.append(part)
            line = []
        else:
            line.append(part)
    if line and (not found or _trimmed(line)):
        found.append(node("paragraph", *(_trimmed(line) if found else line)))
    return found or [node("paragraph")]


def _trimmed(line: list[Node]) -> list[Node]:
    return [] if all(part["type"] == "text" and not part["text"].strip() for part in line) else line


def _merged(line: list[Node]) -> list[Node]:
    """Neighbouring texts with the same marks as one."""
    found: list[Node] = []
    there = (part for part in line if part["type"] != "text" or part["text"])  # one without words parts nothing
    for marks, run in groupby(there, lambda part: part.get("marks", []) if part["type"] == "text" else None):
        parts = list(run)
        if marks is None:
            found += parts
        else:
            found.append({**parts[0], "text": "".join(part["text"] for part in parts)})
    return found


class _Line:
    """Reads inline tokens, keeping the marks that are open: for each kind the outermost, and how many lie within."""

    def __init__(self, *, in_table: bool = False, box: bool = False) -> None:
        self.open: dict[str, list[Node]] = {}
        self.found: list[Node] = []
        self.atom: Node | None = None
        self.start = 0
        self.in_table = in_table
        self.box = box
        self.after_break = -1
        self.aligned = False
        self.spans: list[str] = []

    def read(self, tokens: "list[Token]") -> list[Node]:
        """The nodes of a line."""
        for index, token in enumerate(tokens):
            self._token(token, first=index == 0)
        if self.atom is not None:  # a card whose tag nobody closed takes no words with it
            self.found.insert(self.start, self.atom)
        return self.found

    def _token(self, token: "Token", *, first: bool) -> None:  # noqa: C901  one case a token
        match token.type:
            case "text" | "text_special":
                self._text(token.content)
                if first and self.box and TASK.match(token.content) and not token.meta.get("escaped"):
                    self.found[-1]["box"] = True
            case "softbreak":
                self._text(" ")
            case "hardbreak":
                self.found.append(node("hardBreak"))
            case "code_inline":
                self._text(token.content, mark("code"))
            case "math_inline":
                self.found.append(node("inlineMath", latex=token.content))
            case "link_open":
                self._open_link(token)
            case "link_close":
                self._close_link()
            case "image":
                alt = "".join(
                    child.content
                    for child in token.children or []
                    if child.type in {"text", "text_special", "code_inline"}
                )
                self.found.append(pictured(token.attrs, alt))
            case "html_inline":
                self._tag(token.content)
            case _ if token.type.endswith("_open") and token.tag in _TOKENS:
                self._open(mark(_TOKENS[token.tag]))
            case _ if token.type.endswith("_close") and token.tag in _TOKENS:
                self._close(_TOKENS[token.tag])

    def _text(self, words: str, *more: Node) -> None:
        marks = {kind: nested[0] for kind, nested in self.open.items() if nested}
        for one in more:
            marks.setdefault(one["type"], one)
        self.found.append(text(words, *[marks[kind] for kind in sorted(marks)]))

    def _open(self, one: Node) -> None:
        self.open.setdefault(one["type"], []).append(one)

    def _open_link(self, token: "Token") -> None:
        href = str(token.attrs.get("href") or "")
        if (atom := linked(href)) is not None:
            self._begin(atom)
            return
        title = {"title": token.attrs["title"]} if token.attrs.get("title") else {}
        self._open(mark("link", href=href, **title))

    def _begin(self, atom: Node) -> None:
        """What comes until the end of the link is what this node is called."""
        self.atom, self.start = atom, len(self.found)

    def _close_link(self) -> None:
        if self.atom is None:
            self._close("link")
            return
        words = "".join(part.get("text", "") for part in self.found[self.start :])
        self.found[self.start :] = [worded(self.atom, words)]
        self.atom = None

    def _close(self, kind: str) -> None:
        if self.open.get(kind):
            self.open[kind].pop()

    def _break(self, shown: str) -> None:
        if self.in_table and shown == BREAK and self.after_break == len(self.found):
            self.found[-1] = _BETWEEN
            return
        self.found.append(node("hardBreak"))
        if shown == BREAK:
            self.after_break = len(self.found)

    def _tag(self, shown: str) -> None:
        if shown == EMPTY:
            self._text("")
            return
        found = _TAG.fullmatch(shown)
        name = found[2].lower() if found else ""
        attrs: dict[str, Any] = {key: unescape(value) for key, value in _ATTRIBUTE.findall(found[3])} if found else {}
        if found is None:
            self._text(shown)
        elif name == "br":
            self._break(shown)
        elif name == "img" and attrs.get("src"):
            self.found.append(drawn(attrs))
        elif name == "span":
            self._span(shown, attrs, closes=bool(found[1]))
        elif name == "a":
            self._anchor(shown, bookmarked(attrs), closes=bool(found[1]))
        elif name == "p" and (self.aligned if found[1] else self._may_align(attrs)):
            self._align(attrs.get("align"))
        elif name not in _TAGS:
            self._text(shown)
        elif found[1]:
            self._close(_TAGS[name])
        else:
            colour = attrs.get("data-color") if name == "mark" else None
            self._open(mark(_TAGS[name], **({"color": colour} if colour in COLOURS else {})))

    def _may_align(self, attrs: dict[str, Any]) -> bool:
        """Only the beginning of a line says how all of it stands."""
        first = not self.found or self.found[-1] is _BETWEEN or "box" in self.found[-1]
        return first and attrs.get("align") in ALIGNMENTS

    def _anchor(self, shown: str, bookmark: Node | None, *, closes: bool) -> None:
        """The beginning or the end of a bookmark; another is text."""
        if closes and self.atom is not None and self.atom["type"] == "bookmark":
            self._close_link()
        elif bookmark is not None:
            self._begin(bookmark)
        else:
            self._text(shown)

    def _span(self, shown: str, attrs: dict[str, Any], *, closes: bool) -> None:
        """A span is a colour, a node of ours, or text; an end belongs to the last that began."""
        colour = attrs.get("data-color")
        if "data-hearth-node" in attrs:
            made = stored_node(attrs["data-hearth-node"])
            self.found += [made] if made is not None else []
            self.spans.append("node")
            return
        if not closes:
            self.spans.append("colour" if colour in COLOURS else "text")
            if colour in COLOURS:
                self._open(mark("textColor", color=colour))
            else:
                self._text(shown)
            return
        match self.spans.pop() if self.spans else "":
            case "colour":
                self._close("textColor")
            case "text":
                self._text(shown)

    def _align(self, align: str | None) -> None:
        self.aligned = align is not None
        if align is not None:
            self.found.append({"type": _ALIGNED, "align": align})
