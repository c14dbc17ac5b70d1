"""Variables in the text of a template: `{{name}}`, filled when a document is made of it.

They are looked for in the words of each text, after it was read: what stands in place of one is words, never markup.
One that nobody has said stays as it is written, for all to see.
"""

import re
from collections.abc import Iterator, Mapping

from functions.documents.content.nodes import Node, children, walk

_VARIABLE = re.compile(r"\{\{[ \t]*([^{}\n]{1,60}?)[ \t]*\}\}")
MOST = 50
"""Variables of one template."""


def names_in(content: Node, title: str = "") -> list[str]:
    """The names of all variables, each once, in their order: the title's first."""
    found = dict.fromkeys(_VARIABLE.findall(title))
    for words in _words(content):
        found |= dict.fromkeys(_VARIABLE.findall(words))
    return list(found)[:MOST]


def fill(content: Node, values: Mapping[str, str]) -> Node:
    """The content with the variables that have a value."""
    if content["type"] == "text":
        words = filled(content["text"], values)
        return {**content, "text": words} if words else {**content, "text": "\u200b"}
    made = dict(content)
    if children(content):
        made["content"] = [fill(child, values) for child in children(content)]
    return made


def filled(words: str, values: Mapping[str, str]) -> str:
    """Words with the variables that have a value."""
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), words)


def _words(content: Node) -> Iterator[str]:
    for one in walk(content):
        if one["type"] == "text":
            yield one["text"]
