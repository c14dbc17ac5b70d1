"""What is deployed carries bytecode of the Python that will run it, or none."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra import bytecode

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A built function, as a zip would hold it."""
    module = tmp_path / "functions" / "one" / "handler.py"
    module.parent.mkdir(parents=True)
    module.write_text("answer = 'compiled'\n")
    return tmp_path


def test_everything_is_compiled_by_content_and_never_checked(built: Path) -> None:
    assert bytecode.add(built, HERE)
    source = built / "functions" / "one" / "handler.py"
    compiled = Path(importlib.util.cache_from_source(str(source)))
    assert compiled.read_bytes()[4:8] == b"\x01\x00\x00\x00", "a hash of the content, unchecked"
    # what the zip makes of the times does not matter, nor is the source read again
    source.write_text("answer = 'source'\n")
    script = "from functions.one.handler import answer; print(answer)"
    alone = {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH"
    }  # there is a `functions` of ours
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=built, env=alone, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "compiled"


def test_without_that_python_nothing_is_made_and_it_is_said(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not bytecode.add(built, "3.99", find=lambda _: None)
    assert not list(built.rglob("*.pyc"))
    assert "no Python 3.99 here" in capsys.readouterr().err


def test_the_target_is_the_templates() -> None:
    assert bytecode.target() == "3.13"


def test_only_the_same_minor_version_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name == "python3.12" else None)
    monkeypatch.setattr(bytecode, "_known_to_uv", lambda _: None)
    monkeypatch.setattr(bytecode, "_runs", lambda _: True)
    assert bytecode.compiler(HERE) == sys.executable
    assert bytecode.compiler("3.12") == "/bin/python3.12" or HERE == "3.12"
    assert bytecode.compiler("3.98") is None


def test_a_name_that_starts_nothing_is_no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version manager puts names on the path of versions that it could have and has not."""
    monkeypatch.setattr("shutil.which", lambda _: "/bin/false")
    assert bytecode.compiler("3.98") is None
