"""Which links of a document a file can hold."""

from functions.documents.content.html import safe_link

LONGEST = 8000
"""Characters: what Typst takes. Browsers and Word take less or more, and nobody follows such a link."""


def link_of(href: object) -> str | None:
    """A link that runs nothing, in characters that XML has a form for; None otherwise: its words stay, as words."""
    found = safe_link(href)
    return found if found and len(found) <= LONGEST and found.isprintable() else None
