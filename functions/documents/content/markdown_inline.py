"""Lines of Markdown out of text nodes: escapes, and marks that are read back as they were."""

import re
import unicodedata
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Any

from functions.documents.content.nodes import COLOURS, MARKS, Node, attr, is_day, words_of
from functions.documents.content.references import address_of, target_of

BREAK = "<br>"
"""A break where a line must stay one: in a heading, at its end, in a cell."""

_SIGNS = {"bold": "**", "italic": "*", "strike": "~~", "highlight": "=="}
_COLOURED = {"highlight": "mark", "textColor": "span"}
_TAGS = {"highlight": "mark", "textColor": "span", "bold": "strong", "italic": "em", "strike": "s", "underline": "u"}
_SPECIAL = re.compile(
    r"(?<= )={2,}(?= )|[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])|!(?=\[|$)|=(?==|$)|(?<==)=|^="
)
_FORMULA = re.compile(r"(?!\s)(?:\\[^\x00-\x1f\x85\u2028\u2029]|[^\\$\x00-\x1f\x85\u2028\u2029])+(?<!\s)")
_LINE_ENDS = re.compile(r"[\n\r\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029]")
_LINE_START = re.compile(r"(?:[-+>#:]|\d{1,9}(?=[.)]))")
_CODE_TAG = re.compile(r"[\n\r\t|]|^\s|\s$|^`|`$|[^\S ]")


@dataclass(slots=True)
class _Piece:
    """A stretch of output, or (with `kind`) the beginning or the end of a mark."""

    text: str = ""
    kind: str = ""
    opens: bool = False
    partner: int = -1
    formula: Node | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """How a line is written: with tags for breaks where it must stay `one_line`, and without `|` `in_table`."""

    one_line: bool = False
    in_table: bool = False
    hard: str = BREAK
    dollars: bool = False
    """Whether a `$` must be escaped: another is near, and they could be read as the ends of a formula."""


def render(nodes: list[Node], form: Form = Form()) -> str:
    """Inline nodes as Markdown."""
    pieces: list[_Piece] = []
    _wrap(pieces, nodes, 0, form)
    _choose_signs(pieces)
    for index, piece in enumerate(pieces):
        if piece.formula and _first(pieces, index).isdigit():  # what is followed by a digit is taken for a price
            piece.text = _tag(piece.formula)
    text = "".join(piece.text for piece in pieces)
    if not form.dollars and text.count("$") > 1:
        return render(nodes, replace(form, dollars=True))
    lines = text.split("\\\n")
    return "\\\n".join(_line(line) for line in lines)


def in_cell(shown: str) -> str:
    """Markdown that holds no `|`, which would end the cell."""
    return shown.replace("|", "&#124;")


def shade(colour: object) -> str:
    """The colour of a cell, at its beginning: a comment, which other readers pass over."""
    return f"<!-- {colour} -->" if colour in COLOURS else ""


def image(node: Node) -> str:
    """An image; as a tag when it has a width or a side, for which Markdown has no form."""
    alt, title, width, align = (attr(node, name) for name in ("alt", "title", "width", "align"))
    source = str(attr(node, "src"))
    if width is None and align is None and not any(ord(char) < 32 for char in f"{alt}{title}"):
        shown = _escape(str(alt or ""), dollars=True)
        return f"![{shown}]({_target(source)}{_title(title)})"
    given = {"src": source, "alt": alt, "title": title, "width": width, "align": align}
    attrs = "".join(f' {name}="{_entities(str(value))}"' for name, value in given.items() if value is not None)
    return f"<img{attrs}>"


def embed(node: Node) -> str:
    """An object of ours as a card, written as a picture of it."""
    target = target_of(node)
    return f"![{_escape(words_of(node), dollars=True)}]({address_of(target)})" if target else ""


def bookmark(node: Node) -> str:
    """A page on the web as a card: a link to it, whose attributes hold what was read of it."""
    given = {"href": attr(node, "url"), "data-site": attr(node, "site"), "data-description": attr(node, "description")}
    attrs = "".join(f' {name}="{_entities(str(value))}"' for name, value in given.items() if value)
    return f'<a data-bookmark=""{attrs}>{_entities(str(attr(node, "title") or attr(node, "url")))}</a>'


def _wrap(pieces: list[_Piece], nodes: list[Node], level: int, form: Form) -> None:
    """Lay marks around runs of nodes that share them, the outermost kind first; kinds that none of them has are passed
    over."""
    there = {one["type"] for child in nodes for one in child.get("marks") or ()}
    level = next((at for at in range(level, len(MARKS)) if MARKS[at] in there), len(MARKS)) if there else len(MARKS)
    if level == len(MARKS):
        pieces += [
            _Piece(
                _leaf(child, form, last=child is nodes[-1]), formula=child if child["type"] == "inlineMath" else None
            )
            for child in nodes
        ]
        return
    kind = MARKS[level]
    for found, run in groupby(nodes, lambda child: _mark(child, kind)):
        group = list(run)
        if found is None:
            _wrap(pieces, group, level + 1, form)
        elif kind == "code":
            pieces.append(_Piece(_code("".join(str(child.get("text", "")) for child in group))))
        elif kind == "link":
            inner: list[_Piece] = [_Piece("[")]
            _wrap(inner, group, level + 1, form)
            attrs = found.get("attrs") or {}
            target = f"]({_target(str(attrs.get('href') or ''))}{_title(attrs.get('title'))})"
            inner.append(_Piece(in_cell(target) if form.in_table else target))
            offset = len(pieces)
            for piece in inner:
                piece.partner += offset if piece.partner >= 0 else 0
            pieces += inner
        elif kind in _COLOURED and (colour := (found.get("attrs") or {}).get("color")):
            pieces.append(_Piece(f'<{_COLOURED[kind]} data-color="{_entities(str(colour))}">'))
            _wrap(pieces, group, level + 1, form)
            pieces.append(_Piece(f"</{_COLOURED[kind]}>"))
        elif kind == "textColor":
            _wrap(pieces, group, level + 1, form)
        else:
            start = len(pieces)
            pieces.append(_Piece(kind=kind, opens=True))
            _wrap(pieces, group, level + 1, form)
            pieces[start].partner = len(pieces)
            pieces.append(_Piece(kind=kind, partner=start))


def _mark(child: Node, kind: str) -> dict[str, Any] | None:
    for one in child.get("marks") or ():
        if one["type"] == kind:
            found: dict[str, Any] = one
            return found
    return None


def _leaf(child: Node, form: Form, last: bool) -> str:
    match child["type"]:
        case "text":
            shown = _escape(str(child.get("text", "")), form.dollars or form.in_table)
            return in_cell(shown) if form.in_table else shown
        case "hardBreak":
            return form.hard if form.one_line or last else "\\\n"
        case "mention" | "date" | "reference" if (where := _address(child)) is not None:
            called = f"@{attr(child, 'label') or ''}" if child["type"] == "mention" else words_of(child)
            label = in_cell(_escape(called, form.dollars or form.in_table))
            return f"[{label}]({where})"
        case "inlineMath" if _is_formula(str(attr(child, "latex")), form):
            return f"${attr(child, 'latex')}$"
    return _tag(child)


def _address(child: Node) -> str | None:
    """The address by which a link says that it is a person, a day or an object of ours; None for one that is broken."""
    match child["type"]:
        case "mention":
            return _target("mention:" + str(attr(child, "id") or ""))
        case "date":
            return f"date:{attr(child, 'day')}" if is_day(attr(child, "day")) else None
    target = target_of(child)
    return address_of(target) if target is not None else None


def _tag(child: Node) -> str:
    import json

    return f'<span data-hearth-node="{_entities(json.dumps(child, ensure_ascii=False, sort_keys=True))}"></span>'


def _is_formula(latex: str, form: Form) -> bool:
    return bool(_FORMULA.fullmatch(latex)) and not (form.in_table and "|" in latex)


def _escape(text: str, dollars: bool = False) -> str:
    shown = _SPECIAL.sub(lambda match: match[0] if match[0].startswith("==") else "\\" + match[0], text)
    if dollars:
        shown = shown.replace("$", "\\$")
    return _LINE_ENDS.sub(lambda match: f"&#{ord(match[0])};", shown)


def _line(line: str) -> str:
    """A line whose edges are read as text: no heading, no list, no space that gets lost."""
    body = line.lstrip()
    lead = "".join(f"&#{ord(char)};" for char in line[: len(line) - len(body)])
    core = body.rstrip()
    trail = "".join(f"&#{ord(char)};" for char in body[len(core) :])
    if len(core) > 1 and core.endswith("#"):
        core = core[:-1] + "\\#"
    if not lead and (found := _LINE_START.match(core)):
        core = (
            f"{core[: found.end() - 1]}\\{core[found.end() - 1 :]}"
            if not found[0][0].isdigit()
            else f"{found[0]}\\{core[found.end() :]}"
        )
    return lead + core + trail


def _code(text: str) -> str:
    if _CODE_TAG.search(text) or not text.strip():
        return f"<code>{_entities(text)}</code>"
    taken = {len(run) for run in re.findall(r"`+", text)}
    fence = "`" * next(size for size in range(1, len(taken) + 2) if size not in taken)
    return f"{fence}{text}{fence}"


def _entities(text: str) -> str:
    """Text in a tag or its attribute, on one line."""
    return "".join(
        f"&#{ord(char)};"
        if char in "\n\r\t|\\`*_[]~!=$\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029" or (char.isspace() and char != " ")
        else char
        for char in escape(text)
    )


def _target(url: str) -> str:
    shown = re.sub(r"[<>\\]", lambda match: "\\" + match[0], url).replace("&", "&amp;")
    shown = "".join(f"&#{ord(char)};" if ord(char) < 32 else char for char in shown)
    return f"<{shown}>" if not shown or re.search(r"[\s()<>]", shown) else shown


def _title(title: object) -> str:
    return (
        f' "{re.sub(chr(34) + "|" + chr(92) * 2, lambda match: chr(92) + match[0], str(title)).replace("&", "&amp;")}"'
        if title
        else ""
    )


# --- signs or tags ------------------------------------------------------------------------------------------------


def _choose_signs(pieces: list[_Piece]) -> None:
    """Write each mark with its sign where CommonMark reads the sign as one (§6.2, flanking), else with a tag."""
    for index, piece in enumerate(pieces):
        if not piece.opens or piece.text:
            continue
        end = pieces[piece.partner]
        pair = _both(pieces, index)
        if pair is not None:
            inner, inner_end = pieces[index + 1], pieces[piece.partner - 1]
            piece.text, inner.text = "**", "*"
            inner_end.text, end.text = "*", "**"
        elif _sign_works(pieces, index, piece.partner):
            piece.text = end.text = _SIGNS[piece.kind]
        else:
            piece.text, end.text = f"<{_TAGS[piece.kind]}>", f"</{_TAGS[piece.kind]}>"


def _both(pieces: list[_Piece], index: int) -> bool | None:
    """Bold and italic over the very same text are one sign of three."""
    piece = pieces[index]
    inner = pieces[index + 1]
    same = piece.kind == "bold" and inner.kind == "italic" and inner.opens and inner.partner == piece.partner - 1
    plain = same and inner.partner == index + 3 and not pieces[index + 2].kind
    if not plain:
        return None
    text = pieces[index + 2].text
    return True if _flanks(_last(pieces, index), text, _first(pieces, piece.partner)) else None


def _sign_works(pieces: list[_Piece], start: int, end: int) -> bool:
    if pieces[start].kind not in _SIGNS or pieces[start + 1].kind or pieces[end - 1].kind:
        return False
    inside = pieces[start + 1].text, pieces[end - 1].text
    before, after = _last(pieces, start), _first(pieces, end)
    return _flanks(before, inside[0], "x") and _flanks("x", inside[1], after)


def _flanks(before: str, text: str, after: str) -> bool:
    """Whether a sign before `text` can open and one behind it can close, between these neighbours."""
    if not text or text[0].isspace() or text[-1].isspace() or before in "*~=" or after in "*~=":
        return False
    opens = not _is_punctuation(text[0]) or before == " " or before.isspace() or _is_punctuation(before)
    closes = not _is_punctuation(text[-1]) or after == " " or after.isspace() or _is_punctuation(after)
    return opens and closes and text[0] not in "*~=\n" and text[-1] not in "*~=\n"


def _last(pieces: list[_Piece], index: int) -> str:
    """The character before a piece; a space at the beginning."""
    for place in range(index - 1, -1, -1):
        if pieces[place].text:
            return pieces[place].text[-1]
    return " "


def _first(pieces: list[_Piece], index: int) -> str:
    """The character behind a piece; a space at the end. A mark that is still to be written may become a sign: `*`."""
    for place in range(index + 1, len(pieces)):
        piece = pieces[place]
        if piece.kind and not piece.text:
            return "*"
        if piece.text:
            return piece.text[0]
    return " "


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
