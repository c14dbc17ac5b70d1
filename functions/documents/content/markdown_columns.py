"""Columns in Markdown: `<!-- columns -->`, `<!-- column -->` between two of them and `<!-- /columns -->`, each in a
line of its own. Other readers show what is in them one below the other, as a phone does."""

from typing import TYPE_CHECKING, Any

from functions.documents.content.checks import ContentError
from functions.documents.content.nodes import DEEPEST

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BEGIN = "<!-- columns -->"
NEXT = "<!-- column -->"
END = "<!-- /columns -->"

_SIGNS = frozenset({BEGIN, NEXT, END})
_INTERRUPTS = ("paragraph", "reference", "blockquote", "list")


def extend(parser: "MarkdownIt") -> None:
    """Teach a parser these signs."""
    parser.block.ruler.before("fence", "columns", _sign, {"alt": list(_INTERRUPTS)})
    parser.core.ruler.before("inline", "columns", _pair)


def _sign(state: Any, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if line not in _SIGNS:
        return False
    if not silent:
        state.push("columns_sign", "", 0).content = line
        state.line = start + 1
    return True


def _pair(state: Any) -> None:
    """Signs at one level belong together; one without the others is text."""
    if not any(token.type == "columns_sign" for token in state.tokens):
        return
    meant: set[int] = set()
    open_: list[list[int]] = []  # none for what signs must not reach beyond
    for at, token in enumerate(state.tokens):
        if token.nesting == 1 or (token.type == "columns_sign" and token.content == BEGIN):
            open_.append([] if token.nesting == 1 else [at])
            if len(open_) > 2 * DEEPEST:
                raise ContentError("", "must not be too deep")
        elif token.nesting == -1:
            while open_.pop():
                pass
        elif token.type == "columns_sign" and open_ and open_[-1]:
            open_[-1].append(at)
            if token.content == END:
                meant.update(open_.pop())
    state.tokens = [made for at, token in enumerate(state.tokens) for made in _made(token, meant=at in meant)]


def _made(token: "Token", *, meant: bool) -> "list[Token]":
    from markdown_it.token import Token

    if token.type != "columns_sign":
        return [token]
    if not meant:
        words = Token("inline", "", 0, content=token.content, children=[])
        return [Token("paragraph_open", "p", 1), words, Token("paragraph_close", "p", -1)]
    opened, closed = Token("column_open", "div", 1), Token("column_close", "div", -1)
    match token.content:
        case "<!-- columns -->":
            return [Token("columns_open", "div", 1), opened]
        case "<!-- column -->":
            return [closed, opened]
    return [closed, Token("columns_close", "div", -1)]
