"""HTTP entry: tickets for live connections. The rest of this capability is spoken over the socket."""

from typing import TYPE_CHECKING, Any

from functions.realtime.service import tickets
from hearth.http import Api, Limit, Request, SignedIn
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.realtime import schemas
else:
    schemas = lazy("functions.realtime.schemas")

api = Api("realtime")
handler = api.handler


@api.post(
    "/live/tickets",
    returns=schemas.Ticket,
    allow=SignedIn("me:read"),
    status=201,
    limit=Limit(most=120, seconds=60, by="person"),
)
def create_ticket(request: Request[None]) -> dict[str, Any]:
    """Get a ticket for a live connection.

    It opens one connection, within 30 seconds, as you, for as long as your session lasts. See docs/live-protocol.md.
    """
    return tickets.issue(request)
