"""Socket entry: $connect, $disconnect, and every frame that has no function of its own (docs/live-protocol.md)."""

from typing import Any

from functions.realtime.service import broadcasting, connections, leaving, subscribing
from hearth import clock
from hearth.errors import HearthError, Invalid
from hearth.live import frames
from hearth.live import gateway as live
from hearth.live.socket import Frame, Socket, who_of

socket = Socket("realtime")
handler = socket.handler


@socket.on_connect
def connect(event: dict[str, Any]) -> int:
    """Let somebody in whom the authorizer knows and whose session still lasts."""
    gateway = event["requestContext"]
    context = gateway.get("authorizer") or {}
    try:
        connections.open_connection(gateway["connectionId"], who_of(context), context.get("picture") or None)
    except HearthError:
        return 401
    return 200


@socket.on_disconnect
def disconnect(connection_id: str) -> None:
    """Clean up. API Gateway does not promise to call this: `live.cleanup_connections` finds what it missed."""
    live.cleanup_connections([connection_id], tell=leaving.tell)


@socket.on("hello", client=frames.text(200), protocol=frames.whole())
def hello(frame: Frame) -> dict[str, Any]:
    """Greet a client: its connection, the limits, and when to renew (L2)."""
    if frame["protocol"] != connections.PROTOCOL:
        raise Invalid(f"This server speaks protocol {connections.PROTOCOL}.", code="protocol_unsupported")
    return connections.welcome(frame.connection_id, frame.person, frame.connected_at)


@socket.on("ping")
def ping(_frame: Frame) -> dict[str, Any]:
    """Answer a keep-alive (L3)."""
    return {"type": "pong", "now": clock.iso(clock.now())}


@socket.on("subscribe", id=frames.ID, topic=frames.TOPIC)
def subscribe(frame: Frame) -> None:
    """Subscribe to a topic (L7)."""
    subscribing.subscribe(frame.connection_id, frame.who, frame.picture, frame.id, frame.topic)


@socket.on("unsubscribe", id=frames.ID, topic=frames.TOPIC)
def unsubscribe(frame: Frame) -> None:
    """Unsubscribe from a topic (L8)."""
    subscribing.unsubscribe(frame.connection_id, frame.id, frame.topic)


@socket.on(
    "broadcast",
    topic=frames.TOPIC,
    kind=frames.one_of(*broadcasting.KINDS),
    data=frames.ANYTHING,
    to=frames.maybe(frames.text(128)),
)
def broadcast(frame: Frame) -> None:
    """Pass an ephemeral message on to the other subscribers (L10)."""
    broadcasting.broadcast(frame.connection_id, frame.topic, frame["kind"], frame["data"], frame.get("to"))


@socket.on("idle", topic=frames.TOPIC, idle=frames.FLAG)
def idle(frame: Frame) -> None:
    """Tell the others whether somebody is idle (L9)."""
    broadcasting.set_idle(frame.connection_id, frame.topic, frame["idle"])


@socket.on("check", id=frames.ID, topic=frames.TOPIC, seq=frames.whole())
def check(frame: Frame) -> dict[str, Any]:
    """Say where the log of the topic ends (L12)."""
    return subscribing.find_head(frame.connection_id, frame.topic)
