"""The audit log over HTTP, for whoever runs an organization."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from functions.audit import presenters, repository, service
from functions.audit.models import Filter
from hearth import clock
from hearth.http import PAGE, Api, InOrg, Limit, Reply, Request, Text, Time
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.audit import schemas
else:
    schemas = lazy("functions.audit.schemas")

api = Api("audit")

FILTER = {
    "actor": Text("Only what this person did (an id; `nobody` and `hearth` have entries too).", None, 64),
    "type": Text("Only events of this type (`member.removed`) or about this noun (`member`).", None, 80),
    "object_id": Text("Only what was done to this object.", None, 64),
    "object_type": Text("Only what was done to objects of this type.", None, 40),
    "from": Time("Not before this moment."),
    "to": Time("Not after this moment."),
}
MEDIA = {"ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}


@api.get("/orgs/{org_id}/audit", returns=schemas.AuditEntryPage, allow=InOrg("audit.list"), query={**PAGE, **FILTER})
def list_audit_entries(request: Request[None], org_id: str) -> dict[str, Any]:
    """List the audit log, the newest first.

    With a filter a page may be shorter than `limit` and still have a `next`. Reading is put on record, once a day.
    """
    service.note_reading(org_id, request.who)
    page = repository.list_entries(org_id, _filter(request), request.query["limit"], request.query["cursor"])
    return presenters.entries_page(page)


@api.get(
    "/orgs/{org_id}/audit/export",
    allow=InOrg("audit.export"),
    query={**FILTER, "cursor": PAGE["cursor"], "format": Text("The form.", "ndjson", choices=("ndjson", "csv"))},
    produces=("application/x-ndjson", "text/csv"),
    limit=Limit(20, 3600, by="person"),
)
def export_audit_log(request: Request[None], org_id: str) -> Reply:
    """Take a copy of the audit log, the newest first, as NDJSON or CSV.

    At most 5,000 entries; when there are more, the header `Link` with rel="next" leads to them. Taking a copy is itself
    put on record.
    """
    form = request.query["format"]
    text, cursor = service.export(request.member, request.who, form, _filter(request), request.query["cursor"])
    name = f"audit-{clock.now():%Y%m%d-%H%M%S}.{form}"
    headers = {"Content-Type": MEDIA[form], "Content-Disposition": f'attachment; filename="{name}"'}
    if cursor is not None:
        again = {name: value for name, value in request.query.items() if value is not None} | {"cursor": cursor}
        headers["Link"] = f'<?{urlencode(again)}>; rel="next"'
    return Reply(text, headers=headers)


def _filter(request: Request[Any]) -> Filter:
    asked = request.query
    return Filter(asked["actor"], asked["object_id"], asked["object_type"], asked["type"], asked["from"], asked["to"])


handler = api.handler
