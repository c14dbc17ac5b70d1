"""The audit log over HTTP, for whoever runs an organization."""

from typing import TYPE_CHECKING, Any

from functions.audit import export, presenters, service
from functions.audit.models import Filter
from hearth.errors import QuotaExceeded
from hearth.http import PAGE, Api, InOrg, Limit, Reply, Request, Text, Time
from hearth.jobs import presenting
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.audit import schemas
    from hearth.jobs import schemas as job_schemas
else:
    schemas = lazy("functions.audit.schemas")
    job_schemas = lazy("hearth.jobs.schemas")

api = Api("audit")

FILTER = {
    "actor": Text("Only what this person did (an id; `nobody` and `hearth` have entries too).", None, 64),
    "type": Text("Only events of this type (`member.removed`) or about this noun (`member`).", None, 80),
    "object_id": Text("Only what was done to this object.", None, 64),
    "object_type": Text("Only what was done to objects of this type.", None, 40),
    "from": Time("Not before this moment."),
    "to": Time("Not after this moment."),
}


@api.get("/orgs/{org_id}/audit", returns=schemas.AuditEntryPage, allow=InOrg("audit.list"), query={**PAGE, **FILTER})
def list_audit_entries(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the audit log, the newest first.

    With a filter a page may be shorter than `limit` and still have a `next`. Reading is put on record, once a day.
    """
    page = service.list_entries(request, _filter(request), request.query["limit"], request.query["cursor"])
    return presenters.entries_page(page)


@api.post(
    "/orgs/{org_id}/audit/export",
    body=schemas.AuditExport,
    returns=job_schemas.Job,
    allow=InOrg("audit.export"),
    status=202,
    creates=True,
    limit=Limit(20, 3600, by="person"),
    raises=(QuotaExceeded,),
)
def export_audit_log(request: Request["schemas.AuditExport"], org_id: str) -> Reply:
    """Have a copy of the audit log made, the newest first, as NDJSON or CSV: a job, whose file you take at its end.

    Of everything, or of what a filter leaves, up to this moment. Taking a copy is itself put on record.
    """
    body = request.body
    wanted = Filter(body.actor, body.object_id, body.object_type, body.type, body.since, body.until)
    job = export.ask(request, body.format, wanted, commit=request.commit(presenting.job))
    return Reply(presenting.job(job), headers={"Location": job.path})


def _filter(request: Request[Any]) -> Filter:
    asked = request.query
    return Filter(asked["actor"], asked["object_id"], asked["object_type"], asked["type"], asked["from"], asked["to"])


handler = api.handler
