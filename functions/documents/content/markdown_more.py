"""Markdown that GitHub and others have beyond CommonMark, as rules for the parser: formulas between `$` or `$$`,
`==highlight==`, callouts (`> [!NOTE]`) and `<details>`.

All of them take linear time: where an end is looked for, each place is looked at once.
"""

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from functions.documents.content.checks import ContentError
from functions.documents.content.nodes import CALLOUTS, DEEPEST

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

CALLOUT = re.compile(rf"\[!({'|'.join(CALLOUTS)})\][ \t]*(?:\n|$)", re.IGNORECASE)

_DOLLARS = re.compile(r"\\.|\$", re.DOTALL)
_SUMMARY = re.compile(r"<summary>(.*)</summary>\s*")
_DETAILS = re.compile(r"<details(?: open)?>\s*")
_END = "</details>"
_INTERRUPTS = ("paragraph", "reference", "blockquote", "list")


def extend(parser: "MarkdownIt") -> None:
    """Teach a parser these rules."""
    from markdown_it.rules_inline.state_inline import Delimiter

    def _mark(state: Any, silent: bool) -> bool:
        if silent or not state.src.startswith("==", state.pos):
            return False
        scanned = state.scanDelims(state.pos, True)
        state.push("text", "", 0).content = "=" * scanned.length
        if scanned.length == 2:  # a longer run underlines, or is somebody's arrow
            sign = Delimiter(ord("="), 0, len(state.tokens) - 1, -1, scanned.can_open, scanned.can_close)
            state.delimiters.append(sign)
        state.pos += scanned.length
        return True

    parser.inline.ruler.before("emphasis", "mark", _mark)
    parser.inline.ruler.before("escape", "math", _math)
    parser.inline.ruler2.before("emphasis", "mark", _mark_pairs)
    parser.block.ruler.before("fence", "math_block", _math_block, {"alt": list(_INTERRUPTS)})
    parser.block.ruler.before("fence", "details", _details, {"alt": list(_INTERRUPTS)})
    parser.core.ruler.before("inline", "details", _pair_details)
    parser.core.ruler.before("inline", "callouts", _callouts)


# --- lines --------------------------------------------------------------------------------------------------------


def _mark_pairs(state: Any) -> None:
    for delimiters in [
        state.delimiters,
        *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta),
    ]:
        for sign in delimiters:
            if sign.marker != ord("=") or sign.end == -1:
                continue
            for place, nesting in ((sign.token, 1), (delimiters[sign.end].token, -1)):
                token = state.tokens[place]
                token.type = "mark_open" if nesting == 1 else "mark_close"
                token.tag, token.nesting, token.markup, token.content = "mark", nesting, "==", ""


def _math(state: Any, silent: bool) -> bool:
    """`$…$` as pandoc reads it: no space within its ends, and no digit behind it, so that prices stay prices."""
    start, source = state.pos, state.src
    if source[start] != "$":
        return False
    dollars = _dollars_of(state)
    place = bisect_right(dollars, start)
    end = dollars[place] if place < len(dollars) else -1
    found = (
        start + 1 < end < state.posMax
        and not source[start + 1].isspace()
        and not source[end - 1].isspace()
        and not source[end + 1 : end + 2].isdigit()
    )
    if not found:
        return False
    if not silent:
        state.push("math_inline", "math", 0).content = source[start + 1 : end]
    state.pos = end + 1
    return True


def _dollars_of(state: Any) -> list[int]:
    """Where in a line the unescaped `$` are; looked for once."""
    known = state.env.get("dollars")
    if known is None or known[0] is not state.src:
        found = [match.start() for match in _DOLLARS.finditer(state.src) if match[0] == "$"]
        known = state.env["dollars"] = (state.src, found)
    places: list[int] = known[1]
    return places


# --- blocks -------------------------------------------------------------------------------------------------------


def _line(state: Any, at: int) -> str | None:
    """The words of a line, if it may begin a block."""
    if state.is_code_block(at):
        return None
    line: str = state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]
    return line


def _math_block(state: Any, start: int, end: int, silent: bool) -> bool:
    first = _line(state, start)
    if first is None or not first.startswith("$$"):
        return False
    alone = first.rstrip()
    if len(alone) > 4 and alone.endswith("$$") and "$$" not in alone[2:-2]:
        last, content = start, alone[2:-2].strip()
    elif alone == "$$":
        found = _find_dollars(state, start + 1, end)
        if found is None:
            return False
        last, content = found, state.getLines(start + 1, found, state.sCount[start], False)
    else:
        return False
    if not content.strip():
        return False
    if not silent:
        state.push("math_block", "math", 0).content = content
        state.line = last + 1
    return True


def _find_dollars(state: Any, start: int, end: int) -> int | None:
    for at in range(start, end):
        state.env["budget"].spend(1)
        if state.sCount[at] < state.blkIndent and not state.isEmpty(at):
            return None
        if state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]].rstrip() == "$$":
            return at
    return None


def _details(state: Any, start: int, end: int, silent: bool) -> bool:
    first = _line(state, start)
    if first is None or not first.startswith(("<details", _END)):
        return False
    if first.rstrip() == _END:
        if not silent:
            state.push("details_end", "details", 0).content = _END
            state.line = start + 1
        return True
    opened = _DETAILS.match(first)
    if opened is None:
        return False
    rest, last = first[opened.end() :], start
    if not rest and start + 1 < end and state.sCount[start + 1] >= state.blkIndent:
        last = start + 1
        rest = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]]
    summary = _SUMMARY.fullmatch(rest)
    if summary is None:
        return False
    if not silent:
        token = state.push("details_begin", "details", 0)
        token.content, token.meta = f"<details> {rest}", {"summary": summary[1]}
        state.line = last + 1
    return True


def _pair_details(state: Any) -> None:
    """A beginning and an end at the same level belong together; one without the other is text."""
    if not any(token.type in {"details_begin", "details_end"} for token in state.tokens):
        return
    pairs: dict[int, int] = {}
    open_: list[int] = []  # -1 for the beginning of something else, which ends must not reach beyond
    for at, token in enumerate(state.tokens):
        if token.type == "details_begin" or token.nesting == 1:
            open_.append(at if token.type == "details_begin" else -1)
            if len(open_) > 2 * DEEPEST:
                raise ContentError("", "must not be too deep")
        elif token.type == "details_end" and open_ and open_[-1] >= 0:
            begin = open_.pop()
            pairs[begin], pairs[at] = at, begin
        elif token.nesting == -1:
            while open_.pop() >= 0:
                pass
    state.tokens = [made for at, token in enumerate(state.tokens) for made in _paired(token, pair=at in pairs)]


def _paired(token: Any, *, pair: bool) -> list[Any]:
    from markdown_it.token import Token

    if token.type == "details_begin" and pair:
        summary = Token("inline", "", 0, content=token.meta["summary"], children=[])
        return [Token("details_open", "details", 1), summary]
    if token.type == "details_end" and pair:
        return [Token("details_close", "details", -1)]
    if token.type in {"details_begin", "details_end"}:
        words = Token("inline", "", 0, content=token.content, children=[])
        return [Token("paragraph_open", "p", 1), words, Token("paragraph_close", "p", -1)]
    return [token]


def _callouts(state: Any) -> None:
    """A quote that begins with `[!NOTE]` in a line of its own."""
    tokens, gone = state.tokens, set()
    for at, token in enumerate(tokens):
        if token.type != "blockquote_open" or tokens[at + 1].type != "paragraph_open":
            continue
        words = tokens[at + 2]
        found = CALLOUT.match(words.content)
        if found is None:
            continue
        token.meta = {"callout": found[1].lower()}
        words.content = words.content[found.end() :]
        if not words.content.strip():
            gone |= {at + 1, at + 2, at + 3}
    if gone:
        state.tokens = [token for at, token in enumerate(tokens) if at not in gone]
