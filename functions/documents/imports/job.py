"""The job that makes documents of files: one after the other, each in one transaction with how far the job is, then its
pictures, some at a time. Ids follow from the job, so a worker that comes after another makes nothing twice.

    document 1 + checkpoint ── pictures of 1 + checkpoint ── … ── document 2 + checkpoint ── … ── what came of all

A document is there before its pictures, so that none of these can be left without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.documents import order, policies, repository
from functions.documents.errors import (
    BrokenFile,
    ContentTooLarge,
    DocumentNotFound,
    NothingToImport,
    TreeTooDeep,
    UnsafeArchive,
    UploadNotFound,
)
from functions.documents.imports.sources import Source, Sources, beside
from functions.documents.pictures import PICTURES
from functions.documents.service import tree
from functions.documents.service.submitter import submitter_of
from hearth import clock, ids
from hearth.attachments import keeping
from hearth.attachments.keeping import Given
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.table.write import Write

if TYPE_CHECKING:
    from functions.documents.content.nodes import Node
    from functions.documents.imports.plan import Plan, Planned
    from functions.documents.imports.reading import Found
    from functions.documents.models import Document

AT_ONCE = 10
"""Pictures that one step stores."""

MOST_TOLD = 40
"""Files that the result names of each sort; the rest is counted."""

_OF_ONE_FILE = (BrokenFile, ContentTooLarge, UnsafeArchive, UploadNotFound, TreeTooDeep)
"""What is wrong with one file, and no reason to leave the others."""


def step(work: Work) -> Next | Done:
    """One document, or some pictures of the last; in the end what came of all."""
    so_far = work.checkpoint or {
        "at": 0, "picture": None, "last": None, "documents": 0, "pictures": 0, "unmade": [], "failed": [], "more": 0,
        "notes": [], "first": None,
    }  # fmt: skip
    run = _Run(work)
    if work.checkpoint is None:
        for path, code in run.plan.failed:
            _fail(so_far, path, code)
    if so_far["at"] >= len(run.plan.pages):
        return _ended(so_far)
    if so_far["picture"] is not None:
        return run.pictures(so_far)
    return run.document(so_far)


def _ended(so_far: dict[str, Any]) -> Done:
    """Done, if there is one document at least."""
    if not so_far["documents"]:
        codes = {one["code"] for one in so_far["failed"]}
        names = ", ".join(one["file"] for one in so_far["failed"][:5])
        raise NothingToImport(names or "-", code=codes.pop() if len(codes) == 1 else "nothing_to_import")
    facts = {name: so_far[name] for name in ("documents", "pictures", "failed", "notes", "first")}
    return Done({**facts, "failed_more": so_far["more"]})


def _fail(so_far: dict[str, Any], path: str, code: str) -> None:
    if len(so_far["failed"]) < MOST_TOLD:
        so_far["failed"] = [*so_far["failed"], {"file": path[-200:], "code": code}]
    else:
        so_far["more"] += 1


class _Run:
    """An import in the hands of a worker; what it has read stays in the worker's memory."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._asker = submitter_of(work)
        self._org_id = str(work.job.org_id)
        if "sources" not in work.memory:
            from functions.documents.imports import plan

            sources = Sources(self._org_id, str(work.job.person_id), work.input["files"])
            work.memory["plan"], work.memory["sources"] = plan.make(sources), sources
        self.plan: Plan = work.memory["plan"]
        self._sources: Sources = work.memory["sources"]

    # --- a document ---

    def document(self, so_far: dict[str, Any]) -> Next:
        """The next one and the checkpoint behind it. What is wrong with its file is told in the end."""
        index = so_far["at"]
        page = self.plan.pages[index]
        so_far = {**so_far, "at": index + 1}
        write = None
        try:
            found = self._read(index, page)
            write, document = self._made(so_far, index, page, found)
        except _OF_ONE_FILE as error:
            if isinstance(error, TreeTooDeep) and self._parent(so_far, page) == self._work.input["parent_id"]:
                raise
            so_far["unmade"] = [*so_far["unmade"], index]
            _fail(so_far, page.path, error.name)
        else:
            so_far["documents"] += 1
            so_far["first"] = so_far["first"] or {"id": str(document.document_id), "title": str(document.title)}
            if page.parent is None:
                so_far["last"] = str(document.position)
            if found is not None:
                _note(so_far, page, found)
            if found is not None and found.page.pictures:
                so_far |= {"at": index, "picture": 0}
        return self._next(so_far, write)

    def _next(self, so_far: dict[str, Any], write: Write | None) -> Next:
        return Next(so_far, so_far["at"], len(self.plan.pages), "importing", write)

    def _read(self, index: int, page: Planned) -> Found | None:
        """What a file says; None for a folder, which says nothing. Read again only by another worker."""
        from functions.documents.imports import reading
        from functions.documents.imports.page import Page

        source = page.source
        if source is None:
            return None
        if self._work.memory.get("read") != index:
            kind = reading.kind_of(page.path)
            assert kind is not None  # or it would not be planned
            beside_it = Page(
                lambda address: self._picture(source, page, address), lambda href: self._other(source, page, href)
            )
            found = reading.read(kind, self._sources.bytes_of(source), beside_it, page.title)
            self._work.memory |= {"read": index, "found": found}
        read: Found = self._work.memory["found"]
        return read

    def _picture(self, source: Source, page: Planned, address: str) -> bytes | None:
        path = beside(page.path, address)
        there = self.plan.files.get(source.upload, {}).get(path) if path else None
        try:
            return self._sources.bytes_of(there) if there is not None else None
        except (BrokenFile, UnsafeArchive):
            return None

    def _other(self, source: Source, page: Planned, href: str) -> str | None:
        """Where another file of the import will be."""
        path = beside(page.path, href)
        index = self.plan.page_at(source.upload, path) if path else None
        return f"/o/{self._org_id}/documents/{self._id(index)}" if index is not None else None

    def _made(self, so_far: dict[str, Any], index: int, page: Planned, found: Found | None) -> tuple[Write, Document]:
        """The document, in a write that is yet to be made."""
        from functions.documents.service import writing

        content = self._named(index, found.content) if found is not None else None
        kept: list[Write] = []

        def keep(write: Write, document: Document) -> Document:
            kept.append(write)
            return document

        document = tree.create_document(
            self._asker,
            document_id=self._id(index),
            title=found.title if found is not None else page.title,
            icon=None,
            parent_id=self._parent(so_far, page),
            position=self._position(so_far, page),
            space_id=self._work.input["space_id"],
            visibility=self._work.input["visibility"],
            content=(lambda: writing.from_content(content)) if content is not None else None,
            commit=keep,
        )
        return kept[0], document

    def _parent(self, so_far: dict[str, Any], page: Planned) -> str | None:
        """What it stands under: of what became nothing, that which is above it."""
        above = page.parent
        while above is not None and above in so_far["unmade"]:
            above = self.plan.pages[above].parent
        given: str | None = self._work.input["parent_id"]
        return self._id(above) if above is not None else given

    def _position(self, so_far: dict[str, Any], page: Planned) -> str:
        """Behind those before it; the first behind what is there already."""
        if page.parent is None:
            last = so_far["last"]
            if last is None:
                there = repository.find_last_child(self._org_id, self._work.input["parent_id"])
                last = str(there.position) if there is not None else None
            return order.between(last, None)
        position = order.between(None, None)
        for _ in range(page.place):
            position = order.between(position, None)
        return position

    def _id(self, index: int, *parts: object) -> str:
        job = self._work.job
        return ids.id_of(clock.parse(str(job.created_at)), job.job_id, index, *parts)

    def _named(self, index: int, content: Node) -> Node:
        """The content, with its pictures by the ids that they will have."""
        from functions.documents.content.html import IMAGE_SCHEME
        from functions.documents.content.nodes import walk
        from functions.documents.imports.page import PLACE

        for one in walk(content):
            source = (one.get("attrs") or {}).get("src")
            if one["type"] == "image" and isinstance(source, str) and source.startswith(PLACE):
                one["attrs"] = {**one["attrs"], "src": IMAGE_SCHEME + self._id(index, source.removeprefix(PLACE))}
        return content

    # --- its pictures ---

    def pictures(self, so_far: dict[str, Any]) -> Next:
        """Some more pictures of a document; if it was deleted meanwhile, there is nothing to put them into."""
        index, first = so_far["at"], so_far["picture"]
        found = self._read(index, self.plan.pages[index])
        pictures = found.page.pictures if found is not None else []
        some = pictures[first : first + AT_ONCE]
        write = None
        try:
            holder = repository.get_document(self._org_id, self._id(index))
            self._asker.require(policies.EDIT, holder)
            write = self._store(holder, index, first, some)
        except DocumentNotFound:
            some, first = [], len(pictures)
        rest = first + AT_ONCE < len(pictures)
        so_far = {**so_far, "pictures": so_far["pictures"] + len(some)}
        so_far |= {"picture": first + AT_ONCE} if rest else {"picture": None, "at": index + 1}
        return self._next(so_far, write)

    def _store(self, holder: Any, index: int, first: int, some: list[bytes]) -> Write:
        from functions.documents.imports.pictures import media_type_of

        write = Write()
        given = [
            Given(self._id(index, number), data, media_type_of(data) or "") for number, data in enumerate(some, first)
        ]
        keeping.store(PICTURES, write, self._asker, holder, given)
        return write


def _note(so_far: dict[str, Any], page: Planned, found: Found) -> None:
    for what, count in sorted(found.page.notes.items()):
        if len(so_far["notes"]) < MOST_TOLD:
            so_far["notes"] = [*so_far["notes"], {"file": page.path[-200:], "what": what, "count": count}]


IMPORT = JobType("documents.import", policies.CREATE, step, private=True)
