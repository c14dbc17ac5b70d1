"""HTML out of a document: escaped, with nothing that runs. Made for reading elsewhere, not for feeding an editor."""

import json
import re
from html import escape
from urllib.parse import urlsplit

from functions.documents.content.nodes import (
    ALIGNMENTS,
    CALLOUTS,
    COLOURS,
    MARKS,
    WIDEST,
    Node,
    attr,
    children,
    whole,
    words_of,
)
from functions.documents.content.references import UNNAMED, target_of

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
IMAGE_SCHEME = "hearth-image:"
"""How a document names a picture of its own (`GET .../images/{id}`): portable, and nothing a browser would follow."""

_REL = "noopener noreferrer nofollow"
_OURS = re.compile(re.escape(IMAGE_SCHEME) + r"[\w-]+")
_BLOCKS = {"blockquote": "blockquote", "bulletList": "ul", "listItem": "li", "tableRow": "tr"}
_MARKS = {"bold": "strong", "italic": "em", "underline": "u", "strike": "s", "code": "code"}
_COLOURED = {"highlight": "mark", "textColor": "span"}


def to_html(document: Node) -> str:
    """The document as HTML blocks."""
    return "\n".join(_render(block) for block in children(document)) + "\n"


def safe_link(href: object) -> str | None:
    """`href` if following it runs nothing: a relative one, or one of a few schemes. None otherwise."""
    if not isinstance(href, str):
        return None
    plain = "".join(char for char in href if char > " " and char != "\x7f")  # browsers skip these within a scheme
    try:
        scheme = urlsplit(plain).scheme.lower()
    except ValueError:
        return None
    if not scheme:
        return None if ":" in plain.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0] else href
    return href if scheme in SCHEMES else None


def _render(node: Node) -> str:  # noqa: C901, PLR0911, PLR0912  one case a node: the table it is
    inside = "".join(_render(child) for child in children(node))
    match node["type"]:
        case "text":
            return _text(node)
        case "paragraph":
            return f"<p{_aligned(node)}>{inside}</p>"
        case "blockquote" | "bulletList" | "listItem" | "tableRow" as kind:
            return f"<{_BLOCKS[kind]}>{inside}</{_BLOCKS[kind]}>"
        case "heading":
            level = whole(attr(node, "level"), 1, 6)
            return f"<h{level}{_aligned(node)}>{inside}</h{level}>"
        case "callout":
            kind = attr(node, "kind")
            return f'<aside class="callout" data-kind="{kind if kind in CALLOUTS else "note"}">{inside}</aside>'
        case "details":
            return f"<details>{inside}</details>"
        case "detailsSummary":
            return f"<summary>{inside}</summary>"
        case "detailsContent":
            return f"<div>{inside}</div>"
        case "columns" | "column" as kind:
            return f'<div class="{kind}">{inside}</div>'
        case "date":
            day = escape(str(attr(node, "day")))
            return f'<time datetime="{day}">{day}</time>'
        case "inlineMath":
            return f'<code class="math">{escape(str(attr(node, "latex")))}</code>'
        case "blockMath":
            return f'<pre><code class="math">{escape(str(attr(node, "latex")))}</code></pre>'
        case "orderedList":
            start = whole(attr(node, "start"), 0, 999_999_999, 1)
            return f'<ol start="{start}">{inside}</ol>' if start != 1 else f"<ol>{inside}</ol>"
        case "taskList":
            return f'<ul class="task-list">{inside}</ul>'
        case "taskItem":
            checked = " checked" if attr(node, "checked") else ""
            return f'<li><input type="checkbox" disabled{checked}>{inside}</li>'
        case "codeBlock":
            language = attr(node, "language")
            name = f' class="language-{escape(str(language))}"' if language else ""
            return f"<pre><code{name}>{inside}</code></pre>"
        case "horizontalRule":
            return "<hr>"
        case "hardBreak":
            return "<br>"
        case "table":
            wide = ' class="wide"' if attr(node, "wide") is True else ""
            return f"<table{wide}><tbody>{inside}</tbody></table>"
        case "tableCell":
            return f"<td{_spans(node)}>{inside}</td>"
        case "tableHeader":
            return f"<th{_spans(node)}>{inside}</th>"
        case "image":
            return _image(node)
        case "reference" | "embed" as kind:
            return _reference(node, "span" if kind == "reference" else "p")
        case "bookmark":
            return _bookmark(node)
        case "mention":
            label = escape(str(attr(node, "label") or attr(node, "id") or ""))
            return f'<span class="mention" data-id="{escape(str(attr(node, "id") or ""))}">@{label}</span>'
    alone = {name: value for name, value in node.items() if name != "content"}
    return f'<div data-hearth-node="{escape(json.dumps(alone, ensure_ascii=False, sort_keys=True))}">{inside}</div>'


def _text(node: Node) -> str:
    shown = escape(str(node.get("text", "")), quote=False)
    marks = {one["type"]: one for one in node.get("marks") or []}
    for kind in reversed(MARKS):
        if kind == "link" and kind in marks:
            href = safe_link((marks[kind].get("attrs") or {}).get("href"))
            shown = f'<a href="{escape(href)}" rel="{_REL}">{shown}</a>' if href else shown
        elif kind in _COLOURED and kind in marks:
            colour = (marks[kind].get("attrs") or {}).get("color")
            named = f' data-color="{colour}"' if colour in COLOURS else ""
            shown = f"<{_COLOURED[kind]}{named}>{shown}</{_COLOURED[kind]}>"
        elif kind in marks:
            shown = f"<{_MARKS[kind]}>{shown}</{_MARKS[kind]}>"
    return shown


def _aligned(node: Node) -> str:
    align = attr(node, "textAlign")
    return f' style="text-align:{align}"' if align in ALIGNMENTS else ""


def _image(node: Node) -> str:
    """A picture of ours by its name; one from elsewhere as a link, since opening an export must not tell anybody."""
    source = attr(node, "src")
    alt = escape(str(attr(node, "alt") or ""))
    if isinstance(source, str) and _OURS.fullmatch(source):
        rest = "".join(
            f' {name}="{escape(str(value))}"'
            for name in ("title", "width", "align")
            if (value := attr(node, name)) is not None
        )
        return f'<img src="{source}" alt="{alt}"{rest}>'
    link = safe_link(source)
    return f'<a href="{escape(link)}" rel="{_REL}">{alt or escape(link)}</a>' if link else alt


def _reference(node: Node, tag: str) -> str:
    """The title of an object of ours. It leads nowhere: where the page will lie is not known."""
    target = target_of(node)
    about = f' data-object="{target[0]}" data-id="{target[1]}"' if target else ""
    return f'<{tag} class="{node["type"]}"{about}>{escape(words_of(node) or UNNAMED)}</{tag}>'


def _bookmark(node: Node) -> str:
    """A page on the web: a link, and what was read of it. Nothing of it is loaded."""
    url = safe_link(attr(node, "url"))
    title = escape(str(attr(node, "title") or attr(node, "url") or ""))
    shown = f'<a href="{escape(url)}" rel="{_REL}">{title}</a>' if url else title
    about = [escape(str(attr(node, name))) for name in ("description", "site") if attr(node, name)]
    return f'<p class="bookmark">{"<br>".join([shown, *about])}</p>'


def _spans(node: Node) -> str:
    sizes = {name: whole(attr(node, name), 1, WIDEST) for name in ("colspan", "rowspan")}
    align = attr(node, "align")
    style = f' style="text-align:{align}"' if align in ("left", "center", "right") else ""
    colour = attr(node, "color")
    named = f' data-color="{colour}"' if colour in COLOURS else ""
    return "".join(f' {name}="{size}"' for name, size in sizes.items() if size > 1) + style + named
