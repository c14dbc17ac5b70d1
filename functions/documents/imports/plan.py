"""Which documents an import makes, and which stands under which: decided on the names of the files alone, and so the
same for every worker.

A folder is a document with those of its files under it. `Ideas.md` beside `Ideas/` is the text of that one, as Notion
and others write it, with the 32 digits that Notion puts behind each name; so is an `index.md` or `README.md` within.
"""

import posixpath
import re
from dataclasses import dataclass, field

from functions.documents.errors import BrokenFile, UnsafeArchive, UploadNotFound
from functions.documents.imports.reading import LONGEST_TITLE, ending_of, kind_of
from functions.documents.imports.sources import ARCHIVE, Opened, Source, Sources

MOST = 500
"""Documents of one import."""

DEEPEST = 12
"""Levels of folders; those of deeper ones stand at the last."""

_NOTION = re.compile(r"\s+[0-9a-f]{32}$")
_OWN = ("index", "readme")
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "css", "js", "woff", "woff2", "ico"})
"""What lies beside pages for them to show, and is no loss by itself."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A document to be. `source` is None for a folder without a text of its own."""

    path: str
    title: str
    source: Source | None
    parent: int | None
    place: int


@dataclass(slots=True)
class Plan:
    """All of them, parents first; the files beside them, by upload and path; and what becomes nothing."""

    pages: list[Planned] = field(default_factory=list)
    files: dict[int, dict[str, Source]] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)
    children: dict[int | None, int] = field(default_factory=dict)

    def add(self, path: str, title: str, source: Source | None, parent: int | None) -> int:
        """One more; UnsafeArchive when there are too many."""
        if len(self.pages) >= MOST:
            raise UnsafeArchive(f"It would become more than {MOST} documents.", code="too_many_documents", limit=MOST)
        place = self.children.get(parent, 0)
        self.children[parent] = place + 1
        self.pages.append(Planned(path, title, source, parent, place))
        return len(self.pages) - 1

    def page_at(self, upload: int, path: str) -> int | None:
        """The document that a file becomes."""
        source = self.files.get(upload, {}).get(path)
        if source is None:
            return None
        return next((index for index, page in enumerate(self.pages) if page.source == source), None)


def make(sources: Sources) -> Plan:
    """The plan for all uploads. UnsafeArchive when it would be too many documents."""
    plan = Plan()
    for number, upload in enumerate(sources.uploads):
        name = upload["name"]
        if ending_of(name) != ARCHIVE:
            plan.add(name, title_of(name), Source(number), None)
            continue
        try:
            opened = sources.open(number)
        except (BrokenFile, UnsafeArchive, UploadNotFound) as error:
            plan.failed.append((name, error.name))
            continue
        plan.files[number] = opened.files
        plan.failed += opened.failed
        _Folders(plan, opened).lay()
    return plan


def title_of(path: str) -> str:
    """A title for what names none: the file's name without its ending, and without Notion's digits."""
    stem = posixpath.basename(path)
    stem = stem.rpartition(".")[0] or stem
    return _NOTION.sub("", stem).strip()[:LONGEST_TITLE] or stem[:LONGEST_TITLE]


class _Folders:
    """The folders of one archive, laid out as documents."""

    def __init__(self, plan: Plan, opened: Opened) -> None:
        self._plan = plan
        self._files = opened.files
        self._under: dict[str, set[str]] = {}
        self._pages: dict[str, list[str]] = {}
        for path in opened.files:
            if kind_of(path) is not None:
                self._pages.setdefault(posixpath.dirname(path), []).append(path)
                self._reach(posixpath.dirname(path))
            elif ending_of(path) not in _PICTURES:
                plan.failed.append((path, "unsupported_file"))

    def _reach(self, folder: str) -> None:
        """Every folder that leads to a page."""
        while folder:
            above = posixpath.dirname(folder)
            if folder in self._under.setdefault(above, set()):
                return
            self._under[above].add(folder)
            folder = above

    def lay(self) -> None:
        """All of them; a folder that holds all the others is no document."""
        root = ""
        while not self._pages.get(root) and len(self._under.get(root, ())) == 1:
            (root,) = self._under[root]
        waiting: list[tuple[str, int | None, int, str | None]] = [(root, None, 0, None)]
        while waiting:
            folder, parent, depth, own = waiting.pop()
            waiting += reversed(self._lay_one(folder, parent, depth, own))

    def _lay_one(
        self, folder: str, parent: int | None, depth: int, own: str | None
    ) -> list[tuple[str, int | None, int, str | None]]:
        """The files of a folder, and what is left to do for those in it."""
        folders = {posixpath.basename(one): one for one in self._under.get(folder, ())}
        deeper: list[tuple[str, int | None, int, str | None]] = []
        for path in sorted(self._pages.get(folder, ()), key=_order):
            if path == own:
                continue
            number = self._plan.add(path, title_of(path), self._files[path], parent)
            stem = posixpath.basename(path).rpartition(".")[0]
            inside = folders.pop(stem, None) or folders.pop(_NOTION.sub("", stem), None)
            if inside is not None:
                deeper.append((inside, number if depth < DEEPEST else parent, depth + 1, None))
        for name, path in sorted(folders.items(), key=lambda one: _order(one[0])):
            text = self._own(path)
            source = self._files[text] if text else None
            number = self._plan.add(text or path, _NOTION.sub("", name)[:LONGEST_TITLE], source, parent)
            deeper.append((path, number if depth < DEEPEST else parent, depth + 1, text))
        return deeper

    def _own(self, folder: str) -> str | None:
        """The file in a folder that is the text of the folder itself."""
        pages = self._pages.get(folder, ())
        return next((path for path in pages if posixpath.basename(path).rpartition(".")[0].lower() in _OWN), None)


def _order(path: str) -> list[tuple[int, int | str]]:
    """By name, with numbers by what they count."""
    parts = re.split(r"(\d{1,18})", path.lower())
    return [(0, int(part)) if part.isdigit() and part.isascii() else (1, part) for part in parts]
