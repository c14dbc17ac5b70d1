"""The templates that come with Hearth: a file of Markdown each, by language, with what lists show of it at its head."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from functions.documents.content import plain, variables
from functions.documents.content.nodes import Node
from functions.documents.models import Template
from functions.documents.service import writing
from hearth import clock, ids
from hearth.keys import Key

FOLDER = Path(__file__).parents[1] / "gallery"
MADE = datetime(2026, 11, 30, tzinfo=UTC)
ENDING = ".template"
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def listed(locale: str) -> list[Template]:
    """All of a language, in their order."""
    return [_read(path)[0] for path in sorted((FOLDER / locale).glob(f"*{ENDING}"))]


def find(template_id: str) -> tuple[Template, Node] | None:
    """One by its id, with what it says."""
    path = _places().get(template_id)
    return _read(path) if path is not None else None


@cache
def _places() -> dict[str, Path]:
    return {_id(path): path for path in FOLDER.glob(f"*/*{ENDING}")}


def _id(path: Path) -> str:
    return ids.id_of(MADE, "gallery", path.parent.name, path.stem)


@cache
def _read(path: Path) -> tuple[Template, Node]:
    source = path.read_text(encoding="utf-8")
    head = _HEAD.match(source)
    assert head is not None  # a file of ours
    said = dict(line.split(": ", 1) for line in head[1].splitlines())
    content = writing.checked_markdown(source[head.end() :])
    template = Template.at(
        Key("GALLERY", path.stem),
        org_id="",
        template_id=_id(path),
        owner_id="",
        scope="gallery",
        name=said["name"],
        title=said["title"],
        description=said["description"],
        icon=said["icon"],
        words=plain.count_words(content),
        variables=variables.names_in(content, said["title"]),
    )
    template.created_at = template.updated_at = clock.iso(MADE)
    return template, content
