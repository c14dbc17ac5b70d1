"""The live protocol's schemas, its examples, the code that reads frames, and the rules, say the same."""

import json
import re
from typing import Any

import pytest

from hearth.errors import HearthError
from hearth.live import frames as live_frames
from infra.template.compose import capabilities
from tests.support import contracts, frames
from tests.support.contracts import ContractError

BOTH = [(side, kind) for side in ("client", "server") for kind in frames.kinds(side)]
SOCKETS = [one.module("socket").socket for one in capabilities() if "socket" in one.files()]
TAKEN = {kind: taken for socket in SOCKETS for kind, taken in socket.frames.items()}
ORG = "01939100-7a4e-7cc2-9d3a-2b8f5e1c6a70"
PROTOCOL = contracts.ROOT / "docs" / "live-protocol.md"


@pytest.mark.parametrize(("side", "kind"), BOTH)
def test_a_frame_has_an_example_that_fits_its_schema(side: str, kind: str) -> None:
    frames.validate(side, frames.example(side, kind))


@pytest.mark.parametrize(("side", "kind"), BOTH)
def test_a_frame_says_which_rule_it_follows_and_the_rules_speak_of_it(side: str, kind: str) -> None:
    schema = json.loads(frames.schema(side, kind).read_text())
    assert schema["additionalProperties"] is False
    [rule] = re.findall(r"\((L\d+)\)", schema["description"])
    text = PROTOCOL.read_text()
    assert f"- **{rule}**" in text
    assert f"`{kind}" in text


def test_the_rules_are_numbered_without_gaps() -> None:
    numbers = [int(number) for number in re.findall(r"^- \*\*L(\d+)\*\*", PROTOCOL.read_text(), re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_the_server_takes_is_what_clients_may_send() -> None:
    assert set(TAKEN) == set(frames.kinds("client"))


def test_a_frame_that_one_capability_takes_is_promised_beside_its_events() -> None:
    assert frames.schema("client", "update").parent.name == "documents"
    assert frames.schema("client", "subscribe").parent.name == "live"


def broken(frame: dict[str, Any]) -> list[dict[str, Any]]:
    """The frame with each field left out, and of another type."""
    names = [name for name in frame if name != "type"]
    others: list[Any] = [None, "", "x" * 500, -1, 1.5, True, [], {}]
    without = [{key: value for key, value in frame.items() if key != name} for name in names]
    changed = [{**frame, name: other} for name in names for other in others if not _is_no_update(name, other)]
    return without + changed


def _is_no_update(name: str, other: Any) -> bool:
    """Text that is no update has an answer of its own, `invalid_update` (L19), once the frame itself is sound."""
    return name == "update" and isinstance(other, str)


@pytest.mark.parametrize("kind", sorted(TAKEN))
def test_the_code_refuses_what_the_schema_refuses_and_nothing_else(kind: str) -> None:
    _, fields = TAKEN[kind]
    for frame in [frames.example("client", kind), *broken(frames.example("client", kind))]:
        try:
            live_frames.check(live_frames.parse(json.dumps(frame)), fields)
            by_code = True
        except HearthError:
            by_code = False
        try:
            frames.validate("client", frame)
            by_schema = True
        except ContractError:
            by_schema = False
        assert by_code == by_schema, frame


def test_a_frame_that_nobody_promised_is_a_fault() -> None:
    with pytest.raises(ContractError):
        frames.validate("server", {"type": "surprise"})
    with pytest.raises(ContractError):
        frames.validate("server", {"type": "pong", "now": "yesterday"})
    with pytest.raises(ContractError, match="no topic"):
        frames.validate("server", {**frames.example("server", "role-changed"), "topic": f"meadow:{ORG}/{ORG}"})
    with pytest.raises(ContractError, match="keeper is no role"):
        frames.validate("server", {**frames.example("server", "role-changed"), "role": "keeper"})
