"""The frames of the live protocol, held to their schemas in `events/live/`, in both directions."""

import json
from pathlib import Path
from typing import Any

from tests.support import contracts

LIVE = contracts.EVENTS / "live"


def kinds(side: str) -> list[str]:
    """The types of frames that a side (`client`, `server`) may send."""
    return sorted(path.name.split(".")[1] for path in LIVE.glob(f"{side}.*.schema.json"))


def schema(side: str, kind: str) -> Path:
    """The schema of a frame."""
    return LIVE / f"{side}.{kind}.schema.json"


def example(side: str, kind: str) -> dict[str, Any]:
    """An example of a frame."""
    value: dict[str, Any] = json.loads((LIVE / f"{side}.{kind}.json").read_text())
    return value


def validate(side: str, frame: dict[str, Any]) -> None:
    """ContractError unless this is a frame that the side may send."""
    path = schema(side, str(frame.get("type")))
    if not path.exists():
        raise contracts.ContractError(f"the {side} sends no frame of type {frame.get('type')}")
    contracts.validate(frame, path)
