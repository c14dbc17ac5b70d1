"""The rule that files stay short sees what somebody wrote, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from infra.sizes import LONGEST, faults, written


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty repository where `*.lock` is what a command writes."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".gitattributes").write_text("*.lock linguist-generated\n*.png binary\n")
    (tmp_path / ".gitignore").write_text("built/\n")
    return tmp_path


def lines(tree: Path, name: str, count: int) -> None:
    (tree / name).parent.mkdir(exist_ok=True)
    (tree / name).write_text("x\n" * count)


def test_a_file_that_is_too_long_is_named_with_its_length(tree: Path) -> None:
    lines(tree, "long.py", LONGEST + 1)
    lines(tree, "short.py", LONGEST)
    assert faults(written(tree), tree) == [f"long.py: {LONGEST + 1} lines, more than {LONGEST}"]


def test_a_committed_file_is_looked_at_as_it_is_now(tree: Path) -> None:
    for name in ("grew.py", "went.py"):
        lines(tree, name, 1)
    subprocess.run(["git", "add", "."], cwd=tree, check=True)
    lines(tree, "grew.py", LONGEST + 1)
    (tree / "went.py").unlink()
    assert [fault.split(":")[0] for fault in faults(written(tree), tree)] == ["grew.py"]


@pytest.mark.parametrize("name", ["one.lock", "picture.png", "built/all.js"])
def test_what_nobody_wrote_may_be_as_long_as_it_is(tree: Path, name: str) -> None:
    lines(tree, name, LONGEST + 1)
    assert faults(written(tree), tree) == []
