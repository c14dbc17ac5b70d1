"""Text in the shape the editor has it: blocks in the XML fragment `default`, each with one piece of text.

Positions here are Unicode code points, as people and editing traces count; pycrdt counts bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pycrdt import XmlElement, XmlFragment, XmlText

if TYPE_CHECKING:
    from pycrdt import Doc

FIELD = "default"


def fragment(doc: Doc[Any]) -> XmlFragment:
    """The editor's content."""
    found: XmlFragment = doc.get(FIELD, type=XmlFragment)
    return found


def add_blocks(doc: Doc[Any], count: int, kind: str = "paragraph") -> None:
    """Append empty blocks in one edit."""
    blocks = fragment(doc).children
    with doc.transaction():
        for _ in range(count):
            blocks.append(XmlElement(kind, {}, [XmlText("")]))


def block_count(doc: Doc[Any]) -> int:
    """How many blocks there are."""
    return len(fragment(doc).children)


class Block:
    """The text of one block of one replica."""

    def __init__(self, doc: Doc[Any], index: int) -> None:
        self._text = _text_of(fragment(doc).children[index])

    def __str__(self) -> str:
        return str(self._text)

    def replace(self, at: int, deleted: int, inserted: str, known: str | None = None) -> None:
        """Like one patch of a trace; `known` is the text as it is, where the caller keeps it."""
        before = str(self._text) if known is None else known
        start = at if before.isascii() else len(before[:at].encode())
        if deleted:
            end = start + (deleted if before.isascii() else len(before[at : at + deleted].encode()))
            del self._text[start:end]
        if inserted:
            self._text.insert(start, inserted)

    def append(self, words: str) -> None:
        """Write at the end."""
        self._text.insert(len(self._text), words)


def plain_text(doc: Doc[Any]) -> str:
    """Every block on a line of its own."""
    return "\n".join(str(_text_of(block)) for block in fragment(doc).children)


def _text_of(block: object) -> XmlText:
    """TypeError for a block of any other shape than ours."""
    text = block.children[0] if isinstance(block, XmlElement) and len(block.children) == 1 else None
    if not isinstance(text, XmlText):
        raise TypeError("this block is not one piece of text")
    return text
