"""The job that makes a file of a document: what it says when a worker looks, for somebody who may read it then."""

import re
import unicodedata

from functions.documents import policies
from functions.documents.export import pictures
from functions.documents.export.paper import Paper
from functions.documents.export.writers import WRITERS
from functions.documents.service import writing
from functions.documents.service.submitter import submitter_of
from hearth.jobs.types import Done, JobType, Next, Work

LONGEST_NAME = 80


def step(work: Work) -> Next | Done:
    """All of it: seconds, however long the document, since its length is bounded."""
    context = submitter_of(work)
    form = str(work.input["format"])
    document, _, content = writing.read_content(context, str(work.input["document_id"]))
    content = writing.name(context, content)
    title = str(document.title)
    found = pictures.load(str(document.org_id), str(document.document_id), content)
    write, ending, media_type = WRITERS[form]
    data = write(title, content, found, Paper(str(work.input["paper"]), str(work.input["locale"])))
    writing.note_reading(work, document, form)
    file = work.join([work.put_part(0, data)], f"{file_name(title)}.{ending}", media_type)
    return Done({"pictures": len(found.shown), "pictures_missing": len(found.missing)}, file, 1)


def file_name(title: str) -> str:
    """A title as a file's name on every system, and as one step of a path."""
    plain = unicodedata.normalize("NFC", title)
    plain = "".join("-" if char in '\\/:*?"<>|' or unicodedata.category(char)[0] == "C" else char for char in plain)
    return re.sub(r"\s+", " ", plain).strip(". ")[:LONGEST_NAME].strip() or "-"


EXPORT = JobType("documents.export", policies.LIST, step, private=True)
