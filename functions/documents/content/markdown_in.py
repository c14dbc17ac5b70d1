"""Markdown into a document: CommonMark with GitHub's tables, task lists and strike, and the few tags we write.

Other HTML stays as the text it is: nothing that comes in as Markdown can bring markup of its own.
"""

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from functions.documents.content.markdown_out import EMPTY, FENCE
from functions.documents.content.nodes import Node, children, mark, node, text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LARGEST = 2_000_000
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
}
_TOKENS = {"strong": "bold", "em": "italic", "s": "strike"}
_TAG = re.compile(r"<(/?)([a-zA-Z]+)((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_TASK = re.compile(r"\[([ xX])\](?: |$)")


def from_markdown(source: str) -> Node:
    """The document that a Markdown text describes."""
    tokens = _parser().parse(source.replace("\x00", "\ufffd"))
    blocks, _ = _blocks(tokens, 0, None)
    return {"type": "doc", "content": blocks}


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        """Links stay as they were written; who follows one is protected where it is shown."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802
            return link

        def validateLink(self, url: str) -> bool:  # noqa: N802
            scheme = re.sub(r"[\x00-\x20]", "", url).lower()
            return not scheme.startswith(("javascript:", "vbscript:", "data:", "file:"))

    return Parser("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"]).disable("html_block")


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


def _block(tokens: "list[Token]", at: int) -> tuple[list[Node], int]:  # noqa: PLR0911  one case a token
    token = tokens[at]
    match token.type:
        case "paragraph_open":
            return _paragraph(tokens[at + 1]), at + 3
        case "heading_open":
            made = _paragraph(tokens[at + 1]) or [node("paragraph")]
            made[0] = (
                node("heading", *children(made[0]), level=int(token.tag[1:]))
                if made[0]["type"] == "paragraph"
                else made[0]
            )
            return made, at + 3
        case "bullet_list_open":
            items, after = _blocks(tokens, at + 1, "bullet_list_close")
            return _bullets(items), after
        case "ordered_list_open":
            items, after = _blocks(tokens, at + 1, "ordered_list_close")
            return [node("orderedList", *items, start=int(token.attrs.get("start", 1)))], after
        case "list_item_open":
            inside, after = _blocks(tokens, at + 1, "list_item_close")
            return [node("listItem", *_after_paragraph(inside))], after
        case "blockquote_open":
            inside, after = _blocks(tokens, at + 1, "blockquote_close")
            return [node("blockquote", *(inside or [node("paragraph")]))], after
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


def _bullets(items: list[Node]) -> list[Node]:
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
    found = _TASK.match(words[0]["text"]) if words and words[0]["type"] == "text" and words[0].get("box") else None
    if found is None:
        for word in words:
            word.pop("box", None)
        return None
    words[0].pop("box")
    words[0]["text"] = words[0]["text"][found.end() :]
    left = words if words[0]["text"] else words[1:]
    made = node("taskItem", node("paragraph", *left), *rest)
    made["attrs"] = {"checked": found[1] != " "}
    return made


def _code(token: "Token") -> Node:
    name = (token.info or "").strip()
    if name == FENCE:
        made = _stored_node(token.content)
        if made is not None:
            return made
    words = token.content[:-1] if token.content.endswith("\n") else token.content
    return node("codeBlock", *([text(words)] if words else []), language=name.split()[0] if name else None)


def _stored_node(shown: str) -> Node | None:
    try:
        made = json.loads(shown)
    except (ValueError, RecursionError):
        return None
    return (
        made
        if isinstance(made, dict) and isinstance(made.get("type"), str) and made["type"] not in {"doc", "text"}
        else None
    )


def _table(tokens: "list[Token]", at: int) -> tuple[list[Node], int]:
    rows: list[Node] = []
    while tokens[at].type != "table_close":
        token = tokens[at]
        if token.type == "tr_open":
            rows.append(node("tableRow"))
        elif token.type in {"th_open", "td_open"}:
            kind = "tableHeader" if token.type == "th_open" else "tableCell"
            inside = _paragraph(tokens[at + 1]) or [node("paragraph")]
            rows[-1].setdefault("content", []).append(node(kind, *inside))
        at += 1
    return [node("table", *rows)], at + 1


# --- lines --------------------------------------------------------------------------------------------------------


def _paragraph(inline: "Token") -> list[Node]:
    """The paragraph of a line of tokens; images are blocks of their own, and split it."""
    if inline.content.strip() == EMPTY:
        return [node("paragraph")]
    found: list[Node] = []
    line: list[Node] = []
    for part in _merged(_Line().read(inline.children or [])):
        if part["type"] == "image":
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
    for part in line:
        before = found[-1] if found else None
        if before is not None and part["type"] == before["type"] == "text" and part.get("marks") == before.get("marks"):
            before["text"] += part["text"]
        elif part["type"] != "text" or part["text"]:
            found.append(dict(part))
    return found


class _Line:
    """Reads inline tokens, keeping the marks that are open."""

    def __init__(self) -> None:
        self.open: list[Node] = []
        self.found: list[Node] = []
        self.mention: str | None = None
        self.start = 0

    def read(self, tokens: "list[Token]") -> list[Node]:
        """The nodes of a line."""
        for index, token in enumerate(tokens):
            self._token(token, first=index == 0)
        return self.found

    def _token(self, token: "Token", *, first: bool) -> None:  # noqa: C901  one case a token
        match token.type:
            case "text" | "text_special":
                self._text(token.content)
                if first and _TASK.match(token.content) and not token.meta.get("escaped"):
                    self.found[-1]["box"] = True
            case "softbreak":
                self._text(" ")
            case "hardbreak":
                self.found.append(node("hardBreak"))
            case "code_inline":
                self._text(token.content, mark("code"))
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
                self.found.append(
                    node("image", src=token.attrs.get("src"), alt=alt or None, title=token.attrs.get("title") or None)
                )
            case "html_inline":
                self._tag(token.content)
            case _ if token.type.endswith("_open") and token.tag in _TOKENS:
                self.open.append(mark(_TOKENS[token.tag]))
            case _ if token.type.endswith("_close") and token.tag in _TOKENS:
                self._close(_TOKENS[token.tag])

    def _text(self, words: str, *more: Node) -> None:
        marks: list[Node] = []
        for one in [*self.open, *more]:
            if one["type"] not in {other["type"] for other in marks}:
                marks.append(one)
        self.found.append(text(words, *sorted(marks, key=lambda one: one["type"])))

    def _open_link(self, token: "Token") -> None:
        href = str(token.attrs.get("href") or "")
        if href.startswith("mention:"):
            self.mention, self.start = href.removeprefix("mention:"), len(self.found)
            return
        title = {"title": token.attrs["title"]} if token.attrs.get("title") else {}
        self.open.append(mark("link", href=href, **title))

    def _close_link(self) -> None:
        if self.mention is None:
            self._close("link")
            return
        label = "".join(part.get("text", "") for part in self.found[self.start :]).removeprefix("@")
        del self.found[self.start :]
        self.found.append(node("mention", id=self.mention or None, label=label or None))
        self.mention = None

    def _close(self, kind: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index]["type"] == kind:
                del self.open[index]
                return

    def _tag(self, shown: str) -> None:
        if shown == EMPTY:
            return
        found = _TAG.fullmatch(shown)
        name = found[2].lower() if found else ""
        attrs: dict[str, Any] = {key: unescape(value) for key, value in _ATTRIBUTE.findall(found[3])} if found else {}
        if found is None:
            self._text(shown)
        elif name == "br":
            self.found.append(node("hardBreak"))
        elif name == "img" and attrs.get("src"):
            width = attrs.get("width", "")
            self.found.append(
                node(
                    "image",
                    src=attrs["src"],
                    alt=attrs.get("alt"),
                    title=attrs.get("title"),
                    width=int(width) if width.isdigit() else width or None,
                )
            )
        elif name == "span" and (found[1] or "data-hearth-node" in attrs):
            made = _stored_node(attrs.get("data-hearth-node", ""))
            self.found += [made] if made is not None else []
        elif name not in _TAGS:
            self._text(shown)
        elif found[1]:
            self._close(_TAGS[name])
        else:
            self.open.append(mark(_TAGS[name]))
