"""The promises in `events/`, executable: what a test produces is held to the schema that consumers rely on.

The autouse fixture in `tests/conftest.py` checks every event that any test makes, so no test has to ask for it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from hearth.events import Event

ROOT = Path(__file__).resolve().parents[2]
EVENTS = ROOT / "events"
BASE = "https://hearth.dev/events/"
ENVELOPE = EVENTS / "envelope.schema.json"
LARGEST = 32 * 1024
"""Bytes of one event: an item holds a few beside its own fields, and a bus message 256 KB."""

_SCHEMA_FILE = re.compile(r"(?P<type>[a-z_]+\.[a-z_]+)\.v(?P<version>\d+)\.schema\.json")


class ContractError(AssertionError):
    """What was produced is not what `events/` promises."""


@dataclass(frozen=True, slots=True)
class Contract:
    """The schema of one version of one event type."""

    type: str
    version: int
    capability: str
    path: Path

    @property
    def example(self) -> Path:
        """Where the example is."""
        return self.path.with_name(f"{self.type}.v{self.version}.json")


@cache
def contracts() -> dict[tuple[str, int], Contract]:
    """Every event schema there is, by type and version."""
    found: dict[tuple[str, int], Contract] = {}
    for path in sorted(EVENTS.glob("*/*.schema.json")):
        match = _SCHEMA_FILE.fullmatch(path.name)
        if match:
            contract = Contract(match["type"], int(match["version"]), path.parent.name, path)
            found[contract.type, contract.version] = contract
    return found


@cache
def validator(path: Path) -> Draft202012Validator:
    """A validator for a schema file under `events/`; `$ref`s to other files there are followed."""

    def retrieve(uri: str) -> Resource[Any]:
        if not uri.startswith(BASE):
            raise ContractError(f"{path.name} refers to {uri}, which is not under events/")
        return DRAFT202012.create_resource(json.loads((EVENTS / uri.removeprefix(BASE)).read_text()))

    schema = json.loads(path.read_text())
    Draft202012Validator.check_schema(schema)
    registry: Registry[Any] = Registry(retrieve=retrieve)  # type: ignore[call-arg]  # attrs' alias of a private field
    return Draft202012Validator(schema, registry=registry)


def validate(value: Any, path: Path) -> None:
    """ContractError, with every fault and its place, unless `value` fits the schema file."""
    # what travels is JSON: a set, a tuple or a Decimal in an event is a fault of its own
    faults = [
        f"{fault.json_path}: {fault.message}" for fault in validator(path).iter_errors(json.loads(json.dumps(value)))
    ]
    if faults:
        raise ContractError(f"{path.relative_to(ROOT)}\n  " + "\n  ".join(sorted(faults)))


def validate_event(envelope: dict[str, Any]) -> None:
    """ContractError unless the event fits the schema of its type and version (types `test.*` only: the envelope)."""
    size = len(json.dumps(envelope).encode())
    if size > LARGEST:
        raise ContractError(
            f"{envelope['type']} is {size} bytes; an event names what happened, it does not carry content"
        )
    if str(envelope["type"]).startswith("test."):
        validate(envelope, ENVELOPE)
        return
    contract = contracts().get((envelope["type"], envelope["version"]))
    if contract is None:
        raise ContractError(
            f"no schema: write events/<capability>/{envelope['type']}.v{envelope['version']}.schema.json"
        )
    validate(envelope, contract.path)


def checked_events(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """Validate every event at the moment it is put into an item. Yields the events made so far."""
    made: list[dict[str, Any]] = []
    original = Event.envelope

    def envelope(self: Event) -> dict[str, Any]:
        value = original(self)
        validate_event(value)
        made.append(value)
        return value

    monkeypatch.setattr(Event, "envelope", envelope)
    yield made
