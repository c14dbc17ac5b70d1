"""The client is a package of its own: what its README shows works where nothing else of Hearth can be imported."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from infra import openapi
from infra.environments import ROOT
from tests.client.test_operations import serving
from tests.support.workspace import Workspace, quick_hashes

CLIENT = ROOT / "infra" / "client"
PROJECT = tomllib.loads((CLIENT / "pyproject.toml").read_text())
SHOWN = re.findall(r"```python\n(.*?)```", (CLIENT / "README.md").read_text(), re.DOTALL)


def test_its_version_is_the_apis() -> None:
    assert "v" + PROJECT["project"]["version"].split(".")[0] == openapi.document()["info"]["version"]


def test_it_imports_nothing_but_itself_and_what_it_declares() -> None:
    declared = {re.split(r"[<>=]", one)[0] for one in PROJECT["project"]["dependencies"]}
    met: set[str] = set()
    for path in CLIENT.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                met |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                met.add(str(node.module).split(".")[0])
    assert met - set(sys.stdlib_module_names) == declared


def test_no_module_hides_one_of_the_standard_library_from_the_build_that_runs_beside_it() -> None:
    assert {path.stem for path in CLIENT.glob("*.py")} & set(sys.stdlib_module_names) == set()


def test_the_quick_start_runs_where_only_the_package_is(
    table: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quick_hashes(monkeypatch)
    space = Workspace({api.name: api for api in openapi.apis()})
    shutil.copytree(CLIENT, tmp_path / "hearth_client")
    with serving() as address:
        story = SHOWN[0].replace("http://127.0.0.1:8080", address)
        story = story.replace("hk_…", f"{space.ada.person_id}.{space.ada.session_id}")
        alone = f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n{story}"
        run = subprocess.run(
            [sys.executable, "-I", "-c", alone], capture_output=True, text=True, timeout=60, check=False
        )
    assert (run.stdout, run.returncode) == ("404 document_not_found\n", 0), run.stderr


def test_what_it_shows_of_live_documents_is_offered() -> None:
    offered = ast.literal_eval((CLIENT / "__init__.py").read_text().split("__all__ = ")[1])
    for block in SHOWN:
        for names in re.findall(r"from hearth_client import (.*)", block):
            assert set(names.split(", ")) <= set(offered)
    compile("async def shown():\n" + "".join(f"    {line}\n" for line in SHOWN[1].splitlines()), "README", "exec")
