"""The import directions hold in the tree, and the rule notices when one does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.imports import faults, faults_in


def test_the_tree_keeps_the_directions() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("source", "capability", "file"),
    [
        ("from functions.chat import service", "documents", "service.py"),
        ("def late():\n    import functions.chat.models", "documents", "service.py"),
        ("from functions import chat", "documents", "service.py"),
        ("import infra.cli", "documents", "service.py"),
        ("import pydantic", "documents", "service.py"),
        ("from . import service", "documents", "handler.py"),
        ("import aws_xray_sdk.core", "documents", "handler.py"),
        ("from functions.documents import models", None, "table.py"),
        ("import tests.support", None, "table.py"),
    ],
)
def test_a_wrong_direction_is_named(source: str, capability: str | None, file: str) -> None:
    assert list(faults_in(Path(file), source, capability))


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("from functions.documents import service\nfrom hearth import table", "handler.py"),
        ("import pydantic", "schemas.py"),
        ("def traced():\n    from aws_xray_sdk.core import xray_recorder", "handler.py"),
    ],
)
def test_a_right_direction_passes(source: str, file: str) -> None:
    assert list(faults_in(Path(file), source, "documents")) == []
