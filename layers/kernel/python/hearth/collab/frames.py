"""The socket entry of a capability whose objects have a log: its frame of updates, taken as the protocol says.

    socket = Socket("boards")
    handler = socket.handler
    take_updates(socket, LOG)

API Gateway leads a frame to a function by the frame's type alone, so each type of log has a frame type of its own
(`LogType.frame`): the function that takes it knows what may be in such an object, and loads nothing of another's.
"""

from hearth.collab import writing
from hearth.collab.broadcast import FRAME_BASE64
from hearth.collab.types import LogType
from hearth.live import frames
from hearth.live.socket import Frame, Socket

FIELDS = {
    "id": frames.ID,
    "topic": frames.TOPIC,
    "epoch": frames.whole(999_999),
    "after": frames.whole(10**12),
    "update": frames.text(32_768, 0),
    "trace": frames.maybe(frames.FLAG),
}
"""What such a frame must hold, whatever its type."""


def take_updates(socket: Socket, kind: LogType) -> None:
    """Declare that this socket takes the updates of a type of log (L14): acknowledged once durable (L15), then told to
    the others (L16)."""

    def update(frame: Frame) -> None:
        data = writing.decode(frame["update"], FRAME_BASE64 // 4 * 3)
        writing.write_live(kind, frame, frame["epoch"], frame["after"], data)

    socket.on(kind.frame, **FIELDS)(update)
