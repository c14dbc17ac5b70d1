"""The Markdown parser: markdown-it-py, with a bound on its work (decision 0035).

It is linear in what it reads, but not by a small factor: a run of `[` costs fifty times as much a character as a
sentence. So the parser counts its steps, and a text that takes more than a long book would is refused by name.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.documents.content import markdown_columns, markdown_more
from functions.documents.content.checks import ContentError, TooMuch, too_many_nodes
from functions.documents.content.nodes import DEEPEST, MOST_NODES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_STEPS = 600_000
"""Units of work: an attempt to read something is ten, a look at what was read before is one. Prose takes one for each
character, the densest markup of a person three."""

_ATTEMPT = 10
_DEEPEST_LINE = 20
"""Links and pictures in one another; CommonMark allows no more than a picture in a link."""

_NO_NODES = frozenset({"thead_open", "tbody_open"})
_RUNS = ("javascript:", "vbscript:", "data:", "file:")


class Budget:
    """Steps that are left for a text."""

    def __init__(self, left: int = MOST_STEPS) -> None:
        self.left = left

    def spend(self, units: int) -> None:
        """TooMuch when nothing is left."""
        self.left -= units
        if self.left < 0:
            raise TooMuch("", "the Markdown has more markup than one document may have")


def parse(source: str, budget: Budget | None = None) -> "list[Token]":
    """The tokens of a text. TooMuch when it takes more steps or makes more blocks than a document may."""
    return _parser().parse(source.replace("\x00", "\ufffd"), {"budget": budget or Budget()})


@cache
def _parser() -> "MarkdownIt":
    """One for all texts: what belongs to a text is in its environment."""
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import ParserInline

    class Lines(ParserInline):
        """Counts what is skipped too: looking for the end of a link goes over the same brackets again."""

        def skipToken(self, state: Any) -> None:  # noqa: N802
            state.env["budget"].spend(1)
            super().skipToken(state)

    class Parser(MarkdownIt):
        """Links stay as they were written; who follows one is protected where it is shown."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802
            return link

        def validateLink(self, url: str) -> bool:  # noqa: N802
            return not re.sub(r"[\x00-\x20]", "", url).lower().startswith(_RUNS)

    parser = Parser("zero")
    parser.inline = Lines()
    parser.configure("commonmark").enable(["table", "strikethrough"]).disable("html_block")
    markdown_more.extend(parser)
    markdown_columns.extend(parser)
    parser.inline.ruler.before("text", "count", _count_line)
    parser.block.ruler.before("table", "count", _count_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.core.ruler.before("block", "before_blocks", _before_blocks)
    parser.core.ruler.before("inline", "before_lines", _before_lines)
    return parser


# Rules in front of the others of their kind, which read nothing.


def _count_line(state: Any, _silent: bool) -> bool:
    state.env["budget"].spend(_ATTEMPT)
    return False


def _count_block(state: Any, _start: int, _end: int, _silent: bool) -> bool:
    state.env["budget"].spend(_ATTEMPT)
    if state.level >= DEEPEST - 2:
        raise ContentError("", "must not be too deep")
    if len(state.tokens) > 3 * MOST_NODES:  # a block is at most an opening, a line and an end
        raise too_many_nodes()
    return False


def _before_blocks(state: Any) -> None:
    state.md.options["maxNesting"] = DEEPEST


def _before_lines(state: Any) -> None:
    if sum(token.nesting == 1 and token.type not in _NO_NODES for token in state.tokens) > MOST_NODES:
        raise too_many_nodes()  # one table can be as much
    state.md.options["maxNesting"] = _DEEPEST_LINE
