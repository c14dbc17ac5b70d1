"""The import directions hold in the tree, and the rule notices when one does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.imports import circles, faults, faults_in


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


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        ({"a": "import b", "b": "import a"}, {"a", "b"}),
        (
            {"a": "from p import b", "p": "", "p.b": "from p.c import x", "p.c": "def late():\n    import a"},
            {"a", "p.b", "p.c"},
        ),
        ({"a": "import b\nimport c", "b": "", "c": "from b import x\nfrom a import y"}, {"a", "c"}),
        ({"p": "from p import a", "p.a": "from p import x, b", "p.b": ""}, {"p", "p.a"}),
        ({"p": "from .a import x", "p.a": "from .b import x", "p.b": "from . import a"}, {"p.a", "p.b"}),
    ],
    ids=["two", "a late one of three", "beside one that is none", "a package and its own module", "by relative names"],
)
def test_a_circle_is_named_with_the_way_round(ways: dict[str, str], found: set[str]) -> None:
    [way] = circles(ways)
    first, *others = way.split(" -> ")
    assert others[-1] == first
    assert set(others) == found


def test_each_of_two_circles_is_named() -> None:
    assert len(circles({"a": "import b", "b": "import a", "c": "import d", "d": "import c"})) == 2


@pytest.mark.parametrize(
    "ways",
    [
        {"a": "import b", "b": "import c", "c": "import json"},
        {"a": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import b", "b": "import a"},
        {"p": "from p import a, b", "p.a": "from p import b", "p.b": ""},
    ],
    ids=["none at all", "only the type checker", "modules of one package"],
)
def test_what_is_no_circle_is_not_named(ways: dict[str, str]) -> None:
    assert circles(ways) == []
