"""Live editing: the WebSocket route `update`, by which a document is written in (L14)."""

from functions.documents.collab import LOG
from hearth.collab.frames import take_updates
from hearth.live.socket import Socket

socket = Socket("documents")
handler = socket.handler
take_updates(socket, LOG)
