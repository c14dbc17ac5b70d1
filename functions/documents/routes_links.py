"""What leads to a document, over HTTP."""

from typing import TYPE_CHECKING, Any

from functions.documents import errors
from functions.documents.routes import ONE, api, the_document
from hearth.http import InOrg, Request
from hearth.http.params import PAGE
from hearth.lazy import lazy

if TYPE_CHECKING:
    from hearth.links import schemas as link_schemas
else:
    link_schemas = lazy("hearth.links.schemas")


@api.get(
    ONE + "/backlinks",
    returns=link_schemas.BacklinkPage,
    allow=InOrg("document.read", the_document),
    query=PAGE,
    raises=(errors.DocumentNotFound,),
)
def list_backlinks(request: Request[None], org_id: str, document_id: str) -> dict[str, Any]:
    """List what points at a document, as far as you may read it.

    What somebody writes is found half a minute to a minute and a half later. A page may hold fewer items than `limit`;
    go on while `next` is set.
    """
    from functions.documents.service import backlinks
    from hearth.links import presenting

    asked = request.query
    page = backlinks.list_backlinks(request, document_id, limit=asked["limit"], cursor=asked["cursor"])
    return presenting.page(page)
