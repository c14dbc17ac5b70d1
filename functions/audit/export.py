"""A copy of the log, made by a job: as much of it as there is, whatever the time that one answer has."""

import csv
import io
import json
from typing import Any

from functions.audit import events, presenters, repository
from functions.audit.models import Entry, Filter
from hearth import clock
from hearth.context import RequestContext
from hearth.events import announce
from hearth.jobs.items import Job
from hearth.jobs.submitting import submit
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.table.write import Commit, Write, commit_only

PAGE = 250
PAGES = 4
"""Entries that one query asks for, and queries of one step: what a worker that dies has to do again."""

MEDIA = {"ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}


def ask(context: RequestContext, form: str, wanted: Filter, *, commit: Commit[Job] = commit_only) -> Job:
    """Have a copy made. It is put on record in the transaction that submits it, which stands on the role."""
    org_id, who = str(context.member.org_id), context.who
    write = announce(Write(), events.exported(org_id, who.actor, form, wanted.told))
    told = wanted.told
    told.setdefault("until", clock.iso(clock.now()))  # or it would never end, in an org where much happens
    return submit(EXPORT, who, {"format": form, "filter": told}, member=context.member, write=write, commit=commit)


def step(work: Work) -> Next | Done:
    """A few pages into a part; in the end the parts into the file."""
    form, org_id = str(work.input["format"]), str(work.job.org_id)
    so_far = work.checkpoint or {"cursor": None, "more": True, "parts": []}
    if not so_far["more"]:
        name = f"audit-{clock.parse(str(work.job.created_at)):%Y%m%d-%H%M%S}.{form}"
        file = work.join(so_far["parts"], name, MEDIA[form])
        return Done({"entries": int(work.job.done)}, file)
    lines = [] if form == "ndjson" or so_far["parts"] else [_row(COLUMNS)]
    head, cursor = len(lines), so_far["cursor"]
    for _ in range(PAGES):
        page = repository.list_entries(org_id, Filter(**work.input["filter"]), PAGE, cursor)
        lines += [_ndjson(one) if form == "ndjson" else _csv(one) for one in page.items]
        cursor = page.next
        if cursor is None:
            break
    parts = so_far["parts"]
    if lines:
        parts = [*parts, work.put_part(len(parts), "".join(lines).encode())]
    checkpoint = {"cursor": cursor, "more": cursor is not None, "parts": parts}
    return Next(checkpoint, int(work.job.done) + len(lines) - head, step="reading" if cursor else "writing")


EXPORT = JobType("audit.export", "audit.export", step)

COLUMNS = (
    "at", "type", "actor_kind", "actor_id", "actor_name", "address", "agent", "object_type", "object_id",
    "object_title", "changes", "data", "request_id", "id",
)  # fmt: skip


def _ndjson(one: Entry) -> str:
    return json.dumps(presenters.entry(one), ensure_ascii=False, separators=(",", ":")) + "\n"


def _csv(one: Entry) -> str:
    actor, thing = one.actor, one.object
    return _row(
        (
            one.moment, one.type, actor["kind"], actor["id"], actor["name"], one.address, one.agent, thing["type"],
            thing["id"], thing["title"], _compact(one.changes), _compact(one.data), one.request_id, one.entry_id,
        )
    )  # fmt: skip


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _row(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    # a name or an agent is whatever somebody wrote: a spreadsheet must not take it for a formula
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
