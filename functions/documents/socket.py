"""Live editing: the WebSocket route `update`."""

from functions.documents.collab import LOG
from hearth import live_frames as frames
from hearth.collab import writing
from hearth.collab.broadcast import FRAME_BASE64
from hearth.live_socket import Frame, Socket

socket = Socket("documents")
handler = socket.handler


@socket.on(
    "update",
    id=frames.ID,
    topic=frames.TOPIC,
    epoch=frames.whole(999_999),
    after=frames.whole(10**12),
    update=frames.text(32_768, 0),
    trace=frames.maybe(frames.FLAG),
)
def update(frame: Frame) -> None:
    """Write in a document (L14): acknowledged once durable (L15), then told to the others (L16)."""
    data = writing.decode(frame["update"], FRAME_BASE64 // 4 * 3)
    writing.write_live(LOG, frame, frame["epoch"], frame["after"], data)
