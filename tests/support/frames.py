"""The frames of the live protocol, held to their schemas, in both directions.

`events/live/` has those that all topics share; a capability that takes a type of frames has its schema and its example
beside its events: `events/<capability>/client.<type>.schema.json`.
"""

import json
from pathlib import Path
from typing import Any

from hearth.access import TYPES
from hearth.errors import HearthError
from hearth.live import topics
from tests.support import contracts

FOLDERS = [path for path in sorted(contracts.EVENTS.iterdir()) if path.is_dir()]
"""Where schemas of frames are."""


def _schemas(side: str, kind: str = "*") -> list[Path]:
    return [path for folder in FOLDERS for path in folder.glob(f"{side}.{kind}.schema.json")]


def kinds(side: str) -> list[str]:
    """The types of frames that a side (`client`, `server`) may send."""
    return sorted(path.name.split(".")[1] for path in _schemas(side))


def schema(side: str, kind: str) -> Path:
    """The schema of a frame. ContractError when there is none, or several."""
    found = _schemas(side, kind)
    if len(found) != 1:
        raise contracts.ContractError(f"{len(found)} schemas of a frame of type {kind} that the {side} sends")
    return found[0]


def example(side: str, kind: str) -> dict[str, Any]:
    """An example of a frame."""
    path = schema(side, kind)
    value: dict[str, Any] = json.loads(path.with_name(path.name.replace(".schema", "")).read_text())
    return value


def validate(side: str, frame: dict[str, Any]) -> None:
    """ContractError unless this is a frame that the side may send: by its schema, and by the types of objects there
    are, which no schema lists."""
    contracts.validate(frame, schema(side, str(frame.get("type"))))
    if side == "server" and "topic" in frame and frame["type"] != "refused":
        roles = _roles(frame["topic"])
        people = [*frame.get("participants", []), *([frame["participant"]] if "participant" in frame else [])]
        for role in [one["role"] for one in (frame, *people) if "role" in one]:
            if role not in roles:
                raise contracts.ContractError(f"{role} is no role on {frame['topic']}")


def _roles(topic: str) -> list[str]:
    try:
        kind = TYPES.get(topics.parse(topic).kind)
    except HearthError as error:
        raise contracts.ContractError(f"{topic} is no topic") from error
    return [str(role) for role in kind.roles] if kind is not None else [topics.READER]
