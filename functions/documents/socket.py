"""Live editing: the WebSocket route `update`."""

from functions.documents.room import FRAME_BASE64
from functions.documents.service import edit
from hearth import live_frames as frames
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
    data = edit.decode(frame["update"], FRAME_BASE64 // 4 * 3)
    edit.write_live(frame, frame["epoch"], frame["after"], data)
