"""Frames as they travel: JSON objects with a `type` (L6). The server's are checked for what we read of them."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any

Frame = dict[str, Any]

NEEDED: dict[str, dict[str, type | tuple[type, ...]]] = {
    "welcome": {"connection": str, "ping_every": (int, float), "limits": dict},
    "pong": {},
    "bye": {"code": str},
    "refused": {"code": str},
    "subscribed": {"id": str, "topic": str, "participants": list},
    "unsubscribed": {"id": str, "topic": str},
    "head": {"id": str, "topic": str, "seq": int, "epoch": int},
    "ack": {"id": str, "topic": str, "seq": int, "epoch": int},
    "update": {"topic": str, "seq": int, "epoch": int},
    "broadcast": {"topic": str, "kind": str, "connection": str},
    "changed": {"topic": str, "object": dict},
    "user-joined": {"topic": str, "participant": dict},
    "users-joined": {"topic": str, "participants": list},
    "user-left": {"topic": str, "connection": str},
    "users-left": {"topic": str, "left": list},
    "user-idle": {"topic": str, "connection": str, "idle": bool},
    "access-ended": {"topic": str, "code": str},
    "role-changed": {"topic": str, "role": str},
}
ANSWERS = frozenset({"subscribed", "unsubscribed", "head", "ack"})


def parse(text: str | bytes) -> Frame | None:
    """The frame, or None for what is not one we know: a newer server may say more than we understand."""
    if isinstance(text, bytes):
        return None
    try:
        frame = json.loads(text)
    except ValueError:
        return None
    if not isinstance(frame, dict):
        return None
    needed = NEEDED.get(str(frame.get("type")))
    if needed is None or any(not isinstance(frame.get(name), kind) for name, kind in needed.items()):
        return None
    return frame


def dump(frame: Frame) -> str:
    """Compact JSON: every byte is paid for."""
    return json.dumps(frame, separators=(",", ":"), ensure_ascii=False)


def encode(update: bytes) -> str:
    """Base64 for a frame."""
    return b64encode(update).decode("ascii")


def decode(update: str) -> bytes:
    """The bytes of a frame's base64."""
    return b64decode(update)
