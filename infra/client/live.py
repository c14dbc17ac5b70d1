"""From a signed-in person to a live document, in two calls."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from .connection import LiveConnection
from .document import LiveDocument
from .document_http import RestDocumentHttp
from .errors import LinkLost, Problem, Unreachable

if TYPE_CHECKING:
    from .rest import HearthClient
    from .store import PendingStore


def connect(client: HearthClient, **options: Any) -> LiveConnection:
    """A started connection; tickets come from the client's session."""

    async def ticket() -> dict[str, Any]:
        try:
            return await asyncio.to_thread(client.ticket)
        except (Problem, Unreachable) as error:
            raise LinkLost(f"no ticket: {error}") from error

    connection = LiveConnection(ticket, **options)
    connection.start()
    return connection


def open_document(
    client: HearthClient,
    connection: LiveConnection,
    org_id: str,
    document_id: str,
    *,
    store: PendingStore | None = None,
    **options: Any,
) -> LiveDocument:
    """Subscribed and loading; `await document.loaded()` for its first content."""
    http = RestDocumentHttp(client, org_id, document_id)
    return LiveDocument(connection, http, org_id, document_id, store=store, **options)
