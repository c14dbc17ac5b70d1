"""The table is asked by key, always: no Scan anywhere, no key built in passing, every access pattern written down."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*(ROOT / "functions").glob("**/*.py"), *(ROOT / "layers/kernel").glob("**/*.py")])
REPOSITORIES = sorted(
    [*(ROOT / "functions").glob("*/repository.py"), *(ROOT / "layers/kernel").glob("**/repository.py")]
)
KEYS = sorted((ROOT / "layers/kernel/python/hearth/keys").glob("*.py"))
DATA_MODEL = ROOT / "docs/data-model.md"


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_nothing_scans(source: Path) -> None:
    calls = [node.func for node in nodes(source) if isinstance(node, ast.Call)]
    assert not {"scan", "rate_limited_scan"} & {call.attr for call in calls if isinstance(call, ast.Attribute)}


@pytest.mark.parametrize("source", [path for path in SOURCES if path not in KEYS], ids=name_of)
def test_keys_are_built_in_one_place(source: Path) -> None:
    prefixes = set(re.findall(r'f"([A-Z]{3,})#', "".join(path.read_text() for path in KEYS)))
    texts = [node.value for node in nodes(source) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    built = {text for text in texts for prefix in prefixes if text.startswith(f"{prefix}#")}
    assert {text for text in built if not re.fullmatch(r"[A-Z]+#", text)} == set()  # a bare prefix is a query's


@pytest.mark.parametrize("repository", REPOSITORIES, ids=name_of)
def test_every_access_pattern_is_in_the_data_model(repository: Path) -> None:
    functions = [node.name for node in nodes(repository) if isinstance(node, ast.FunctionDef)]
    text = DATA_MODEL.read_text()
    assert [name for name in functions if not name.startswith("_") and f"`{name}`" not in text] == []
