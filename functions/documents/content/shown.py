"""Blocks as they are compared and shown while somebody writes: what stands on several sides is put into words once."""

import json
from typing import Any

from functions.documents.content import markdown_out, plain
from functions.documents.content.nodes import Node

_sorted = json.JSONEncoder(sort_keys=True).encode


class Shown:
    """Blocks in one form (`json`, `markdown` or `text`)."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.written = 0
        self._known: dict[str, str] = {}
        self._flipped: dict[str, str] = {}

    def key(self, block: Node) -> str:
        """What a block is compared by; empty when nothing of it shows."""
        if self.form == "json":
            return _sorted(block)
        return self._block(block, False).strip("\n")

    def document(self, content: Node) -> Any:
        """All of it, as an answer shows it."""
        match self.form:
            case "markdown":
                return markdown_out.to_markdown(content, self._block)
            case "text":
                return plain.to_text(content)
        return content

    def _block(self, block: Node, flip: bool) -> str:
        """As `markdown_out.block` has it, and the same for plain text."""
        known = self._flipped if flip else self._known
        same = repr(block)  # of what was read and checked, whose members stand in one order
        if same not in known:
            self.written += 1
            known[same] = (
                markdown_out.block(block, flip)
                if self.form == "markdown"
                else plain.to_text({"type": "doc", "content": [block]})
            )
        return known[same]
