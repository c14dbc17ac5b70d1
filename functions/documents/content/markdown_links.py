"""Links, pictures and tags of Markdown that stand for a node of ours: people, days, objects, and cards."""

import json
import re
from collections.abc import Mapping
from typing import Any

from functions.documents.content.nodes import Node, is_day, node
from functions.documents.content.references import read_address
from functions.documents.content.web import is_web

_SIDES = ("left", "center", "right")
CARDS = frozenset({"image", "embed", "bookmark"})
"""What stands in a line of Markdown and is a block: it splits the line."""


def linked(href: str) -> Node | None:
    """The node that a link stands for; None for one that is a link."""
    if href.startswith("mention:"):
        return node("mention", id=href.removeprefix("mention:") or None)
    if href.startswith("date:") and is_day(href.removeprefix("date:")):
        return node("date", day=href.removeprefix("date:"))
    target = read_address(href)
    return node("reference", object=target[0], id=target[1]) if target else None


def bookmarked(attrs: Mapping[str, str]) -> Node | None:
    """The bookmark that a tag begins; None for another tag, and for an address that is no page's."""
    if "data-bookmark" not in attrs or not is_web(attrs.get("href")):
        return None
    told = {name: attrs.get(f"data-{name}") or None for name in ("description", "site")}
    return node("bookmark", url=attrs["href"], **told)


def worded(of: Node, words: str) -> Node:
    """Such a node with the words that stood in it: a mention is called so, a bookmark too, and what a reference is
    called is read when it is shown."""
    attrs = of.setdefault("attrs", {})
    if of["type"] == "mention" and words.removeprefix("@"):
        attrs["label"] = words.removeprefix("@")
    elif of["type"] == "bookmark" and words and words != attrs["url"]:
        attrs["title"] = words
    return of


def pictured(attrs: Mapping[str, Any], alt: str) -> Node:
    """A picture, or the object of ours that its address names, as a card."""
    target = read_address(attrs.get("src"))
    if target:
        return node("embed", object=target[0], id=target[1])
    return node("image", src=attrs.get("src"), alt=alt or None, title=attrs.get("title") or None)


def drawn(attrs: Mapping[str, str]) -> Node:
    """A picture by its tag, which says what Markdown has no form for."""
    width = attrs.get("width", "")
    return node(
        "image",
        src=attrs["src"],
        alt=attrs.get("alt"),
        title=attrs.get("title"),
        width=int(width) if re.fullmatch(r"[0-9]{1,5}", width) else width or None,
        align=attrs["align"] if attrs.get("align") in _SIDES else None,
    )


def stored_node(shown: str) -> Node | None:
    """The node that a fence or a tag of ours holds as JSON; None when it holds none."""
    try:
        made = json.loads(shown)
    except (ValueError, RecursionError):
        return None
    return (
        made
        if isinstance(made, dict) and isinstance(made.get("type"), str) and made["type"] not in {"doc", "text"}
        else None
    )
