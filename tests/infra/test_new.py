"""`hearth new` begins a capability that is green at once, and touches no file of others but those that are generated.

One is made in a copy of the repository, and held to what CI asks of every other.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from infra import environments, new
from infra.checks import PYTHON
from infra.environments import ROOT, EnvironmentProblem

GENERATED = {
    "docs/capabilities.md", "docs/data-model.md", "docs/openapi.yaml", "docs/permissions.md", "infra/api.yaml",
    "infra/client/operations.json",
    "template.yaml",
}  # fmt: skip
COPIED = ("functions", "layers", "infra", "events", "tests", "docs")
NAME, NOUN = "whiteboards", "whiteboard"
"""Longer words than those of the skeleton, so that lines have to be laid out anew."""


def contents(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for top in (*COPIED, "template.yaml")
        for path in sorted([root / top, *(root / top).rglob("*")])
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    left_out = shutil.ignore_patterns("__pycache__", "screenshots", "node_modules")
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name, ignore=left_out)
    for path in [ROOT / "template.yaml", ROOT / "pyproject.toml"]:
        shutil.copy(path, root)
    (root / ".venv").symlink_to((ROOT / ".venv").resolve())
    return root


@pytest.fixture(scope="module")
def made(copy: Path) -> Mapping[str, bytes]:
    """What was there before the capability `whiteboards` was made."""
    before = contents(copy)
    said = run(copy, "-m", "infra.new", NAME)
    assert f"functions/{NAME}/handler.py" in said
    return before


def run(root: Path, *arguments: str, **environment: str) -> str:
    paths = f"{root}:{root / 'layers' / 'kernel' / 'python'}"
    given = {**environments.environ(PYTHONPATH=paths, **environment), "PYTHONDONTWRITEBYTECODE": "1"}
    given.pop("PYTEST_CURRENT_TEST", None)
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=given, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_no_file_of_others_is_edited_but_what_is_generated(copy: Path, made: Mapping[str, bytes]) -> None:
    after = contents(copy)
    assert {name for name, content in made.items() if after[name] != content} == GENERATED
    new_files = set(after) - set(made)
    assert all(NAME in name for name in new_files)
    assert {f"functions/{NAME}/resources.yaml", f"tests/{NAME}/ready.py", f"events/{NAME}/{NOUN}.created.v1.json"} < (
        new_files
    )
    assert not [name for name in new_files if b"arden" in after[name]], "a word of the skeleton was left"


@pytest.mark.parametrize(
    "check",
    [
        ["ruff", "check", *PYTHON],
        ["ruff", "format", "--check", *PYTHON],
        ["infra.imports"],
        ["infra.openapi", "--check"],
        ["infra.template", "--check"],
        ["infra.pages", "--check"],
        ["mypy", f"functions/{NAME}", f"tests/{NAME}", "layers/kernel/python/hearth/keys"],
    ],
    ids=lambda check: " ".join(check[:2]),
)
@pytest.mark.usefixtures("made")
def test_the_checks_pass(copy: Path, check: list[str]) -> None:
    run(copy, "-m", *check)


@pytest.mark.usefixtures("made")
def test_its_tests_and_those_made_of_its_declarations_pass_and_its_roles_hold_what_they_ask(copy: Path) -> None:
    files = ("test_permissions.py", "test_round_trips.py", "test_access_patterns.py", "test_entries.py")
    more = ("contracts/test_events.py", "infra/test_template.py", "audit/test_template.py")
    tests = [f"tests/{name}" for name in (NAME, *files, *more)]
    chosen = [*tests, "-k", f"{NAME} or {NOUN} or {NAME.capitalize()}", "-p", "tests.support.recorded_calls"]
    calls = copy / "calls"
    said = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen, HEARTH_CALLS=str(calls))
    assert int(said.rpartition(" passed")[0].split()[-1]) > 100
    findings = [line for line in run_any(copy, calls) if NAME.capitalize() in line]
    assert findings == []


def run_any(root: Path, calls: Path) -> list[str]:
    """What the simulation of the roles finds; of the others it has seen no test."""
    paths = f"{root}:{root / 'layers' / 'kernel' / 'python'}"
    command = [sys.executable, "-m", "infra.permissions", str(calls)]
    done = subprocess.run(
        command, cwd=root, env={**os.environ, "PYTHONPATH": paths}, check=False, capture_output=True, text=True
    )
    assert "different calls" in done.stdout, done.stderr
    return done.stdout.splitlines()


@pytest.mark.usefixtures("made")
def test_a_second_of_the_name_overwrites_nothing(copy: Path) -> None:
    before = contents(copy)
    taken = [
        (NAME, "panel", "already; nothing was written"),
        ("panels", NOUN, "another"),
        ("groups", "team", "another"),
    ]
    for name, noun, why in taken:
        with pytest.raises(EnvironmentProblem, match=why):
            new.make(copy, name, noun)
    assert contents(copy) == before


def test_the_client_is_told_of_the_routes_and_its_half_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr("infra.environments.run", lambda *command: asked.append(command))
    monkeypatch.setattr("infra.web.node_problem", lambda: None)
    (tmp_path / "web" / "node_modules").mkdir(parents=True)
    new.tell_client(tmp_path)
    assert [command[5:] for command in asked] == [("api",), ("format", "--", "--write")]


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("White_boards", "board"),
        ("../x", "thing"),
        ("things", ""),
        ("search", "search"),
        ("a", "b"),
        ("classes", "class"),
        ("filters", "filter"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(tmp_path: Path, name: str, noun: str) -> None:
    with pytest.raises(EnvironmentProblem):
        new.make(tmp_path, name, noun)
    assert list(tmp_path.iterdir()) == []
