"""Asking for documents to be made of files. What reads these is in the worker's zip and layers, not needed here."""

from dataclasses import dataclass
from typing import Any

from functions.documents.errors import UnsupportedFile
from functions.documents.imports.job import IMPORT
from functions.documents.imports.reading import LARGEST, ending_of, kind_of
from functions.documents.imports.sources import ARCHIVE, place
from functions.documents.service import places
from hearth import files, ids
from hearth.context import RequestContext
from hearth.errors import TooLarge
from hearth.jobs.items import Job
from hearth.jobs.submitting import submit
from hearth.table.write import Commit, Write, commit_only

LARGEST_ARCHIVE = 100 * 2**20


@dataclass(frozen=True, slots=True)
class File:
    """A file that was uploaded, and its name."""

    upload: str
    name: str


def start_upload(context: RequestContext, name: str, size: int) -> dict[str, Any]:
    """A signed form that takes a file to be imported. UnsupportedFile, TooLarge."""
    check_name(name)
    kind = kind_of(name)
    most = LARGEST[kind] if kind is not None else LARGEST_ARCHIVE
    if size > most:
        raise TooLarge(f"A file of this kind may have at most {most} bytes.", limit=most)
    upload_id = ids.new_id()
    key = place(str(context.member.org_id), context.who.person_id, upload_id)
    return {"upload": upload_id, **files.upload_form(key, size)}


def check_name(name: str) -> None:
    """UnsupportedFile for what becomes no document, by its name."""
    if kind_of(name) is None and ending_of(name) != ARCHIVE:
        raise UnsupportedFile(
            "Markdown, HTML, Word (.docx), text, and ZIP archives of these become documents.", file=name
        )


def ask(
    context: RequestContext,
    given: list[File],
    *,
    parent_id: str | None,
    space_id: str | None,
    visibility: str | None,
    commit: Commit[Job] = commit_only,
) -> Job:
    """Have documents made of files that the asker has uploaded: under a document that they may edit, or at the top of a
    space that they are in. Who may see them is as for any new document there."""
    for one in given:
        check_name(one.name)
    write = Write()
    space_id, visibility = places.stand(write, context, parent_id=parent_id, space_id=space_id, visibility=visibility)
    about = {
        "parent_id": parent_id,
        "space_id": space_id,
        "visibility": visibility,
        "files": [{"upload": one.upload, "name": one.name} for one in given],
    }
    return submit(IMPORT, context.who, about, member=context.member, write=write, commit=commit)
