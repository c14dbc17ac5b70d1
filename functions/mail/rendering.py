"""Filling templates: `{{name}}`, `{{#name}}...{{/name}}` when there is a name, `{{&name}}` for markup of our own.

A small language on purpose: whoever edits a template can break its words, but reaches nothing beyond the values.
"""

import html
import re
from collections.abc import Callable, Mapping
from functools import partial

from functions.mail.errors import BrokenTemplate

_TAG = re.compile(r"\{\{\s*([#/&]?)\s*([a-z_]+)\s*\}\}")


def fill(template: str, values: Mapping[str, str], *, markup: bool) -> str:
    """The template with its values; with `markup`, escaped for HTML text and quoted attributes.

    A name without a value is empty. BrokenTemplate for sections that do not match.
    """
    escape: Callable[[str], str] = partial(html.escape, quote=True) if markup else str
    out: list[str] = []
    sections: list[tuple[str, bool]] = []
    position = 0
    for tag in _TAG.finditer(template):
        shown = all(there for _, there in sections)
        if shown:
            out.append(template[position : tag.start()])
        position = tag.end()
        sign, name = tag.groups()
        if sign == "#":
            sections.append((name, bool(values.get(name))))
        elif sign == "/":
            if not sections or sections.pop()[0] != name:
                raise BrokenTemplate(f"{{{{/{name}}}}} closes nothing")
        elif shown:
            value = values.get(name, "")
            out.append(value if sign == "&" else escape(value))
    if sections:
        raise BrokenTemplate(f"{{{{#{sections[-1][0]}}}}} is not closed")
    out.append(template[position:])
    return "".join(out)
