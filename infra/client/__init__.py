"""Hearth's client library for Python: REST (`HearthClient`) and live documents (`LiveConnection`, `LiveDocument`).

Uses the public API only, as a third party would. The live half follows docs/live-protocol.md rule by rule, like the
TypeScript provider in web/packages/provider.
"""

from .connection import LiveConnection
from .document import LiveDocument
from .errors import LinkLost, Problem, Refused, TicketRefused, Unreachable
from .live import connect, open_document
from .rest import HearthClient
from .store import MemoryStore

__all__ = [
    "HearthClient",
    "LinkLost",
    "LiveConnection",
    "LiveDocument",
    "MemoryStore",
    "Problem",
    "Refused",
    "TicketRefused",
    "Unreachable",
    "connect",
    "open_document",
]
