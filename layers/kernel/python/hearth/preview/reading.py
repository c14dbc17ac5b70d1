"""What a page says of itself in its head. Read by patterns that take linear time: whoever wrote it may mean harm."""

import html
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from hearth.preview.fetching import Page

TITLE, DESCRIPTION, SITE = 300, 500, 100
"""Characters of each that are kept."""

_MOST_METAS = 200
_END = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_META = re.compile(r"<meta\b([^<>]{1,4000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]{0,300}>([^<]{1,4000})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z:_-]{1,40})=(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))""")
_CHARSET = re.compile(rb"""charset=["']?([a-zA-Z0-9_-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a card shows of a page."""

    url: str
    title: str | None
    description: str | None
    site: str


def read(page: Page) -> Preview:
    """What a page says. Its title may be missing, its site is its host then."""
    text = _text(page)
    end = _END.search(text)
    head = text[: end.start()] if end else text
    told: dict[str, str] = {}
    for meta in islice(_META.finditer(head), _MOST_METAS):
        attrs = {name.lower(): first or second or bare for name, first, second, bare in _ATTRIBUTE.findall(meta[1])}
        name = attrs.get("property", attrs.get("name", "")).lower()
        told.setdefault(name, attrs.get("content", ""))
    found = _TITLE.search(head)
    title = told.get("og:title") or told.get("twitter:title") or (found[1] if found else "")
    about = told.get("og:description") or told.get("description") or told.get("twitter:description") or ""
    site = _plain(told.get("og:site_name", ""), SITE) or urlsplit(page.url).hostname or ""
    return Preview(page.url, _plain(title, TITLE) or None, _plain(about, DESCRIPTION) or None, site)


def _text(page: Page) -> str:
    named = _CHARSET.search(page.content_type.encode()) or _CHARSET.search(page.body[:2048])
    try:
        return page.body.decode(named[1].decode() if named else "utf-8", "replace")
    except (LookupError, ValueError):  # a name that is no encoding, or none of text
        return page.body.decode("utf-8", "replace")


def _plain(words: str, most: int) -> str:
    """Words in one line, without what changes how the words around them are shown."""
    shown = "".join(" " if char.isspace() else char for char in html.unescape(words))
    shown = "".join(char for char in shown if unicodedata.category(char)[0] != "C")
    shown = " ".join(shown.split())
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"
