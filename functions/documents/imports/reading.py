"""One file as a document: by its ending, to the reader that knows it, and with what is wrong by its name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from functions.documents.content.checks import ContentError, TooMuch, check
from functions.documents.content.nodes import MOST_NODES, Node, children, node, walk, words_of
from functions.documents.errors import BrokenFile, ContentTooLarge
from functions.documents.imports.page import Page
from hearth import telemetry
from hearth.errors import HearthError

LONGEST_TITLE = 300

MOST_LETTERS = 2_000_000
"""Characters of one document: what `PUT .../content` takes."""

MARKDOWN, HTML, WORD, TEXT = "markdown", "html", "word", "text"
KINDS = {
    "md": MARKDOWN, "markdown": MARKDOWN, "txt": TEXT, "html": HTML, "htm": HTML, "docx": WORD,
}  # fmt: skip
"""By the ending of a file's name: what it is."""


LARGEST = {MARKDOWN: 10 * 2**20, TEXT: 10 * 2**20, HTML: 25 * 2**20, WORD: 50 * 2**20}
"""Bytes of a file, by what it is: a page of HTML may have its pictures in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says: its title, content that was checked, and what was met on the way."""

    title: str
    content: Node
    page: Page


def kind_of(name: str) -> str | None:
    """What a file is, by its name; None for what becomes no document."""
    return KINDS.get(ending_of(name))


def ending_of(name: str) -> str:
    """How a file's name ends, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def read(kind: str, data: bytes, page: Page, otherwise: str) -> Found:
    """What a file says. `otherwise` is its title when it names none. BrokenFile, ContentTooLarge."""
    if len(data) > LARGEST[kind]:
        raise ContentTooLarge("The file is too large.", limit=LARGEST[kind])
    try:
        content = check(_read(kind, data, page))
    except TooMuch as error:
        raise ContentTooLarge(f"This is too much for one document: {error.message}.", limit=MOST_NODES) from error
    except ContentError as error:
        raise BrokenFile("It holds something that no document can have.") from error
    letters = sum(len(one["text"]) for one in walk(content) if one["type"] == "text")
    if letters > MOST_LETTERS:
        raise ContentTooLarge(
            f"This is too much for one document: it holds at most {MOST_LETTERS:,} characters.", limit=MOST_LETTERS
        )
    blocks = children(content)
    first = blocks[0] if blocks else None
    title = clean(page.title)
    if first is not None and first["type"] == "heading" and (first.get("attrs") or {}).get("level", 1) == 1:
        words = words_of(first)
        named = clean(words)
        if named == words.strip() and (not title or title == named):  # it stands above the text already
            title, blocks = named, blocks[1:]
    return Found(title or clean(otherwise), {"type": "doc", "content": blocks or [node("paragraph")]}, page)


def _read(kind: str, data: bytes, page: Page) -> Any:
    try:
        return READERS[kind](data, page)
    except (HearthError, ContentError):
        raise
    except Exception as error:  # a file of somebody's making met something that nobody thought of
        telemetry.unexpected(error)
        raise BrokenFile("It cannot be read.") from error


def clean(title: str) -> str:
    """Words as a title: one line, not too long."""
    plain = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\s]+", " ", title).strip()
    return plain if len(plain) <= LONGEST_TITLE else plain[: LONGEST_TITLE - 1].rstrip() + "…"


def decoded(data: bytes) -> str:
    """The words of a text file: by its mark, as UTF-8, or as Windows wrote them. BrokenFile for what is no text."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    if b"\x00" in data:
        raise BrokenFile("It is no text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


def _markdown(data: bytes, page: Page) -> Node:
    from functions.documents.imports import from_markdown

    return from_markdown.read(decoded(data), page)


def _text(data: bytes, page: Page) -> Node:
    """Plain text: paragraphs stand apart by an empty line, and nothing is markup."""
    from functions.documents.imports.page import Line

    found = []
    for part in re.split(r"\n\s*\n", decoded(data).replace("\r\n", "\n").replace("\x00", "")):
        line = Line(page)
        for index, words in enumerate(part.strip("\n").split("\n")):
            if index:
                line.put(node("hardBreak"))
            line.add(words, keep=True)
        if parts := line.take():
            page.count()
            found.append(node("paragraph", *parts))
    return {"type": "doc", "content": found}


def _html(data: bytes, page: Page) -> Node:
    from functions.documents.imports import from_html

    return from_html.read(from_html.decoded(data), page)


def _word(data: bytes, page: Page) -> Node:
    from functions.documents.imports import from_word

    return from_word.read(data, page)


Reader = Callable[[bytes, Page], Any]
READERS: dict[str, Reader] = {MARKDOWN: _markdown, TEXT: _text, HTML: _html, WORD: _word}
