"""Every event has a schema and an example, and every schema belongs to an event of the code."""

import ast
import json
import re
from pathlib import Path

import pytest

from hearth.events import SYSTEM, Event
from tests.support import contracts
from tests.support.contracts import ROOT, Contract, ContractError

ALL = list(contracts.contracts().values())
TYPE = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def _named(contract: Contract) -> str:
    return f"{contract.type}.v{contract.version}"


def _types_in(source: Path) -> set[str]:
    """The event types that an events.py speaks of: string constants of that form, docstrings left out.

    A capability whose events are all about one noun may also write f"document.{kind}", with the kinds as first
    arguments of the calls.
    """
    tree = ast.parse(source.read_text())
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose)
    whole = {node.value for node in constants if isinstance(node.value, str) and TYPE.fullmatch(node.value)}
    beginnings = [node.values[0] for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    nouns = [text for one in beginnings if re.fullmatch(r"[a-z_]+\.", text := _text(one))]
    firsts = (node.args[0] for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    kinds = [text for one in firsts if re.fullmatch(r"[a-z_]+", text := _text(one))]
    return whole | {f"{noun}{kind}" for noun in nouns for kind in kinds}


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _makes_events(source: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Call))
    return any(
        (isinstance(f, ast.Name) and f.id == "Event") or (isinstance(f, ast.Attribute) and f.attr == "Event")
        for f in calls
    )


@pytest.mark.parametrize("contract", ALL, ids=_named)
def test_a_schema_has_an_example_that_fits_it(contract: Contract) -> None:
    contracts.validate_event(json.loads(contract.example.read_text()))


@pytest.mark.parametrize("contract", ALL, ids=_named)
def test_a_schema_builds_on_the_envelope_and_says_all_that_is_in_it(contract: Contract) -> None:
    schema = json.loads(contract.path.read_text())
    assert schema["$id"] == contracts.BASE + f"{contract.capability}/{contract.path.name}"
    assert {"$ref": "../envelope.schema.json"} in schema["allOf"]
    assert schema["properties"]["type"] == {"const": contract.type}
    assert schema["properties"]["version"] == {"const": contract.version}
    assert schema["description"]
    for part in ("changes", "data"):  # open to anything would be no promise
        assert schema["properties"][part]["additionalProperties"] is False, part


def _sources() -> dict[str, Path]:
    """Where each capability builds its events; the kernel tells of what it refuses."""
    found = {source.parent.name: source for source in sorted(ROOT.glob("functions/*/events.py"))}
    kernel = ROOT / "layers/kernel/python/hearth"
    return {
        **found,
        "kernel": kernel / "onrecord.py",
        "jobs": kernel / "jobs/events.py",
        "mentions": kernel / "mentions/events.py",
    }


def test_every_event_of_the_code_has_a_schema_of_its_capability() -> None:
    missing = [
        f"{capability}: {type_}"
        for capability, source in _sources().items()
        for type_ in sorted(_types_in(source))
        if not any(contract.type == type_ and contract.capability == capability for contract in ALL)
    ]
    assert missing == []


def test_every_schema_belongs_to_an_event_of_the_code() -> None:
    orphans = [
        _named(contract)
        for contract in ALL
        if contract.capability not in _sources() or contract.type not in _types_in(_sources()[contract.capability])
    ]
    assert orphans == []


def test_events_are_built_in_events_modules_and_nowhere_else() -> None:
    elsewhere = [
        str(path.relative_to(ROOT))
        for path in sorted(ROOT.glob("functions/**/*.py"))
        if path.name != "events.py" and _makes_events(path)
    ]
    assert elsewhere == []


def test_an_event_that_breaks_its_promise_fails_where_it_is_made() -> None:
    with pytest.raises(ContractError, match="no schema"):
        Event("nobody.foresaw", "org", "x", SYSTEM).envelope()
    with pytest.raises(ContractError, match="password"):
        Event("test.leaked", "person", "x", SYSTEM, data={"password": "hunter2"}).envelope()
    with pytest.raises(ContractError, match="32"):
        Event("test.huge", "document", "x", SYSTEM, data={"text": "x" * 40_000}).envelope()


def test_the_fixture_keeps_what_was_made(events_made: list[dict[str, object]]) -> None:
    Event("test.happened", "org", "x", SYSTEM, changes={"name": ("a", "b")}).envelope()
    assert [(event["type"], event["changes"]) for event in events_made] == [("test.happened", {"name": ["a", "b"]})]
