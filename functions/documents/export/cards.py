"""Cards on paper, which shows and opens nothing: what stands on them, as a paragraph."""

from functions.documents.content.nodes import Node, attr, mark, node, text, words_of
from functions.documents.content.references import UNNAMED
from functions.documents.export.links import link_of

CARDS = frozenset({"embed", "bookmark"})


def paragraph_of(card: Node) -> Node:
    """The title of an object of ours; of a page on the web its link and what was read of it, in lines."""
    if card["type"] == "embed":
        return node("paragraph", text(words_of(card) or UNNAMED, mark("bold")))
    link = link_of(attr(card, "url"))
    title = str(attr(card, "title") or attr(card, "url") or UNNAMED)
    lines = [text(title, *([mark("link", href=link)] if link else []))]
    for name in ("description", "site"):
        if attr(card, name):
            lines += [node("hardBreak"), text(str(attr(card, name)))]
    return node("paragraph", *lines)
