"""Finding mentions in a content. What is found is a claim: whether there is such a person is asked when it is told.

In editor JSON a mention is a node of its own; in plain text (comments, messages) it is `@[Ada](person:<id>)`. How it is
written says who is meant by id, so a name that somebody types is never a mention by chance.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from hearth.ids import is_id

LABEL = 200

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`", re.DOTALL)
_WRITTEN = re.compile(r"(?<!\\)@\[([^\[\]\n]{0,200})\]\(person:([0-9a-f-]{36})\)")
_HARMFUL = re.compile(r"[\[\]\s`]+")


def in_nodes(nodes: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """How often each person is mentioned in nodes of an editor, those inside of others given as well."""
    found = ((node.get("attrs") or {}).get("id") for node in nodes if node.get("type") == "mention")
    return Counter(one for one in found if isinstance(one, str) and is_id(one))


def in_text(text: str) -> Counter[str]:
    """How often each person is mentioned in a plain text. What stands in code is none."""
    return Counter(one for _, one in _WRITTEN.findall(_CODE.sub("", text)) if is_id(one))


def written(label: str, person_id: str) -> str:
    """A mention in plain text. A label cannot end the mention, nor begin another."""
    return f"@[{_HARMFUL.sub(' ', label).strip()[:LABEL]}](person:{person_id})"


def new_between(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """Who is mentioned more often than before, with how often that is now."""
    return {person: times for person, times in after.items() if times > before.get(person, 0)}
