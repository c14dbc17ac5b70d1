"""Addresses of pages on the web, as a bookmark may have them."""

from urllib.parse import urlsplit

from functions.documents.content.nodes import LONGEST_URL

SCHEMES = frozenset({"http", "https"})


def is_web(url: object) -> bool:
    """Whether following it opens a page and nothing else: no script, no file, and no name or password in it."""
    if (
        not isinstance(url, str)
        or not url
        or len(url) > LONGEST_URL
        or any(char <= " " or char == "\x7f" for char in url)
    ):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def site_of(url: str) -> str:
    """The host that an address leads to."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
